#include "platform/bus/dispatcher.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace clinic::bus {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr int most_read = 512;            // entries of one listener at once
constexpr std::size_t most_ready =
    4'096; // kept in memory for one listener; the outbox has the rest
constexpr auto look_every = 1s;           // for entries whose next try has come
constexpr auto forget_every = std::chrono::hours(1);
constexpr int remembered_days = 30;

bool to_read(const Listener& listener, steady_clock::time_point now)
{
    return listener.unread && listener.not_before <= now &&
           listener.ready.size() < static_cast<std::size_t>(most_read);
}

bool to_hand_out(const Listener& listener, steady_clock::time_point now)
{
    return listener.inside && !listener.batch_runs && !listener.ready.empty() &&
           listener.not_before <= now;
}

} // namespace

Dispatcher::Dispatcher(db::Database& database, const Clock& clock, Options options)
    : database_(database), clock_(clock), options_(std::move(options))
{
}

Dispatcher::~Dispatcher()
{
    stop();
}

Listener& Dispatcher::add(Listener listener)
{
    return listeners_.emplace_back(std::move(listener));
}

void Dispatcher::start()
{
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = false;
        look_at_ = steady_clock::now();
        forget_at_ = steady_clock::now();
    }
    thread_ = std::thread([this] { loop(); });
    for (int i = 0; i < options_.outside_workers; ++i)
        workers_.emplace_back([this] { outside_loop(); });
}

void Dispatcher::stop()
{
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    outside_changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    for (auto& worker : workers_) worker.join();
    workers_.clear();
    std::unique_lock lock(mutex_);
    if (settle_at_) submit_settled(lock); // once more
    changed_.wait(lock, [this] { return running_ == 0; });
    for (Listener& listener : listeners_) { // the outbox has them
        listener.ready.clear();
        listener.known.clear();
        must_read(listener, true);
    }
}

void Dispatcher::hand_over(std::vector<Handed> handed)
{
    const bool in_memory =
        !database_.postgres(); // there, commits overtake one another on their way here
    std::size_t outside = 0;
    {
        const std::scoped_lock lock(mutex_);
        for (auto& [listener, entry] : handed) {
            outside += listener->outside ? 1 : 0;
            if (listener->held.contains(entry.aggregate))
                continue; // until the one before is through
            if (!in_memory || listener->unread || listener->ready.size() >= most_ready) {
                must_read(*listener, !in_memory);
            } else if (listener->known.insert(entry.id).second) {
                listener->read_to = std::max(listener->read_to, entry.id);
                listener->ready.push_back(std::move(entry));
            }
        }
    }
    if (outside < handed.size() || !in_memory) changed_.notify_all();
    if (outside == 1) outside_changed_.notify_one();
    if (outside > 1) outside_changed_.notify_all();
}

void Dispatcher::wake(std::string_view name)
{
    {
        const std::scoped_lock lock(mutex_);
        for (Listener& listener : listeners_) {
            if (name.empty() || listener.name == name) must_read(listener, true);
        }
    }
    changed_.notify_all();
}

bool Dispatcher::idle_within(std::chrono::milliseconds longest)
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, longest, [this] { return all_quiet(); });
}

bool Dispatcher::all_quiet() const
{
    return running_ == 0 && std::ranges::all_of(listeners_, [](const Listener& one) {
        return !one.unread && !one.reading && one.ready.empty();
    });
}

Stats Dispatcher::stats() const
{
    return {emitted_, delivered_, failed_, parked_};
}

void Dispatcher::tell(std::string_view event, std::string_view detail) const
{
    if (options_.on_problem) options_.on_problem(event, detail);
}

void Dispatcher::loop()
{
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (steady_clock::now() >= look_at_) look_at_all(lock);
        Listener* const listener = next();
        if (listener == nullptr) {
            wait(lock);
        } else if (to_read(*listener, steady_clock::now())) {
            read_outbox(*listener, lock);
        } else {
            Batch batch = next_batch(*listener);
            lock.unlock();
            submit(std::move(batch));
            lock.lock();
        }
    }
}

Listener* Dispatcher::next()
{
    const auto now = steady_clock::now();
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        Listener& listener = listeners_[turn_++ % listeners_.size()];
        if (to_read(listener, now) || to_hand_out(listener, now)) return &listener;
    }
    return nullptr;
}

/// Until there is something to do, or it is time to look again.
void Dispatcher::wait(std::unique_lock<std::mutex>& lock)
{
    const auto until = settle_at_ ? std::min(look_at_, *settle_at_) : look_at_;
    changed_.wait_until(lock, until, [this] { return stopping_ || next() != nullptr; });
    if (settle_at_ && *settle_at_ <= steady_clock::now()) submit_settled(lock);
}

/// One question finds the few that have entries, instead of each listener's own every second.
void Dispatcher::look_at_all(std::unique_lock<std::mutex>& lock)
{
    look_at_ = steady_clock::now() + look_every;
    std::vector<std::uint64_t> changes;
    for (const Listener& listener : listeners_) changes.push_back(listener.changes);
    lock.unlock();
    std::optional<std::set<std::string>> waited_for;
    try {
        waited_for = database_.read_now(outbox::listeners);
    } catch (const std::exception& error) {
        tell("outbox_unreadable", error.what());
    }
    forget_old();
    lock.lock();
    if (!waited_for) return;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Listener& listener = listeners_[i];
        if (waited_for->contains(listener.name) || !listener.held.empty()) {
            must_read(listener, true);
        } else if (listener.changes == changes[i]) {
            listener.unread = false;
        }
    }
    changed_.notify_all();
}

void Dispatcher::must_read(Listener& listener, bool all)
{
    listener.unread = true;
    ++listener.changes;
    if (!all) return;
    listener.read_to.clear();
    ++listener.resets;
}

void Dispatcher::read_outbox(Listener& listener, std::unique_lock<std::mutex>& lock)
{
    const auto [changes, resets] = std::pair(listener.changes, listener.resets);
    const auto after = listener.read_to;
    const int limit = most_read + (after.empty() ? static_cast<int>(listener.known.size()) : 0);
    listener.reading = true;
    listener.ended.clear();
    lock.unlock();
    std::optional<outbox::Found> found;
    try {
        found = database_.read_now([&](db::Tx& tx) {
            return outbox::find(tx, listener.name, clock_.now(), after, limit);
        });
    } catch (const std::exception& error) {
        tell("outbox_unreadable", error.what());
    }
    lock.lock();
    listener.reading = false;
    if (found && listener.resets == resets) {
        listener.unread = !found->whole || listener.changes != changes;
        if (after.empty()) listener.held.clear();
        if (!found->due.empty())
            listener.read_to = std::max(listener.read_to, found->due.back().id);
    }
    if (found) take_in(listener, *std::move(found));
    else listener.not_before = steady_clock::now() + look_every;
    changed_.notify_all();
    if (listener.outside) outside_changed_.notify_all();
}

void Dispatcher::take_in(Listener& listener, outbox::Found found)
{
    listener.held.insert(found.held.begin(), found.held.end());
    // What ended meanwhile may still have been seen by the read.
    const std::unordered_set<std::string> ended(listener.ended.begin(), listener.ended.end());
    bool in_order = true;
    for (auto& entry : found.due) {
        if (listener.held.contains(entry.aggregate) || ended.contains(entry.id)) continue;
        if (!listener.known.insert(entry.id).second) continue;
        in_order = in_order && (listener.ready.empty() || listener.ready.back().id < entry.id);
        listener.ready.push_back(std::move(entry));
    }
    if (!in_order) std::ranges::stable_sort(listener.ready, {}, &outbox::Entry::id);
}

void Dispatcher::hold(Listener& listener, const std::string& aggregate)
{
    listener.held.insert(aggregate);
    ++listener.changes;
    ++listener.resets;
    std::erase_if(listener.ready, [&](const outbox::Entry& entry) {
        return entry.aggregate == aggregate && listener.known.erase(entry.id) > 0;
    });
}

void Dispatcher::count(const Delivery& delivery)
{
    using enum Delivery::Fate;
    if (delivery.fate == delivered) ++delivered_;
    if (delivery.fate != failed && delivery.fate != parked) return;
    ++failed_;
    if (delivery.fate == parked) ++parked_;
    tell(delivery.fate == parked ? "event_parked" : "listener_failed", delivery.problem);
}

void Dispatcher::end(Listener& listener, const Delivery& delivery)
{
    const auto& entry = delivery.entry;
    listener.known.erase(entry.id);
    if (listener.reading) listener.ended.push_back(entry.id);
    if (delivery.fate == Delivery::Fate::failed) hold(listener, entry.aggregate);
    if (delivery.fate == Delivery::Fate::parked) must_read(listener, true);
}

void Dispatcher::forget_old()
{
    if (steady_clock::now() < forget_at_) return;
    forget_at_ = steady_clock::now() + forget_every;
    const auto before = clock_.now().plus_days(-remembered_days);
    database_.write(
        [before](db::Tx& tx) { return outbox::forget_before(tx, before), db::Verdict::keep; },
        [](const db::Written&) {}); // in an hour again
}

} // namespace clinic::bus
