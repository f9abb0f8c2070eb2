#include "store.hpp"

#include <limits>

namespace clinic::admin::store {
namespace {

/// What every list filters by, besides what has an index of its own.
struct Filter {
    std::string action;
    std::string kind;
    Instant from;
    Instant until;
    std::string before_id;
    int limit;
};

Filter filter_of(const ListAudit& wanted, std::string_view before_id)
{
    return {wanted.action.value_or(""),
        wanted.kind ? std::string(api::spell(*wanted.kind)) : std::string(),
        wanted.from.value_or(Instant{std::numeric_limits<std::int64_t>::min()}),
        wanted.until.value_or(Instant{std::numeric_limits<std::int64_t>::max()}),
        std::string(before_id), wanted.page.limit + 1};
}

std::vector<Entry> of_subject(
    db::Tx& tx, const std::string& subject, std::string_view actor, const Filter& f)
{
    return tx.all<Entry>(R"(
        SELECT id, kind, at, actor_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome
          FROM admin_audit
         WHERE subject_id = :subject
           AND (CAST(:actor AS TEXT) = '' OR actor_id = :actor)
           AND (CAST(:action AS TEXT) = '' OR action = :action)
           AND (CAST(:kind AS TEXT) = '' OR kind = :kind)
           AND at >= :from AND at < :until
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC LIMIT :limit)",
        subject, actor, actor, f.action, f.action, f.kind, f.kind, f.from, f.until, f.before_id,
        f.before_id, f.limit);
}

std::vector<Entry> of_actor(db::Tx& tx, UserId actor, const Filter& f)
{
    return tx.all<Entry>(R"(
        SELECT id, kind, at, actor_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome
          FROM admin_audit
         WHERE actor_id = :actor
           AND (CAST(:action AS TEXT) = '' OR action = :action)
           AND (CAST(:kind AS TEXT) = '' OR kind = :kind)
           AND at >= :from AND at < :until
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC LIMIT :limit)",
        actor, f.action, f.action, f.kind, f.kind, f.from, f.until, f.before_id, f.before_id,
        f.limit);
}

std::vector<Entry> of_action(db::Tx& tx, const Filter& f)
{
    return tx.all<Entry>(R"(
        SELECT id, kind, at, actor_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome
          FROM admin_audit
         WHERE action = :action
           AND (CAST(:kind AS TEXT) = '' OR kind = :kind)
           AND at >= :from AND at < :until
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC LIMIT :limit)",
        f.action, f.kind, f.kind, f.from, f.until, f.before_id, f.before_id, f.limit);
}

/// Among ever so many reads.
std::vector<Entry> of_writes(db::Tx& tx, const Filter& f)
{
    return tx.all<Entry>(R"(
        SELECT id, kind, at, actor_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome
          FROM admin_audit
         WHERE kind = 'write'
           AND at >= :from AND at < :until
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC LIMIT :limit)",
        f.from, f.until, f.before_id, f.before_id, f.limit);
}

std::vector<Entry> of_all(db::Tx& tx, const Filter& f)
{
    return tx.all<Entry>(R"(
        SELECT id, kind, at, actor_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome
          FROM admin_audit
         WHERE (CAST(:kind AS TEXT) = '' OR kind = :kind)
           AND at >= :from AND at < :until
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC LIMIT :limit)",
        f.kind, f.kind, f.from, f.until, f.before_id, f.before_id, f.limit);
}

} // namespace

std::vector<Entry> list(db::Tx& tx, const ListAudit& wanted, std::string_view before_id)
{
    const auto filter = filter_of(wanted, before_id);
    const auto actor = wanted.actor_id.value_or(UserId());
    if (wanted.subject_id) return of_subject(tx, *wanted.subject_id, actor.view(), filter);
    if (wanted.actor_id) return of_actor(tx, actor, filter);
    if (wanted.action) return of_action(tx, filter);
    if (wanted.kind == AuditKind::write) return of_writes(tx, filter);
    return of_all(tx, filter);
}

std::int64_t count(db::Tx& tx, const ListAudit& wanted)
{
    const auto f = filter_of(wanted, {});
    const auto actor = wanted.actor_id.value_or(UserId());
    const auto subject = wanted.subject_id.value_or("");
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*) FROM admin_audit
         WHERE (CAST(:subject AS TEXT) = '' OR subject_id = :subject)
           AND (CAST(:actor AS TEXT) = '' OR actor_id = :actor)
           AND (CAST(:action AS TEXT) = '' OR action = :action)
           AND (CAST(:kind AS TEXT) = '' OR kind = :kind)
           AND at >= :from AND at < :until)",
        subject, subject, actor.view(), actor.view(), f.action, f.action, f.kind, f.kind, f.from,
        f.until);
}

std::vector<Entry> accesses(
    db::Tx& tx, std::string_view patient, UserId self, std::string_view before_id, int limit)
{
    return tx.all<Entry>(R"(
        SELECT id, kind, at, actor_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome
          FROM admin_audit
         WHERE subject_id = :patient AND subject_kind = 'patient' AND actor_id <> :self
           AND (kind = 'read' OR action = 'break_glass.open')
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC LIMIT :limit)",
        patient, self, before_id, before_id, limit);
}

std::int64_t database_bytes(db::Tx& tx)
{
    return tx.value<std::int64_t>("SELECT pg_database_size(current_database())");
}

} // namespace clinic::admin::store
