#include "platform/net/mailer.hpp"
#include "support/certificate.hpp"
#include "support/smtp_server.hpp"

#include <doctest/doctest.h>

using namespace clinic;
using Kind = net::MailError::Kind;
using Tls = net::SmtpOptions::Tls;

namespace {

constexpr Instant now{1'795'770'780'000};

net::Mail mail()
{
    return {.from = {"Clinique", "clinic@example.org"},
        .to = {{"Noël", "noel@example.org"}},
        .subject = "Rendez-vous confirmé",
        .text = "Bonjour\n.\n..\nÀ bientôt\n",
        .message_id = "1@clinic.example"};
}

net::Mailer mailer_for(const test::SmtpServer& server, std::string user = "",
    std::string password = "", Tls tls = Tls::off)
{
    return net::Mailer({.url = server.url(),
        .user = std::move(user),
        .password = Secret(std::move(password)),
        .starttls = tls,
        .timeout = std::chrono::milliseconds(3000)});
}

/// The error of one attempt, or an error with code 250 when there was none.
net::MailError attempt(const net::Mailer& mailer)
{
    const auto sent = mailer.send(mail(), now);
    return sent ? net::MailError{Kind::temporary, 250, "sent"} : sent.error();
}

}

TEST_CASE("a mail arrives whole, dots and accents included")
{
    const test::SmtpServer server;
    REQUIRE(mailer_for(server).send(mail(), now).has_value());
    REQUIRE(server.mails().size() == 1);
    const auto received = server.mails()[0];
    CHECK(received.from == "clinic@example.org");
    CHECK(received.to == std::vector<std::string>{"noel@example.org"});
    CHECK(received.header("Subject") == "Rendez-vous confirmé");
    CHECK(received.header("Message-ID") == "<1@clinic.example>");
    CHECK(received.part("text/plain") == "Bonjour\r\n.\r\n..\r\nÀ bientôt\r\n");
    CHECK(received.data == net::build_mime(mail(), now));
}

TEST_CASE("the mailer logs in when the server wants it")
{
    test::SmtpServer server;
    server.require_login("clinic", "pass word");
    CHECK(attempt(mailer_for(server, "clinic", "pass word")).smtp_code == 250);
    CHECK(server.mails().at(0).user == "clinic");
    CHECK(attempt(mailer_for(server, "clinic", "wrong")).kind == Kind::temporary);
    CHECK(attempt(mailer_for(server)).kind == Kind::temporary);
    CHECK(server.mails().size() == 1);
}

TEST_CASE("a refusal of the message is permanent, everything else is worth another try")
{
    test::SmtpServer server;
    const auto mailer = mailer_for(server);
    const auto after = [&](std::string verb, std::string reply) {
        server.answer(std::move(verb), std::move(reply));
        return attempt(mailer);
    };
    CHECK(after("RCPT", "550 5.1.1 No such user").kind == Kind::permanent);
    CHECK(after("MAIL", "553 5.1.8 Not this sender").kind == Kind::permanent);
    CHECK(after(".", "554 5.6.0 Not such a message").kind == Kind::permanent);
    CHECK(after(".", "554 5.6.0 Not such a message").smtp_code == 554);
    CHECK(after("RCPT", "450 4.2.1 Later").kind == Kind::temporary);
    CHECK(after("DATA", "451 4.3.0 Later").kind == Kind::temporary);
    CHECK(after(".", "452 4.3.1 No room").kind == Kind::temporary);
    CHECK(after("CONNECT", "421 4.3.2 Closing").kind == Kind::temporary);
    CHECK(after("CONNECT", "554 5.7.1 Go away").kind == Kind::temporary);
    CHECK(after("MAIL", "hang up").kind == Kind::temporary);
    CHECK(after(".", "hang up").kind == Kind::temporary);
    CHECK(server.mails().empty());
    CHECK(attempt(mailer).smtp_code == 250);
    CHECK(server.mails().size() == 1);
}

TEST_CASE("without the encryption that is asked for, nothing is said")
{
    const test::SmtpServer server;
    CHECK(attempt(mailer_for(server, "", "", Tls::required)).kind == Kind::temporary);
    CHECK(server.mails().empty());
    CHECK(attempt(mailer_for(server, "", "", Tls::optional)).smtp_code == 250);
}

TEST_CASE("a server that is not there is worth another try")
{
    std::string url;
    {
        const test::SmtpServer server;
        url = server.url();
    }
    const auto error = attempt(net::Mailer({.url = url, .starttls = Tls::off}));
    CHECK(error.kind == Kind::temporary);
    CHECK(error.smtp_code == 0);
    CHECK(error.text.find('@') == std::string::npos);
}

TEST_CASE("mail goes encrypted, by STARTTLS and from the first byte, to a server whose certificate "
          "is trusted")
{
    const test::TestCertificate certificate;
    certificate.write("mail.test");
    for (const auto tls : {test::SmtpServer::Tls::starttls, test::SmtpServer::Tls::implicit}) {
        test::SmtpServer server(tls, certificate.certificate_file(), certificate.key_file());
        server.require_login("clinic", "pass word");
        const net::Mailer mailer({.url = server.url(),
            .user = "clinic",
            .password = Secret("pass word"),
            .starttls = Tls::required,
            .ca_file = certificate.certificate_file()});
        CHECK(attempt(mailer).smtp_code == 250);
        REQUIRE(server.mails().size() == 1);
        CHECK(server.mails()[0].encrypted);
        CHECK(server.mails()[0].user == "clinic");
    }
}

TEST_CASE("a server whose certificate nobody vouches for is told nothing")
{
    const test::TestCertificate certificate;
    certificate.write("mail.test");
    const test::TestCertificate other;
    other.write("other.test");
    for (const auto tls : {test::SmtpServer::Tls::starttls, test::SmtpServer::Tls::implicit}) {
        const test::SmtpServer server(tls, certificate.certificate_file(), certificate.key_file());
        for (const auto& ca : {std::string(), other.certificate_file()}) {
            const net::Mailer mailer(
                {.url = server.url(), .starttls = Tls::optional, .ca_file = ca});
            const auto error = attempt(mailer);
            CHECK(error.kind == Kind::temporary);
            CHECK(error.smtp_code != 250);
        }
        CHECK(server.mails().empty());
    }
}
