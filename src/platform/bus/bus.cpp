#include "platform/bus/bus.hpp"

#include "platform/bus/dispatcher.hpp"
#include "platform/core/id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace clinic::bus {

struct Bus::Parts {
    Parts(db::Database& database, const Clock& the_clock, Options options)
        : clock(the_clock), dispatcher(database, the_clock, std::move(options))
    {
    }

    const Clock& clock;
    std::map<std::string, std::vector<Listener*>, std::less<>> by_event;
    std::set<std::string, std::less<>> names;
    std::map<std::string, Describe, std::less<>> described;
    std::function<void(std::string_view)> watcher;
    Dispatcher dispatcher;
    bool started = false;
};

Bus::Bus(db::Database& database, const Clock& clock, Options options)
    : parts_(std::make_shared<Parts>(database, clock, std::move(options)))
{
}

Bus::~Bus()
{
    stop();
}

void Bus::add(std::string_view event, Describe describe, std::string_view name, Inside inside,
    Outside outside, Wanted wanted)
{
    if (parts_->started) throw std::logic_error(fmt::format("{} listens after the start.", name));
    if (!parts_->names.emplace(name).second) {
        throw std::logic_error(fmt::format("Two listeners are named {}.", name));
    }
    Listener& listener = parts_->dispatcher.add({std::string(name), std::string(event),
        std::move(inside), std::move(outside), std::move(wanted)});
    parts_->by_event[std::string(event)].push_back(&listener);
    announce(event, describe);
}

void Bus::announce(std::string_view event, Describe describe)
{
    parts_->by_event[std::string(event)];
    parts_->described[std::string(event)] = describe;
}

void Bus::watch(std::function<void(std::string_view event)> watcher)
{
    parts_->watcher = std::move(watcher);
}

void Bus::emit(db::Tx& tx, std::string_view name, const void* event, std::string aggregate,
    const std::function<std::string()>& body)
{
    if (parts_->watcher) {
        tx.after_commit([parts = parts_, event = std::string(name)] { parts->watcher(event); });
    }
    const auto found = parts_->by_event.find(name);
    if (found == parts_->by_event.end()) return;
    const auto now = parts_->clock.now();
    std::vector<Listener*> wanting;
    for (Listener* listener : found->second) {
        if (!listener->wanted || listener->wanted(event)) wanting.push_back(listener);
    }
    if (wanting.empty()) return;
    outbox::Entry entry{
        {}, Id<Bus>::fresh().str(), std::string(name), std::move(aggregate), body(), now};
    std::vector<Handed> told;
    for (Listener* listener : wanting) {
        entry.listener = listener->name;
        outbox::insert(tx, entry, now);
        told.push_back({listener, entry});
    }
    tx.after_commit([parts = parts_, told = std::move(told)]() mutable {
        parts->dispatcher.count_emitted(told.size());
        parts->dispatcher.hand_over(std::move(told));
    });
}

void Bus::unreadable(std::string_view event)
{
    throw std::runtime_error(
        fmt::format("A stored {} is not what this version knows by that name.", event));
}

void Bus::start()
{
    if (std::exchange(parts_->started, true)) return;
    parts_->dispatcher.start();
}

void Bus::stop()
{
    if (std::exchange(parts_->started, false)) parts_->dispatcher.stop();
}

bool Bus::idle_within(std::chrono::milliseconds longest)
{
    return parts_->dispatcher.idle_within(longest);
}

void Bus::wake()
{
    parts_->dispatcher.wake({});
}

Counts Bus::counts(db::Tx& tx) const
{
    return outbox::counts(tx);
}

std::optional<Instant> Bus::oldest_waiting(db::Tx& tx) const
{
    return outbox::oldest_waiting(tx);
}

Stats Bus::stats() const
{
    return parts_->dispatcher.stats();
}

std::vector<DeadLetter> Bus::dead_letters(db::Tx& tx, int limit) const
{
    return outbox::dead_letters(tx, limit);
}

bool Bus::replay(db::Tx& tx, std::string_view id)
{
    auto listener = outbox::replay(tx, id, parts_->clock.now());
    if (!listener) return false;
    tx.after_commit(
        [parts = parts_, name = std::move(*listener)] { parts->dispatcher.wake(name); });
    return true;
}

std::vector<EventDoc> Bus::documents() const
{
    std::vector<EventDoc> documents;
    for (const auto& [event, listeners] : parts_->by_event) {
        EventDoc doc{event, {}, parts_->described.at(event)};
        for (const Listener* listener : listeners) doc.listeners.push_back(listener->name);
        std::ranges::sort(doc.listeners);
        documents.push_back(std::move(doc));
    }
    return documents;
}

} // namespace clinic::bus
