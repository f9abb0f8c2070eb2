#include "calendar.hpp"

namespace clinic::reporting {
namespace {

constexpr std::string_view usual_zone = "Europe/Paris";

LocalDate following(LocalDate bucket, ReportBy by)
{
    switch (by) {
    case ReportBy::day:
        return bucket.plus_days(1);
    case ReportBy::week:
        return bucket.plus_days(7);
    default:
        return bucket_of(bucket.plus_days(31), ReportBy::month);
    }
}

} // namespace

Days days_of(LocalDate day)
{
    return {day, bucket_of(day, ReportBy::week), bucket_of(day, ReportBy::month)};
}

LocalDate bucket_of(LocalDate day, ReportBy by)
{
    switch (by) {
    case ReportBy::day:
        return day;
    case ReportBy::week:
        return day.plus_days(1 - day.weekday());
    default:
        return LocalDate::of(day.year(), day.month(), 1);
    }
}

std::vector<LocalDate> buckets(LocalDate from, LocalDate until, ReportBy by)
{
    std::vector<LocalDate> all;
    for (auto day = bucket_of(from, by); day <= until; day = following(day, by)) all.push_back(day);
    return all;
}

Zone Calendar::zone_of(clinics::SiteId site)
{
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = zones_.find(site); known != zones_.end()) return known->second;
    }
    const auto found = clinics_.site(site);
    const auto zone = *Zone::find(found ? std::string_view(found->time_zone) : usual_zone);
    const std::lock_guard lock(mutex_);
    if (found) zones_.emplace(site, zone);
    return zone;
}

Days Calendar::at(clinics::SiteId site, Instant instant)
{
    return days_of(zone_of(site).local(instant).date);
}

Days Calendar::at_home(Instant instant)
{
    const auto sites = clinics_.sites();
    const auto zone = *Zone::find(
        sites.empty() ? usual_zone : std::string_view(sites.front().time_zone));
    return days_of(zone.local(instant).date);
}

void Calendar::forget()
{
    const std::lock_guard lock(mutex_);
    zones_.clear();
}

} // namespace clinic::reporting
