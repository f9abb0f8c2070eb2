#pragma once
// Sends mail by SMTP (libcurl). One connection per message; blocks: for workers only.

#include "platform/core/secret.hpp"
#include "platform/core/time.hpp"
#include "platform/net/mail.hpp"

#include <chrono>
#include <expected>
#include <string>

namespace clinic::net {

struct SmtpOptions {
    enum class Tls { off, optional, required }; ///< STARTTLS; smtps:// is always TLS
    std::string url;                            ///< smtp://host:587 or smtps://host:465
    std::string user{};
    Secret password{};
    Tls starttls = Tls::required;
    std::string
        ca_file{}; ///< PEM: whose certificates are trusted; empty: those that the system trusts
    std::chrono::milliseconds timeout{30'000}; ///< for the whole conversation
};

struct MailError {
    enum class Kind { temporary, permanent } kind; ///< try again later, or never
    int smtp_code = 0; ///< 0 = no answer was had (DNS, connection, TLS)
    std::string text; ///< technical; carries no address and no text of the message
};

class Mailer {
public:
    explicit Mailer(SmtpOptions options);
    [[nodiscard]] std::expected<void, MailError> send(const Mail& mail, Instant now) const;

private:
    SmtpOptions options_;
};

} // namespace clinic::net
