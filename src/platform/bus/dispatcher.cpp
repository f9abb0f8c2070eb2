#include "platform/bus/dispatcher.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace clinic::bus {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr int most_entries = 512;         // read at once for one listener
constexpr std::size_t longest_chain = 64; // so that one aggregate does not hold the writer for long
constexpr std::size_t most_chains = 512; // under way for one listener
constexpr auto look_every = 1s; // for entries whose next try has come
constexpr auto after_database_failure = 1s;
constexpr auto forget_every = std::chrono::hours(1);
constexpr int remembered_days = 30;

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
    if (thread_.joinable()) thread_.join();
    for (auto& worker : workers_) worker.join();
    workers_.clear();
    std::unique_lock lock(mutex_);
    for (const Chain& chain : outside_) { // never begun: they stay in the outbox
        chain.listener->running.erase(chain.entries.front().aggregate);
        chain.listener->dirty = true;
        --running_;
    }
    outside_.clear();
    changed_.wait(lock, [this] { return running_ == 0; });
}

void Dispatcher::wake(const std::vector<Listener*>& listeners)
{
    {
        const std::scoped_lock lock(mutex_);
        for (Listener* listener : listeners) listener->dirty = true;
        if (listeners.empty()) {
            for (Listener& listener : listeners_) listener.dirty = true;
        }
    }
    changed_.notify_all();
}

void Dispatcher::wake(std::string_view name)
{
    std::vector<Listener*> found;
    for (Listener& listener : listeners_) {
        if (listener.name == name) found.push_back(&listener);
    }
    if (!found.empty()) wake(found);
}

bool Dispatcher::idle_within(std::chrono::milliseconds longest)
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, longest, [this] {
        return running_ == 0 && !looking_ &&
               std::ranges::none_of(listeners_, [](const Listener& one) { return one.dirty; });
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
    auto look_at = steady_clock::now() + look_every;
    while (!stopping_) {
        Listener* const listener = next_dirty();
        if (listener != nullptr) {
            listener->dirty = false;
            ++turn_;
            looking_ = true;
            lock.unlock();
            look(*listener);
            lock.lock();
            looking_ = false;
            changed_.notify_all();
            continue;
        }
        changed_.wait_until(lock, look_at, [this] { return stopping_ || next_dirty() != nullptr; });
        if (steady_clock::now() < look_at) continue;
        look_at = steady_clock::now() + look_every;
        for (Listener& one : listeners_) one.dirty = true;
        lock.unlock();
        forget_old();
        lock.lock();
    }
}

Listener* Dispatcher::next_dirty()
{
    const auto now = steady_clock::now();
    const auto ready = [&](const Listener& one) {
        return one.dirty && one.not_before <= now && one.running.size() < most_chains;
    };
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        const auto index = (turn_ + i) % listeners_.size();
        if (ready(listeners_[index])) return &listeners_[index];
    }
    return nullptr;
}

void Dispatcher::look(Listener& listener)
{
    std::set<std::string>
        busy; // as of before the read: what ends meanwhile may still be seen by it
    {
        const std::scoped_lock lock(mutex_);
        busy = listener.running;
        listener.more = false;
    }
    try {
        auto entries = database_.read_now(
            [&](db::Tx& tx) { return outbox::due(tx, listener.name, clock_.now(), most_entries); });
        for (Chain& chain : chains_of(listener, std::move(entries), busy)) submit(std::move(chain));
    } catch (const std::exception& error) {
        tell("outbox_unreadable", error.what());
        const std::scoped_lock lock(mutex_);
        listener.dirty = true;
        listener.not_before = steady_clock::now() + after_database_failure;
    }
}

std::vector<Chain> Dispatcher::chains_of(
    Listener& listener, std::vector<outbox::Entry> entries, const std::set<std::string>& busy)
{
    std::vector<Chain> chains;
    std::map<std::string, std::size_t> by_aggregate;
    bool left = entries.size() == static_cast<std::size_t>(most_entries);
    for (auto& entry : entries) {
        if (busy.contains(entry.aggregate)) {
            left = true;
            continue;
        }
        const auto [at, fresh] = by_aggregate.emplace(entry.aggregate, chains.size());
        if (fresh) chains.push_back({&listener, {}});
        auto& chain = chains[at->second].entries;
        if (chain.size() < longest_chain) chain.push_back(std::move(entry));
        else left = true;
    }
    const std::scoped_lock lock(mutex_);
    for (const Chain& chain : chains) listener.running.insert(chain.entries.front().aggregate);
    running_ += chains.size();
    listener.more = left;
    // What was left waits for a chain to end; when none runs, nothing would say so.
    if (left && listener.running.empty()) listener.dirty = true;
    return chains;
}

void Dispatcher::submit(Chain chain)
{
    if (chain.listener->inside) return submit_inside(std::move(chain));
    {
        const std::scoped_lock lock(mutex_);
        outside_.push_back(std::move(chain));
    }
    changed_.notify_all();
}

void Dispatcher::finish(Listener& listener, const std::string& aggregate, const Outcome& outcome)
{
    delivered_ += outcome.delivered;
    failed_ += outcome.failed ? 1 : 0;
    parked_ += outcome.parked ? 1 : 0;
    if (outcome.failed) tell(outcome.parked ? "event_parked" : "listener_failed", outcome.problem);
    {
        const std::scoped_lock lock(mutex_);
        listener.running.erase(aggregate);
        listener.dirty = listener.dirty || listener.more || outcome.parked;
        --running_;
        changed_.notify_all(); // under the lock: the last chain lets a stop() go on to destroy this
    }
}

void Dispatcher::back_off(
    Listener& listener, const std::string& aggregate, const db::Written& written)
{
    if (written.kind != db::Written::stopping) {
        tell(
            "delivery_not_written", fmt::format("{}: answer {}", listener.name, int(written.kind)));
    }
    const std::scoped_lock lock(mutex_);
    listener.running.erase(aggregate);
    listener.dirty = true;
    listener.not_before = steady_clock::now() + after_database_failure;
    --running_;
    changed_.notify_all();
}

void Dispatcher::forget_old()
{
    if (steady_clock::now() < forget_at_) return;
    forget_at_ = steady_clock::now() + forget_every;
    const auto before = clock_.now().plus_days(-remembered_days);
    database_.write(
        [before](
            db::Tx& tx) { return outbox::forget_received_before(tx, before), db::Verdict::keep; },
        [](const db::Written&) {}); // in an hour again
}

} // namespace clinic::bus
