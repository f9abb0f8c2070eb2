#include "handlers.hpp"

#include "kinds.hpp"
#include "store.hpp"
#include "words.hpp"

namespace clinic::notifications {

Result<NotificationPage> Centre::list(http::Context& cx, const ListNotifications& in)
{
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    const auto user = cx.user().user;
    auto rows = http::page_of(
        store::list(cx.tx, user, in.unread, after->front(), in.page.limit + 1), in.page,
        [](const Item& item) { return std::vector{item.id.str()}; });

    NotificationPage page;
    page.next = std::move(rows.next);
    page.unread = store::count(cx.tx, user, true);
    if (in.page.count) page.total = in.unread ? page.unread : store::count(cx.tx, user, false);
    Words words(clinics_, patients_, coaching_);
    for (auto& item : rows.items) {
        const auto body = body_of(item.kind, item.params.side, words.of(item.params));
        page.items.push_back({item.id, item.kind, row_of(item.kind).title.in(cx.language()),
            body.in(cx.language()), std::move(item.link), item.created_at, item.read_at});
    }
    return page;
}

Result<Nothing> Centre::read(http::Context& cx, const http::ById<ItemId>& in)
{
    if (!store::mark_read(cx.tx, cx.user().user, in.id, cx.now)) return not_found();
    cx.subject("notification", in.id.view());
    news_.unread(cx.tx, cx.user().user);
    return Nothing{};
}

Result<Nothing> Centre::read_all(http::Context& cx, const http::NoInput&)
{
    store::mark_all_read(cx.tx, cx.user().user, cx.now);
    news_.unread(cx.tx, cx.user().user);
    return Nothing{};
}

Result<Preferences> Centre::preferences(http::Context& cx, const http::NoInput&)
{
    return store::preferences(cx.tx, cx.user().user);
}

Result<Preferences> Centre::set_preferences(http::Context& cx, const Preferences& in)
{
    std::set<Group> given;
    for (const auto& preference : in.items) {
        if (given.insert(preference.group).second) continue;
        return invalid("items", "twice",
            {"Chaque groupe ne se règle qu’une fois.", "Each group is set once only."});
    }
    const auto user = cx.user().user;
    for (const auto& preference : in.items) store::set_preference(cx.tx, user, preference);
    cx.subject("user", user.view());
    return store::preferences(cx.tx, user);
}

Result<LiveTicket> LiveDoor::ticket(http::SlowContext& cx, const http::NoInput&)
{
    return LiveTicket{tickets_.issue(cx.user(), cx.now), Tickets::lifetime_seconds};
}

} // namespace clinic::notifications
