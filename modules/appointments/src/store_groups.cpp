#include "store_groups.hpp"

#include "store.hpp"

namespace clinic::appointments::store {
namespace {

constexpr std::string_view select_group = R"(
    SELECT id, practitioner_id, site_id, visit_type_id, starts_at, ends_at, capacity, taken, version
      FROM appointments_groups)";

} // namespace

GroupRow open_group(db::Tx& tx, const GroupRow& wanted)
{
    tx.run(R"(
        INSERT INTO appointments_groups (id, practitioner_id, site_id, visit_type_id, starts_at, ends_at, capacity, taken,
                                         version)
        VALUES (:id, :practitioner_id, :site_id, :visit_type_id, :starts_at, :ends_at, :capacity, :taken, :version)
        ON CONFLICT (practitioner_id, starts_at, visit_type_id, site_id) DO UPDATE
           SET capacity = excluded.capacity, ends_at = excluded.ends_at
         WHERE appointments_groups.taken = 0)",
        wanted);
    return *group_at(tx, wanted);
}

std::optional<GroupRow> group_at(db::Tx& tx, const GroupRow& wanted)
{
    static const std::string sql = std::string(select_group) + R"(
         WHERE practitioner_id = :practitioner AND starts_at = :starts_at AND visit_type_id = :type AND site_id = :site)";
    return tx.one<GroupRow>(
        sql, wanted.practitioner_id, wanted.starts_at, wanted.visit_type_id, wanted.site_id);
}

std::optional<GroupRow> find_group(db::Tx& tx, GroupId id)
{
    static const std::string sql = std::string(select_group) + " WHERE id = :id";
    return tx.one<GroupRow>(sql, id);
}

std::vector<GroupRow> open_groups(db::Tx& tx, const GroupRow& like, const Span& begins)
{
    static const std::string sql = std::string(select_group) + R"(
         WHERE practitioner_id = :practitioner AND starts_at >= :from AND starts_at < :until
           AND visit_type_id = :type AND site_id = :site AND taken > 0 AND taken < capacity
         ORDER BY starts_at)";
    return tx.all<GroupRow>(
        sql, like.practitioner_id, begins.from, begins.until, like.visit_type_id, like.site_id);
}

bool widen_if_full(db::Tx& tx, GroupId id)
{
    const auto group = find_group(tx, id);
    if (!group || group->places() > 0 || group->capacity >= most_places) return false;
    tx.run("UPDATE appointments_groups SET capacity = capacity + 1, version = version + 1 WHERE id "
           "= :id",
        id);
    return true;
}

bool move_group(db::Tx& tx, const GroupRow& group)
{
    return tx.attempt(R"(
        UPDATE appointments_groups
           SET practitioner_id = :practitioner, site_id = :site, starts_at = :starts_at, ends_at = :ends_at,
               version = version + 1
         WHERE id = :id)",
               group.practitioner_id, group.site_id, group.starts_at, group.ends_at,
               group.id) == db::Tx::Outcome::done;
}

std::vector<Appointment> participants(db::Tx& tx, GroupId id)
{
    static const std::string sql = std::string(select_visit) +
                                   " WHERE group_id = :group ORDER BY patient_name, id";
    return tx.all<Appointment>(sql, id);
}

bool takes_part(db::Tx& tx, GroupId id, patients::PatientId patient)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*) FROM appointments_visits
         WHERE group_id = :group AND patient_id = :patient AND status NOT IN ('cancelled', 'no_show'))",
               id, patient) > 0;
}

} // namespace clinic::appointments::store
