#pragma once
// What admin's routes take and answer.

#include "admin/admin.hpp"
#include "patients/patients.hpp"
#include "platform/http/page.hpp"
#include "platform/log/reader.hpp"
#include "platform/schema/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace clinic::log {
constexpr auto spelled(Level)
{
    return api::names("debug", "info", "warn", "error");
}
} // namespace clinic::log

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

enum class ExportFormat { csv, json };
constexpr auto spelled(ExportFormat)
{
    return api::names("csv", "json");
}

struct ExportAudit {
    ExportFormat format = ExportFormat::csv;
    std::optional<UserId> actor_id;
    std::optional<std::string> subject_id;
    std::optional<std::string> action;
    std::optional<AuditKind> kind;
    std::optional<Instant> from;
    std::optional<Instant> until;

    [[nodiscard]] ListAudit filter() const;

    static constexpr auto schema = api::object(
        api::field("format", &ExportAudit::format, "Of the file", api::or_default()),
        api::field("actor_id", &ExportAudit::actor_id, "Only what they did"),
        api::field(
            "subject_id", &ExportAudit::subject_id, "Only what was done to it, or who read it"),
        api::field("action", &ExportAudit::action, "Only that operation", api::name(100)),
        api::field("kind", &ExportAudit::kind, "Only changes, or only reads"),
        api::field("from", &ExportAudit::from, "Not before"),
        api::field("until", &ExportAudit::until, "Before"));
};

/// A month of the audit that is over.
struct Month {
    std::string month;
    std::int64_t rows = 0;
    bool purged = false;

    static constexpr auto schema = api::object(
        api::field("month", &Month::month, "Which one", api::example("2026-05")),
        api::field("rows", &Month::rows, "Rows that it had when it was sealed"),
        api::field("purged", &Month::purged, "Its rows were ordered to go"));
};

struct Safekeeping {
    std::int64_t rows = 0;
    std::int64_t signed_rows = 0;
    std::int64_t checkpoints = 0;
    std::optional<Instant> last_at;
    std::string file;
    std::optional<std::string> file_trouble;
    std::vector<Month> months;

    static constexpr auto schema = api::object(
        api::field("rows", &Safekeeping::rows, "In the chain, purged ones too"),
        api::field("signed_rows", &Safekeeping::signed_rows, "Of these, under a signature"),
        api::field("checkpoints", &Safekeeping::checkpoints, "Signed so far"),
        api::field("last_at", &Safekeeping::last_at, "When the last one was signed"),
        api::field("file", &Safekeeping::file, "Their second place; copy it elsewhere"),
        api::field("file_trouble", &Safekeeping::file_trouble, "Why it cannot be written now"),
        api::field("months", &Safekeeping::months, "Sealed ones", api::max_items(10'000)));
};

struct ListAlerts {
    bool open = false;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field(
            "open", &ListAlerts::open, "Only those that nobody has ended", api::or_default()),
        api::embed(&ListAlerts::page));
};

struct ClearAlert {
    Id<struct AlertTag> id;
    std::string note;

    static constexpr auto schema = api::object(api::field("id", &ClearAlert::id, "Which alert"),
        api::field("note", &ClearAlert::note, "What it was", api::name(500), api::min_length(5),
            api::example("Relecture des dossiers pour l’accréditation")));
};

/// What of a record was looked at.
enum class AccessKind { identity, record, visits, notes, documents, bills, opening, other };
constexpr auto spelled(AccessKind)
{
    return api::names(
        "identity", "record", "visits", "notes", "documents", "bills", "opening", "other");
}

struct Access {
    Instant at;
    std::string name;
    std::vector<Role> roles;
    AccessKind what = AccessKind::other;
    std::optional<std::string> reason;

    static constexpr auto schema = api::object(api::field("at", &Access::at, "When"),
        api::field("name", &Access::name, "Who"), api::field("roles", &Access::roles, "As what"),
        api::field("what", &Access::what, "Which part of the record"),
        api::field("reason", &Access::reason,
            "Why, of somebody outside the patient's care who opened the record by break-glass"));
};

struct ListAccesses {
    patients::PatientId id;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("id", &ListAccesses::id, "One's own record"), api::embed(&ListAccesses::page));
};

struct Settings {
    std::vector<Setting> items;

    static constexpr auto schema = api::object(
        api::field("items", &Settings::items, "In the order of the file", api::max_items(1'000)));
};

enum class DatabaseKind { sqlite, postgresql };
constexpr auto spelled(DatabaseKind)
{
    return api::names("sqlite", "postgresql");
}

/// How long answers took: a cumulative count, so that two of them tell of the time between.
struct LatencyStep {
    double at_most_ms = 0;
    std::int64_t answers = 0;

    static constexpr auto schema = api::object(api::field("at_most_ms", &LatencyStep::at_most_ms,
                                                   "Milliseconds from the request's last byte "
                                                   "to the answer's; longer ones are in no step"),
        api::field("answers", &LatencyStep::answers, "Answers in this time or less"));
};

struct Stats {
    std::string version;
    std::int64_t uptime_seconds = 0;
    DatabaseKind database = DatabaseKind::sqlite;
    std::int64_t database_bytes = 0;
    std::int64_t users = 0;
    std::optional<std::int64_t> patients;
    std::optional<std::int64_t> appointments_today;
    std::int64_t memory_bytes = 0;
    std::int64_t requests = 0;
    std::int64_t failures = 0;
    std::vector<LatencyStep> latency;
    std::int64_t writes = 0;
    std::int64_t writes_waiting = 0;
    std::optional<std::int64_t> slow_waiting;
    std::optional<std::int64_t> sessions;
    std::optional<std::int64_t> live_sockets;
    std::optional<std::int64_t> documents_bytes;

    static constexpr auto schema = api::object(
        api::field("version", &Stats::version, "Of the program"),
        api::field("uptime_seconds", &Stats::uptime_seconds, "Since it was started"),
        api::field("database", &Stats::database, "Which one"),
        api::field("database_bytes", &Stats::database_bytes, "On disk"),
        api::field("users", &Stats::users, "Accounts"),
        api::field("patients", &Stats::patients, "Records that are not archived"),
        api::field("appointments_today", &Stats::appointments_today, "Visits of today"),
        api::field("memory_bytes", &Stats::memory_bytes, "Of this process, resident"),
        api::field("requests", &Stats::requests, "Answered since the start"),
        api::field("failures", &Stats::failures, "Of these, with a status of 500 or more"),
        api::field("latency", &Stats::latency, "How many answers took how long"),
        api::field("writes", &Stats::writes, "Changes stored since the start"),
        api::field("writes_waiting", &Stats::writes_waiting, "Writes that wait for the database"),
        api::field("slow_waiting", &Stats::slow_waiting, "Slow requests that wait for a worker"),
        api::field("sessions", &Stats::sessions, "Devices that are logged in"),
        api::field("live_sockets", &Stats::live_sockets, "Pages that are open now"),
        api::field("documents_bytes", &Stats::documents_bytes, "Stored documents"));
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

struct LogLine {
    Instant at;
    log::Level level = log::Level::info;
    std::string module;
    std::string event;
    std::optional<std::string> request_id;
    std::string fields;

    static constexpr auto schema = api::object(api::field("at", &LogLine::at, "When"),
        api::field("level", &LogLine::level, "How grave"),
        api::field("module", &LogLine::module, "Who says it"),
        api::field("event", &LogLine::event, "What", api::example("db.trouble")),
        api::field("request_id", &LogLine::request_id, "On behalf of which request"),
        api::field("fields", &LogLine::fields, "More, as JSON text"));
};

struct LogPage {
    std::vector<LogLine> items;
    std::optional<std::string> next;
    std::optional<std::string> newest;

    static constexpr auto schema = api::object(
        api::field("items", &LogPage::items,
            "Newest first; a page may be short, or empty, and "
            "not the last: each looks at some megabytes"),
        api::field("next", &LogPage::next, "The cursor of what is older; absent at the end"),
        api::field("newest", &LogPage::newest, "Give it as `after` to ask for what came since"));
};

struct ListLogs {
    std::optional<log::Level> level;
    std::optional<std::string> module;
    std::optional<std::string> request_id;
    std::optional<std::string> text;
    std::optional<Instant> from;
    std::optional<Instant> until;
    int limit = 100;
    std::optional<std::string> cursor;
    std::optional<std::string> after;

    static constexpr auto schema = api::object(
        api::field("level", &ListLogs::level, "This and graver"),
        api::field("module", &ListLogs::module, "Only of this one", api::name(60)),
        api::field("request_id", &ListLogs::request_id, "Only of this request", api::name(64)),
        api::field("text", &ListLogs::text, "Only lines that hold it", api::max_length(200)),
        api::field("from", &ListLogs::from, "Not before"),
        api::field("until", &ListLogs::until, "Before"),
        api::field(
            "limit", &ListLogs::limit, "Lines at most", api::between(1, 500), api::or_default()),
        api::field("cursor", &ListLogs::cursor, "`next` of the page before", api::max_length(400)),
        api::field("after", &ListLogs::after, "`newest` of the last answer: only what came since",
            api::max_length(400)));
};

struct LogLevel {
    log::Level level = log::Level::info;

    static constexpr auto schema = api::object(
        api::field("level", &LogLevel::level, "What is logged: this and graver"));
};

struct ReplayEvent {
    std::string id;
    static constexpr auto schema = api::object(
        api::field("id", &ReplayEvent::id, "Which dead letter", api::max_length(100)));
};

} // namespace clinic::admin
