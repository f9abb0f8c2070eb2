// Running what was handed out: inside the database as one of its writes, or outside on a thread of the bus.

#include "platform/bus/dispatcher.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace clinic::bus {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t most_in_batch = 128; // so that requests do not wait for long
constexpr std::size_t most_running = 512; // outside, until it is written that they are done
constexpr auto after_database_failure = 1s;

/// True for failures of the database and not of the listener: the whole work is to be run again.
bool is_weather(const db::Error& error)
{
    switch (error.fault()) {
    case db::Fault::constraint:
    case db::Fault::timeout:
    case db::Fault::other:
        return false;
    default:
        return true;
    }
}

/// Runs the deed; what it throws is a failed try, unless the database is to blame.
std::optional<outbox::Failure> failure_of(const std::function<void()>& deed)
{
    try {
        deed();
        return std::nullopt;
    } catch (const db::Error& thrown) {
        if (is_weather(thrown)) throw;
        return outbox::Failure{thrown.what()};
    } catch (const NotNow& thrown) {
        return outbox::Failure{thrown.what(), true};
    } catch (const std::exception& thrown) {
        return outbox::Failure{thrown.what()};
    }
}

} // namespace

// ---- inside --------------------------------------------------------------------------------------

Batch Dispatcher::next_batch(Listener& listener)
{
    Batch batch{&listener, {}};
    const auto size = std::min(listener.ready.size(), most_in_batch);
    batch.deliveries.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
        batch.deliveries.push_back({std::move(listener.ready.front())});
        listener.ready.pop_front();
    }
    listener.batch_runs = true;
    ++running_;
    return batch;
}

void Dispatcher::submit(Batch taken)
{
    const auto batch = std::make_shared<Batch>(std::move(taken));
    database_.write([this, batch](db::Tx& tx) { return deliver(tx, *batch), db::Verdict::keep; },
        [this, batch](const db::Written& written) {
            written.kind == db::Written::kept ? finish(*batch) : back_off(*batch, written);
        });
}

/// All at once, which is cheaper; when one fails, the others each by itself.
void Dispatcher::deliver(db::Tx& tx, Batch& batch)
{
    Delivery* current = nullptr;
    const auto failure = failure_of([&] {
        tx.nested([&] {
            for (auto& delivery : batch.deliveries) {
                current = &delivery;
                deliver_one(tx, *batch.listener, delivery.entry);
                delivery.fate = Delivery::Fate::delivered;
            }
        });
    });
    if (failure) deliver_each(tx, batch, *current, *failure);
}

void Dispatcher::deliver_each(
    db::Tx& tx, Batch& batch, const Delivery& failed, const outbox::Failure& why)
{
    std::set<std::string_view> stopped; // what follows a failed one has to wait
    for (auto& delivery : batch.deliveries) {
        delivery.fate = Delivery::Fate::skipped;
        if (stopped.contains(delivery.entry.aggregate)) continue;
        const auto failure = &delivery == &failed ? std::optional(why)
                                                  : try_alone(tx, *batch.listener, delivery.entry);
        delivery.fate = Delivery::Fate::delivered;
        if (!failure) continue;
        note_failure(tx, delivery, *failure);
        stopped.insert(delivery.entry.aggregate);
    }
}

std::optional<outbox::Failure> Dispatcher::try_alone(
    db::Tx& tx, const Listener& listener, const outbox::Entry& entry)
{
    return failure_of([&] { tx.nested([&] { deliver_one(tx, listener, entry); }); });
}

void Dispatcher::deliver_one(db::Tx& tx, const Listener& listener, const outbox::Entry& entry)
{
    if (!outbox::remove(tx, entry)) return;
    if (outbox::receive(tx, entry)) listener.inside(tx, entry.body);
}

void Dispatcher::note_failure(db::Tx& tx, Delivery& delivery, const outbox::Failure& failure)
{
    const auto& entry = delivery.entry;
    const bool parked = outbox::fail(tx, entry, failure, clock_.now());
    delivery.fate = parked ? Delivery::Fate::parked : Delivery::Fate::failed;
    delivery.problem = fmt::format(
        "{}, try {}: {}", entry.listener, entry.attempts + 1, failure.error);
}

void Dispatcher::finish(const Batch& batch)
{
    for (const Delivery& delivery : batch.deliveries) count(delivery);
    const std::scoped_lock lock(mutex_);
    for (const Delivery& delivery : batch.deliveries) end(*batch.listener, delivery);
    batch.listener->batch_runs = false;
    --running_;
    changed_.notify_all(); // under the lock: the last one lets a stop() go on to destroy this
}

/// Nothing of the batch is written: the outbox has all of it.
void Dispatcher::back_off(const Batch& batch, const db::Written& written)
{
    Listener& listener = *batch.listener;
    if (written.kind != db::Written::stopping) {
        tell(
            "delivery_not_written", fmt::format("{}: answer {}", listener.name, int(written.kind)));
    }
    const std::scoped_lock lock(mutex_);
    listener.ready.clear();
    listener.known.clear();
    must_read(listener, true);
    listener.not_before = steady_clock::now() + after_database_failure;
    listener.batch_runs = false;
    --running_;
    changed_.notify_all();
}

// ---- outside -------------------------------------------------------------------------------------

void Dispatcher::outside_loop()
{
    std::unique_lock lock(mutex_);
    while (true) {
        std::optional<Deed> deed;
        outside_changed_.wait(lock, [&] { return stopping_ || take_outside(deed); });
        if (!deed) return;
        if (deed->listener->unread) changed_.notify_all(); // there is room for more
        lock.unlock();
        run(*deed);
        settle(*std::move(deed));
        lock.lock();
    }
}

/// The first entry of an aggregate that nobody is at.
bool Dispatcher::take_outside(std::optional<Deed>& deed)
{
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        Listener& listener = listeners_[turn_++ % listeners_.size()];
        if (!listener.outside || listener.running.size() >= most_running) continue;
        const auto found = std::ranges::find_if(listener.ready,
            [&](const auto& entry) { return !listener.running.contains(entry.aggregate); });
        if (found == listener.ready.end()) continue;
        deed = Deed{&listener, {std::move(*found)}, {}};
        listener.ready.erase(found);
        listener.running.insert(deed->delivery.entry.aggregate);
        ++running_;
        return true;
    }
    return false;
}

void Dispatcher::run(Deed& deed)
{
    const auto& body = deed.delivery.entry.body;
    try {
        deed.failure = failure_of([&] { deed.listener->outside(body); });
    } catch (const std::exception& weather) {
        deed.failure = outbox::Failure{weather.what()};
    }
}

/// To be written, together with whatever else is done until the writer comes to it.
void Dispatcher::settle(Deed deed)
{
    std::unique_lock lock(mutex_);
    settled_.push_back(std::move(deed));
    if (!settling_ && !settle_at_) submit_settled(lock);
}

void Dispatcher::submit_settled(std::unique_lock<std::mutex>& lock)
{
    settling_ = true;
    settle_at_.reset();
    const auto deeds = std::make_shared<std::vector<Deed>>(std::exchange(settled_, {}));
    lock.unlock();
    database_.write(
        [this, deeds](db::Tx& tx) {
            for (auto& [listener, delivery, failure] : *deeds) {
                delivery.fate = Delivery::Fate::delivered;
                if (failure) note_failure(tx, delivery, *failure);
                else outbox::remove(tx, delivery.entry);
            }
            return db::Verdict::keep;
        },
        [this, deeds](const db::Written& written) { settled(std::move(*deeds), written); });
    lock.lock();
}

/// Deeds are done: were their rows to stay, they would be done again. So this keeps trying, through a full disk
/// too, until the process stops.
void Dispatcher::settled(std::vector<Deed> deeds, const db::Written& written)
{
    const bool kept = written.kind == db::Written::kept;
    if (kept) {
        for (const Deed& deed : deeds) count(deed.delivery);
    } else {
        tell("delivery_not_written", fmt::format("outside: answer {}", int(written.kind)));
    }
    std::unique_lock lock(mutex_);
    settling_ = false;
    if (!kept && !stopping_) {
        settled_.insert(settled_.begin(), std::make_move_iterator(deeds.begin()),
            std::make_move_iterator(deeds.end()));
        settle_at_ = steady_clock::now() + after_database_failure;
        changed_.notify_all();
        return;
    }
    for (const Deed& deed : deeds) {
        deed.listener->running.erase(deed.delivery.entry.aggregate);
        end(*deed.listener, deed.delivery);
    }
    running_ -= deeds.size();
    if (!settled_.empty()) submit_settled(lock);
    changed_.notify_all();
    outside_changed_.notify_all();
}

} // namespace clinic::bus
