#include "chart_store.hpp"

namespace clinic::patients::store {

std::optional<EntryRow> find_entry(
    db::Tx& tx, PatientId patient, std::string_view section, EntryId id)
{
    return tx.one<EntryRow>(R"(
        SELECT id, patient_id, section, body, at, entered_in_error, author_id, author, door,
               recorded_at, version
          FROM patients_entries
         WHERE id = :id AND patient_id = :patient AND section = :section)",
        id, patient, section);
}

std::vector<EntryRow> entries(db::Tx& tx, const EntryQuery& query)
{
    const Instant beyond{INT64_MAX};
    const auto at = Instant::parse(query.after[0]).value_or(beyond);
    return tx.all<EntryRow>(R"(
        SELECT id, patient_id, section, body, at, entered_in_error, author_id, author, door,
               recorded_at, version
          FROM patients_entries
         WHERE patient_id = :patient AND section = :section AND entered_in_error <= :struck_out
           AND (at < :at OR (at = :at AND id < :id))
         ORDER BY at DESC, id DESC
         LIMIT :limit)",
        query.patient, query.section, query.struck_out, at, at, query.after[1], query.limit);
}

std::int64_t count_entries(db::Tx& tx, const EntryQuery& query)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*)
          FROM patients_entries
         WHERE patient_id = :patient AND section = :section AND entered_in_error <= :struck_out)",
        query.patient, query.section, query.struck_out);
}

std::vector<EntryRow> former_entries(db::Tx& tx, EntryId id)
{
    return tx.all<EntryRow>(R"(
        SELECT id, patient_id, section, body, at, entered_in_error, author_id, author, door,
               recorded_at, version
          FROM patients_former_entries
         WHERE id = :id
         ORDER BY version DESC)",
        id);
}

void insert_entry(db::Tx& tx, const EntryRow& row)
{
    tx.run(R"(
        INSERT INTO patients_entries (id, patient_id, section, body, at, entered_in_error, author_id,
                                      author, door, recorded_at, version)
        VALUES (:id, :patient, :section, :body, :at, :struck_out, :author_id, :author, :door,
                :recorded_at, :version))",
        row);
}

void replace_entry(db::Tx& tx, const EntryRow& before, const EntryRow& row)
{
    tx.run(R"(
        INSERT INTO patients_former_entries (id, patient_id, section, body, at, entered_in_error,
                                             author_id, author, door, recorded_at, version)
        VALUES (:id, :patient, :section, :body, :at, :struck_out, :author_id, :author, :door,
                :recorded_at, :version))",
        before);
    tx.run(R"(
        UPDATE patients_entries
           SET body = :body, at = :at, entered_in_error = :struck_out, author_id = :author_id,
               author = :author, door = :door, recorded_at = :recorded_at, version = :version
         WHERE id = :id)",
        row.body, row.at, row.entered_in_error, row.author_id, row.author, row.door,
        row.recorded_at, row.version, row.id);
}

} // namespace clinic::patients::store
