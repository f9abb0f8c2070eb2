#include "store_calendars.hpp"

namespace clinic::appointments::store {
namespace {

constexpr int most_visits = 20'000;

constexpr std::string_view select_calendar = R"(
    SELECT id, patient_name, site_id, mode, starts_at, ends_at, status, version,
           COALESCE((SELECT MAX(h.at) FROM appointments_history h
                      WHERE h.appointment_id = appointments_visits.id), created_at) AS changed_at
      FROM appointments_visits)";

constexpr std::string_view in_window = R"(
       AND starts_at >= :from AND starts_at < :until
       AND (status <> 'cancelled' OR cancelled_at > :cancelled_since)
     ORDER BY starts_at, id
     LIMIT :most)";

/// One for each index.
const std::string& calendar_text(CalendarKind kind)
{
    static const auto of_practitioner = std::string(select_calendar)
                                            .append("\n     WHERE practitioner_id = :subject")
                                            .append(in_window);
    static const auto of_patient =
        std::string(select_calendar).append("\n     WHERE patient_id = :subject").append(in_window);
    return kind == CalendarKind::practitioner ? of_practitioner : of_patient;
}

} // namespace

std::vector<CalendarVisit> calendar_visits(
    db::Tx& tx, const CalendarOf& whose, const CalendarWindow& window)
{
    return tx.all<CalendarVisit>(calendar_text(whose.kind), whose.subject_id, window.from,
        window.until, window.cancelled_since, most_visits);
}

std::vector<AppointmentId> left_calendar(db::Tx& tx, const CalendarOf& whose, Instant changed_since,
    const CalendarWindow& before, const CalendarWindow& now)
{
    // A visit that went to a colleague was once with this practitioner, by its history.
    if (whose.kind == CalendarKind::practitioner) {
        return tx.all<AppointmentId>(R"(
            SELECT h.appointment_id FROM appointments_history h
             WHERE h.at > :since
               AND EXISTS (SELECT 1 FROM appointments_history o
                            WHERE o.appointment_id = h.appointment_id AND o.practitioner_id = :subject)
             UNION
            SELECT id FROM appointments_visits
             WHERE practitioner_id = :subject AND starts_at >= :was_from AND starts_at < :is_from
             UNION
            SELECT id FROM appointments_visits
             WHERE practitioner_id = :subject AND starts_at >= :is_from AND starts_at < :is_until
               AND cancelled_at > :was_cancelled AND cancelled_at <= :is_cancelled)",
            changed_since, whose.subject_id, whose.subject_id, before.from, now.from,
            whose.subject_id, now.from, now.until, before.cancelled_since, now.cancelled_since);
    }
    return tx.all<AppointmentId>(R"(
        SELECT h.appointment_id FROM appointments_history h
          JOIN appointments_visits v ON v.id = h.appointment_id
         WHERE h.at > :since AND v.patient_id = :subject
         UNION
        SELECT id FROM appointments_visits
         WHERE patient_id = :subject AND starts_at >= :was_from AND starts_at < :is_from
         UNION
        SELECT id FROM appointments_visits
         WHERE patient_id = :subject AND starts_at >= :is_from AND starts_at < :is_until
           AND cancelled_at > :was_cancelled AND cancelled_at <= :is_cancelled)",
        changed_since, whose.subject_id, whose.subject_id, before.from, now.from, whose.subject_id,
        now.from, now.until, before.cancelled_since, now.cancelled_since);
}

std::vector<CalendarFeed> feeds_of(db::Tx& tx, UserId user)
{
    return tx.all<CalendarFeed>(R"(
        SELECT id, kind, created_at, renewed_at FROM appointments_feeds
         WHERE user_id = :user
         ORDER BY kind DESC)",
        user);
}

std::optional<CalendarFeed> find_feed(db::Tx& tx, UserId user, FeedId id)
{
    return tx.one<CalendarFeed>(R"(
        SELECT id, kind, created_at, renewed_at FROM appointments_feeds
         WHERE user_id = :user AND id = :id)",
        user, id);
}

std::optional<FeedRow> feed_by_hash(db::Tx& tx, std::string_view hash)
{
    return tx.one<FeedRow>(
        "SELECT id, user_id, kind, subject_id FROM appointments_feeds WHERE token_hash = :hash",
        hash);
}

bool insert_feed(db::Tx& tx, const FeedRow& feed, std::string_view hash, Instant now)
{
    return tx.attempt(R"(
        INSERT INTO appointments_feeds (id, user_id, kind, subject_id, token_hash, created_at, renewed_at)
        VALUES (:id, :user, :kind, :subject, :hash, :now, :now))",
               feed, hash, now, now) == db::Tx::Outcome::done;
}

void renew_feed(db::Tx& tx, FeedId id, std::string_view subject, std::string_view hash, Instant now)
{
    tx.run(R"(
        UPDATE appointments_feeds SET subject_id = :subject, token_hash = :hash, renewed_at = :now
         WHERE id = :id)",
        subject, hash, now, id);
}

void delete_feed(db::Tx& tx, FeedId id)
{
    tx.run("DELETE FROM appointments_feeds WHERE id = :id", id);
}

} // namespace clinic::appointments::store
