#pragma once
// Rows and SQL of calendars elsewhere.

#include "outside_reader.hpp"
#include "slots.hpp"

#include "platform/db/sealed_column.hpp"
#include "platform/db/tx.hpp"

namespace clinic::appointments::store {

struct OutsideRow {
    clinics::PractitionerId practitioner_id;
    std::string address_sealed;
    std::string host;
    std::string etag;
    std::string last_modified;
    Instant tried_at;
    Instant read_at;
    Instant whole_at;
    std::optional<OutsideFault> fault;
    int skipped = 0;

    static constexpr auto schema = api::object(
        api::field("practitioner_id", &OutsideRow::practitioner_id, "Whose"),
        api::field("address_sealed", &OutsideRow::address_sealed, "Where"),
        api::field("host", &OutsideRow::host, "To show"),
        api::field("etag", &OutsideRow::etag, "Of it"),
        api::field("last_modified", &OutsideRow::last_modified, "Likewise"),
        api::field("tried_at", &OutsideRow::tried_at, "Last"),
        api::field("read_at", &OutsideRow::read_at, "Last without fault"),
        api::field("whole_at", &OutsideRow::whole_at, "Last with its content"),
        api::field("fault", &OutsideRow::fault, "Of the last try"),
        api::field("skipped", &OutsideRow::skipped, "Events not understood"));
};

inline constexpr db::SealedColumn sealed_addresses{R"(
    SELECT practitioner_id AS id, address_sealed AS value FROM appointments_outside
     WHERE practitioner_id > :after ORDER BY practitioner_id LIMIT :limit)",
    R"(UPDATE appointments_outside SET address_sealed = :anew
        WHERE practitioner_id = :id AND address_sealed = :before)"};

[[nodiscard]] std::optional<OutsideRow> find_outside(
    db::Tx& tx, clinics::PractitionerId practitioner);
void put_outside(db::Tx& tx, const OutsideRow& row);
/// False when there was none.
[[nodiscard]] bool drop_outside(db::Tx& tx, clinics::PractitionerId practitioner);
/// Not tried since then, the longest first.
[[nodiscard]] std::vector<clinics::PractitionerId> due_outside(db::Tx& tx, Instant tried_before);
/// True for the one who comes first: among several processes, one reads.
[[nodiscard]] bool claim_outside(
    db::Tx& tx, clinics::PractitionerId practitioner, Instant tried_before, Instant now);

/// By begin, those that touch the span.
[[nodiscard]] std::vector<Span> blocked_within(
    db::Tx& tx, clinics::PractitionerId practitioner, const Span& span);
[[nodiscard]] int count_blocked(db::Tx& tx, clinics::PractitionerId practitioner, Instant from);
/// True when that changed anything.
bool set_blocked(db::Tx& tx, clinics::PractitionerId practitioner, const std::vector<Span>& spans);

} // namespace clinic::appointments::store
