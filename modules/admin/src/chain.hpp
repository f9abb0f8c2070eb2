#pragma once
// The chain of the audit: what exactly is hashed, and the place of a row.
//
// A lane is a chain of its own: `seq` counts 1, 2, 3… in it, and each row's hash covers the hash of the row before. Every
// thread that commits has its lane (SQLite: one), so that a row gets its place in its own transaction and nobody waits
// for a common last row. Lane 0 holds what was written before there was a chain.
//
// Form 1, the bytes under BLAKE2b (RFC 7693, 32 bytes, no key):
//
//   text("monoclinic audit row") integer(1) integer(lane) integer(seq) text(hash of the row before, "" for the first)
//   text(id) integer(at) text(kind) actor_id session_id actor_name integer(actor_roles) text(action)
//   subject_kind subject_id detail text(address) text(request_id) text(outcome)
//
//   integer(n)  'i' and n as 8 bytes, two's complement, big-endian
//   text(t)     't', the number of bytes like an integer's 8, and the bytes in UTF-8
//   NULL        'n'; the columns without a kind above are text or NULL
//
// Every part says its own length, so no two rows have the same bytes. The hash is spelled in base64url. A later form gets
// another number; rows keep the form they were hashed in.

#include "platform/schema/schema.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::admin {

/// A row as it is stored. Nothing of it is believed: no ids, no enums.
struct Record {
    std::string id;
    std::int64_t at = 0;
    std::string kind = "write";
    std::optional<std::string> actor_id;
    std::optional<std::string> session_id;
    std::optional<std::string> actor_name;
    std::int64_t actor_roles = 0;
    std::string action;
    std::optional<std::string> subject_kind;
    std::optional<std::string> subject_id;
    std::optional<std::string> detail;
    std::string address;
    std::string request_id;
    std::string outcome = "done";
    std::int64_t lane = 0;
    std::int64_t seq = 0;
    std::int64_t form = 0;
    std::string hash;

    static constexpr auto schema = api::object(api::field("id", &Record::id, ""),
        api::field("at", &Record::at, ""), api::field("kind", &Record::kind, ""),
        api::field("actor_id", &Record::actor_id, ""),
        api::field("session_id", &Record::session_id, ""),
        api::field("actor_name", &Record::actor_name, ""),
        api::field("actor_roles", &Record::actor_roles, ""),
        api::field("action", &Record::action, ""),
        api::field("subject_kind", &Record::subject_kind, ""),
        api::field("subject_id", &Record::subject_id, ""),
        api::field("detail", &Record::detail, ""), api::field("address", &Record::address, ""),
        api::field("request_id", &Record::request_id, ""),
        api::field("outcome", &Record::outcome, ""), api::field("lane", &Record::lane, ""),
        api::field("seq", &Record::seq, ""), api::field("form", &Record::form, ""),
        api::field("hash", &Record::hash, ""));
};

/// Writes one column after the others.
using Column = void (*)(std::string& bytes, const Record&);
/// The columns of a form in their order.
struct Form {
    std::int64_t number;
    std::span<const Column> columns;
};

/// The form that new rows are hashed in.
[[nodiscard]] const Form& newest_form();
/// Every form there has been.
[[nodiscard]] std::span<const Form> forms();

/// The hash that this row must have after one with the hash `before`.
[[nodiscard]] std::string hash_of(const Form&, const Record&, std::string_view before);

/// The end of a lane.
struct Head {
    std::int64_t lane = 0;
    std::int64_t seq = 0;
    std::string hash;

    bool operator==(const Head&) const = default;
    static constexpr auto schema = api::object(api::field("lane", &Head::lane, "Which chain"),
        api::field("seq", &Head::seq, "Rows in it"),
        api::field("hash", &Head::hash, "Of its last row"));
};

/// Puts the row behind the head, which becomes this row.
void link(Record& row, Head& head);

} // namespace clinic::admin
