#pragma once
// Token buckets, one per key (an address, a user, a class of route), in bounded memory.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace clinic::http {

struct Rate {
    double per_minute = 60;
    double burst = 60; ///< how many at once after a quiet time
};

/// Thread-safe. When `max_keys` are held, the bucket used least recently is forgotten for a new one.
class RateLimiter {
public:
    using Now = std::function<std::chrono::steady_clock::time_point()>;

    explicit RateLimiter(Rate, std::size_t max_keys = 100'000, Now = {});
    ~RateLimiter();
    RateLimiter(const RateLimiter&) = delete;
    RateLimiter& operator=(const RateLimiter&) = delete;

    /// Takes `cost` tokens and returns 0, or takes nothing and returns the whole seconds to wait (≥ 1),
    /// as Retry-After tells them.
    [[nodiscard]] int wait_seconds(std::string_view key, double cost = 1);
    [[nodiscard]] std::size_t keys() const;

private:
    struct Shard;
    [[nodiscard]] Shard& shard_of(std::string_view key) const;

    Rate rate_;
    Now now_;
    std::unique_ptr<Shard[]> shards_;
};

} // namespace clinic::http
