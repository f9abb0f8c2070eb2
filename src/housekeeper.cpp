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
    constexpr int rounds_an_hour = 720;
    std::unique_lock lock(mutex_);
    for (int round = 0; !ending_; ++round) {
        lock.unlock();
        look_for_keys();
        tend_visits();
        if (round % rounds_an_hour == 0) tidy();
        lock.lock();
        woken_.wait_for(
            lock, std::chrono::seconds(3600) / rounds_an_hour, [this] { return ending_; });
    }
}

void Housekeeper::look_for_keys()
{
    try {
        if (clinic_.signing.reload()) {
            clinic_.auth.forget_tokens();
            log::info("auth.signing_keys_read");
        }
        if (clinic_.sealing.reload()) {
            log::info("keys.sealing_read", {{"count", clinic_.sealing.count()}});
            sealings_due_ = 2;
        }
        if (sealings_due_ == 2) seal_anew();
    } catch (const std::exception& error) {
        log::warn("auth.keys_refused", {{"why", log::trusted(error.what())}});
    }
}

/// What fails keeps nothing else from being done.
void Housekeeper::tend_visits()
{
    const auto attempt = [](log::Literal failed, const auto& deed) {
        try {
            deed();
        } catch (const std::exception& error) {
            log::warn(failed, {{"why", log::trusted(error.what())}});
        }
    };
    auto& visits = clinic_.appointments;
    attempt("appointments.unpaid_failed", [&] { visits.end_unpaid(); });
    attempt("appointments.waiting_list_failed", [&] { visits.tend_waiting_list(); });
    attempt("appointments.reminders_failed", [&] { visits.tell_reminders(); });
}

/// All that lies sealed for longer than a day. Answers to Idempotency-Keys, which are forgotten by then, are left.
void Housekeeper::seal_anew()
{
    if (clinic_.sealing.count() > 1) {
        const auto count = clinic_.documents.seal_anew() + clinic_.auth.seal_anew() +
                           clinic_.appointments.seal_anew();
        log::info("keys.sealed_anew", {{"count", count}});
    }
    --sealings_due_;
}

void Housekeeper::tidy()
{
    try {
        const auto forgotten = clinic_.database.write_now(
            [&](db::Tx& tx) { return http::Idempotency::forget_old(tx, clinic_.clock.now()); });
        if (forgotten > 0) log::info("http.answers_forgotten", {{"count", forgotten}});
        const auto swept = clinic_.documents.sweep();
        if (swept > 0) log::info("documents.swept", {{"count", swept}});
        if (sealings_due_ == 1) seal_anew();
    } catch (const std::exception& error) {
        log::warn("http.tidying_failed", {{"why", log::trusted(error.what())}});
    }
}

} // namespace clinic
