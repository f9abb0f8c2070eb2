#include "reading_watch.hpp"

#include <algorithm>

namespace clinic::admin {

Instant ReadingWatch::Seen::first() const
{
    if (glanced && read) return std::min(*glanced, *read);
    return read.value_or(glanced.value_or(Instant{}));
}

std::optional<ReadingWatch::Crossed> ReadingWatch::note(
    UserId reader, std::span<const http::Sight> seen, Instant at)
{
    const std::scoped_lock lock(mutex_);
    drop_idle(at);
    auto& known = readers_[reader];
    if (known.silent) return std::nullopt;
    for (const auto& sight : seen) add(known, sight, at);
    if (!above(known)) return std::nullopt;
    drop_old(known, at);
    if (!above(known)) return std::nullopt;
    Crossed crossed{static_cast<std::int64_t>(known.patients.size()), at};
    for (const auto& [patient, last] : known.patients)
        crossed.since = std::min(crossed.since, last.first());
    known = {};
    known.silent = true;
    return crossed;
}

void ReadingWatch::add(Reader& reader, const http::Sight& sight, Instant at)
{
    const auto [place, added] = reader.patients.try_emplace(sight.patient);
    auto& last = place->second;
    const auto before = added ? 0 : last.weight();
    auto& moment = sight.look == http::Look::reading ? last.read : last.glanced;
    moment = moment ? std::max(*moment, at) : at;
    reader.weight += last.weight() - before;
}

bool ReadingWatch::above(const Reader& reader) const
{
    return reader.weight > limit_.patients * glances_to_a_reading;
}

/// Looked at only when somebody is above the limit, so what is kept of one account never exceeds it by more than one list.
void ReadingWatch::drop_old(Reader& reader, Instant now) const
{
    const auto oldest = now.plus_minutes(-limit_.minutes);
    const auto is_old = [&](const std::optional<Instant>& look) { return look && *look <= oldest; };
    reader.weight = 0;
    for (auto& [patient, last] : reader.patients) {
        if (is_old(last.glanced)) last.glanced.reset();
        if (is_old(last.read)) last.read.reset();
        if (last.glanced || last.read) reader.weight += last.weight();
    }
    std::erase_if(reader.patients,
        [](const auto& entry) { return !entry.second.glanced && !entry.second.read; });
}

/// So that accounts that have stopped reading cost nothing.
void ReadingWatch::drop_idle(Instant now)
{
    if (now < swept_at_.plus_minutes(limit_.minutes) && now >= swept_at_) return;
    swept_at_ = now;
    for (auto& [user, reader] : readers_) drop_old(reader, now);
    std::erase_if(readers_,
        [](const auto& entry) { return !entry.second.silent && entry.second.patients.empty(); });
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
    known = {};
    known.silent = true;
}

} // namespace clinic::admin
