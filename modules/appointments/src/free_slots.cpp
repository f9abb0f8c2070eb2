#include "free_slots.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

constexpr int stride_days = 14; ///< by which the first free day is looked for

/// Of one practitioner at one site.
void add_slots(db::Tx& tx, const Planner& planner, const Asked& asked, const Days& days,
    const Asking& asking, FreeRooms& rooms, std::vector<Slot>& out)
{
    const auto wish = planner.wish(asked, asking.strictness);
    if (!wish) return;
    const auto add = [&](Instant from, Instant until, std::optional<int> places) {
        out.push_back(
            {from, until, asked.practitioner_id, asked.site_id, asked.visit_type_id, places});
    };
    const auto places = wish->of_group() ? std::optional(wish->type.capacity) : std::nullopt;
    for (const auto start : planner.offered(tx, *wish, days, asking, rooms))
        add(start, wish->need().visit(start).until, places);
    for (const auto& group : Planner::joinable(tx, *wish, days, asking))
        add(group.starts_at, group.ends_at, group.places());
}

std::vector<Slot> slots_on(db::Tx& tx, const clinics::Clinics& clinics, const Planner& planner,
    const FindSlots& in, const Days& days, const Asking& asking)
{
    std::vector<Slot> found;
    FreeRooms rooms(tx, seeker_of(asking), reach_of(days));
    for (const auto& practitioner : clinics.practitioners()) {
        if (in.practitioner_id && *in.practitioner_id != practitioner.id) continue;
        for (const auto& site : practitioner.sites) {
            if (in.site_id && *in.site_id != site) continue;
            for (const auto& type : in.visit_type_ids) {
                add_slots(tx, planner, {practitioner.id, site, type, in.mode}, days, asking, rooms,
                    found);
            }
        }
    }
    std::ranges::sort(found, {}, order_of);
    const auto twice = std::ranges::unique(found, {}, order_of);
    found.erase(twice.begin(), twice.end());
    return found;
}

/// No slot begins later, whatever it is for.
int longest_horizon(const clinics::Clinics& clinics, const FindSlots& in)
{
    int days = 0;
    for (const auto& id : in.visit_type_ids) {
        if (const auto type = clinics.visit_type(id)) days = std::max(days, type->horizon_days);
    }
    return days;
}

/// What lies on the first's day, on the calendar of its site.
void keep_first_day(const clinics::Clinics& clinics, std::vector<Slot>& found)
{
    const auto zone = *Zone::find(clinics.site(found.front().site_id)->time_zone);
    const auto ends = zone.start_of(zone.local(found.front().starts_at).date.plus_days(1));
    std::erase_if(found, [&](const Slot& slot) { return slot.starts_at >= ends; });
}

} // namespace

SlotOrder order_of(const Slot& slot)
{
    return {slot.starts_at, slot.practitioner_id.view(), slot.site_id.view(),
        slot.visit_type_id.view()};
}

std::vector<Slot> find_slots(db::Tx& tx, const clinics::Clinics& clinics, const Planner& planner,
    const FindSlots& in, const Asking& asking)
{
    if (in.until) return slots_on(tx, clinics, planner, in, {in.from, *in.until}, asking);
    // Sites' days begin and end up to a day before and after those of UTC.
    const LocalDate today{static_cast<std::int32_t>(asking.now.ms / 86'400'000)};
    const auto last = today.plus_days(longest_horizon(clinics, in) + 1);
    for (auto first = std::max(in.from, today.plus_days(-1)); first <= last;
        first = first.plus_days(stride_days)) {
        auto found = slots_on(
            tx, clinics, planner, in, {first, first.plus_days(stride_days - 1)}, asking);
        if (found.empty()) continue;
        keep_first_day(clinics, found);
        return found;
    }
    return {};
}

} // namespace clinic::appointments
