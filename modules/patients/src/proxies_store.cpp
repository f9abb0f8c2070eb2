// Rows of who acts for whom.

#include "proxies.hpp"

namespace clinic::patients::store {
namespace {

constexpr std::string_view select_proxy = R"(
    SELECT link.id, link.patient_id, link.proxy_id, link.relation, link.kept, link.since,
           COALESCE(patient.used_name, patient.birth_name) || ' ' || patient.first_name AS patient_name,
           patient.birth_date AS patient_birth_date,
           COALESCE(proxy.used_name, proxy.birth_name) || ' ' || proxy.first_name AS proxy_name,
           CASE WHEN proxy.user_id IS NOT NULL AND proxy.archived_at IS NULL THEN 1 ELSE 0 END AS proxy_able
      FROM patients_proxies AS link
      JOIN patients_people AS patient ON patient.id = link.patient_id
      JOIN patients_people AS proxy ON proxy.id = link.proxy_id)";

} // namespace

std::vector<ProxyRow> proxies_of(db::Tx& tx, PatientId patient)
{
    static const std::string sql = std::string(select_proxy) + R"(
     WHERE link.patient_id = :patient AND link.ended_at IS NULL
     ORDER BY link.id)";
    return tx.all<ProxyRow>(sql, patient);
}

std::vector<ProxyRow> wards_of(db::Tx& tx, UserId user)
{
    static const std::string sql = std::string(select_proxy) + R"(
     WHERE proxy.user_id = :user AND link.ended_at IS NULL
     ORDER BY link.id)";
    return tx.all<ProxyRow>(sql, user);
}

bool insert_proxy(db::Tx& tx, const ProxyRow& row)
{
    return tx.attempt(R"(
        INSERT INTO patients_proxies (id, patient_id, proxy_id, relation, kept, since)
        VALUES (:id, :patient, :proxy, :relation, :kept, :since))",
               row.id, row.patient_id, row.proxy_id, row.relation, row.kept,
               row.since) == db::Tx::Outcome::done;
}

void end_proxy(db::Tx& tx, ProxyId id, Instant now)
{
    tx.run(
        "UPDATE patients_proxies SET ended_at = :now WHERE id = :id AND ended_at IS NULL", now, id);
}

} // namespace clinic::patients::store
