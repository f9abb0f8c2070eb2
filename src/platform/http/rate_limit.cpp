#include "platform/http/rate_limit.hpp"

#include <algorithm>
#include <cmath>
#include <list>
#include <mutex>
#include <unordered_map>

namespace clinic::http {
namespace {

constexpr std::size_t shard_count = 16;

struct Bucket {
    std::string key;
    double tokens;
    std::chrono::steady_clock::time_point filled;
};

} // namespace

/// Buckets in order of use, most recent first; the map finds them by the key that they hold.
struct RateLimiter::Shard {
    std::mutex mutex;
    std::size_t max_keys = 0;
    std::list<Bucket> buckets;
    std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key;

    Bucket& find_or_make(std::string_view key, Rate rate, std::chrono::steady_clock::time_point now)
    {
        if (const auto found = by_key.find(key); found != by_key.end()) {
            buckets.splice(buckets.begin(), buckets, found->second);
            return buckets.front();
        }
        if (buckets.size() >= max_keys) {
            // Forgetting can only be generous: a new bucket is full.
            by_key.erase(buckets.back().key);
            buckets.pop_back();
        }
        buckets.push_front({std::string(key), rate.burst, now});
        by_key.emplace(buckets.front().key, buckets.begin());
        return buckets.front();
    }
};

RateLimiter::RateLimiter(Rate rate, std::size_t max_keys, Now now)
    : rate_(rate),
      now_(now ? std::move(now) : Now(&std::chrono::steady_clock::now)),
      shards_(std::make_unique<Shard[]>(shard_count))
{
    for (std::size_t i = 0; i < shard_count; ++i) {
        shards_[i].max_keys = std::max<std::size_t>(1, max_keys / shard_count);
    }
}

RateLimiter::~RateLimiter() = default;

RateLimiter::Shard& RateLimiter::shard_of(std::string_view key) const
{
    return shards_[std::hash<std::string_view>()(key) % shard_count];
}

int RateLimiter::wait_seconds(std::string_view key, double cost)
{
    const auto now = now_();
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    Bucket& bucket = shard.find_or_make(key, rate_, now);
    const double per_second = rate_.per_minute / 60;
    const double elapsed = std::chrono::duration<double>(now - bucket.filled).count();
    bucket.tokens = std::min(rate_.burst, bucket.tokens + std::max(0.0, elapsed) * per_second);
    bucket.filled = now;
    if (bucket.tokens + 1e-9 >= cost) {
        bucket.tokens -= cost;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((cost - bucket.tokens) / per_second - 1e-9)));
}

std::size_t RateLimiter::keys() const
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < shard_count; ++i) {
        const std::lock_guard lock(shards_[i].mutex);
        count += shards_[i].buckets.size();
    }
    return count;
}

} // namespace clinic::http
