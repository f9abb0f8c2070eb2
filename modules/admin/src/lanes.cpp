#include "lanes.hpp"

#include "chain_store.hpp"

#include <utility>

namespace clinic::admin {

std::shared_ptr<Lanes::Lane> Lanes::mine()
{
    const std::scoped_lock lock(mutex_);
    auto& lane = lanes_[std::this_thread::get_id()];
    if (!lane) {
        lane = std::make_shared<Lane>();
        lane->head.lane = static_cast<std::int64_t>(lanes_.size()); // 0 is older than the chain
    }
    return lane;
}

void Lanes::add(db::Tx& tx, Record row)
{
    const auto lane = mine();
    if (!lane->certain) lane->head = store::head(tx, lane->head.lane);
    lane->certain = false;
    link(row, lane->head);
    store::insert(tx, row);
    // The last commit of a batch speaks last: its head is the lane's.
    tx.after_commit([lane, head = lane->head, pulse = pulse_] {
        lane->head = head;
        lane->certain = true;
        count(*pulse);
    });
}

void Lanes::count(Pulse& pulse)
{
    const std::scoped_lock lock(pulse.mutex);
    if (++pulse.committed >= pulse.awaited) pulse.changed.notify_all();
}

std::uint64_t Lanes::committed() const
{
    const std::scoped_lock lock(pulse_->mutex);
    return pulse_->committed;
}

void Lanes::wait(std::uint64_t committed, std::chrono::milliseconds longest)
{
    std::unique_lock lock(pulse_->mutex);
    pulse_->awaited = committed;
    pulse_->changed.wait_for(
        lock, longest, [&] { return pulse_->woken || pulse_->committed >= committed; });
    pulse_->awaited = ~std::uint64_t{0};
    pulse_->woken = false;
}

void Lanes::wake()
{
    const std::scoped_lock lock(pulse_->mutex);
    pulse_->woken = true;
    pulse_->changed.notify_all();
}

} // namespace clinic::admin
