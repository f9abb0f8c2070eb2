#pragma once
// A clinic that sends mail to a real SMTP server, and the links in what it sends.

#include "browser.hpp"
#include "support/smtp_server.hpp"

#include <doctest/doctest.h>

namespace clinic::test {

struct Mailbox {
    SmtpServer smtp;
    TestClinic clinic{[&](config::Config& config) {
        config.smtp.url = smtp.url();
        config.smtp.starttls = "off";
        config.server.public_url = "https://lilas.example";
    }};

    /// The clock stands still from now on.
    Mailbox() { clinic->clock.set(Clock().now()); }

    std::vector<ReceivedMail> mails()
    {
        clinic.settle();
        return smtp.mails();
    }
    /// What the newest mail's link ends with; "" when it has none to that page.
    std::string token(std::string_view page)
    {
        const auto all = mails();
        if (all.empty()) return {};
        const auto text = all.back().part("text/plain");
        const auto link = fmt::format("https://lilas.example/{}?token=", page);
        const auto at = text.find(link);
        if (at == std::string::npos) return {};
        const auto from = at + link.size();
        return text.substr(from, text.find_first_of(" \r\n", from) - from);
    }
    void later(std::int64_t seconds) { clinic->clock.advance_seconds(seconds); }

    Reply post(std::string_view path, std::string_view json)
    {
        return clinic.stranger().post(path, json);
    }
    Reply forgot(std::string_view email)
    {
        return post("/api/auth/password/forgot", fmt::format(R"({{"email":"{}"}})", email));
    }
    Reply reset(std::string_view token, std::string_view password = "quite another phrase")
    {
        return post("/api/auth/password/reset",
            fmt::format(R"({{"token":"{}","password":"{}"}})", token, password));
    }
    Reply register_as(std::string_view email, std::string_view password = TestClinic::password,
        std::string_view language = "fr")
    {
        return post("/api/auth/register",
            fmt::format(R"({{"email":"{}","password":"{}","first_name":"Lou","last_name":"Petit",
                "birth_date":"1990-05-17","phone":"06 12 34 56 78","language":"{}"}})",
                email, password, language));
    }
    Reply verify(std::string_view token, std::string_view password = TestClinic::password)
    {
        return post("/api/auth/email/verify",
            fmt::format(R"({{"token":"{}","password":"{}"}})", token, password));
    }
    Reply resend(std::string_view email)
    {
        return post("/api/auth/email/resend", fmt::format(R"({{"email":"{}"}})", email));
    }
    [[nodiscard]] std::int64_t count(std::string_view table)
    {
        return clinic.database->read_now([&](db::Tx& tx) {
            return tx.value<std::int64_t>(fmt::format("SELECT COUNT(*) FROM {}", table));
        });
    }
};

} // namespace clinic::test
