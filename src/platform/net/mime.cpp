#include "platform/net/encoding.hpp"
#include "platform/net/mail.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace clinic::net {

namespace {

// Not possible in quoted-printable or base64, so no body can contain a boundary.
constexpr std::string_view mixed_boundary = "=_mixed";
constexpr std::string_view alternative_boundary = "=_alternative";

void require(bool good, const char* what)
{
    if (!good) throw std::invalid_argument(what);
}

bool is_token(std::string_view text)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && text.size() <= 100 && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_media_type(std::string_view type)
{
    const auto slash = type.find('/');
    return slash != std::string_view::npos && is_token(type.substr(0, slash)) &&
           is_token(type.substr(slash + 1));
}

/// "Fri, 27 Nov 2026 09:13:00 +0000"
std::string date_text(Instant instant)
{
    constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto iso = instant.text(); // 2026-11-27T09:13:00Z
    const auto day = LocalDate::parse(iso.substr(0, 10));
    require(day.has_value(), "a mail's date is out of range");
    return fmt::format("{}, {:02} {} {} {} +0000",
        days.at(static_cast<std::size_t>(day->weekday() - 1)), day->day(),
        months.at(static_cast<std::size_t>(day->month() - 1)), day->year(), iso.substr(11, 8));
}

std::string quoted_string(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string spelled(const Address& address)
{
    require(is_mailbox(address.mailbox), "not a mail address");
    if (address.name.empty()) return address.mailbox;
    const auto name = header_text(address.name);
    const bool encoded = name.starts_with("=?");
    return fmt::format("{} <{}>", encoded ? name : quoted_string(name), address.mailbox);
}

std::string spelled(const std::vector<Address>& addresses)
{
    require(!addresses.empty(), "a mail needs a recipient");
    std::string out;
    for (const auto& address : addresses) {
        if (!out.empty()) out += ",\r\n ";
        out += spelled(address);
    }
    return out;
}

std::string message_id(std::string_view id)
{
    const auto at = id.find('@');
    const bool good = id.size() <= 200 && at != std::string_view::npos && at > 0 &&
                      at + 1 < id.size() && id.rfind('@') == at &&
                      std::ranges::all_of(
                          id, [](char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>'; });
    require(good, "not a message id");
    return fmt::format("<{}>", id);
}

/// Headers that build_mime() writes itself.
bool is_ours(std::string_view name)
{
    constexpr std::array ours{"from", "to", "cc", "bcc", "sender", "reply-to", "subject", "date",
        "message-id", "mime-version"};
    std::string lower(name);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return lower.starts_with("content-") || std::ranges::find(ours, lower) != ours.end();
}

std::string headers_of(const Mail& mail, Instant date)
{
    std::string out;
    const auto add = [&](std::string_view name, std::string_view value) {
        out += fmt::format("{}: {}\r\n", name, value);
    };
    add("Date", date_text(date));
    add("From", spelled(mail.from));
    add("To", spelled(mail.to));
    if (mail.reply_to) add("Reply-To", spelled(*mail.reply_to));
    add("Subject", header_text(mail.subject));
    add("Message-ID", message_id(mail.message_id));
    for (const auto& [name, value] : mail.headers) {
        require(is_token(name) && !is_ours(name), "not a further header of a mail");
        add(name, header_text(value));
    }
    if (!mail.language.empty()) {
        require(is_token(mail.language), "not a language tag");
        add("Content-Language", mail.language);
    }
    add("MIME-Version", "1.0");
    return out;
}

std::string text_part(std::string_view type, std::string_view text)
{
    return fmt::format("Content-Type: {}; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
        type, quoted_printable(text));
}

std::string calendar_part(const CalendarPart& calendar)
{
    require(is_token(calendar.method), "not a calendar method");
    return fmt::format("Content-Type: text/calendar; charset=utf-8; method={}\r\n"
                       "Content-Transfer-Encoding: base64\r\n\r\n{}",
        calendar.method, base64_lines(calendar.ics));
}

/// At most 200 bytes, whole characters: percent-encoded it must fit on a line.
std::string_view clipped(std::string_view name)
{
    auto size = std::min<std::size_t>(name.size(), 200);
    while (
        size < name.size() && size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80)
        --size;
    return name.substr(0, size);
}

std::string attachment_part(const Attachment& attachment)
{
    require(is_media_type(attachment.type), "not a media type");
    return fmt::format("Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\n"
                       "Content-Disposition: attachment;\r\n filename*={}\r\n\r\n{}",
        attachment.type, extended_value(clipped(attachment.name)), base64_lines(attachment.bytes));
}

std::string multipart(
    std::string_view kind, std::string_view boundary, const std::vector<std::string>& parts)
{
    auto out = fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n\r\n", kind, boundary);
    for (const auto& part : parts) out += fmt::format("--{}\r\n{}\r\n", boundary, part);
    return out + fmt::format("--{}--\r\n", boundary);
}

/// What people read: the plain text, and the same as HTML for those whose program shows it.
std::string reading_part(const Mail& mail)
{
    if (mail.html.empty()) return text_part("text/plain", mail.text);
    return multipart("alternative", alternative_boundary,
        {text_part("text/plain", mail.text), text_part("text/html", mail.html)});
}

}

std::string build_mime(const Mail& mail, Instant date)
{
    std::vector<std::string> parts{reading_part(mail)};
    if (mail.calendar) parts.push_back(calendar_part(*mail.calendar));
    for (const auto& attachment : mail.attachments) parts.push_back(attachment_part(attachment));
    const auto body = parts.size() == 1 ? parts.front() : multipart("mixed", mixed_boundary, parts);
    return headers_of(mail, date) + body;
}

}
