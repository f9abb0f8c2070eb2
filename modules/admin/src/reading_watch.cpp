#include "reading_watch.hpp"

#include <algorithm>

namespace clinic::admin {

std::optional<ReadingWatch::Crossed> ReadingWatch::note(
    UserId reader, std::string_view patient, Instant at)
{
    const std::scoped_lock lock(mutex_);
    drop_idle(at);
    auto& known = readers_[reader];
    if (known.silent) return std::nullopt;
    auto& last = known.last_read[std::string(patient)];
    last = std::max(last, at);
    if (known.last_read.size() <= limit_.patients) return std::nullopt;
    drop_old(known, at);
    if (known.last_read.size() <= limit_.patients) return std::nullopt;
    known.silent = true;
    const auto oldest = std::ranges::min_element(
        known.last_read, {}, [](const auto& entry) { return entry.second; });
    Crossed crossed{static_cast<std::int64_t>(known.last_read.size()), oldest->second};
    known.last_read.clear();
    return crossed;
}

/// Looked at only when somebody is above the limit, so what is kept of one account never exceeds it by more than one.
void ReadingWatch::drop_old(Reader& reader, Instant now) const
{
    const auto oldest = now.plus_minutes(-limit_.minutes);
    std::erase_if(reader.last_read, [&](const auto& entry) { return entry.second <= oldest; });
}

/// So that accounts that have stopped reading cost nothing.
void ReadingWatch::drop_idle(Instant now)
{
    if (now < swept_at_.plus_minutes(limit_.minutes) && now >= swept_at_) return;
    swept_at_ = now;
    for (auto& [user, reader] : readers_) drop_old(reader, now);
    std::erase_if(readers_,
        [](const auto& entry) { return !entry.second.silent && entry.second.last_read.empty(); });
}

void ReadingWatch::forget(UserId reader)
{
    const std::scoped_lock lock(mutex_);
    readers_.erase(reader);
}

void ReadingWatch::silence(UserId reader)
{
    const std::scoped_lock lock(mutex_);
    auto& known = readers_[reader];
    known.silent = true;
    known.last_read.clear();
}

} // namespace clinic::admin
