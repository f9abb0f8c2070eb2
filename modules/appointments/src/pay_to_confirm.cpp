#include "pay_to_confirm.hpp"

#include "handlers.hpp"

#include <utility>

namespace clinic::appointments {
namespace {

constexpr int most_at_once = 100;

/// A change that nobody asked for: without an actor, and for the history alone.
void note(db::Tx& tx, const Appointment& visit, std::string_view what, Instant now)
{
    store::add_history(tx, visit,
        {now, std::nullopt, std::string(what), visit.status, visit.starts_at, visit.ends_at,
            visit.practitioner_id, std::nullopt});
}

} // namespace

int PayToConfirm::end_unpaid()
{
    const auto now = clock_.now();
    const auto unpaid = database_.read_now([&](db::Tx& tx) {
        return store::unpaid_since(tx, now.plus_seconds(-payment_grace_seconds), most_at_once);
    });
    for (const auto id : unpaid) database_.write_now([&](db::Tx& tx) { cancel(tx, id, now); });
    return static_cast<int>(unpaid.size());
}

void PayToConfirm::cancel(db::Tx& tx, AppointmentId id, Instant now)
{
    auto visit = store::find(tx, id);
    if (!visit || visit->status != Status::pending || !visit->pay_by) return;
    const auto before = std::exchange(visit->status, acts::cancel.to);
    visit->pay_by.reset();
    visit->cancelled_at = now;
    visit->cancelled_by = CancelledBy::system;
    if (!store::rewrite(tx, *visit)) return;
    note(tx, *visit, "unpaid", now);
    reminders_.follow(tx, *visit, now);
    auto cancelled = fact_of(*visit, {});
    cancelled.before = before;
    bus_.emit(tx, Cancelled{cancelled});
}

bool PayToConfirm::confirm(AppointmentId id)
{
    return database_.write_now([&](db::Tx& tx) {
        auto visit = store::find(tx, id);
        if (!visit || visit->status != Status::pending) return false;
        const auto before = std::exchange(visit->status, acts::confirm.to);
        visit->pay_by.reset();
        if (!store::rewrite(tx, *visit)) return false;
        note(tx, *visit, "paid", clock_.now());
        reminders_.follow(tx, *visit, clock_.now());
        auto confirmed = fact_of(*visit, {});
        confirmed.before = before;
        bus_.emit(tx, Confirmed{confirmed});
        return true;
    });
}

} // namespace clinic::appointments
