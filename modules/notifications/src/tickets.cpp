#include "tickets.hpp"

#include "platform/crypto/bytes.hpp"

#include <algorithm>

namespace clinic::notifications {

std::string Tickets::issue(const http::Principal& holder, Instant now)
{
    auto ticket = crypto::random_token(32);
    const std::lock_guard lock(mutex_);
    make_room(now);
    by_hash_.emplace(
        crypto::sha256(ticket), Waiting{{holder.user.str(), holder.session.str(), holder.roles},
                                    now.plus_seconds(lifetime_seconds)});
    return ticket;
}

std::optional<http::LiveUser> Tickets::take(std::string_view ticket, Instant now)
{
    const std::lock_guard lock(mutex_);
    const auto found = by_hash_.find(crypto::sha256(ticket));
    if (found == by_hash_.end()) return std::nullopt;
    auto waiting = std::move(found->second);
    by_hash_.erase(found);
    if (now >= waiting.expires_at) return std::nullopt;
    return std::move(waiting.holder);
}

void Tickets::forget_session(std::string_view session)
{
    const std::lock_guard lock(mutex_);
    std::erase_if(
        by_hash_, [&](const auto& entry) { return entry.second.holder.session == session; });
}

void Tickets::make_room(Instant now)
{
    std::erase_if(by_hash_, [&](const auto& entry) { return now >= entry.second.expires_at; });
    if (by_hash_.size() < most) return;
    by_hash_.erase(std::ranges::min_element(
        by_hash_, {}, [](const auto& entry) { return entry.second.expires_at; }));
}

} // namespace clinic::notifications
