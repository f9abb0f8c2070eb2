#include "waiting_store.hpp"

namespace clinic::appointments::store {
namespace {

constexpr std::string_view select_wish = R"(
    SELECT id, patient_id, site_id, visit_type_id, mode, practitioner_ids, weekdays, earliest, latest, until, note,
           status, by_patient, created_at, ended_at, version
      FROM appointments_wishes)";

constexpr std::string_view conditions = R"(
     WHERE (CAST(:everything AS INTEGER) = 1
            OR CAST(:sites AS TEXT) LIKE '%|' || site_id || '|%'
            OR CAST(:own AS TEXT) LIKE '%|' || patient_id || '|%'
            OR practitioner_ids LIKE :named)
       AND (CAST(:site AS TEXT) = '' OR site_id = :site)
       AND (CAST(:visit_type AS TEXT) = '' OR visit_type_id = :visit_type)
       AND (CAST(:practitioner AS TEXT) = '' OR practitioner_ids = '[]' OR practitioner_ids LIKE :practitioner)
       AND (CAST(:patient AS TEXT) = '' OR patient_id = :patient)
       AND (CAST(:status AS TEXT) = '' OR status = :status)
       AND (CAST(:in_queue AS INTEGER) = 0 OR status IN ('waiting', 'offered')))";

std::string sql_of(std::string_view start, std::string_view end)
{
    return std::string(start).append(end);
}

/// An id inside a JSON list of ids.
std::string within_list(const std::string& id)
{
    return id.empty() ? id : "%\"" + id + "\"%";
}

} // namespace

std::optional<WaitingWish> find_wish(db::Tx& tx, WishId id)
{
    static const auto sql = sql_of(select_wish, " WHERE id = :id");
    return tx.one<WaitingWish>(sql, id);
}

bool insert_wish(db::Tx& tx, const WaitingWish& wish)
{
    return tx.attempt(R"(
        INSERT INTO appointments_wishes (id, patient_id, site_id, visit_type_id, mode, practitioner_ids, weekdays,
                                         earliest, latest, until, note, status, by_patient, created_at, ended_at,
                                         version)
        VALUES (:id, :patient_id, :site_id, :visit_type_id, :mode, :practitioner_ids, :weekdays, :earliest, :latest,
                :until, :note, :status, :by_patient, :created_at, :ended_at, :version))",
               wish) == db::Tx::Outcome::done;
}

void update_wish(db::Tx& tx, WaitingWish& wish)
{
    tx.run(R"(
        UPDATE appointments_wishes
           SET practitioner_ids = :practitioner_ids, weekdays = :weekdays, earliest = :earliest, latest = :latest,
               until = :until, note = :note, status = :status, ended_at = :ended_at, version = version + 1
         WHERE id = :id)",
        wish.practitioner_ids, wish.weekdays, wish.earliest, wish.latest, wish.until, wish.note,
        wish.status, wish.ended_at, wish.id);
    ++wish.version;
}

std::vector<WaitingWish> list_wishes(
    db::Tx& tx, const WishLens& lens, const std::string& after, int limit)
{
    static const auto sql = sql_of(select_wish, conditions) +
                            " AND id > :after ORDER BY id LIMIT :limit";
    const auto practitioner = within_list(lens.practitioner);
    return tx.all<WaitingWish>(sql, lens.everything, lens.sites, lens.own, within_list(lens.named),
        lens.site, lens.site, lens.visit_type, lens.visit_type, practitioner, practitioner,
        lens.patient, lens.patient, lens.status, lens.status, lens.in_queue, after, limit);
}

std::int64_t count_wishes(db::Tx& tx, const WishLens& lens)
{
    static const auto sql = sql_of("SELECT COUNT(*) FROM appointments_wishes", conditions);
    const auto practitioner = within_list(lens.practitioner);
    return tx.value<std::int64_t>(sql, lens.everything, lens.sites, lens.own,
        within_list(lens.named), lens.site, lens.site, lens.visit_type, lens.visit_type,
        practitioner, practitioner, lens.patient, lens.patient, lens.status, lens.status,
        lens.in_queue);
}

std::vector<WaitingWish> waiting_at(db::Tx& tx, clinics::SiteId site, int limit)
{
    static const auto sql = sql_of(
        select_wish, " WHERE site_id = :site AND status = 'waiting' ORDER BY id LIMIT :limit");
    return tx.all<WaitingWish>(sql, site, limit);
}

bool anybody_waits(db::Tx& tx, clinics::SiteId site)
{
    return tx
        .one<std::int64_t>("SELECT 1 AS found FROM appointments_wishes WHERE site_id = :site AND "
                           "status IN ('waiting', 'offered') LIMIT 1",
            site)
        .has_value();
}

std::vector<WaitingWish> queued_of(
    db::Tx& tx, patients::PatientId patient, std::optional<clinics::VisitTypeId> type)
{
    static const auto sql = sql_of(select_wish, R"(
     WHERE patient_id = :patient AND status IN ('waiting', 'offered')
       AND (CAST(:type AS TEXT) IS NULL OR visit_type_id = :type)
     ORDER BY id)");
    return tx.all<WaitingWish>(sql, patient, type, type);
}

std::vector<WaitingWish> waiting_until_before(db::Tx& tx, LocalDate day, int limit)
{
    static const auto sql = sql_of(
        select_wish, " WHERE status = 'waiting' AND until < :day ORDER BY until LIMIT :limit");
    return tx.all<WaitingWish>(sql, day, limit);
}

std::optional<WaitingRules> waiting_rules(db::Tx& tx, clinics::SiteId site)
{
    return tx.one<WaitingRules>("SELECT site_id, manner, answer_minutes, version FROM "
                                "appointments_waiting_rules WHERE site_id = :site",
        site);
}

void set_waiting_rules(db::Tx& tx, const WaitingRules& rules)
{
    tx.run(R"(
        INSERT INTO appointments_waiting_rules (site_id, manner, answer_minutes, version)
        VALUES (:site_id, :manner, :answer_minutes, :version)
        ON CONFLICT (site_id) DO UPDATE
           SET manner = excluded.manner, answer_minutes = excluded.answer_minutes, version = excluded.version)",
        rules);
}

} // namespace clinic::appointments::store
