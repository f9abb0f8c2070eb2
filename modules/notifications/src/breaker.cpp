#include "breaker.hpp"

namespace clinic::notifications {

bool Breaker::allows(Instant now)
{
    const std::lock_guard lock(mutex_);
    if (failures_ < tolerated) return true;
    if (now < closed_until_) return false;
    closed_until_ = now.plus_seconds(pause_seconds);
    return true;
}

void Breaker::reached()
{
    const std::lock_guard lock(mutex_);
    failures_ = 0;
}

void Breaker::missed(Instant now)
{
    const std::lock_guard lock(mutex_);
    if (++failures_ >= tolerated) closed_until_ = now.plus_seconds(pause_seconds);
}

} // namespace clinic::notifications
