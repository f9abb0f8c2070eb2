#pragma once
// Rows and SQL of groups.

#include "groups.hpp"

#include "platform/db/tx.hpp"

namespace clinic::appointments::store {

/// The group at that time with that practitioner, for that type and site: the one that is there, or a new one. One in which
/// nobody is left takes the end and the places of today.
[[nodiscard]] GroupRow open_group(db::Tx& tx, const GroupRow& wanted);
/// The one that is there, whether anybody is in it or not.
[[nodiscard]] std::optional<GroupRow> group_at(db::Tx& tx, const GroupRow& wanted);
[[nodiscard]] std::optional<GroupRow> find_group(db::Tx& tx, GroupId id);
/// Those that somebody is in and that still have places, by begin.
[[nodiscard]] std::vector<GroupRow> open_groups(
    db::Tx& tx, const GroupRow& like, const Span& begins);
/// One more place in a group that has none left; false when there is one, or there are as many as there can be.
[[nodiscard]] bool widen_if_full(db::Tx& tx, GroupId id);
/// False when there is another of its kind at that time.
[[nodiscard]] bool move_group(db::Tx& tx, const GroupRow& group);
/// Their visits, by name, those who have left too.
[[nodiscard]] std::vector<Appointment> participants(db::Tx& tx, GroupId id);
[[nodiscard]] bool takes_part(db::Tx& tx, GroupId id, patients::PatientId patient);

} // namespace clinic::appointments::store
