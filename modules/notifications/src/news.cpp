#include "news.hpp"

#include "store.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

/// Ids and topics need no escaping.
std::string changed_frame(std::string_view topic, std::string_view id)
{
    return fmt::format(R"({{"type":"changed","topic":"{}","id":"{}"}})", topic, id);
}

} // namespace

void News::unread(db::Tx& tx, UserId user)
{
    auto frame = fmt::format(
        R"({{"type":"notification","unread":{}}})", store::count_for_bell(tx, user));
    tx.after_commit(
        [&live = live_, user, frame = std::move(frame)] { live.send(user.view(), frame); });
}

void News::changed(db::Tx& tx, std::string_view topic, std::string_view id, Watchers watchers)
{
    tx.after_commit(
        [&live = live_, watchers = std::move(watchers), frame = changed_frame(topic, id)] {
            live.send_where(
                [&](const http::LiveUser& user) {
                    return (user.roles & watchers.roles) != 0 || watchers.users.contains(user.user);
                },
                frame);
        });
}

} // namespace clinic::notifications
