// Groups: joined and left by the doors of single visits; moved and called off as a whole here.

#include "handlers.hpp"
#include "store_groups.hpp"
#include "store_rooms.hpp"

#include "auth/auth.hpp"

#include <algorithm>
#include <utility>

namespace clinic::appointments {
namespace {

/// A group is held on site as soon as one of them comes.
clinics::VisitMode mode_of(const std::vector<Appointment>& visits)
{
    constexpr auto on_site = clinics::VisitMode::on_site;
    const bool comes = std::ranges::find(visits, on_site, &Appointment::mode) != visits.end();
    return comes ? on_site : visits.front().mode;
}

/// The group's, which each of those who come to it shows.
std::vector<clinics::RoomId> rooms_of(const std::vector<Appointment>& visits)
{
    const auto shown = std::ranges::find_if(
        visits, [](const Appointment& visit) { return !visit.room_ids.empty(); });
    return shown == visits.end() ? std::vector<clinics::RoomId>{} : shown->room_ids;
}

} // namespace

GroupRow group_wanted(const Wish& wish, Instant start)
{
    return {GroupId::fresh(), wish.practitioner.id, wish.site.id, wish.type.id, start,
        wish.need().visit(start).until, wish.type.capacity, 0, 1};
}

std::unexpected<Problem> no_place(db::Tx& tx, const Appointment& visit, store::Taking taking)
{
    if (taking == store::Taking::no_room) return refusal_of(taking);
    const auto group = visit.group_id ? store::find_group(tx, *visit.group_id) : std::nullopt;
    if (!group) return slot_taken();
    if (store::takes_part(tx, group->id, visit.patient_id)) {
        return conflict("already_in", {"Ce patient participe déjà à cette séance.",
                                          "This patient takes part in this session already."});
    }
    if (group->places() > 0) return slot_taken();
    return conflict("group_full", {"Cette séance est complète. Choisissez-en une autre.",
                                      "This session is full. Please choose another one."});
}

Result<Handlers::FoundGroup> Handlers::find_group(http::Context& cx, GroupId id) const
{
    auto row = store::find_group(cx.tx, id);
    if (!row) return not_found();
    const auto reach = access_.reach_of(cx.user());
    if (!reach.works_at(row->site_id) && reach.practitioner != row->practitioner_id)
        return not_found();
    return FoundGroup{*std::move(row), store::participants(cx.tx, id)};
}

Result<Handlers::FoundGroup> Handlers::find_group_ahead(http::Context& cx, GroupId id) const
{
    auto found = find_group(cx, id);
    if (!found) return found;
    if (cx.stale(found->row.version)) return stale();
    std::erase_if(found->visits, [](const Appointment& visit) { return !is_ahead(visit.status); });
    if (found->visits.empty() || found->row.starts_at <= cx.now) {
        return conflict("bad_transition",
            {"Cette séance ne peut plus être changée.", "This session can no longer be changed."});
    }
    return found;
}

Result<GroupSession> Handlers::group(http::Context& cx, const OneGroup& in)
{
    auto found = find_group(cx, in.group_id);
    if (!found) return std::unexpected(found.error());
    cx.subject("group", in.group_id.view());
    for (const auto& visit : found->visits) cx.subject("patient", visit.patient_id.view());
    return GroupSession{std::move(found->row), std::move(found->visits)};
}

Result<GroupSession> Handlers::move_group(http::Context& cx, const MoveGroup& in)
{
    auto found = find_group_ahead(cx, in.group_id);
    if (!found) return std::unexpected(found.error());
    auto& [row, visits] = *found;
    const auto wish = planner_.wish({in.practitioner_id.value_or(row.practitioner_id), row.site_id,
                                        row.visit_type_id, mode_of(visits)},
        Strictness::within_hours);
    if (!wish) return std::unexpected(wish.error());
    make_way(cx, *wish);
    const auto fits = planner_.check(
        cx.tx, *wish, in.starts_at, {cx.user().user, cx.now, Strictness::within_hours, {}, true});
    if (!fits) return std::unexpected(fits.error());
    row.practitioner_id = wish->practitioner.id;
    row.starts_at = in.starts_at;
    row.ends_at = wish->need().visit(in.starts_at).until;
    if (!store::move_group(cx.tx, row)) return slot_taken();
    const auto busy = wish->need().busy(row.starts_at);
    const auto rooms = kept_first(wish->rooms, rooms_of(visits));
    for (auto& visit : visits) {
        Moved moved{{}, visit.starts_at, visit.practitioner_id, visit.site_id, visit.ends_at};
        visit.practitioner_id = row.practitioner_id;
        visit.starts_at = row.starts_at;
        visit.ends_at = row.ends_at;
        if (visit.pay_by) visit.pay_by = std::min(*visit.pay_by, row.starts_at);
        const auto taking = store::update(cx.tx, visit, {busy});
        if (taking != store::Taking::done) return refusal_of(taking);
        record(cx, visit, "moved");
        moved.now = fact_of(visit, cx.user().user);
        cx.emit(moved);
    }
    if (!store::settle_group_rooms(cx.tx, {row.id.str(), row.site_id, busy}, rooms))
        return refusal_of(Rule::room);
    return answer_group(cx, row.id);
}

Result<GroupSession> Handlers::cancel_group(http::Context& cx, const CancelGroup& in)
{
    auto found = find_group_ahead(cx, in.group_id);
    if (!found) return std::unexpected(found.error());
    for (auto& visit : found->visits) {
        const auto before = std::exchange(visit.status, acts::cancel.to);
        note_cancelled(visit, CancelledBy::clinic, in.reason, cx.now);
        if (!store::rewrite(cx.tx, visit)) return slot_taken();
        tell<Cancelled>(cx, visit, acts::cancel.what, {}, before);
    }
    return answer_group(cx, in.group_id);
}

GroupSession Handlers::answer_group(http::Context& cx, GroupId id)
{
    cx.subject("group", id.view());
    return {*store::find_group(cx.tx, id), store::participants(cx.tx, id)};
}

} // namespace clinic::appointments
