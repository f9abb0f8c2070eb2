#pragma once
// Which reads of personal data have their audit row already: one a minute for each person and
// subject is enough, so that paging through a chart is not a storm.

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace clinic::http {

/// Bounded, and from any thread. What it does not remember is written once more, never left out.
class RecentReads {
public:
    /// `read` spells who, what and whom; `minute` since 1970.
    [[nodiscard]] bool knows(const std::string& read, std::int64_t minute);
    /// Only once the row is durable.
    void remember(std::string read, std::int64_t minute);

    static constexpr std::size_t most = 16 * 4096; ///< in one minute

private:
    struct Shard {
        std::mutex mutex;
        std::int64_t minute = 0;
        std::unordered_set<std::string> reads;

        void enter(std::int64_t now)
        {
            if (minute == now) return;
            minute = now;
            reads.clear();
        }
    };
    Shard& shard_of(std::string_view read)
    {
        return shards_[std::hash<std::string_view>{}(read) % shards_.size()];
    }

    std::array<Shard, 16> shards_;
};

} // namespace clinic::http
