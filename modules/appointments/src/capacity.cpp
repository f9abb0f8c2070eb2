// For how long people receive: the open hours, added up by day.

#include "handlers.hpp"

#include <numeric>

namespace clinic::appointments {
namespace {

int minutes_of(const std::vector<Span>& spans)
{
    return std::accumulate(spans.begin(), spans.end(), 0, [](int sum, const Span& span) {
        return sum + static_cast<int>((span.until.ms - span.from.ms) / 60'000);
    });
}

} // namespace

std::vector<Appointments::OpenDay> Appointments::open_days(clinics::PractitionerId practitioner,
    clinics::SiteId site, LocalDate first, LocalDate last) const
{
    return database_.read_now([&](db::Tx& tx) {
        std::vector<OpenDay> days;
        const auto place = clinics_.site(site);
        if (!place) return days;
        const auto planning = planning_of(
            tx, clinics_, handlers_->plans, practitioner, *place, {}, {first, last});
        for (auto day = first; day <= last; day = day.plus_days(1)) {
            const int minutes = minutes_of(open_hours(planning, day));
            if (minutes > 0) days.push_back({day, minutes});
        }
        return days;
    });
}

} // namespace clinic::appointments
