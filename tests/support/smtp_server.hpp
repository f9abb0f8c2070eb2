#pragma once
// A real SMTP server (RFC 5321, AUTH PLAIN) on a free port of 127.0.0.1, for tests that send mail.
// It keeps what it accepts and answers what it is told to.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::test {

/// One leaf of a message, its transfer encoding undone.
struct MailPart {
    std::string type; ///< "text/plain", lower case
    std::string head; ///< all its headers, unfolded, one a line
    std::string body;
};

struct ReceivedMail {
    std::string from;
    std::vector<std::string> to;
    std::string user; ///< who had logged in, or ""
    bool encrypted = false;
    std::string data; ///< as it came, dots unstuffed

    /// Unfolded, encoded words decoded; "" when it is not there.
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] std::vector<MailPart> parts() const;
    /// The body of the first part of that type, or "".
    [[nodiscard]] std::string part(std::string_view type) const;
};

class SmtpServer {
public:
    enum class Tls {
        none,
        starttls, ///< offered (RFC 3207)
        implicit, ///< from the first byte (RFC 8314): smtps://
    };
    /// The certificate and the key in PEM files, where there is TLS.
    explicit SmtpServer(
        Tls tls = Tls::none, const std::string& certificate = {}, const std::string& key = {});
    ~SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    [[nodiscard]] unsigned short port() const;
    [[nodiscard]] std::string url() const; ///< smtp://127.0.0.1:port, or smtps://

    /// From now on MAIL needs AUTH PLAIN with these.
    void require_login(std::string user, std::string password);
    /// The next `times` times, this is the answer instead of the usual: verb "MAIL", "RCPT",
    /// "DATA", "CONNECT" (the greeting) or "." (the end of the message); reply "451 4.3.0 Later".
    /// The reply "hang up" closes the connection without a word.
    void answer(std::string verb, std::string reply, int times = 1);

    /// The usual ones again.
    void forget_answers();

    [[nodiscard]] std::vector<ReceivedMail> mails() const;
    /// True once there are that many.
    [[nodiscard]] bool wait_for(
        std::size_t count, std::chrono::milliseconds patience = std::chrono::seconds(5)) const;
    void clear();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}
