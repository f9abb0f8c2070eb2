#include "housekeeper.hpp"

#include "clinic.hpp"

#include "platform/http/idempotency.hpp"
#include "platform/log/log.hpp"

#include <chrono>

namespace clinic {

Housekeeper::Housekeeper(Clinic& clinic) : clinic_(clinic), thread_([this] { work(); }) {}

Housekeeper::~Housekeeper()
{
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    woken_.notify_all();
    thread_.join();
}

void Housekeeper::work()
{
    std::unique_lock lock(mutex_);
    while (!ending_) {
        lock.unlock();
        tidy();
        lock.lock();
        woken_.wait_for(lock, std::chrono::hours(1), [this] { return ending_; });
    }
}

void Housekeeper::tidy()
{
    try {
        const auto forgotten = clinic_.database.write_now(
            [&](db::Tx& tx) { return http::Idempotency::forget_old(tx, clinic_.clock.now()); });
        if (forgotten > 0) log::info("http.answers_forgotten", {{"count", forgotten}});
        const auto swept = clinic_.documents.sweep();
        if (swept > 0) log::info("documents.swept", {{"count", swept}});
    } catch (const std::exception& error) {
        log::warn("http.tidying_failed", {{"why", log::trusted(error.what())}});
    }
}

} // namespace clinic
