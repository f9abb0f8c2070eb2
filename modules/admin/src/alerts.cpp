// What admins do about an alert: see it, and end it once they know what it was.

#include "handlers.hpp"

namespace clinic::admin {

Result<http::Page<Alert>> Handlers::alerts(http::Context& cx, const ListAlerts& in)
{
    if (in.open) {
        http::Page<Alert> page;
        page.items = store::open_alerts(cx.tx);
        return page;
    }
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    return http::page_of(store::alerts(cx.tx, after->front(), in.page.limit + 1), in.page,
        [](const Alert& alert) { return std::vector{alert.id.str()}; });
}

/// Who raised it does not end it.
Result<Alert> Handlers::clear_alert(http::Context& cx, const ClearAlert& in)
{
    auto alert = store::alert(cx.tx, in.id);
    if (!alert) return not_found();
    if (alert->cleared_at) {
        return conflict("cleared", {"Cette alerte est déjà levée.", "This alert is over already."});
    }
    if (alert->user_id == cx.user().user) {
        return forbidden({"Une alerte sur votre propre compte est levée par quelqu’un d’autre.",
            "An alert on your own account is ended by somebody else."});
    }
    alert->cleared_at = cx.now;
    alert->cleared_by = cx.user().user;
    alert->cleared_name = cx.user().name;
    alert->note = in.note;
    store::clear(cx.tx, *alert);
    parts_.alarm->cleared(cx.tx, alert->user_id);
    cx.subject("user", alert->user_id.view());
    return *alert;
}

} // namespace clinic::admin
