#pragma once
// Rows and SQL of reporting.

#include "access.hpp"
#include "api.hpp"

#include "platform/db/tx.hpp"

namespace clinic::reporting::store {

/// A visit as it stands.
struct Visit {
    appointments::AppointmentId appointment_id;
    patients::PatientId patient_id;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    Instant starts_at;
    int minutes = 0;
    appointments::Status status = appointments::Status::booked;
    std::optional<Instant> booked_at;
    std::int64_t version = 1;
    Days days;

    static constexpr auto schema = api::object(
        api::field("appointment_id", &Visit::appointment_id, "Which"),
        api::field("patient_id", &Visit::patient_id, "Whose"),
        api::field("practitioner_id", &Visit::practitioner_id, "With whom"),
        api::field("site_id", &Visit::site_id, "Where"),
        api::field("starts_at", &Visit::starts_at, "When"),
        api::field("minutes", &Visit::minutes, "How long"),
        api::field("status", &Visit::status, "Where it stands"),
        api::field("booked_at", &Visit::booked_at, "When it was booked"),
        api::field("version", &Visit::version, "Of the visit"), api::embed(&Visit::days));
};
/// Nothing when a newer state is known.
void keep(db::Tx& tx, const Visit& visit);
/// Nothing when the patient is known.
void keep(db::Tx& tx, patients::PatientId patient, Instant since, const Days& days);

/// What is counted: the days, what was asked for, and what may be seen.
struct Lens {
    LocalDate from;
    LocalDate until;
    std::string by; ///< "day", "week", "month"; "all" = one bucket for all
    std::string site;         ///< "" = all
    std::string practitioner; ///< "" = all
    int everything = 0;
    std::string sites; ///< "|id|id|": in reach
    std::string self;  ///< in reach; "" = nobody

    [[nodiscard]] static Lens of(const ReportQuery& query, const Reach& reach);
};

/// One bucket × practitioner × site.
struct VisitSums {
    std::string bucket;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    std::int64_t pending = 0;
    std::int64_t booked = 0;
    std::int64_t confirmed = 0;
    std::int64_t arrived = 0;
    std::int64_t in_progress = 0;
    std::int64_t fulfilled = 0;
    std::int64_t cancelled = 0;
    std::int64_t no_show = 0;
    std::int64_t booked_minutes = 0;
    std::int64_t lead_minutes = 0; ///< of those whose booking time is known
    std::int64_t lead_known = 0;

    static constexpr auto schema = api::object(
        api::field("bucket", &VisitSums::bucket, "Day, week or month"),
        api::field("practitioner_id", &VisitSums::practitioner_id, "With whom"),
        api::field("site_id", &VisitSums::site_id, "Where"),
        api::field("pending", &VisitSums::pending, ""),
        api::field("booked", &VisitSums::booked, ""),
        api::field("confirmed", &VisitSums::confirmed, ""),
        api::field("arrived", &VisitSums::arrived, ""),
        api::field("in_progress", &VisitSums::in_progress, ""),
        api::field("fulfilled", &VisitSums::fulfilled, ""),
        api::field("cancelled", &VisitSums::cancelled, ""),
        api::field("no_show", &VisitSums::no_show, ""),
        api::field("booked_minutes", &VisitSums::booked_minutes, ""),
        api::field("lead_minutes", &VisitSums::lead_minutes, ""),
        api::field("lead_known", &VisitSums::lead_known, ""));
};
[[nodiscard]] std::vector<VisitSums> visits(db::Tx& tx, const Lens& lens);

using Count = std::tuple<std::string, std::int64_t>; ///< bucket, how many
[[nodiscard]] std::vector<Count> registered(db::Tx& tx, const Lens& lens);
/// Distinct people with a visit that took place, or is taking place.
[[nodiscard]] std::vector<Count> seen(db::Tx& tx, const Lens& lens);
[[nodiscard]] std::vector<Count> first_visits(db::Tx& tx, const Lens& lens);

// ---- money (money_store.cpp) --------------------------------------------------------------------

enum class MoneyKind { invoiced, credited, received, refunded };
constexpr auto spelled(MoneyKind)
{
    return api::names("invoiced", "credited", "received", "refunded");
}

/// An invoice, a credit note, a payment or a refund: facts that never change.
struct Movement {
    std::string id;
    MoneyKind kind = MoneyKind::received;
    std::optional<clinics::PractitionerId> practitioner_id;
    clinics::SiteId site_id;
    std::optional<billing::PaymentMethod> method;
    Money money;
    Days days;

    static constexpr auto schema = api::object(api::field("id", &Movement::id, "Names it"),
        api::field("kind", &Movement::kind, "What it is"),
        api::field("practitioner_id", &Movement::practitioner_id, "Who gave the care"),
        api::field("site_id", &Movement::site_id, "Where"),
        api::field("method", &Movement::method, "How it was paid"),
        api::field("money", &Movement::money, "How much"), api::embed(&Movement::days));
};
/// Nothing when it is known.
void keep(db::Tx& tx, const Movement& movement);

/// One bucket × kind × practitioner × method × currency.
struct MoneySum {
    std::string bucket;
    MoneyKind kind = MoneyKind::received;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<billing::PaymentMethod> method;
    std::string currency;
    std::int64_t amount = 0;

    static constexpr auto schema = api::object(
        api::field("bucket", &MoneySum::bucket, "Day, week or month"),
        api::field("kind", &MoneySum::kind, "What it is"),
        api::field("practitioner_id", &MoneySum::practitioner_id, "Who gave the care"),
        api::field("method", &MoneySum::method, "How it was paid"),
        api::field("currency", &MoneySum::currency, "Of the amount"),
        api::field("amount", &MoneySum::amount, "Minor units"));
};
[[nodiscard]] std::vector<MoneySum> money(db::Tx& tx, const Lens& lens);

// ---- community (community_store.cpp) ------------------------------------------------------------

enum class Act { post, comment, like };
constexpr auto spelled(Act)
{
    return api::names("post", "comment", "like");
}
/// Nothing when it is known, or known to be gone.
void keep(db::Tx& tx, const std::string& id, const std::string& post, Act act, const Days& days);
/// It counts no more, nor does what is under it; whatever is heard of it later.
void forget(db::Tx& tx, const std::string& id, const std::string& post, Act act, const Days& days);

using ActCount = std::tuple<std::string, Act, std::int64_t>; ///< bucket, what, how many
[[nodiscard]] std::vector<ActCount> community(db::Tx& tx, const Lens& lens);

// ---- taking in what was there before ------------------------------------------------------------

struct Progress {
    std::string last_id;
    bool done = false;

    static constexpr auto schema = api::object(
        api::field("last_id", &Progress::last_id, "The last one taken in"),
        api::field("done", &Progress::done, "All are in"));
};
[[nodiscard]] Progress progress(db::Tx& tx, const std::string& part);
void set_progress(db::Tx& tx, const std::string& part, const Progress& progress);
void forget_everything(db::Tx& tx);

} // namespace clinic::reporting::store
