#include "platform/http/recent_reads.hpp"

namespace clinic::http {

bool RecentReads::knows(const std::string& read, std::int64_t minute)
{
    Shard& shard = shard_of(read);
    const std::lock_guard lock(shard.mutex);
    shard.enter(minute);
    return shard.reads.contains(read);
}

void RecentReads::remember(std::string read, std::int64_t minute)
{
    Shard& shard = shard_of(read);
    const std::lock_guard lock(shard.mutex);
    shard.enter(minute);
    if (shard.reads.size() < most / shards_.size()) shard.reads.insert(std::move(read));
}

} // namespace clinic::http
