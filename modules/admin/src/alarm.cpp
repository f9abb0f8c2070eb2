#include "alarm.hpp"

#include "platform/log/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace clinic::admin {
namespace {

bool is_reading(const Record& row)
{
    return row.kind == "read" && row.subject_kind == "patient" && row.subject_id && row.actor_id;
}

std::array<http::Sight, 1> sight_of(const Record& row)
{
    return {http::Sight{*row.subject_id, http::Look::reading}};
}

} // namespace

void Alarm::load(Instant now)
{
    const auto since = now.plus_minutes(-limit_.minutes);
    std::map<UserId, Instant> cleared_at;
    database_.read_now([&](db::Tx& tx) {
        for (const auto& alert : store::open_alerts(tx)) {
            mark(alert.user_id, alert.raised_at);
            watch_.silence(alert.user_id);
        }
        for (const auto& alert : store::cleared_since(tx, since)) {
            cleared_at[alert.user_id] = *alert.cleared_at;
        }
    });
    for (const auto& row :
        database_.read_now([&](db::Tx& tx) { return store::readings_since(tx, since); })) {
        const auto user = is_reading(row) ? UserId::parse(*row.actor_id) : std::nullopt;
        if (!user) continue;
        // What an admin has looked at counts no more.
        const auto cleared = cleared_at.find(*user);
        if (cleared != cleared_at.end() && Instant{row.at} <= cleared->second) continue;
        note({*user, row.actor_name.value_or("")}, sight_of(row), {row.at});
    }
}

void Alarm::watch(db::Tx& tx, const Record& row)
{
    const auto user = is_reading(row) ? UserId::parse(*row.actor_id) : std::nullopt;
    if (!user) return;
    tx.after_commit(
        [self = shared_from_this(), reader = Reader{*user, row.actor_name.value_or("")},
            seen = sight_of(row), at = Instant{row.at}] { self->note(reader, seen, at); });
}

void Alarm::watch(const http::Principal& who, std::span<const http::Sight> seen, Instant now)
{
    note({who.user, who.name}, seen, now);
}

void Alarm::note(const Reader& reader, std::span<const http::Sight> seen, Instant at)
{
    const auto crossed = watch_.note(reader.user, seen, at);
    if (crossed) raise(reader, *crossed, at);
}

/// Behind a commit or before an answer, where nobody may wait: the write is handed over.
void Alarm::raise(const Reader& reader, const ReadingWatch::Crossed& crossed, Instant at)
{
    const Alert alert{AlertId::fresh(), reader.user, reader.name, crossed.patients, crossed.since,
        at, {}, {}, {}, {}};
    database_.write(
        [self = shared_from_this(), alert](db::Tx& tx) {
            if (!store::insert(tx, alert)) return db::Verdict::undo;
            self->bus_.emit(
                tx, MassReading{alert.id.str(), alert.user_id, alert.patients, alert.raised_at});
            tx.after_commit([self, alert] { self->mark(alert.user_id, alert.raised_at); });
            return db::Verdict::keep;
        },
        [self = shared_from_this(), user = reader.user](const db::Written& written) {
            if (written.kind == db::Written::kept || written.kind == db::Written::undone) return;
            self->watch_.forget(user); // the next readings raise it
            log::error("audit.alert_failed");
        });
}

void Alarm::mark(UserId user, Instant since)
{
    const std::scoped_lock lock(mutex_);
    open_[user] = since;
}

std::optional<Instant> Alarm::raised_since(UserId user) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = open_.find(user);
    return found == open_.end() ? std::nullopt : std::optional(found->second);
}

void Alarm::cleared(db::Tx& tx, UserId user)
{
    tx.after_commit([self = shared_from_this(), user] {
        self->watch_.forget(user);
        const std::scoped_lock lock(self->mutex_);
        self->open_.erase(user);
    });
}

namespace store {
namespace {

/// The smallest UUIDv7 of that millisecond (RFC 9562): ids are in the order of writing.
std::string first_id_of(Instant at)
{
    const auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(at.ms, 0));
    return fmt::format("{:08x}-{:04x}", ms >> 16, ms & 0xffff);
}

} // namespace

bool insert(db::Tx& tx, const Alert& alert)
{
    return tx.attempt(R"(
        INSERT INTO admin_alerts (id, user_id, user_name, patients, since, raised_at, cleared_at, cleared_by,
                                  cleared_name, note)
        VALUES (:id, :user, :name, :patients, :since, :raised_at, :cleared_at, :cleared_by, :cleared_name, :note))",
               alert) == db::Tx::Outcome::done;
}

std::vector<Alert> open_alerts(db::Tx& tx)
{
    return tx.all<Alert>(R"(
        SELECT id, user_id, user_name, patients, since, raised_at, cleared_at, cleared_by, cleared_name, note
          FROM admin_alerts
         WHERE cleared_at IS NULL
         ORDER BY id DESC)");
}

std::vector<Alert> cleared_since(db::Tx& tx, Instant since)
{
    return tx.all<Alert>(R"(
        SELECT id, user_id, user_name, patients, since, raised_at, cleared_at, cleared_by, cleared_name, note
          FROM admin_alerts
         WHERE cleared_at >= :since
         ORDER BY id)",
        since);
}

std::vector<Alert> alerts(db::Tx& tx, std::string_view before_id, int limit)
{
    return tx.all<Alert>(R"(
        SELECT id, user_id, user_name, patients, since, raised_at, cleared_at, cleared_by, cleared_name, note
          FROM admin_alerts
         WHERE (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC LIMIT :limit)",
        before_id, before_id, limit);
}

std::optional<Alert> alert(db::Tx& tx, AlertId id)
{
    return tx.one<Alert>(R"(
        SELECT id, user_id, user_name, patients, since, raised_at, cleared_at, cleared_by, cleared_name, note
          FROM admin_alerts
         WHERE id = :id)",
        id);
}

void clear(db::Tx& tx, const Alert& alert)
{
    tx.run(R"(
        UPDATE admin_alerts SET cleared_at = :at, cleared_by = :by, cleared_name = :name, note = :note
         WHERE id = :id)",
        alert.cleared_at, alert.cleared_by, alert.cleared_name, alert.note, alert.id);
}

std::vector<Record> readings_since(db::Tx& tx, Instant since)
{
    return tx.all<Record>(R"(
        SELECT id, at, kind, actor_id, session_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome, COALESCE(lane, 0) AS lane, COALESCE(seq, 0) AS seq,
               COALESCE(form, 0) AS form, COALESCE(hash, '') AS hash
          FROM admin_audit
         WHERE id >= :first AND kind = 'read' AND subject_kind = 'patient'
         ORDER BY id)",
        first_id_of(since));
}

} // namespace store
} // namespace clinic::admin
