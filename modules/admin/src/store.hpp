#pragma once
// Rows and SQL of the audit.

#include "api.hpp"
#include "platform/db/tx.hpp"

namespace clinic::admin::store {

/// What api.hpp's AuditRow is read from; it is written as a Record.
struct Entry {
    AuditId id;
    AuditKind kind = AuditKind::write;
    Instant at;
    std::optional<UserId> actor_id;
    std::optional<std::string> actor_name;
    std::int64_t actor_roles = 0;
    std::string action;
    std::optional<std::string> subject_kind;
    std::optional<std::string> subject_id;
    std::optional<std::string> detail;
    std::string address;
    std::string request_id;
    Outcome outcome = Outcome::done;

    static constexpr auto schema = api::object(api::field("id", &Entry::id, ""),
        api::field("kind", &Entry::kind, ""), api::field("at", &Entry::at, ""),
        api::field("actor_id", &Entry::actor_id, ""),
        api::field("actor_name", &Entry::actor_name, ""),
        api::field("actor_roles", &Entry::actor_roles, ""),
        api::field("action", &Entry::action, ""),
        api::field("subject_kind", &Entry::subject_kind, ""),
        api::field("subject_id", &Entry::subject_id, ""), api::field("detail", &Entry::detail, ""),
        api::field("address", &Entry::address, ""),
        api::field("request_id", &Entry::request_id, ""),
        api::field("outcome", &Entry::outcome, ""));
};

/// Newest first, those before `before_id` when it is not empty; one more than a page, if there is.
[[nodiscard]] std::vector<Entry> list(db::Tx&, const ListAudit&, std::string_view before_id);
[[nodiscard]] std::int64_t count(db::Tx&, const ListAudit&);

/// Who read a patient's record, or opened it, but themselves. Newest first.
[[nodiscard]] std::vector<Entry> accesses(
    db::Tx&, std::string_view patient, UserId self, std::string_view before_id, int limit);

/// Of a PostgreSQL database.
[[nodiscard]] std::int64_t database_bytes(db::Tx&);

} // namespace clinic::admin::store
