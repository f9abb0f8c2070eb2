// When a practitioner receives: the usual week, and its exceptions.

#include "handlers.hpp"
#include "holidays.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::appointments {
namespace {

bool overlap(const WeeklyHours& a, const WeeklyHours& b)
{
    const bool same_days = (!a.valid_until || !b.valid_from || *b.valid_from <= *a.valid_until) &&
                           (!b.valid_until || !a.valid_from || *a.valid_from <= *b.valid_until);
    return a.weekday == b.weekday && same_days && a.opens < b.closes && b.opens < a.closes;
}

HoursChanged changed(clinics::PractitionerId practitioner)
{
    return {practitioner};
}

constexpr int longest_calendar_days = 731;
constexpr LocalDate long_ago{-100'000};
constexpr LocalDate far_ahead{200'000};

} // namespace

Result<Nothing> Handlers::check_planner(
    http::Context& cx, clinics::PractitionerId practitioner) const
{
    if (!clinics_.practitioner(practitioner) || !access_.may_plan(cx.user(), practitioner))
        return not_found();
    return Nothing{};
}

Result<Nothing> Handlers::check_hours(const SetAvailability& in) const
{
    const auto practitioner = clinics_.practitioner(in.practitioner_id);
    for (std::size_t i = 0; i < in.weekly.size(); ++i) {
        const auto& hours = in.weekly[i];
        const auto at = [&](std::string_view field) {
            return fmt::format("weekly/{}/{}", i, field);
        };
        if (hours.closes <= hours.opens) {
            return invalid(at("closes"), "range",
                {"La fin vient après le début.", "The end comes after the begin."});
        }
        if (std::ranges::find(practitioner->sites, hours.site_id) == practitioner->sites.end()) {
            return invalid(at("site_id"), "not_listed",
                {"Ce praticien ne reçoit pas sur ce site.",
                    "This practitioner does not receive at this site."});
        }
        for (std::size_t j = 0; j < hours.visit_type_ids.size(); ++j) {
            const auto type = clinics_.visit_type(hours.visit_type_ids[j]);
            if (type && type->offered_by(in.practitioner_id)) continue;
            return invalid(at(fmt::format("visit_type_ids/{}", j)), "not_listed",
                {"Ce praticien ne propose pas ce motif.",
                    "This practitioner does not offer this visit type."});
        }
        if (hours.valid_from && hours.valid_until && *hours.valid_until < *hours.valid_from) {
            return invalid(at("valid_until"), "range",
                {"La fin vient après le début.", "The end comes after the begin."});
        }
        const auto twin = std::find_if(in.weekly.begin(),
            in.weekly.begin() + static_cast<std::ptrdiff_t>(i),
            [&](const WeeklyHours& other) { return overlap(other, hours); });
        if (twin != in.weekly.begin() + static_cast<std::ptrdiff_t>(i)) {
            return invalid(at("opens"), "overlap",
                {"Ces heures en recouvrent d’autres du même jour.",
                    "These hours overlap others of the same day."});
        }
    }
    return Nothing{};
}

Result<Availability> Handlers::availability(http::Context& cx, const OnePlan& in)
{
    if (auto ok = check_planner(cx, in.practitioner_id); !ok) return std::unexpected(ok.error());
    return plans.of(cx.tx, in.practitioner_id);
}

Result<Availability> Handlers::set_availability(http::Context& cx, const SetAvailability& in)
{
    if (auto ok = check_planner(cx, in.practitioner_id); !ok) return std::unexpected(ok.error());
    if (auto ok = check_hours(in); !ok) return std::unexpected(ok.error());
    auto plan = plans.of(cx.tx, in.practitioner_id);
    if (cx.stale(plan.version)) return stale();
    const Plan& asked = in; // what both have in common
    static_cast<Plan&>(plan) = asked;
    ++plan.version;
    plans.set(cx.tx, plan);
    cx.subject("practitioner", in.practitioner_id.view());
    cx.emit(changed(in.practitioner_id));
    return plan;
}

Result<http::Page<PublicHoliday>> Handlers::public_holidays(
    http::Context& cx, const FindHolidays& in)
{
    if (in.until < in.from || in.until.days - in.from.days > longest_calendar_days) {
        return invalid("until", "range", {"Choisissez de 1 à 731 jours.", "Choose 1 to 731 days."});
    }
    const auto site = clinics_.site(in.site_id);
    if (!site) {
        return invalid("site_id", "unknown", {"Ce site n’existe pas.", "There is no such site."});
    }
    http::Page<PublicHoliday> page;
    for (const auto& [day, name] : plans.holidays.between(region_of(*site), in.from, in.until))
        page.items.push_back({day, name.in(cx.language())});
    return page;
}

Result<http::Page<Exception>> Handlers::exceptions(http::Context& cx, const OnePlan& in)
{
    if (auto ok = check_planner(cx, in.practitioner_id); !ok) return std::unexpected(ok.error());
    return http::Page<Exception>{
        store::exceptions(cx.tx, in.practitioner_id, long_ago, far_ahead), {}, {}};
}

Result<Exception> Handlers::add_exception(http::Context& cx, const AddException& in)
{
    if (auto ok = check_planner(cx, in.practitioner_id); !ok) return std::unexpected(ok.error());
    if (in.last_day < in.first_day) {
        return invalid("last_day", "range",
            {"La fin vient après le début.", "The end comes after the begin."});
    }
    if (in.opens.has_value() != in.closes.has_value() || (in.opens && *in.closes <= *in.opens)) {
        return invalid("closes", "range",
            {"Donnez un début et une fin, ou aucun des deux.",
                "Give a begin and an end, or neither."});
    }
    const auto practitioner = clinics_.practitioner(in.practitioner_id);
    const bool extra = in.kind == ExceptionKind::extra;
    const bool known = in.site_id && std::ranges::find(practitioner->sites, *in.site_id) !=
                                         practitioner->sites.end();
    if ((extra || in.site_id) && !known) {
        return invalid("site_id", "not_listed",
            {"Choisissez un site où ce praticien reçoit.",
                "Choose a site where this practitioner receives."});
    }
    Exception exception{ExceptionId::fresh(), in.site_id, in.first_day, in.last_day, in.opens,
        in.closes, in.kind, in.reason};
    store::insert_exception(cx.tx, in.practitioner_id, exception, cx.now);
    cx.subject("practitioner", in.practitioner_id.view());
    cx.emit(changed(in.practitioner_id));
    return exception;
}

Result<Nothing> Handlers::remove_exception(http::Context& cx, const OneException& in)
{
    if (auto ok = check_planner(cx, in.practitioner_id); !ok) return std::unexpected(ok.error());
    if (!store::delete_exception(cx.tx, in.practitioner_id, in.exception_id)) return not_found();
    cx.subject("practitioner", in.practitioner_id.view());
    cx.emit(changed(in.practitioner_id));
    return Nothing{};
}

} // namespace clinic::appointments
