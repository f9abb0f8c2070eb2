#include "store.hpp"

#include <array>

namespace clinic::appointments::store {
namespace {

constexpr std::string_view conditions = R"(
       AND starts_at >= :from AND starts_at < :until
       AND (CAST(:practitioner AS TEXT) = '' OR practitioner_id = :practitioner)
       AND (CAST(:patient AS TEXT) = '' OR patient_id = :patient)
       AND (CAST(:site AS TEXT) = '' OR site_id = :site)
       AND (CAST(:status AS TEXT) = '' OR status = :status)
       AND (CAST(:sites AS TEXT) = '' OR CAST(:sites AS TEXT) LIKE '%|' || site_id || '|%'))";

constexpr std::string_view ascending = R"(
       AND (starts_at > :after OR (starts_at = :after AND id > :after_id))
     ORDER BY starts_at, id
     LIMIT :limit)";
constexpr std::string_view descending = R"(
       AND (starts_at < :after OR (starts_at = :after AND id < :after_id))
     ORDER BY starts_at DESC, id DESC
     LIMIT :limit)";

/// One for each index: a condition that may be absent would keep the planner from using it.
constexpr std::array<std::string_view, 4> by_key{"\n     WHERE practitioner_id = :key",
    "\n     WHERE patient_id = :key", "\n     WHERE site_id = :key",
    "\n     WHERE CAST(:key AS TEXT) = ''"};

/// The statements' texts, put together once from the literals above.
std::string text_of(std::string_view start, Lens::By by, std::string_view end)
{
    return std::string(start)
        .append(by_key[static_cast<std::size_t>(by)])
        .append(conditions)
        .append(end);
}

const std::string& list_text(Lens::By by, Order order)
{
    static const auto texts = [] {
        std::array<std::array<std::string, 2>, by_key.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = {text_of(select_visit, static_cast<Lens::By>(i), ascending),
                text_of(select_visit, static_cast<Lens::By>(i), descending)};
        }
        return all;
    }();
    return texts[static_cast<std::size_t>(by)][static_cast<std::size_t>(order)];
}

} // namespace

std::optional<Appointment> find(db::Tx& tx, AppointmentId id)
{
    static const std::string sql = std::string(select_visit) + " WHERE id = :id";
    return tx.one<Appointment>(sql, id);
}

std::vector<Span> busy_within(db::Tx& tx, clinics::PractitionerId practitioner, const Span& span,
    std::optional<AppointmentId> except)
{
    // No visit is busy for more than a day (a CHECK of the table), so the index need not be read further back.
    const auto rows = tx.all<std::tuple<Instant, Instant>>(R"(
        SELECT busy_from, busy_until FROM appointments_visits
         WHERE practitioner_id = :practitioner
           AND busy_from > :earliest AND busy_from < :until AND busy_until > :from
           AND status NOT IN ('cancelled', 'no_show') AND id <> :except
         ORDER BY busy_from)",
        practitioner, span.from.plus_days(-1), span.until, span.from,
        except ? except->str() : std::string());
    std::vector<Span> spans;
    spans.reserve(rows.size());
    for (const auto& [from, until] : rows) spans.push_back({from, until});
    return spans;
}

std::int64_t count_with(db::Tx& tx, clinics::PractitionerId practitioner, const Span& span,
    std::optional<AppointmentId> except)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(DISTINCT COALESCE(group_id, id)) FROM appointments_visits
         WHERE practitioner_id = :practitioner AND starts_at >= :from AND starts_at < :until
           AND status NOT IN ('cancelled', 'no_show') AND id <> :except)",
        practitioner, span.from, span.until, except ? except->str() : std::string());
}

std::vector<Appointment> list(
    db::Tx& tx, const Lens& lens, Order order, const std::vector<std::string>& after, int limit)
{
    const bool first_page = after.front().empty();
    const Instant beyond = order == Order::asc ? Instant{INT64_MIN} : Instant{INT64_MAX};
    const Instant after_at = first_page ? beyond : Instant::parse(after[0]).value_or(beyond);
    return tx.all<Appointment>(list_text(lens.by, order), lens.key, lens.from, lens.until,
        lens.practitioner, lens.practitioner, lens.patient, lens.patient, lens.site, lens.site,
        lens.status, lens.status, lens.sites, lens.sites, after_at, after_at, after[1], limit);
}

std::int64_t count(db::Tx& tx, const Lens& lens)
{
    static const auto texts = [] {
        std::array<std::string, by_key.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = text_of(
                "SELECT COUNT(*) FROM appointments_visits", static_cast<Lens::By>(i), "");
        }
        return all;
    }();
    return tx.value<std::int64_t>(texts[static_cast<std::size_t>(lens.by)], lens.key, lens.from,
        lens.until, lens.practitioner, lens.practitioner, lens.patient, lens.patient, lens.site,
        lens.site, lens.status, lens.status, lens.sites, lens.sites);
}

std::vector<std::tuple<clinics::PractitionerId, std::int64_t>> count_at(
    db::Tx& tx, clinics::SiteId site, const Span& begins)
{
    return tx.all<std::tuple<clinics::PractitionerId, std::int64_t>>(R"(
        SELECT practitioner_id, COUNT(DISTINCT COALESCE(group_id, id)) FROM appointments_visits
         WHERE site_id = :site AND starts_at >= :from AND starts_at < :until
           AND status NOT IN ('cancelled', 'no_show')
         GROUP BY practitioner_id ORDER BY practitioner_id)",
        site, begins.from, begins.until);
}

Reliability reliability(db::Tx& tx, const Lens& lens)
{
    return *tx.one<Reliability>(R"(
        SELECT CAST(:since AS BIGINT) AS since,
               COUNT(CASE WHEN status IN ('arrived', 'in_progress', 'fulfilled') THEN 1 END) AS kept,
               COUNT(CASE WHEN status = 'no_show' THEN 1 END) AS missed,
               COUNT(CASE WHEN status = 'cancelled' AND late_cancel = 1 AND cancelled_by = 'patient' THEN 1 END)
                   AS cancelled_late
          FROM appointments_visits
         WHERE patient_id = :patient AND starts_at >= :from
           AND (CAST(:practitioner AS TEXT) = '' OR practitioner_id = :practitioner)
           AND (CAST(:sites AS TEXT) = '' OR CAST(:sites AS TEXT) LIKE '%|' || site_id || '|%'))",
        lens.from, lens.patient, lens.from, lens.practitioner, lens.practitioner, lens.sites,
        lens.sites);
}

std::vector<Appointment> present_with(
    db::Tx& tx, clinics::PractitionerId practitioner, const Span& begins)
{
    static const std::string sql = std::string(select_visit) + R"(
     WHERE practitioner_id = :practitioner AND starts_at >= :from AND starts_at < :until
       AND status IN ('arrived', 'in_progress')
     ORDER BY arrived_at, starts_at, id)";
    return tx.all<Appointment>(sql, practitioner, begins.from, begins.until);
}

std::int64_t count_between(db::Tx& tx, Instant from, Instant until)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*) FROM appointments_visits
         WHERE starts_at >= :from AND starts_at < :until AND status <> 'cancelled')",
        from, until);
}

std::vector<Appointment> all_after(db::Tx& tx, const std::string& id, int limit)
{
    static const std::string sql = std::string(select_visit) +
                                   " WHERE id > :id ORDER BY id LIMIT :limit";
    return tx.all<Appointment>(sql, id, limit);
}

std::vector<AppointmentId> unpaid_since(db::Tx& tx, Instant then, int limit)
{
    return tx.all<AppointmentId>(R"(
        SELECT id FROM appointments_visits
         WHERE status = 'pending' AND pay_by <= :then
         ORDER BY pay_by
         LIMIT :limit)",
        then, limit);
}

void rename_patient(db::Tx& tx, patients::PatientId patient, const std::string& name)
{
    tx.run("UPDATE appointments_visits SET patient_name = :name WHERE patient_id = :patient AND "
           "patient_name <> :name",
        name, patient, name);
}

void add_history(db::Tx& tx, const Appointment& visit, const HistoryEntry& entry)
{
    tx.run(R"(
        INSERT INTO appointments_history (id, appointment_id, at, actor_name, what, status, starts_at,
                                          ends_at, practitioner_id, detail)
        VALUES (:id, :appointment_id, :at, :actor_name, :what, :status, :starts_at, :ends_at, :practitioner_id,
                :detail))",
        Id<struct HistoryTag>::fresh(), visit.id, entry);
}

std::vector<HistoryEntry> history(db::Tx& tx, AppointmentId id)
{
    return tx.all<HistoryEntry>(R"(
        SELECT at, actor_name, what, status, starts_at, ends_at, practitioner_id, detail
          FROM appointments_history
         WHERE appointment_id = :id
         ORDER BY id)",
        id);
}

Availability availability(db::Tx& tx, clinics::PractitionerId practitioner)
{
    Availability plan;
    plan.practitioner_id = practitioner;
    const auto row = tx.one<std::tuple<int, Alignment, std::optional<int>, bool, std::int64_t>>(R"(
        SELECT slot_step_minutes, aligned, max_per_day, closed_on_holidays, version
          FROM appointments_plans
         WHERE practitioner_id = :practitioner)",
        practitioner);
    if (row) {
        std::tie(plan.slot_step_minutes, plan.aligned, plan.max_per_day, plan.closed_on_holidays,
            plan.version) = *row;
    }
    plan.weekly = tx.all<WeeklyHours>(R"(
        SELECT site_id, weekday, opens, closes, visit_type_ids, valid_from, valid_until, slot_step_minutes
          FROM appointments_hours
         WHERE practitioner_id = :practitioner
         ORDER BY position)",
        practitioner);
    return plan;
}

void set_availability(db::Tx& tx, const Availability& plan)
{
    tx.run(R"(
        INSERT INTO appointments_plans (practitioner_id, slot_step_minutes, aligned, max_per_day, closed_on_holidays,
                                        version)
        VALUES (:practitioner_id, :step, :aligned, :max_per_day, :closed_on_holidays, :version)
        ON CONFLICT (practitioner_id) DO UPDATE
           SET slot_step_minutes = excluded.slot_step_minutes, aligned = excluded.aligned,
               max_per_day = excluded.max_per_day, closed_on_holidays = excluded.closed_on_holidays,
               version = excluded.version)",
        plan.practitioner_id, plan.slot_step_minutes, plan.aligned, plan.max_per_day,
        plan.closed_on_holidays, plan.version);
    tx.run("DELETE FROM appointments_hours WHERE practitioner_id = :practitioner",
        plan.practitioner_id);
    int position = 0;
    for (const auto& hours : plan.weekly) {
        tx.run(R"(
            INSERT INTO appointments_hours (practitioner_id, position, site_id, weekday, opens, closes,
                                            visit_type_ids, valid_from, valid_until, slot_step_minutes)
            VALUES (:practitioner_id, :position, :site_id, :weekday, :opens, :closes, :visit_type_ids, :valid_from,
                    :valid_until, :slot_step_minutes))",
            plan.practitioner_id, position++, hours);
    }
}

std::vector<Exception> exceptions(
    db::Tx& tx, clinics::PractitionerId practitioner, LocalDate first, LocalDate last)
{
    return tx.all<Exception>(R"(
        SELECT id, site_id, first_day, last_day, opens, closes, kind, reason
          FROM appointments_exceptions
         WHERE practitioner_id = :practitioner AND last_day >= :first AND first_day <= :last
         ORDER BY first_day, id)",
        practitioner, first, last);
}

void insert_exception(
    db::Tx& tx, clinics::PractitionerId practitioner, const Exception& exception, Instant now)
{
    tx.run(R"(
        INSERT INTO appointments_exceptions (practitioner_id, created_at, id, site_id, first_day, last_day, opens,
                                             closes, kind, reason)
        VALUES (:practitioner_id, :created_at, :id, :site_id, :first_day, :last_day, :opens, :closes, :kind, :reason))",
        practitioner, now, exception);
}

bool delete_exception(db::Tx& tx, clinics::PractitionerId practitioner, ExceptionId id)
{
    return tx.run("DELETE FROM appointments_exceptions WHERE practitioner_id = :practitioner AND "
                  "id = :id",
               practitioner, id) == 1;
}

} // namespace clinic::appointments::store
