#include "revocations.hpp"

#include <algorithm>
#include <mutex>

namespace clinic::auth {

void Revocations::add(UserId user, SessionId session, Instant ended_at)
{
    {
        const std::unique_lock lock(mutex_);
        latest_ = std::max(latest_, ended_at);
        if (!ended_.emplace(session, ended_at).second) return;
    }
    for (const auto& hook : hooks_) hook(user, session);
}

bool Revocations::contains(SessionId session) const
{
    const std::shared_lock lock(mutex_);
    return ended_.contains(session);
}

void Revocations::forget_before(Instant instant)
{
    const std::unique_lock lock(mutex_);
    std::erase_if(ended_, [&](const auto& item) { return item.second < instant; });
}

Instant Revocations::latest() const
{
    const std::shared_lock lock(mutex_);
    return latest_;
}

} // namespace clinic::auth
