// Booking a series: every time by the door of single visits, told one by one.

#include "attempt.hpp"
#include "handlers.hpp"
#include "store_series.hpp"

#include "auth/auth.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

/// Ends a rehearsal: what was done in it is undone.
/// Runs the deed itself and undoes it, so that a preview cannot judge otherwise than the booking.
template <class F> void rehearse(db::Tx& tx, F&& deed)
{
    (void)kept_if(tx, [&] {
        deed();
        return false;
    });
}

SeriesRow new_series(const AskedSeries& in, Instant now)
{
    return {SeriesId::fresh(), in.patient_id, in.practitioner_id, in.site_id, in.visit_type_id,
        in.first_day, in.time, in.rule, now, 1};
}

Result<std::vector<Instant>> starts_of(const AskedSeries& in, const Zone& zone, Instant now)
{
    const auto today = zone.local(now).date;
    if (in.first_day < today) {
        return invalid(
            "first_day", "past", {"Ce jour est déjà passé.", "This day has passed already."});
    }
    if (in.first_day > today.plus_days(furthest_first_day)) {
        return invalid("first_day", "too_far",
            {"Une série commence dans l’année qui vient.", "A series begins within a year."});
    }
    const auto rule = parse_rule(in.rule);
    if (!rule) return std::unexpected(rule.error());
    const auto days = days_of(*rule, in.first_day);
    if (!days) return std::unexpected(days.error());
    std::vector<Instant> starts;
    for (const auto day : *days) starts.push_back(moment(zone, day, in.time));
    return starts;
}

Outlook outlook_of(std::vector<Occurrence> occurrences)
{
    const auto free = std::ranges::count(occurrences, true, &Occurrence::free);
    return {std::move(occurrences), static_cast<int>(free)};
}

} // namespace

Occurrence occurrence_of(
    const Appointment& visit, const Result<std::vector<Rule>>& taken, Language language)
{
    Occurrence one{visit.starts_at, visit.ends_at, visit.practitioner_id, {}, true, {}, {}};
    if (taken) return one;
    const auto& problem = taken.error();
    const bool of_field = !problem.errors.empty();
    one.free = false;
    one.code = of_field ? problem.errors.front().code : problem.code;
    one.detail = (of_field ? problem.errors.front().detail : problem.detail).in(language);
    return one;
}

std::vector<Occurrence> conflicts_of(const std::vector<Occurrence>& occurrences)
{
    std::vector<Occurrence> conflicts;
    std::ranges::copy_if(
        occurrences, std::back_inserter(conflicts), std::logical_not<>(), &Occurrence::free);
    return conflicts;
}

Result<Nothing> settle_for(Choice choice, const std::vector<Occurrence>& occurrences)
{
    const auto free = std::ranges::count(occurrences, true, &Occurrence::free);
    const auto all = static_cast<std::ptrdiff_t>(occurrences.size());
    if (free == all || (choice == Choice::free && free > 0)) return Nothing{};
    auto refusal = conflict("series_conflicts",
        {"Certaines dates ne sont pas libres : rien n’a été enregistré. Changez-les, ou ne gardez "
         "que les dates libres.",
            "Some of the dates are not free: nothing was stored. Change them, or keep the free "
            "ones "
            "only."});
    refusal.error().more = "\"occurrences\":" + api::to_json(occurrences);
    return refusal;
}

SeriesFact fact_of(const SeriesRow& row, const std::vector<Appointment>& visits, UserId actor)
{
    const auto& first = visits.front();
    SeriesFact fact{row.id, row.patient_id, first.practitioner_id, first.site_id, first.starts_at,
        {}, row.version, actor};
    for (const auto& visit : visits) fact.visits.push_back(visit.id);
    return fact;
}

Fact fact_with_series(const Appointment& visit, UserId actor, std::optional<Status> before)
{
    auto fact = fact_of(visit, actor);
    fact.with_series = visit.series_id;
    fact.before = before;
    return fact;
}

Result<Handlers::SeriesPlan> Handlers::plan_series(http::Context& cx, const AskedSeries& in) const
{
    const auto reach = access_.reach_of(cx.user());
    if (!reach.works_at(in.site_id) && reach.practitioner != in.practitioner_id) {
        return forbidden({"Vous ne réservez des séries que sur vos sites.",
            "You book series at your own sites only."});
    }
    auto patient = patient_of(cx, reach, in.patient_id);
    if (!patient) return std::unexpected(patient.error());
    auto wish = planner_.wish(in, Strictness::within_hours);
    if (!wish) return std::unexpected(wish.error());
    auto starts = starts_of(in, wish->zone, cx.now);
    if (!starts) return std::unexpected(starts.error());
    return SeriesPlan{*std::move(wish), *std::move(patient), *std::move(starts)};
}

std::vector<Occurrence> Handlers::enter_series(http::Context& cx, const SeriesPlan& plan,
    const AskedSeries& in, SeriesId id, std::vector<Appointment>& stored) const
{
    std::vector<Occurrence> occurrences;
    make_way(cx, plan.wish);
    for (const auto start : plan.starts) {
        auto visit = new_visit(plan.wish, plan.patient, in, start, cx.now);
        visit.series_id = id;
        const auto taken = enter(cx, visit, plan.wish, {Strictness::within_hours});
        occurrences.push_back(occurrence_of(visit, taken, cx.language()));
        if (taken) stored.push_back(std::move(visit));
    }
    return occurrences;
}

Result<Outlook> Handlers::preview_series(http::Context& cx, const AskedSeries& in)
{
    const auto plan = plan_series(cx, in);
    if (!plan) return std::unexpected(plan.error());
    std::vector<Occurrence> occurrences;
    rehearse(cx.tx, [&] {
        const auto row = new_series(in, cx.now);
        std::vector<Appointment> stored;
        store::insert_series(cx.tx, row);
        occurrences = enter_series(cx, *plan, in, row.id, stored);
    });
    cx.subject("patient", in.patient_id.view());
    return outlook_of(std::move(occurrences));
}

Result<Series> Handlers::book_series(http::Context& cx, const BookSeries& in)
{
    const auto plan = plan_series(cx, in);
    if (!plan) return std::unexpected(plan.error());
    const auto row = new_series(in, cx.now);
    std::vector<Appointment> visits;
    store::insert_series(cx.tx, row);
    const auto occurrences = enter_series(cx, *plan, in, row.id, visits);
    if (const auto settled = settle_for(in.choice, occurrences); !settled)
        return std::unexpected(settled.error());
    const auto actor = cx.user().user;
    for (const auto& visit : visits) {
        record(cx, visit, "booked");
        cx.emit(Booked{fact_with_series(visit, actor)});
    }
    cx.emit(SeriesBooked{fact_of(row, visits, actor)});
    cx.subject("series", row.id.view());
    return Series{row, std::move(visits), conflicts_of(occurrences)};
}

Result<Handlers::FoundSeries> Handlers::find_series(http::Context& cx, SeriesId id) const
{
    auto row = store::find_series(cx.tx, id);
    if (!row) return not_found();
    FoundSeries found{*std::move(row), store::visits_of(cx.tx, id), access_.reach_of(cx.user())};
    std::erase_if(found.visits,
        [&](const Appointment& visit) { return !access_.may_see(cx.user(), found.reach, visit); });
    if (found.visits.empty()) return not_found();
    return found;
}

Series Handlers::answer_series(
    http::Context& cx, const FoundSeries& found, std::vector<Occurrence> left_out) const
{
    Series answer{found.row, store::visits_of(cx.tx, found.row.id), std::move(left_out)};
    std::erase_if(answer.visits,
        [&](const Appointment& visit) { return !access_.may_see(cx.user(), found.reach, visit); });
    for (auto& visit : answer.visits) Access::hide_from_patients(found.reach, visit);
    return answer;
}

Result<Series> Handlers::series(http::Context& cx, const OneSeries& in)
{
    const auto found = find_series(cx, in.series_id);
    if (!found) return std::unexpected(found.error());
    cx.subject("series", found->row.id.view());
    cx.subject("patient", found->row.patient_id.view());
    return answer_series(cx, *found);
}

Result<Outlook> Handlers::preview_series_move(http::Context& cx, const ShiftSeries& in)
{
    auto part = find_part(cx, in);
    if (!part) return std::unexpected(part.error());
    Result<std::vector<Occurrence>> occurrences;
    rehearse(cx.tx, [&] {
        std::vector<Moved> moved;
        occurrences = shift_part(cx, in, *part, moved);
    });
    if (!occurrences) return std::unexpected(occurrences.error());
    cx.subject("series", part->row.id.view());
    return outlook_of(*std::move(occurrences));
}

} // namespace clinic::appointments
