#pragma once
// Spares everybody the wait for a mail server that is down: after three failures in a row to reach it,
// nothing is tried for half a minute, then one message tries for all.

#include "platform/core/time.hpp"

#include <mutex>

namespace clinic::notifications {

class Breaker {
public:
    static constexpr int tolerated = 3;
    static constexpr int pause_seconds = 30;

    /// Whether to try now. After a pause the one who is let through tries for all: the others wait on.
    [[nodiscard]] bool allows(Instant now);
    void reached();
    void missed(Instant now);

private:
    std::mutex mutex_;
    int failures_ = 0;
    Instant closed_until_{};
};

} // namespace clinic::notifications
