#pragma once
// Under which day, week and month something counts.

#include "clinics/clinics.hpp"

#include <mutex>
#include <unordered_map>

namespace clinic::reporting {

enum class ReportBy { day, week, month };
constexpr auto spelled(ReportBy)
{
    return api::names("day", "week", "month");
}

/// A day and what it is part of; weeks are named by their Monday, months by their first day.
struct Days {
    LocalDate day;
    LocalDate week;
    LocalDate month;

    static constexpr auto schema = api::object(
        api::field("day", &Days::day, "On the site's wall clock"),
        api::field("week", &Days::week, "Its Monday"),
        api::field("month", &Days::month, "Its first day"));
};

[[nodiscard]] Days days_of(LocalDate day);
/// Its day, Monday or first of the month.
[[nodiscard]] LocalDate bucket_of(LocalDate day, ReportBy by);
/// The buckets that from…until touch, in order.
[[nodiscard]] std::vector<LocalDate> buckets(LocalDate from, LocalDate until, ReportBy by);

/// From instants to days on the walls of the sites. Zones are kept in memory: every event of a visit asks.
class Calendar {
public:
    explicit Calendar(const clinics::Clinics& clinics) : clinics_(clinics) {}

    [[nodiscard]] Days at(clinics::SiteId site, Instant instant);
    /// For what belongs to no site: on the wall of the clinic's first one.
    [[nodiscard]] Days at_home(Instant instant);
    /// A site has changed.
    void forget();

private:
    [[nodiscard]] Zone zone_of(clinics::SiteId site);

    const clinics::Clinics& clinics_;
    std::mutex mutex_;
    std::unordered_map<clinics::SiteId, Zone> zones_;
};

} // namespace clinic::reporting
