#pragma once
// What admin's routes take and answer.

#include "admin/admin.hpp"
#include "platform/http/page.hpp"
#include "platform/schema/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace clinic::admin {

using AuditId = Id<struct AuditTag>;

enum class Outcome { done, refused };
constexpr auto spelled(Outcome)
{
    return api::names("done", "refused");
}

enum class AuditKind { write, read };
constexpr auto spelled(AuditKind)
{
    return api::names("write", "read");
}

struct AuditRow {
    AuditId id;
    AuditKind kind = AuditKind::write;
    Instant at;
    std::optional<UserId> actor_id;
    std::optional<std::string> actor_name;
    std::vector<Role> actor_roles;
    std::string action;
    std::optional<std::string> subject_kind;
    std::optional<std::string> subject_id;
    std::optional<std::string> detail;
    std::string address;
    std::string request_id;
    Outcome outcome = Outcome::done;

    static constexpr auto schema = api::object(api::field("id", &AuditRow::id, "Names the row"),
        api::field("kind", &AuditRow::kind, "A change, or a read of personal data"),
        api::field("at", &AuditRow::at, "When"),
        api::field(
            "actor_id", &AuditRow::actor_id, "Who; absent for somebody who was not signed in"),
        api::field("actor_name", &AuditRow::actor_name, "Their name at that time"),
        api::field("actor_roles", &AuditRow::actor_roles, "Their roles at that time"),
        api::field("action", &AuditRow::action, "The operation", api::example("appointments.book")),
        api::field(
            "subject_kind", &AuditRow::subject_kind, "What kind of thing was changed or shown"),
        api::field("subject_id", &AuditRow::subject_id, "Which one"),
        api::field("detail", &AuditRow::detail, "More, as JSON text"),
        api::field("address", &AuditRow::address, "From where"),
        api::field("request_id", &AuditRow::request_id, "The request, as the log names it"),
        api::field("outcome", &AuditRow::outcome, "Whether it was done"));
};

struct ListAudit {
    std::optional<UserId> actor_id;
    std::optional<std::string> subject_id;
    std::optional<std::string> action;
    std::optional<AuditKind> kind;
    std::optional<Instant> from;
    std::optional<Instant> until;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("actor_id", &ListAudit::actor_id, "Only what they did"),
        api::field(
            "subject_id", &ListAudit::subject_id, "Only what was done to it, or who read it"),
        api::field("action", &ListAudit::action, "Only that operation", api::name(100)),
        api::field("kind", &ListAudit::kind, "Only changes, or only reads"),
        api::field("from", &ListAudit::from, "Not before"),
        api::field("until", &ListAudit::until, "Before"), api::embed(&ListAudit::page));
};

enum class DatabaseKind { sqlite, postgresql };
constexpr auto spelled(DatabaseKind)
{
    return api::names("sqlite", "postgresql");
}

struct Stats {
    std::string version;
    std::int64_t uptime_seconds = 0;
    DatabaseKind database = DatabaseKind::sqlite;
    std::int64_t database_bytes = 0;
    std::int64_t users = 0;
    std::optional<std::int64_t> patients;
    std::optional<std::int64_t> appointments_today;
    std::int64_t memory_bytes = 0;

    static constexpr auto schema = api::object(
        api::field("version", &Stats::version, "Of the program"),
        api::field("uptime_seconds", &Stats::uptime_seconds, "Since it was started"),
        api::field("database", &Stats::database, "Which one"),
        api::field("database_bytes", &Stats::database_bytes, "On disk"),
        api::field("users", &Stats::users, "Accounts"),
        api::field("patients", &Stats::patients, "Records that are not archived"),
        api::field("appointments_today", &Stats::appointments_today, "Visits of today"),
        api::field("memory_bytes", &Stats::memory_bytes, "Of this process, resident"));
};

struct DeadEvent {
    std::string id;
    std::string event;
    std::string listener;
    int attempts = 0;
    std::string error;
    Instant at;

    static constexpr auto schema = api::object(
        api::field("id", &DeadEvent::id, "Names it for a replay"),
        api::field("event", &DeadEvent::event, "What happened"),
        api::field("listener", &DeadEvent::listener, "Who could not take it"),
        api::field("attempts", &DeadEvent::attempts, "How often it was tried"),
        api::field("error", &DeadEvent::error, "Why the last try failed"),
        api::field("at", &DeadEvent::at, "When it was given up"));
};

struct EventsState {
    std::int64_t pending = 0;
    std::int64_t retrying = 0;
    std::vector<DeadEvent> dead;

    static constexpr auto schema = api::object(
        api::field(
            "pending", &EventsState::pending, "Deliveries under way, those tried again included"),
        api::field("retrying", &EventsState::retrying, "Of these, how many have failed before"),
        api::field("dead", &EventsState::dead, "Given up, newest first; 100 at most"));
};

struct ReplayEvent {
    std::string id;
    static constexpr auto schema = api::object(
        api::field("id", &ReplayEvent::id, "Which dead letter", api::max_length(100)));
};

} // namespace clinic::admin
