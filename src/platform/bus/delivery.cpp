// Running a chain: inside the database as one of its writes, or outside on a thread of the bus.

#include "platform/bus/dispatcher.hpp"

#include <fmt/format.h>

namespace clinic::bus {
namespace {

constexpr auto before_insisting = std::chrono::seconds(1);

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

} // namespace

void Dispatcher::submit_inside(Chain chain)
{
    struct Delivery {
        Chain chain;
        Outcome outcome;
    };
    const auto delivery = std::make_shared<Delivery>(Delivery{std::move(chain), {}});
    database_.write(
        [this, delivery](db::Tx& tx) {
            delivery->outcome = {}; // the work may be run again
            deliver(tx, delivery->chain, delivery->outcome);
            return db::Verdict::keep;
        },
        [this, delivery](const db::Written& written) {
            Listener& listener = *delivery->chain.listener;
            const auto& aggregate = delivery->chain.entries.front().aggregate;
            if (written.kind == db::Written::kept) finish(listener, aggregate, delivery->outcome);
            else back_off(listener, aggregate, written);
        });
}

void Dispatcher::deliver(db::Tx& tx, const Chain& chain, Outcome& outcome)
{
    for (const auto& entry : chain.entries) {
        if (!deliver_one(tx, *chain.listener, entry, outcome)) return;
    }
}

/// False when the listener failed: what follows in the chain has to wait.
bool Dispatcher::deliver_one(
    db::Tx& tx, const Listener& listener, const outbox::Entry& entry, Outcome& outcome)
{
    std::string error;
    try {
        tx.nested([&] {
            if (!outbox::remove(tx, entry)) return;
            if (outbox::receive(tx, entry, clock_.now())) listener.inside(tx, entry.body);
        });
        ++outcome.delivered;
        return true;
    } catch (const db::Error& thrown) {
        if (is_weather(thrown)) throw;
        error = thrown.what();
    } catch (const std::exception& thrown) {
        error = thrown.what();
    }
    note_failure(tx, entry, error, outcome);
    return false;
}

void Dispatcher::note_failure(
    db::Tx& tx, const outbox::Entry& entry, const std::string& error, Outcome& outcome)
{
    outcome.failed = true;
    outcome.parked = outbox::fail(tx, entry, error, clock_.now());
    outcome.problem = fmt::format(
        "{}, try {} of {}: {}", entry.listener, entry.attempts + 1, outbox::most_tries, error);
}

void Dispatcher::outside_loop()
{
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !outside_.empty(); });
        if (stopping_) return;
        const Chain chain = std::move(outside_.front());
        outside_.pop_front();
        lock.unlock();
        run_outside(chain);
        lock.lock();
    }
}

void Dispatcher::run_outside(const Chain& chain)
{
    Outcome outcome;
    for (const auto& entry : chain.entries) {
        if (!run_outside_one(chain, entry, outcome)) break;
        const std::scoped_lock lock(mutex_);
        if (!stopping_) continue;
        chain.listener->dirty = true;
        break;
    }
    finish(*chain.listener, chain.entries.front().aggregate, outcome);
}

bool Dispatcher::run_outside_one(const Chain& chain, const outbox::Entry& entry, Outcome& outcome)
{
    try {
        chain.listener->outside(entry.body);
    } catch (const std::exception& thrown) {
        const std::string error = thrown.what();
        insist([&](db::Tx& tx) { note_failure(tx, entry, error, outcome); });
        return false;
    }
    if (!insist([&](db::Tx& tx) { outbox::remove(tx, entry); })) return false;
    ++outcome.delivered;
    return true;
}

/// The deed outside is done: were its row to stay, it would be done again. So this keeps trying, through a
/// full disk too, until the process stops.
bool Dispatcher::insist(const std::function<void(db::Tx&)>& deed)
{
    while (true) {
        try {
            database_.write_now([&](db::Tx& tx) { deed(tx); });
            return true;
        } catch (const std::exception& error) {
            tell("delivery_not_written", error.what());
        }
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, before_insisting, [this] { return stopping_; })) return false;
    }
}

} // namespace clinic::bus
