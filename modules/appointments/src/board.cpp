// Today at a site: who is expected, who waits and since when, who is being seen; people without a visit; the next one.

#include "handlers.hpp"

#include "auth/auth.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

constexpr std::int64_t minute_ms = 60'000;

std::optional<Instant> since(const Appointment& visit, Place place)
{
    switch (place) {
    case Place::waiting:
        return visit.arrived_at;
    case Place::with_practitioner:
        return visit.started_at;
    case Place::done:
        return visit.completed_at;
    case Place::expected:
    case Place::missing:
        break;
    }
    return std::nullopt;
}

/// The visits of a day on a calendar, as a list reads them.
std::vector<Appointment> visits_of(
    db::Tx& tx, store::Lens::By by, std::string key, const Zone& zone, LocalDate day)
{
    store::Lens lens;
    lens.by = by;
    lens.key = std::move(key);
    lens.from = zone.start_of(day);
    lens.until = zone.start_of(day.plus_days(1));
    return store::list(tx, lens, Order::asc, {"", ""}, most_on_a_board);
}

} // namespace

std::optional<Place> place_of(const Appointment& visit, Instant now)
{
    switch (visit.status) {
    case Status::pending:
    case Status::booked:
    case Status::confirmed:
        return visit.ends_at <= now ? Place::missing : Place::expected;
    case Status::arrived:
        return Place::waiting;
    case Status::in_progress:
        return Place::with_practitioner;
    case Status::fulfilled:
        return Place::done;
    case Status::no_show:
        return Place::missing;
    case Status::cancelled:
        break;
    }
    return std::nullopt;
}

Result<Board> Handlers::board(http::Context& cx, const ShowBoard& in)
{
    const auto site = clinics_.site(in.site_id);
    const auto reach = access_.reach_of(cx.user());
    if (!site || (!reach.works_at(in.site_id) && !reach.practitioner)) return not_found();
    const auto zone = *Zone::find(site->time_zone);
    Board board{in.site_id, zone.local(cx.now).date, {}};
    for (auto& visit : visits_of(cx.tx, store::Lens::By::site, in.site_id.str(), zone, board.day)) {
        const auto place = place_of(visit, cx.now);
        if (!place || !reach.serves(visit)) continue;
        const auto moment = since(visit, *place);
        board.items.push_back({std::move(visit), *place, moment});
    }
    cx.subject("board", in.site_id.view());
    return board;
}

Result<Appointment> Handlers::walk_in(http::Context& cx, const WalkIn& in)
{
    const auto reach = access_.reach_of(cx.user());
    if (!reach.works_at(in.site_id) && reach.practitioner != in.practitioner_id) {
        return forbidden({"Vous ne recevez sans rendez-vous que sur vos sites.",
            "You take people without a visit at your own sites only."});
    }
    const auto patient = patient_of(cx, reach, in.patient_id);
    if (!patient) return std::unexpected(patient.error());
    const auto wish = planner_.wish(in, Strictness::overriding);
    if (!wish) return std::unexpected(wish.error());
    make_way(cx, *wish);
    auto visit = new_visit(*wish, *patient, in, {cx.now.ms - cx.now.ms % minute_ms}, cx.now);
    visit.arrived_at = cx.now;
    visit.status = Status::arrived;
    std::vector<Rule> broken;
    const auto insert = [&](const store::Claim& claim) {
        return store::insert(cx.tx, visit, claim);
    };
    const store::Claim claim{wish->need().busy(visit.starts_at), false, {}, wish->rooms};
    const auto taking = take_time(insert, claim, Strictness::overriding, broken);
    if (taking != store::Taking::done) return refusal_of(taking);
    // Two steps in one: each can be taken back.
    auto booked = visit;
    booked.status = Status::booked;
    booked.arrived_at.reset();
    tell<Booked>(cx, booked, "booked", broken);
    tell_overridden(cx, booked, broken);
    tell<Arrived>(cx, visit, "arrived", broken, booked.status);
    return visit;
}

Result<Turn> Handlers::next(http::Context& cx, const http::NoInput&)
{
    const auto reach = access_.reach_of(cx.user());
    if (!reach.practitioner) return not_found();
    const auto mine = store::present_with(
        cx.tx, *reach.practitioner, {cx.now.plus_days(-1), cx.now.plus_days(1)});
    const auto find = [&](Status status) {
        return std::ranges::find(mine, status, &Appointment::status);
    };
    const auto seen = find(Status::in_progress);
    const auto waiting = find(Status::arrived);
    if (seen == mine.end() && waiting == mine.end()) {
        return conflict(
            "nobody_waits", {"Personne n’attend pour vous.", "Nobody is waiting for you."});
    }
    Turn turn;
    if (seen != mine.end()) {
        auto ended = complete(cx, {seen->id});
        if (!ended) return std::unexpected(ended.error());
        turn.completed = *std::move(ended);
    }
    if (waiting != mine.end()) {
        auto begun = start(cx, {waiting->id});
        if (!begun) return std::unexpected(begun.error());
        turn.started = *std::move(begun);
    }
    return turn;
}

} // namespace clinic::appointments
