#include "store_series.hpp"

#include "store.hpp"

namespace clinic::appointments::store {

void insert_series(db::Tx& tx, const SeriesRow& series)
{
    tx.run(R"(
        INSERT INTO appointments_series (id, patient_id, practitioner_id, site_id, visit_type_id, first_day, time,
                                         rule, created_at, version)
        VALUES (:id, :patient_id, :practitioner_id, :site_id, :visit_type_id, :first_day, :time, :rule,
                :created_at, :version))",
        series);
}

std::optional<SeriesRow> find_series(db::Tx& tx, SeriesId id)
{
    return tx.one<SeriesRow>(R"(
        SELECT id, patient_id, practitioner_id, site_id, visit_type_id, first_day, time, rule, created_at, version
          FROM appointments_series
         WHERE id = :id)",
        id);
}

void touch_series(db::Tx& tx, SeriesRow& series)
{
    tx.run("UPDATE appointments_series SET version = version + 1 WHERE id = :id", series.id);
    ++series.version;
}

std::vector<Appointment> visits_of(db::Tx& tx, SeriesId id)
{
    static const std::string sql = std::string(select_visit) +
                                   " WHERE series_id = :series ORDER BY starts_at, id";
    return tx.all<Appointment>(sql, id);
}

} // namespace clinic::appointments::store
