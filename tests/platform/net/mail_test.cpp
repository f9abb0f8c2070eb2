#include "platform/net/mail.hpp"
#include "support/smtp_server.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

using namespace clinic;

namespace {

constexpr Instant now{1'795'770'780'000}; // 2026-11-27T09:13:00Z

net::Mail simple()
{
    return {.from = {"Clinique", "clinic@example.org"},
        .to = {{"", "ann@example.org"}},
        .subject = "Visit",
        .text = "Hello\n",
        .message_id = "1@clinic.example"};
}

test::ReceivedMail built(const net::Mail& mail)
{
    return {.from = {}, .to = {}, .user = {}, .data = net::build_mime(mail, now)};
}

/// RFC 5322 §2.1.1 and 7 bits: any server carries it as it is.
void check_wire_form(const std::string& data)
{
    for (std::size_t from = 0; from < data.size();) {
        const auto end = data.find("\r\n", from);
        REQUIRE(end != std::string::npos);
        const auto line = data.substr(from, end - from);
        CHECK(line.size() <= 998);
        CHECK(std::ranges::none_of(
            line, [](unsigned char c) { return c >= 0x7F || (c < ' ' && c != '\t'); }));
        from = end + 2;
    }
}

}

TEST_CASE("a plain message is plain")
{
    CHECK(net::build_mime(simple(), now) == "Date: Fri, 27 Nov 2026 09:13:00 +0000\r\n"
                                            "From: \"Clinique\" <clinic@example.org>\r\n"
                                            "To: ann@example.org\r\n"
                                            "Subject: Visit\r\n"
                                            "Message-ID: <1@clinic.example>\r\n"
                                            "MIME-Version: 1.0\r\n"
                                            "Content-Type: text/plain; charset=utf-8\r\n"
                                            "Content-Transfer-Encoding: quoted-printable\r\n"
                                            "\r\n"
                                            "Hello\r\n");
}

TEST_CASE("text, HTML, invitation and documents arrive as they were sent")
{
    auto mail = simple();
    mail.from.name = "Clinique de l’Étoile";
    mail.subject =
        "Votre rendez-vous est confirmé : lundi 30 novembre à 9 h, docteur Lefèvre-Noël 🩺";
    mail.text = "Bonjour Noël,\n\nÀ bientôt.  \n.\n" + std::string(300, 'x') + " = fin\n";
    mail.html = "<p style=\"a=b\">Bonjour Noël</p>\n";
    mail.calendar = net::CalendarPart{"REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"};
    std::string bytes;
    for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i);
    mail.attachments = {{"Résumé d'août.pdf", "application/pdf", bytes}};
    mail.language = "fr";
    mail.headers = {{"Auto-Submitted", "auto-generated"}};

    const auto received = built(mail);
    check_wire_form(received.data);
    CHECK(received.header("Subject") == mail.subject);
    CHECK(received.header("From") == "Clinique de l’Étoile <clinic@example.org>");
    CHECK(received.header("Content-Language") == "fr");
    CHECK(received.header("Auto-Submitted") == "auto-generated");
    const auto parts = received.parts();
    REQUIRE(parts.size() == 4);
    CHECK(parts[0].type == "text/plain");
    CHECK(parts[1].type == "text/html");
    CHECK(parts[2].type == "text/calendar");
    CHECK(parts[2].head.find("method=REQUEST") != std::string::npos);
    CHECK(parts[2].body == mail.calendar->ics);
    CHECK(parts[3].body == bytes);
    CHECK(parts[3].head.find("filename*=UTF-8''R%C3%A9sum%C3%A9%20d%27ao%C3%BBt.pdf") !=
          std::string::npos);
    auto text = mail.text;
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
        text.insert(at, "\r");
    CHECK(received.part("text/plain") == text);
}

TEST_CASE("nothing that a person typed adds a header, a recipient or a part")
{
    auto mail = simple();
    mail.subject = "Hi\r\nBcc: spy@example.org\r\n\r\nbody";
    mail.to[0].name = "Ann\" <spy@example.org>,\r\nCc: x";
    mail.text = "\r\n--=_mixed--\r\n.\r\nRCPT TO:<spy@example.org>\r\n";
    mail.attachments = {{"a\r\nX-Evil: 1\".pdf", "application/pdf", "x"}};
    const auto received = built(mail);
    check_wire_form(received.data);
    for (const auto* header : {"\r\nBcc:", "\r\nCc:", "\r\nX-Evil:"})
        CHECK_MESSAGE(received.data.find(header) == std::string::npos, header);
    CHECK(received.header("To") == R"("Ann\" <spy@example.org>,  Cc: x" <ann@example.org>)");
    REQUIRE(received.parts().size() == 2);
    CHECK(received.parts()[0].body == mail.text);
}

TEST_CASE("what a program gets wrong is refused, not sent")
{
    const auto refused = [](auto change) {
        auto mail = simple();
        change(mail);
        CHECK_THROWS_AS((void)net::build_mime(mail, now), std::invalid_argument);
    };
    refused([](auto& mail) { mail.to.clear(); });
    refused([](auto& mail) { mail.to[0].mailbox = "a@b.example>\r\nRCPT TO:<c@d.example"; });
    refused([](auto& mail) { mail.from.mailbox = ""; });
    refused([](auto& mail) { mail.message_id = "1@x>\r\nBcc: a@b.example"; });
    refused([](auto& mail) { mail.message_id = "1"; });
    refused([](auto& mail) { mail.headers = {{"Subject", "again"}}; });
    refused([](auto& mail) { mail.headers = {{"X-A: b\r\nBcc", "c"}}; });
    refused([](auto& mail) { mail.language = "fr\r\nBcc: a@b.example"; });
    refused([](auto& mail) { mail.calendar = net::CalendarPart{"REQUEST\r\nX: y", ""}; });
    refused([](auto& mail) { mail.attachments = {{"a", "application/pdf\r\nX: y", ""}}; });
}

TEST_CASE("mailboxes are local@domain and nothing around it")
{
    for (const auto* good : {"a@b.example", "first.last+tag@sub.example.org", "o'neill@x-y.fr",
             "root@localhost", "demo@demo.example"})
        CHECK_MESSAGE(net::is_mailbox(good), good);
    for (const auto* bad : {"", "a", "@b.example", "a@", "a@b@c.example", "a b@c.example",
             "a@b..example", ".a@b.example", "a.@b.example", "a..b@c.example", "<a@b.example>",
             "a@-b.example", "a@b.example\n", "a@b.example\r\nX", "é@b.example", "a@é.example",
             "\"a\"@b.example", "a@[127.0.0.1]", "a@b.example,c@d.example", "a@b.example."})
        CHECK_MESSAGE(!net::is_mailbox(bad), bad);
    CHECK_FALSE(net::is_mailbox(std::string(65, 'a') + "@b.example"));
    CHECK_FALSE(net::is_mailbox("a@" + std::string(64, 'b') + ".example"));
}

TEST_CASE("addresses are read with or without a name")
{
    const auto address = net::parse_address("  \"Clinique \\\"Étoile\\\"\" <a@b.example> ");
    REQUIRE(address.has_value());
    CHECK(address->name == "Clinique \"Étoile\"");
    CHECK(address->mailbox == "a@b.example");
    CHECK(net::parse_address("Clinic <a@b.example>")->name == "Clinic");
    CHECK(net::parse_address("a@b.example")->name == "");
    for (const auto* bad : {"", "Clinic", "<a@b.example", "A <a@b.example> b", "A <a@b>\r\nX: y",
             "A <>", "A <a@b.example>, B <c@d.example>"})
        CHECK_MESSAGE(!net::parse_address(bad), bad);
}
