#include "support/smtp_server.hpp"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

namespace clinic::test {

namespace {

std::string upper(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return out;
}

using TlsContext = std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)>;

TlsContext tls_context(const std::string& certificate, const std::string& key)
{
    TlsContext context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
        throw std::runtime_error("the test's SMTP server cannot read its certificate");
    }
    return context;
}

/// A connected socket, read by lines.
class Wire {
public:
    explicit Wire(int socket) : socket_(socket) {}
    /// From now on all is encrypted; false when the client does not want that.
    bool secure(SSL_CTX* context)
    {
        ssl_.reset(SSL_new(context));
        SSL_set_fd(ssl_.get(), socket_);
        return SSL_accept(ssl_.get()) == 1;
    }
    [[nodiscard]] bool encrypted() const { return ssl_ != nullptr; }
    std::optional<std::string> line()
    {
        for (auto end = buffer_.find("\r\n");; end = buffer_.find("\r\n")) {
            if (end != std::string::npos) {
                auto line = buffer_.substr(0, end);
                buffer_.erase(0, end + 2);
                return line;
            }
            char bytes[4096];
            const auto size = ssl_ ? SSL_read(ssl_.get(), bytes, sizeof bytes)
                                   : ::recv(socket_, bytes, sizeof bytes, 0);
            if (size <= 0) return std::nullopt;
            buffer_.append(bytes, static_cast<std::size_t>(size));
        }
    }
    bool say(std::string text)
    {
        text += "\r\n";
        if (ssl_) return SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())) > 0;
        return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(text.size());
    }

private:
    int socket_;
    std::unique_ptr<SSL, void (*)(SSL*)> ssl_{nullptr, SSL_free};
    std::string buffer_;
};

std::string decoded_base64(std::string_view text)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) continue;
        bits = bits << 6 | static_cast<unsigned>(digit);
        count += 6;
        if (count >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xFF);
    }
    return out;
}

std::string decoded_quoted(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=' || i + 2 >= text.size()) {
            out += text[i];
            continue;
        }
        const std::string hex(text.substr(i + 1, 2));
        if (hex != "\r\n") out += static_cast<char>(std::stoi(hex, nullptr, 16));
        i += 2;
    }
    return out;
}

/// RFC 2047 "B" words, which are all that our mails have; white space between two is no text.
std::string decoded_words(std::string text)
{
    constexpr std::string_view start = "=?UTF-8?B?";
    std::string out;
    bool after_word = false;
    for (std::string_view rest = text; !rest.empty();) {
        const auto at = rest.find(start);
        const auto between = rest.substr(0, at);
        if (!(after_word && between.find_first_not_of(' ') == std::string_view::npos))
            out += between;
        if (at == std::string_view::npos) break;
        rest.remove_prefix(at + start.size());
        const auto end = rest.find("?=");
        out += decoded_base64(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + 2));
        after_word = true;
    }
    return out;
}

struct Entity {
    std::string head; // unfolded
    std::string_view body;
};

Entity split(std::string_view data)
{
    const auto end = data.find("\r\n\r\n");
    if (end == std::string_view::npos) return {std::string(data), {}};
    std::string head;
    for (const char c : data.substr(0, end)) {
        if (c == '\r') continue;
        if ((c == ' ' || c == '\t') && head.ends_with('\n')) head.back() = ' ';
        else head += c;
    }
    return {head, data.substr(end + 4)};
}

std::string header_in(std::string_view head, std::string_view name)
{
    const auto wanted = upper(name) + ":";
    while (!head.empty()) {
        const auto end = std::min(head.find('\n'), head.size());
        const auto line = head.substr(0, end);
        if (upper(line.substr(0, wanted.size())) == wanted) {
            const auto value = line.substr(wanted.size());
            return std::string(value.substr(std::min(value.find_first_not_of(' '), value.size())));
        }
        head.remove_prefix(std::min(end + 1, head.size()));
    }
    return "";
}

void collect(std::string_view data, std::vector<MailPart>& parts)
{
    const auto entity = split(data);
    const auto type = header_in(entity.head, "Content-Type");
    const auto mark = type.find("boundary=\"");
    if (mark == std::string::npos) {
        const auto encoding = header_in(entity.head, "Content-Transfer-Encoding");
        auto body = encoding == "base64"             ? decoded_base64(entity.body)
                    : encoding == "quoted-printable" ? decoded_quoted(entity.body)
                                                     : std::string(entity.body);
        parts.push_back({type.substr(0, type.find(';')), entity.head, std::move(body)});
        return;
    }
    const auto from = mark + 10;
    const auto delimiter = "\r\n--" + type.substr(from, type.find('"', from) - from);
    // The first delimiter may stand at the very start.
    const std::string body = "\r\n" + std::string(entity.body);
    for (auto at = body.find(delimiter); at != std::string::npos;) {
        const auto start = at + delimiter.size();
        if (body.compare(start, 2, "--") == 0) break;
        at = body.find(delimiter, start);
        if (at == std::string::npos) break;
        collect(std::string_view(body).substr(start + 2, at - start - 2), parts);
    }
}

std::string between_brackets(std::string_view line)
{
    const auto open = line.find('<');
    const auto close = line.find('>');
    if (open == std::string_view::npos || close == std::string_view::npos) return "";
    return std::string(line.substr(open + 1, close - open - 1));
}

}

std::string ReceivedMail::header(std::string_view name) const
{
    return decoded_words(header_in(split(data).head, name));
}

std::vector<MailPart> ReceivedMail::parts() const
{
    std::vector<MailPart> parts;
    collect(data, parts);
    return parts;
}

std::string ReceivedMail::part(std::string_view type) const
{
    for (const auto& part : parts()) {
        if (part.type == type) return part.body;
    }
    return "";
}

struct SmtpServer::State {
    Tls tls = Tls::none;
    TlsContext context{nullptr, SSL_CTX_free};
    int listener = -1;
    unsigned short port = 0;
    mutable std::mutex mutex;
    mutable std::condition_variable arrived;
    std::vector<ReceivedMail> mails;
    std::multimap<std::string, std::string> answers; // by verb, each used once
    std::string credentials;                         // "\0user\0password", or ""
    std::vector<int> open;
    std::vector<std::thread> conversations;
    std::thread acceptor;

    void accept_all();
    void converse(int socket);
    bool handle(Wire& wire, std::string_view verb, const std::string& line, ReceivedMail& mail);
    bool reply(Wire& wire, const std::string& verb, const std::string& usual, bool& usual_said);
    bool receive(Wire& wire, ReceivedMail& mail);
    bool log_in(Wire& wire, const std::string& line, ReceivedMail& mail);
};

/// Says the usual, or what answer() asked for; false when the connection is over.
bool SmtpServer::State::reply(
    Wire& wire, const std::string& verb, const std::string& usual, bool& usual_said)
{
    auto text = usual;
    {
        const std::lock_guard lock(mutex);
        const auto ordered = answers.find(verb);
        if (ordered != answers.end()) {
            text = ordered->second;
            answers.erase(ordered);
        }
    }
    usual_said = text == usual;
    return text != "hang up" && wire.say(text);
}

bool SmtpServer::State::receive(Wire& wire, ReceivedMail& mail)
{
    bool accepted = false;
    if (!reply(wire, "DATA", "354 Go ahead", accepted)) return false;
    if (!accepted) return true;
    while (true) {
        auto line = wire.line();
        if (!line) return false;
        if (*line == ".") break;
        mail.data += line->substr(line->starts_with('.') ? 1 : 0) + "\r\n";
    }
    const auto user = mail.user;
    auto finished = std::exchange(mail, {});
    mail.user = user;
    // Kept before the answer, as a server must: a client that is told "yes" can count on it.
    bool usual = false;
    {
        const std::lock_guard lock(mutex);
        usual = !answers.contains(".");
        finished.encrypted = wire.encrypted();
        if (usual) mails.push_back(finished);
    }
    arrived.notify_all();
    return reply(wire, ".", "250 2.0.0 Kept", usual);
}

bool SmtpServer::State::log_in(Wire& wire, const std::string& line, ReceivedMail& mail)
{
    std::string given;
    const auto verb = upper(line);
    if (verb.starts_with("AUTH PLAIN ")) {
        given = line.substr(11);
    } else if (verb == "AUTH PLAIN") {
        const auto next = wire.say("334 ") ? wire.line() : std::nullopt;
        if (!next) return false;
        given = *next;
    }
    const auto text = decoded_base64(given);
    const std::lock_guard lock(mutex);
    if (credentials.empty() || text != credentials) return wire.say("535 5.7.8 Wrong");
    mail.user = text.substr(1, text.find('\0', 1) - 1);
    return wire.say("235 2.7.0 Welcome");
}

/// One command; false when the connection is over.
bool SmtpServer::State::handle(
    Wire& wire, std::string_view verb, const std::string& line, ReceivedMail& mail)
{
    bool usual = false;
    if (verb == "EHLO") {
        std::string offers = "250-test";
        if (tls == Tls::starttls && !wire.encrypted()) offers += "\r\n250-STARTTLS";
        const std::lock_guard lock(mutex);
        if (!credentials.empty()) offers += "\r\n250-AUTH PLAIN";
        return wire.say(offers + "\r\n250 8BITMIME");
    }
    if (verb == "STAR" && tls == Tls::starttls && !wire.encrypted()) {
        return wire.say("220 2.0.0 Go ahead") && wire.secure(context.get());
    }
    if (verb == "HELO" || verb == "NOOP") return wire.say("250 OK");
    if (verb == "AUTH") return log_in(wire, line, mail);
    if (verb == "RSET") {
        mail = {{}, {}, mail.user, {}};
        return wire.say("250 OK");
    }
    if (verb == "MAIL") {
        const bool locked = [&] {
            const std::lock_guard lock(mutex);
            return !credentials.empty() && mail.user.empty();
        }();
        if (locked) return wire.say("530 5.7.0 Log in first");
        if (!reply(wire, "MAIL", "250 OK", usual)) return false;
        if (usual) mail.from = between_brackets(line);
        return true;
    }
    if (verb == "RCPT") {
        if (!reply(wire, "RCPT", "250 OK", usual)) return false;
        if (usual) mail.to.push_back(between_brackets(line));
        return true;
    }
    if (verb == "DATA")
        return mail.to.empty() ? wire.say("503 5.5.1 No recipient") : receive(wire, mail);
    if (verb == "QUIT") {
        wire.say("221 Bye");
        return false;
    }
    return wire.say("502 5.5.2 Not here");
}

void SmtpServer::State::converse(int socket)
{
    Wire wire(socket);
    ReceivedMail mail;
    bool usual = false;
    if (tls == Tls::implicit && !wire.secure(context.get())) return;
    if (!reply(wire, "CONNECT", "220 test ESMTP", usual)) return;
    while (auto line = wire.line()) {
        if (!handle(wire, upper(line->substr(0, 4)), *line, mail)) return;
    }
}

void SmtpServer::State::accept_all()
{
    while (true) {
        const int socket = ::accept(listener, nullptr, nullptr);
        if (socket < 0) return;
        const std::lock_guard lock(mutex);
        open.push_back(socket);
        conversations.emplace_back([this, socket] {
            converse(socket);
            ::shutdown(socket, SHUT_RDWR);
        });
    }
}

SmtpServer::SmtpServer(Tls tls, const std::string& certificate, const std::string& key)
    : state_(std::make_unique<State>())
{
    state_->tls = tls;
    if (tls != Tls::none) state_->context = tls_context(certificate, key);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    state_->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(state_->listener, generic, size) != 0 || ::listen(state_->listener, 64) != 0 ||
        ::getsockname(state_->listener, generic, &size) != 0)
        throw std::runtime_error("the test's SMTP server cannot listen");
    state_->port = ntohs(address.sin_port);
    state_->acceptor = std::thread([state = state_.get()] { state->accept_all(); });
}

SmtpServer::~SmtpServer()
{
    ::shutdown(state_->listener, SHUT_RDWR);
    state_->acceptor.join();
    for (const int socket : state_->open) ::shutdown(socket, SHUT_RDWR);
    for (auto& conversation : state_->conversations) conversation.join();
    for (const int socket : state_->open) ::close(socket);
    ::close(state_->listener);
}

unsigned short SmtpServer::port() const
{
    return state_->port;
}
std::string SmtpServer::url() const
{
    return (state_->tls == Tls::implicit ? "smtps://127.0.0.1:" : "smtp://127.0.0.1:") +
           std::to_string(state_->port);
}

void SmtpServer::require_login(std::string user, std::string password)
{
    using namespace std::string_literals;
    const std::lock_guard lock(state_->mutex);
    state_->credentials = "\0"s + user + "\0"s + password;
}

void SmtpServer::answer(std::string verb, std::string reply, int times)
{
    const std::lock_guard lock(state_->mutex);
    for (int i = 0; i < times; ++i) state_->answers.emplace(verb, reply);
}

void SmtpServer::forget_answers()
{
    const std::lock_guard lock(state_->mutex);
    state_->answers.clear();
}

std::vector<ReceivedMail> SmtpServer::mails() const
{
    const std::lock_guard lock(state_->mutex);
    return state_->mails;
}

bool SmtpServer::wait_for(std::size_t count, std::chrono::milliseconds patience) const
{
    std::unique_lock lock(state_->mutex);
    return state_->arrived.wait_for(lock, patience, [&] { return state_->mails.size() >= count; });
}

void SmtpServer::clear()
{
    const std::lock_guard lock(state_->mutex);
    state_->mails.clear();
}

}
