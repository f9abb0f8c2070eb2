#pragma once
// A practitioner's calendar elsewhere, whose busy times are no slots here: said by them, read now and then, respected by
// the planner.

#include "access.hpp"
#include "outside_reader.hpp"
#include "slots.hpp"

#include "platform/crypto/keys.hpp"
#include "platform/http/router.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace clinic::appointments {

/// As it is shown: never with its address, which opens the calendar to whoever has it.
struct OutsideCalendar {
    bool connected = false;
    std::optional<std::string> host;
    std::optional<Instant> read_at;
    std::optional<Instant> tried_at;
    std::optional<OutsideFault> fault;
    std::optional<std::string> advice;
    int busy_times = 0;
    int skipped = 0;

    static constexpr auto schema = api::object(
        api::field("connected", &OutsideCalendar::connected, "Whether there is one"),
        api::field("host", &OutsideCalendar::host, "Where it is; the whole address is a secret"),
        api::field("read_at", &OutsideCalendar::read_at, "When it was last read without fault"),
        api::field("tried_at", &OutsideCalendar::tried_at, "When it was last tried"),
        api::field("fault", &OutsideCalendar::fault, "What was wrong the last time, if anything"),
        api::field("advice", &OutsideCalendar::advice, "The same for people, and what to do"),
        api::field("busy_times", &OutsideCalendar::busy_times, "Stretches blocked from now on"),
        api::field("skipped", &OutsideCalendar::skipped,
            "Events that repeat in a way that is not understood: they block nothing"));
};

struct OneOutside {
    clinics::PractitionerId practitioner_id;
    static constexpr auto schema = api::object(
        api::field("practitioner_id", &OneOutside::practitioner_id, "Whose"));
};

struct SetOutside {
    clinics::PractitionerId practitioner_id;
    std::string url;
    static constexpr auto schema = api::object(
        api::field("practitioner_id", &SetOutside::practitioner_id, "Whose"),
        api::field("url", &SetOutside::url, "Its secret address in iCal format: https or webcal",
            api::min_length(10), api::max_length(2000),
            api::example("https://calendar.example/secret/basic.ics")));
};

class Outside {
public:
    Outside(db::Database& database, bus::Bus& bus, const Clock& clock,
        const clinics::Clinics& clinics, const patients::Patients& patients,
        const crypto::SealingKey& sealing, const Options& options);
    ~Outside() { stop(); }
    Outside(const Outside&) = delete;
    Outside& operator=(const Outside&) = delete;

    Result<OutsideCalendar> outside_calendar(http::Context& cx, const OneOutside& in);
    /// Reads it at once: an address that gives no calendar is refused and not kept.
    Result<OutsideCalendar> set_outside_calendar(http::SlowContext& cx, const SetOutside& in);
    Result<OutsideCalendar> read_outside_calendar(http::SlowContext& cx, const OneOutside& in);
    Result<Nothing> remove_outside_calendar(http::Context& cx, const OneOutside& in);

    /// Reads every calendar that was not tried for a quarter of an hour; on a thread of its own once started.
    void read_due(const std::stop_token& stop = {});
    void start();
    void stop();
    std::int64_t seal_anew();

private:
    struct Source {
        std::string address;
        Validators validators;
    };
    using Reading = std::expected<OutsideReading, OutsideFault>;

    [[nodiscard]] Result<Nothing> check(
        http::Context& cx, clinics::PractitionerId practitioner) const;
    [[nodiscard]] OutsideCalendar shown(
        db::Tx& tx, clinics::PractitionerId practitioner, Language language, Instant now) const;
    /// Nothing when the address was sealed by a key that is gone.
    [[nodiscard]] std::optional<Source> source(
        db::Tx& tx, clinics::PractitionerId practitioner, Instant now) const;
    [[nodiscard]] Reading read(const Source& source, clinics::PractitionerId practitioner) const;
    /// In a transaction: what the reading changes.
    void keep(db::Tx& tx, clinics::PractitionerId practitioner, const Reading& reading) const;

    db::Database& database_;
    bus::Bus& bus_;
    const Clock& clock_;
    const clinics::Clinics& clinics_;
    const crypto::SealingKey& sealing_;
    Access access_;
    OutsideReader reader_;
    std::string own_host_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::jthread thread_;
};

} // namespace clinic::appointments
