#include "planner.hpp"

#include "rules.hpp"
#include "store_groups.hpp"
#include "store_outside.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::appointments {
namespace {

std::unexpected<Problem> not_bookable(std::string field, Text detail)
{
    return invalid(std::move(field), "not_bookable", std::move(detail));
}

bool has(const std::vector<clinics::SiteId>& sites, const clinics::SiteId& site)
{
    return std::ranges::find(sites, site) != sites.end();
}

Result<Nothing> offered_online(
    const clinics::VisitType& type, const clinics::Practitioner& practitioner)
{
    if (!type.online_bookable) {
        return not_bookable(
            "visit_type_id", {"Ce motif se réserve par téléphone, auprès de l’accueil.",
                                 "This visit is booked by phone, with the front desk."});
    }
    if (!practitioner.online_bookable) {
        return not_bookable(
            "practitioner_id", {"Ce praticien se réserve par téléphone, auprès de l’accueil.",
                                   "This practitioner is booked by phone, with the front desk."});
    }
    return Nothing{};
}

bool serves(const clinics::RoomNeed& need, const clinics::Room& room)
{
    if (need.rooms.empty()) return need.kind == room.kind;
    return std::ranges::find(need.rooms, room.id) != need.rooms.end();
}

} // namespace

std::unexpected<Problem> slot_taken()
{
    return conflict("slot_taken", {"Ce créneau vient d’être pris. Choisissez-en un autre.",
                                      "This slot has just been taken. Please choose another one."});
}

std::unexpected<Problem> refusal_of(Rule rule)
{
    if (rule == Rule::overlap) return slot_taken();
    if (rule == Rule::room) {
        return conflict("no_room",
            {"Aucune salle ou aucun appareil nécessaire n’est libre à cette heure. Choisissez-en "
             "une autre.",
                "No room or device that this visit needs is free at that time. Please choose "
                "another one."});
    }
    if (rule == Rule::day_full) {
        return invalid("starts_at", "day_full",
            {"Cette journée est complète : choisissez un autre jour.",
                "That day is full: choose another one."});
    }
    if (rule == Rule::blocked) {
        return invalid("starts_at", "blocked",
            {"Le praticien est pris à cette heure, d’après son agenda extérieur.",
                "The practitioner is busy then, says their calendar elsewhere."});
    }
    return invalid("starts_at", "outside_hours",
        {"Le praticien ne reçoit pas à cette heure.",
            "The practitioner does not receive at that time."});
}

std::unexpected<Problem> refusal_of(store::Taking taking)
{
    return refusal_of(taking == store::Taking::no_room ? Rule::room : Rule::overlap);
}

Span reach_of(const Days& days)
{
    // The widest zones are 14 hours from UTC, and what is busy for a visit lies within a day of its begin.
    constexpr std::int64_t day_ms = 86'400'000;
    return {Instant{days.first.days * day_ms}.plus_days(-2),
        Instant{days.last.days * day_ms}.plus_days(3)};
}

RoomSeeker seeker_of(const Asking& asking)
{
    return {asking.user, asking.now, asking.moved};
}

Result<Wish> Planner::wish(const Asked& asked, Strictness strictness) const
{
    auto type = clinics_.visit_type(asked.visit_type_id);
    if (!type || type->archived) {
        return not_bookable("visit_type_id",
            {"Ce motif n’existe pas ou plus.", "There is no such visit type (any more)."});
    }
    auto practitioner = clinics_.practitioner(asked.practitioner_id);
    if (!practitioner || practitioner->archived || !type->offered_by(asked.practitioner_id)) {
        return not_bookable(
            "practitioner_id", {"Ce praticien ne propose pas ce motif.",
                                   "This practitioner does not offer this visit type."});
    }
    auto site = clinics_.site(asked.site_id);
    if (!site || site->archived || !has(practitioner->sites, asked.site_id)) {
        return not_bookable("site_id", {"Ce praticien ne reçoit pas sur ce site.",
                                           "This practitioner does not receive at this site."});
    }
    const auto wanted = asked.mode.value_or(type->modes.front());
    if (!type->can_be(wanted)) {
        return not_bookable(
            "mode", {"Ce motif ne se déroule pas ainsi.", "This visit type is not held that way."});
    }
    if (strictness == Strictness::offered) {
        if (const auto online = offered_online(*type, *practitioner); !online) {
            return std::unexpected(online.error());
        }
    }
    const auto zone = Zone::find(site->time_zone);
    auto rooms = rooms_for(*type, site->id, wanted);
    return Wish{*std::move(type), *std::move(practitioner), *std::move(site), wanted, *zone, {},
        std::move(rooms)};
}

std::vector<RoomChoice> Planner::rooms_for(
    const clinics::VisitType& type, const clinics::SiteId& site, clinics::VisitMode mode) const
{
    std::vector<RoomChoice> choices;
    if (type.needs.empty() || mode != clinics::VisitMode::on_site) return choices;
    const auto there = clinics_.rooms(site);
    for (const auto& need : type.needs) {
        auto& choice = choices.emplace_back();
        for (const auto& room : there) {
            if (serves(need, room)) choice.push_back(room.id);
        }
    }
    return choices;
}

std::vector<RoomChoice> Planner::rooms_for(const Appointment& visit) const
{
    const auto type = clinics_.visit_type(visit.visit_type_id);
    if (!type) return {};
    return kept_first(rooms_for(*type, visit.site_id, visit.mode), visit.room_ids);
}

Result<Nothing> Planner::choose(Wish& wish, const std::vector<clinics::RoomId>& named)
{
    std::vector<bool> chosen(wish.rooms.size());
    for (std::size_t i = 0; i < named.size(); ++i) {
        const auto fits = [&](std::size_t need) {
            const auto& choice = wish.rooms[need];
            return !chosen[need] && std::ranges::find(choice, named[i]) != choice.end();
        };
        std::size_t need = 0;
        while (need < wish.rooms.size() && !fits(need)) ++need;
        if (need == wish.rooms.size()) {
            return not_bookable(fmt::format("room_ids/{}", i),
                {"Ce motif n’occupe pas cette salle sur ce site, ou elle n’est pas en service.",
                    "This visit does not take that room at that site, or it is out of order."});
        }
        chosen[need] = true;
        wish.rooms[need] = {named[i]};
    }
    return Nothing{};
}

Planning planning_of(db::Tx& tx, const clinics::Clinics& clinics, Plans& plans,
    clinics::PractitionerId practitioner, const clinics::Site& site,
    std::optional<clinics::VisitTypeId> visit_type, const Days& days)
{
    auto plan = plans.of(tx, practitioner);
    Planning planning{site.id, visit_type, *Zone::find(site.time_zone), plan.slot_step_minutes,
        std::move(plan.weekly), store::exceptions(tx, practitioner, days.first, days.last),
        clinics.closures(site.id, days.first, days.last)};
    if (plan.closed_on_holidays) {
        for (const auto& holiday : plans.holidays.between(region_of(site), days.first, days.last))
            planning.holidays.push_back(holiday.day);
    }
    planning.aligned = plan.aligned;
    planning.max_per_day = plan.max_per_day;
    return planning;
}

bool Planner::full(
    db::Tx& tx, const Wish& wish, const Planning& planning, LocalDate day, const Asking& asking)
{
    if (!planning.max_per_day) return false;
    const Span span{wish.zone.start_of(day), wish.zone.start_of(day.plus_days(1))};
    return store::count_with(tx, wish.practitioner.id, span, asking.moved) >= *planning.max_per_day;
}

std::vector<Instant> Planner::free_on(
    db::Tx& tx, const Wish& wish, const Planning& planning, const Days& days, const Asking& asking)
{
    const auto need = wish.need();
    const Span reach{need.busy(wish.zone.start_of(days.first)).from,
        need.busy(wish.zone.start_of(days.last.plus_days(1))).until};
    auto busy = store::busy_within(tx, wish.practitioner.id, reach, asking.moved);
    const auto held = store::held_within(tx, wish.practitioner.id, reach, asking.user, asking.now);
    busy.insert(busy.end(), held.begin(), held.end());
    const auto blocked = store::blocked_within(tx, wish.practitioner.id, reach);
    busy.insert(busy.end(), blocked.begin(), blocked.end());
    std::ranges::sort(busy);
    const auto earliest = asking.now.plus_minutes(wish.type.min_notice_minutes);
    const auto latest = asking.now.plus_days(wish.type.horizon_days);
    std::vector<Instant> all;
    for (auto day = days.first; day <= days.last; day = day.plus_days(1)) {
        const auto open = open_hours(planning, day);
        if (open.empty() || full(tx, wish, planning, day, asking)) continue;
        const auto free = free_starts(starts_on(planning, day), open, busy, need, earliest, latest);
        all.insert(all.end(), free.begin(), free.end());
    }
    return all;
}

std::vector<Instant> Planner::offered(
    db::Tx& tx, const Wish& wish, const Days& days, const Asking& asking, FreeRooms& rooms) const
{
    const auto planning = planning_of(
        tx, clinics_, plans_, wish.practitioner.id, wish.site, wish.type.id, days);
    auto starts = free_on(tx, wish, planning, days, asking);
    rooms.keep(starts, wish.need(), wish.rooms);
    return starts;
}

std::vector<GroupRow> Planner::joinable(
    db::Tx& tx, const Wish& wish, const Days& days, const Asking& asking)
{
    if (!wish.of_group()) return {};
    const auto earliest = asking.now.plus_minutes(wish.type.min_notice_minutes);
    const auto latest = asking.now.plus_days(wish.type.horizon_days);
    const Span begins{std::max(earliest, wish.zone.start_of(days.first)),
        std::min(latest, wish.zone.start_of(days.last.plus_days(1)))};
    return store::open_groups(tx, group_wanted(wish, begins.from), begins);
}

Result<std::vector<Rule>> Planner::check(
    db::Tx& tx, const Wish& wish, Instant start, const Asking& asking) const
{
    const auto now = asking.now;
    const auto strictness = asking.strictness;
    const bool strict = strictness == Strictness::offered;
    if (start < now.plus_minutes(strict ? 0 : -walk_in_minutes)) {
        return invalid(
            "starts_at", "past", {"Cette heure est déjà passée.", "This time has passed already."});
    }
    if (strict && start < now.plus_minutes(wish.type.min_notice_minutes)) {
        return invalid("starts_at", "too_soon",
            {"C’est trop tôt pour réserver en ligne : appelez l’accueil.",
                "That is too soon to book online: call the front desk."});
    }
    if (strict && start > now.plus_days(wish.type.horizon_days)) {
        return invalid("starts_at", "too_far",
            {"C’est trop loin : choisissez une date plus proche.",
                "That is too far ahead: choose a nearer date."});
    }
    const auto day = wish.zone.local(start).date;
    const Days days{day, day};
    const auto plan = planning_of(
        tx, clinics_, plans_, wish.practitioner.id, wish.site, wish.type.id, days);
    std::vector<Rule> broken;
    if (!within(open_hours(plan, day), wish.need().visit(start))) broken.push_back(Rule::hours);
    if (!store::blocked_within(tx, wish.practitioner.id, wish.need().visit(start)).empty())
        broken.push_back(Rule::blocked);
    if (!asking.joining && full(tx, wish, plan, day, asking)) broken.push_back(Rule::day_full);
    // Why a practitioner is busy elsewhere is nothing to the public: the time is not offered, as if somebody had it.
    if (strict && broken == std::vector{Rule::blocked}) return slot_taken();
    if (!broken.empty() && strictness != Strictness::overriding) return refusal_of(broken.front());
    if (!strict || asking.joining) return broken;
    const auto starts = free_on(tx, wish, plan, days, asking);
    if (!std::ranges::binary_search(starts, start)) return slot_taken();
    std::vector<Instant> with_room{start};
    FreeRooms(tx, seeker_of(asking), wish.need().busy(start))
        .keep(with_room, wish.need(), wish.rooms);
    if (with_room.empty()) return refusal_of(Rule::room);
    return broken;
}

} // namespace clinic::appointments
