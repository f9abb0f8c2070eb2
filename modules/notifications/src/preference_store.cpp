// What people have switched off. No row means: wanted.

#include "store.hpp"

namespace clinic::notifications::store {

bool muted(db::Tx& tx, UserId user, Group group, Channel channel)
{
    return tx
        .one<int>(R"(
            SELECT 1 FROM notifications_muted
             WHERE user_id = :user_id AND kind_group = :kind_group AND channel = :channel)",
            user, group, channel)
        .has_value();
}

Preferences preferences(db::Tx& tx, UserId user)
{
    constexpr auto groups = api::spelled_names<Group>();
    Preferences all;
    for (std::size_t i = 0; i < groups.size(); ++i)
        all.items.push_back({static_cast<Group>(i), true, true});
    const auto rows = tx.all<std::tuple<Group, Channel>>(
        "SELECT kind_group, channel FROM notifications_muted WHERE user_id = :user_id", user);
    for (const auto& [group, channel] : rows) {
        auto& preference = all.items[static_cast<std::size_t>(group)];
        (channel == Channel::in_app ? preference.in_app : preference.email) = false;
    }
    return all;
}

void set_preference(db::Tx& tx, UserId user, const Preference& preference)
{
    const auto set = [&](Channel channel, bool wanted) {
        if (wanted) {
            tx.run(R"(
                DELETE FROM notifications_muted
                 WHERE user_id = :user_id AND kind_group = :kind_group AND channel = :channel)",
                user, preference.group, channel);
        } else {
            tx.run(R"(
                INSERT INTO notifications_muted (user_id, kind_group, channel)
                VALUES (:user_id, :kind_group, :channel)
                ON CONFLICT (user_id, kind_group, channel) DO NOTHING)",
                user, preference.group, channel);
        }
    };
    set(Channel::in_app, preference.in_app);
    set(Channel::email, preference.email);
}

} // namespace clinic::notifications::store
