#include "free_slots.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

/// Of one practitioner at one site.
void add_slots(db::Tx& tx, const Planner& planner, const FindSlots& in, const Asked& asked,
    const Asking& asking, std::vector<Slot>& out)
{
    const auto wish = planner.wish(asked, asking.strictness);
    if (!wish) return;
    const Days days{in.from, in.until};
    const auto places = wish->of_group() ? std::optional(wish->type.capacity) : std::nullopt;
    for (const auto start : planner.offered(tx, *wish, days, asking)) {
        out.push_back(
            {start, wish->need().visit(start).until, asked.practitioner_id, asked.site_id, places});
    }
    for (const auto& group : Planner::joinable(tx, *wish, days, asking)) {
        out.push_back(
            {group.starts_at, group.ends_at, asked.practitioner_id, asked.site_id, group.places()});
    }
}

} // namespace

std::vector<Slot> find_slots(db::Tx& tx, const clinics::Clinics& clinics, const Planner& planner,
    const FindSlots& in, const Asking& asking)
{
    std::vector<Slot> found;
    for (const auto& practitioner : clinics.practitioners()) {
        if (in.practitioner_id && *in.practitioner_id != practitioner.id) continue;
        for (const auto& site : practitioner.sites) {
            if (in.site_id && *in.site_id != site) continue;
            add_slots(
                tx, planner, in, {practitioner.id, site, in.visit_type_id, in.mode}, asking, found);
        }
    }
    std::ranges::sort(found, {},
        [](const Slot& slot) { return std::tuple(slot.starts_at, slot.practitioner_id.view()); });
    if (found.size() > static_cast<std::size_t>(in.limit))
        found.resize(static_cast<std::size_t>(in.limit));
    return found;
}

} // namespace clinic::appointments
