// Booking with anybody: nobody is named, so that whoever is free receives.

#include "attempt.hpp"
#include "handlers.hpp"

#include <algorithm>
#include <ranges>

namespace clinic::appointments {

/// Who offers it there; those with the fewest visits that day first, so that the work is shared.
std::vector<clinics::PractitionerId> Handlers::anybody(db::Tx& tx, const BookAppointment& in) const
{
    const auto site = clinics_.site(in.site_id);
    const auto type = clinics_.visit_type(in.visit_type_id);
    if (!site || !type) return {};
    const auto zone = *Zone::find(site->time_zone);
    const auto day = zone.local(in.starts_at).date;
    const Span span{zone.start_of(day), zone.start_of(day.plus_days(1))};
    std::vector<std::pair<std::int64_t, clinics::PractitionerId>> found;
    for (const auto& one : clinics_.practitioners()) {
        if (std::ranges::find(one.sites, in.site_id) == one.sites.end()) continue;
        if (!type->offered_by(one.id)) continue;
        found.emplace_back(store::count_with(tx, one.id, span, {}), one.id);
    }
    std::ranges::stable_sort(found, {}, [](const auto& one) { return one.first; });
    const auto ids = std::views::elements<1>(found);
    return {ids.begin(), ids.end()};
}

Result<Appointment> Handlers::book_with_anybody(http::Context& cx, const BookAppointment& in,
    const patients::Card& patient, const Terms& terms) const
{
    if (terms.strictness == Strictness::overriding) {
        return invalid("practitioner_id", "required",
            {"Pour passer outre les règles, dites chez qui.",
                "To set the rules aside, say with whom."});
    }
    Result<Appointment> booked = invalid("visit_type_id", "not_bookable",
        {"Personne ne propose ce motif sur ce site.", "Nobody offers this visit type there."});
    auto asked = in;
    for (const auto& id : anybody(cx.tx, in)) {
        asked.practitioner_id = id;
        auto tried = booked;
        const bool done = kept_if(cx.tx, [&] {
            tried = book_with(cx, asked, patient, terms);
            return tried.has_value();
        });
        if (done) return tried;
        // That the time is taken says more than that somebody else does not receive then.
        const bool taken = !booked && booked.error().code == "slot_taken";
        if (!taken) booked = std::move(tried);
    }
    return booked;
}

} // namespace clinic::appointments
