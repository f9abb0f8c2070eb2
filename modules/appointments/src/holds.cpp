// Keeping a time while a form is filled. A hold is one person's and expires by itself: nothing has to run for that.

#include "handlers.hpp"
#include "store_rooms.hpp"

#include "auth/auth.hpp"

namespace clinic::appointments {

void make_way(http::Context& cx, clinics::PractitionerId practitioner)
{
    store::drop_hold_of(cx.tx, cx.user().user);
    store::drop_expired_holds(cx.tx, practitioner, cx.now);
}

void make_way(http::Context& cx, const Wish& wish)
{
    make_way(cx, wish.practitioner.id);
    if (!wish.rooms.empty()) store::drop_expired_rooms(cx.tx, wish.site.id, cx.now);
}

Result<Hold> Handlers::hold(http::Context& cx, const PlaceHold& in)
{
    const auto reach = access_.reach_of(cx.user());
    const bool staff = reach.works_at(in.site_id) || reach.practitioner == in.practitioner_id;
    const auto strictness = staff ? Strictness::within_hours : Strictness::offered;
    const auto wish = planner_.wish(in, strictness);
    if (!wish) return std::unexpected(wish.error());
    if (wish->of_group()) {
        return invalid("visit_type_id", "group",
            {"Une place de groupe se réserve sans être retenue d’abord.",
                "A place in a group is booked without being held first."});
    }
    make_way(cx, *wish);
    const auto fits = planner_.check(
        cx.tx, *wish, in.starts_at, {cx.user().user, cx.now, strictness});
    if (!fits) return std::unexpected(fits.error());
    const Hold hold{HoldId::fresh(), wish->practitioner.id, wish->site.id, wish->type.id,
        in.starts_at, wish->need().visit(in.starts_at).until, cx.now,
        cx.now.plus_minutes(options_.hold_minutes)};
    const auto taking = store::insert_hold(
        cx.tx, cx.user().user, hold, wish->need().busy(in.starts_at), wish->rooms);
    if (taking != store::Taking::done) return refusal_of(taking);
    cx.subject("hold", hold.id.view());
    cx.emit(Held{hold.id, hold.practitioner_id, hold.site_id, hold.starts_at, hold.ends_at,
        hold.expires_at, cx.user().user});
    return hold;
}

Result<Hold> Handlers::show_hold(http::Context& cx, const OneHold& in)
{
    auto hold = store::find_hold(cx.tx, cx.user().user, in.hold_id);
    if (!hold || hold->expires_at <= cx.now) return not_found();
    return *std::move(hold);
}

Result<Nothing> Handlers::release(http::Context& cx, const OneHold& in)
{
    const auto hold = store::find_hold(cx.tx, cx.user().user, in.hold_id);
    if (!hold) return not_found();
    store::drop_hold_of(cx.tx, cx.user().user);
    cx.subject("hold", hold->id.view());
    cx.emit(Released{hold->id, hold->practitioner_id});
    return Nothing{};
}

} // namespace clinic::appointments
