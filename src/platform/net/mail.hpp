#pragma once
// A message and its wire form (RFC 5322, MIME). Nothing that a person typed can add a header or a
// recipient: header values lose CR, LF and other controls, addresses are checked, bodies are
// encoded.

#include "platform/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::net {

struct Address {
    std::string name{};  ///< display name, any UTF-8; may be empty
    std::string mailbox; ///< local@domain
};
/// "Name <local@domain>" or "local@domain".
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);
/// local@domain of RFC 5321 without quoted local parts, comments or address literals; ≤ 254
/// characters, no control characters.
[[nodiscard]] bool is_mailbox(std::string_view text);

struct Attachment {
    std::string name; ///< file name, any UTF-8
    std::string type; ///< "application/pdf"
    std::string bytes;
};
struct CalendarPart {
    std::string method; ///< REQUEST, CANCEL, PUBLISH (RFC 5546)
    std::string ics;    ///< RFC 5545 text
};

struct Mail {
    Address from;
    std::vector<Address> to;
    std::optional<Address> reply_to{};
    std::string subject;
    std::string text;   ///< always there
    std::string html{}; ///< "" = text only
    std::optional<CalendarPart> calendar{};
    std::vector<Attachment> attachments{};
    std::string message_id; ///< without angle brackets: "<delivery id>@<host>"; stable over retries
    std::string language{}; ///< Content-Language: "fr"
    std::vector<std::pair<std::string, std::string>>
        headers{}; ///< further ones, e.g. {"Auto-Submitted", "auto-generated"}
};

/// CRLF lines of at most 998 bytes, 7-bit only. Throws std::invalid_argument when an address, a
/// header name or the message id is not well-formed.
[[nodiscard]] std::string build_mime(const Mail& mail, Instant date);

} // namespace clinic::net
