#pragma once
// Verified tokens, so that a signature (60 µs) is checked once per token and not once per request.
// Bounded; known by a fingerprint under a secret key, so that no usable token lies in memory and none can be
// made to look like another; entries end at expiry or when their session is dropped.

#include "platform/core/time.hpp"
#include "platform/crypto/bytes.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace clinic::crypto {

template <class Verified>
class TokenCache {
public:
    explicit TokenCache(std::size_t capacity = 65'536) : per_shard_(capacity / shard_count + 1) {}

    /// Nothing when unknown, expired or dropped: verify, then put().
    [[nodiscard]] std::shared_ptr<const Verified> find(std::string_view token, Instant now)
    {
        const auto key = fingerprints_.of(token);
        auto& shard = shard_of(key);
        const std::lock_guard lock(shard.mutex);
        const auto found = shard.entries.find(key);
        if (found == shard.entries.end()) return nullptr;
        if (found->second.expires > now) return found->second.value;
        shard.entries.erase(found);
        return nullptr;
    }

    void put(std::string_view token, std::shared_ptr<const Verified> value, Instant expires,
        std::string_view session, Instant now)
    {
        const auto key = fingerprints_.of(token);
        auto& shard = shard_of(key);
        const std::lock_guard lock(shard.mutex);
        if (shard.entries.size() >= per_shard_) make_room(shard, now);
        shard.entries.insert_or_assign(key, Entry{std::move(value), expires, std::string(session)});
    }

    /// After this returns, no token of the session is found (log-out, role removed, password
    /// changed).
    void drop_session(std::string_view session)
    {
        drop_if([&](const Entry& entry) { return entry.session == session; });
    }
    /// drop_where([](const Verified& v) { return v.user == user; })
    template <class Predicate>
    void drop_where(Predicate predicate)
    {
        drop_if([&](const Entry& entry) { return predicate(*entry.value); });
    }

    [[nodiscard]] std::size_t size() const
    {
        std::size_t sum = 0;
        for (const auto& shard : shards_) {
            const std::lock_guard lock(shard.mutex);
            sum += shard.entries.size();
        }
        return sum;
    }

private:
    static constexpr std::size_t shard_count = 16;
    struct Entry {
        std::shared_ptr<const Verified> value;
        Instant expires;
        std::string session;
    };
    using Key = Fingerprints::Value;
    struct Hash {
        std::size_t operator()(const Key& key) const { return key[0]; }
    };
    struct Shard {
        mutable std::mutex mutex;
        std::unordered_map<Key, Entry, Hash> entries;
    };

    Shard& shard_of(const Key& key) { return shards_[key[1] % shard_count]; }
    /// Expired ones first; when all are alive, any one: it costs one more signature check.
    void make_room(Shard& shard, Instant now)
    {
        std::erase_if(shard.entries, [&](const auto& item) { return item.second.expires <= now; });
        if (shard.entries.size() >= per_shard_) shard.entries.erase(shard.entries.begin());
    }
    template <class Condition>
    void drop_if(Condition condition)
    {
        for (auto& shard : shards_) {
            const std::lock_guard lock(shard.mutex);
            std::erase_if(shard.entries, [&](const auto& item) { return condition(item.second); });
        }
    }

    const Fingerprints fingerprints_;
    std::size_t per_shard_;
    std::array<Shard, shard_count> shards_;
};

} // namespace clinic::crypto
