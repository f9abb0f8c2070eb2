#include "store.hpp"

namespace clinic::reporting::store {
namespace {

std::string joined(const std::vector<clinics::SiteId>& sites)
{
    std::string text = "|";
    for (const auto& site : sites) text.append(site.view()).append("|");
    return text;
}

} // namespace

Lens Lens::of(const ReportQuery& query, const Reach& reach)
{
    return {query.from, query.until, std::string(api::spell(query.by)),
        query.site_id ? query.site_id->str() : std::string(),
        query.practitioner_id ? query.practitioner_id->str() : std::string(),
        reach.everything ? 1 : 0, joined(reach.sites),
        reach.practitioner ? reach.practitioner->str() : std::string()};
}

void keep(db::Tx& tx, const Visit& visit)
{
    tx.run(R"(
        INSERT INTO reporting_visits
               (appointment_id, patient_id, practitioner_id, site_id, starts_at, minutes, status, booked_at, version,
                day, week, month)
        VALUES (:appointment_id, :patient_id, :practitioner_id, :site_id, :starts_at, :minutes, :status, :booked_at,
                :version, :day, :week, :month)
        ON CONFLICT (appointment_id) DO UPDATE
           SET practitioner_id = excluded.practitioner_id, site_id = excluded.site_id, starts_at = excluded.starts_at,
               minutes = excluded.minutes, status = excluded.status,
               booked_at = COALESCE(excluded.booked_at, reporting_visits.booked_at), version = excluded.version,
               day = excluded.day, week = excluded.week, month = excluded.month
         WHERE excluded.version > reporting_visits.version)",
        visit);
}

void keep(db::Tx& tx, patients::PatientId patient, Instant since, const Days& days)
{
    tx.run(R"(
        INSERT INTO reporting_patients (patient_id, since, day, week, month)
        VALUES (:patient_id, :since, :day, :week, :month)
        ON CONFLICT (patient_id) DO NOTHING)",
        patient, since, days);
}

std::vector<VisitSums> visits(db::Tx& tx, const Lens& lens)
{
    return tx.all<VisitSums>(R"(
        SELECT bucket, practitioner_id, site_id,
               CAST(SUM(CASE WHEN status = 'pending' THEN 1 ELSE 0 END) AS BIGINT) AS pending,
               CAST(SUM(CASE WHEN status = 'booked' THEN 1 ELSE 0 END) AS BIGINT) AS booked,
               CAST(SUM(CASE WHEN status = 'confirmed' THEN 1 ELSE 0 END) AS BIGINT) AS confirmed,
               CAST(SUM(CASE WHEN status = 'arrived' THEN 1 ELSE 0 END) AS BIGINT) AS arrived,
               CAST(SUM(CASE WHEN status = 'in_progress' THEN 1 ELSE 0 END) AS BIGINT) AS in_progress,
               CAST(SUM(CASE WHEN status = 'fulfilled' THEN 1 ELSE 0 END) AS BIGINT) AS fulfilled,
               CAST(SUM(CASE WHEN status = 'cancelled' THEN 1 ELSE 0 END) AS BIGINT) AS cancelled,
               CAST(SUM(CASE WHEN status = 'no_show' THEN 1 ELSE 0 END) AS BIGINT) AS no_show,
               CAST(SUM(CASE WHEN status IN ('cancelled', 'no_show') THEN 0 ELSE minutes END) AS BIGINT)
                   AS booked_minutes,
               CAST(SUM(CASE WHEN status = 'cancelled' OR booked_at IS NULL OR booked_at > starts_at THEN 0
                             ELSE (starts_at - booked_at) / 60000 END) AS BIGINT) AS lead_minutes,
               CAST(SUM(CASE WHEN status = 'cancelled' OR booked_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS lead_known
          FROM (SELECT CASE CAST(:by AS TEXT) WHEN 'day' THEN day WHEN 'week' THEN week WHEN 'month' THEN month
                                              ELSE '' END AS bucket,
                       practitioner_id, site_id, status, minutes, starts_at, booked_at
                  FROM reporting_visits
                 WHERE day >= :from AND day <= :until
                   AND (CAST(:site AS TEXT) = '' OR site_id = :site)
                   AND (CAST(:practitioner AS TEXT) = '' OR practitioner_id = :practitioner)
                   AND (CAST(:everything AS INTEGER) = 1 OR practitioner_id = :self
                        OR CAST(:sites AS TEXT) LIKE '%|' || site_id || '|%')) shown
         GROUP BY bucket, practitioner_id, site_id
         ORDER BY bucket, practitioner_id, site_id)",
        lens.by, lens.from, lens.until, lens.site, lens.site, lens.practitioner, lens.practitioner,
        lens.everything, lens.self, lens.sites);
}

std::vector<Count> registered(db::Tx& tx, const Lens& lens)
{
    return tx.all<Count>(R"(
        SELECT bucket, COUNT(*) AS count
          FROM (SELECT CASE CAST(:by AS TEXT) WHEN 'day' THEN day WHEN 'week' THEN week WHEN 'month' THEN month
                                              ELSE '' END AS bucket
                  FROM reporting_patients
                 WHERE day >= :from AND day <= :until) shown
         GROUP BY bucket)",
        lens.by, lens.from, lens.until);
}

std::vector<Count> seen(db::Tx& tx, const Lens& lens)
{
    return tx.all<Count>(R"(
        SELECT bucket, COUNT(DISTINCT patient_id) AS count
          FROM (SELECT CASE CAST(:by AS TEXT) WHEN 'day' THEN day WHEN 'week' THEN week WHEN 'month' THEN month
                                              ELSE '' END AS bucket, patient_id
                  FROM reporting_visits
                 WHERE day >= :from AND day <= :until
                   AND status IN ('arrived', 'in_progress', 'fulfilled')
                   AND (CAST(:site AS TEXT) = '' OR site_id = :site)
                   AND (CAST(:practitioner AS TEXT) = '' OR practitioner_id = :practitioner)) shown
         GROUP BY bucket)",
        lens.by, lens.from, lens.until, lens.site, lens.site, lens.practitioner, lens.practitioner);
}

std::vector<Count> first_visits(db::Tx& tx, const Lens& lens)
{
    return tx.all<Count>(R"(
        SELECT bucket, COUNT(*) AS count
          FROM (SELECT CASE CAST(:by AS TEXT) WHEN 'day' THEN day WHEN 'week' THEN week WHEN 'month' THEN month
                                              ELSE '' END AS bucket
                  FROM reporting_visits visit
                 WHERE day >= :from AND day <= :until
                   AND status IN ('arrived', 'in_progress', 'fulfilled')
                   AND (CAST(:site AS TEXT) = '' OR site_id = :site)
                   AND (CAST(:practitioner AS TEXT) = '' OR practitioner_id = :practitioner)
                   AND NOT EXISTS (SELECT 1 FROM reporting_visits earlier
                                    WHERE earlier.patient_id = visit.patient_id
                                      AND earlier.status IN ('arrived', 'in_progress', 'fulfilled')
                                      AND (earlier.starts_at < visit.starts_at
                                           OR (earlier.starts_at = visit.starts_at
                                               AND earlier.appointment_id < visit.appointment_id)))) shown
         GROUP BY bucket)",
        lens.by, lens.from, lens.until, lens.site, lens.site, lens.practitioner, lens.practitioner);
}

Progress progress(db::Tx& tx, const std::string& part)
{
    return tx.one<Progress>("SELECT last_id, done FROM reporting_progress WHERE part = :part", part)
        .value_or(Progress{});
}

void set_progress(db::Tx& tx, const std::string& part, const Progress& progress)
{
    tx.run(R"(
        INSERT INTO reporting_progress (part, last_id, done)
        VALUES (:part, :last_id, :done)
        ON CONFLICT (part) DO UPDATE SET last_id = excluded.last_id, done = excluded.done)",
        part, progress);
}

void forget_everything(db::Tx& tx)
{
    tx.run("DELETE FROM reporting_visits");
    tx.run("DELETE FROM reporting_patients");
    tx.run("DELETE FROM reporting_money");
    tx.run("DELETE FROM reporting_community");
    tx.run("DELETE FROM reporting_progress");
}

} // namespace clinic::reporting::store
