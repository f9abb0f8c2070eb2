#include "rooms.hpp"

#include "store_rooms.hpp"

#include <algorithm>
#include <set>

namespace clinic::appointments {
namespace {

class Allotment {
public:
    using IsFree = std::function<bool(const clinics::RoomId&)>;
    Allotment(const std::vector<RoomChoice>& choices, const IsFree& is_free)
        : choices_(choices), is_free_(is_free)
    {
    }

    std::vector<std::optional<clinics::RoomId>> made()
    {
        for (std::size_t need = 0; need < choices_.size(); ++need) {
            std::set<clinics::RoomId> tried;
            (void)place(need, tried);
        }
        std::vector<std::optional<clinics::RoomId>> given(choices_.size());
        for (const auto& [room, holder] : holders_) {
            if (holder) given[*holder] = room;
        }
        return given;
    }

private:
    bool place(std::size_t need, std::set<clinics::RoomId>& tried)
    {
        for (const auto& room : choices_[need]) {
            if (!tried.insert(room).second) continue;
            const auto known = holders_.find(room);
            if (known == holders_.end()) {
                const bool free = is_free_(room);
                holders_[room] = free ? std::optional(need) : std::nullopt;
                if (free) return true;
            } else if (known->second && place(*known->second, tried)) {
                known->second = need;
                return true;
            }
        }
        return false;
    }

    const std::vector<RoomChoice>& choices_;
    const IsFree& is_free_;
    std::map<clinics::RoomId, std::optional<std::size_t>> holders_; ///< nobody: it is taken
};

/// No room is in two of them, as when one is of rooms and one of devices: then each can be looked at for itself.
bool apart(const std::vector<RoomChoice>& choices)
{
    std::set<clinics::RoomId> seen;
    std::size_t all = 0;
    for (const auto& choice : choices) {
        seen.insert(choice.begin(), choice.end());
        all += choice.size();
    }
    return seen.size() == all;
}

/// `taken` never overlaps itself, so that its ends are in order as well.
bool is_free(const std::vector<Span>& taken, const Span& busy)
{
    const auto next = std::ranges::upper_bound(taken, busy.from, {}, &Span::until);
    return next == taken.end() || next->from >= busy.until;
}

} // namespace

std::vector<std::optional<clinics::RoomId>> allot(
    const std::vector<RoomChoice>& choices, const Allotment::IsFree& is_free)
{
    return Allotment(choices, is_free).made();
}

std::vector<RoomChoice> kept_first(
    std::vector<RoomChoice> choices, const std::vector<clinics::RoomId>& had)
{
    for (auto& choice : choices) {
        std::ranges::stable_partition(choice,
            [&](const clinics::RoomId& room) { return std::ranges::find(had, room) != had.end(); });
    }
    return choices;
}

void FreeRooms::keep(
    std::vector<Instant>& starts, const Need& need, const std::vector<RoomChoice>& choices)
{
    if (choices.empty() || starts.empty()) return;
    std::map<clinics::RoomId, const std::vector<Span>*> times;
    std::vector<std::vector<const std::vector<Span>*>> each;
    for (const auto& choice : choices) {
        auto& of_choice = each.emplace_back();
        for (const auto& room : choice) of_choice.push_back(times[room] = &taken(room));
    }
    const bool simple = apart(choices);
    std::erase_if(starts, [&](Instant start) {
        const auto busy = need.busy(start);
        const bool some_of_each = std::ranges::all_of(each, [&](const auto& rooms) {
            return std::ranges::any_of(
                rooms, [&](const std::vector<Span>* spans) { return is_free(*spans, busy); });
        });
        if (!some_of_each || simple) return !some_of_each;
        const auto given = allot(
            choices, [&](const clinics::RoomId& room) { return is_free(*times.at(room), busy); });
        return !std::ranges::all_of(given, [](const auto& room) { return room.has_value(); });
    });
}

const std::vector<Span>& FreeRooms::taken(const clinics::RoomId& room)
{
    const auto [entry, fresh] = taken_.try_emplace(room);
    if (fresh) entry->second = store::room_taken(tx_, room, reach_, seeker_);
    return entry->second;
}

} // namespace clinic::appointments
