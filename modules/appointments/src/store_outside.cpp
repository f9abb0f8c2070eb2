#include "store_outside.hpp"

namespace clinic::appointments::store {
namespace {

std::vector<Span> spans_of(const std::vector<std::tuple<Instant, Instant>>& rows)
{
    std::vector<Span> spans;
    spans.reserve(rows.size());
    for (const auto& [from, until] : rows) spans.push_back({from, until});
    return spans;
}

} // namespace

std::optional<OutsideRow> find_outside(db::Tx& tx, clinics::PractitionerId practitioner)
{
    return tx.one<OutsideRow>(R"(
        SELECT practitioner_id, address_sealed, host, etag, last_modified, tried_at, read_at, whole_at, fault, skipped
          FROM appointments_outside WHERE practitioner_id = :practitioner)",
        practitioner);
}

void put_outside(db::Tx& tx, const OutsideRow& row)
{
    tx.run(R"(
        INSERT INTO appointments_outside
               (practitioner_id, address_sealed, host, etag, last_modified, tried_at, read_at, whole_at, fault, skipped)
        VALUES (:practitioner_id, :address_sealed, :host, :etag, :last_modified, :tried_at, :read_at, :whole_at, :fault,
                :skipped)
        ON CONFLICT (practitioner_id) DO UPDATE
           SET address_sealed = excluded.address_sealed, host = excluded.host, etag = excluded.etag,
               last_modified = excluded.last_modified, tried_at = excluded.tried_at, read_at = excluded.read_at,
               whole_at = excluded.whole_at, fault = excluded.fault, skipped = excluded.skipped)",
        row);
}

bool drop_outside(db::Tx& tx, clinics::PractitionerId practitioner)
{
    return tx.run("DELETE FROM appointments_outside WHERE practitioner_id = :practitioner",
               practitioner) == 1;
}

std::vector<clinics::PractitionerId> due_outside(db::Tx& tx, Instant tried_before)
{
    return tx.all<clinics::PractitionerId>(R"(
        SELECT practitioner_id FROM appointments_outside WHERE tried_at <= :before ORDER BY tried_at)",
        tried_before);
}

bool claim_outside(
    db::Tx& tx, clinics::PractitionerId practitioner, Instant tried_before, Instant now)
{
    return tx.run(R"(
        UPDATE appointments_outside SET tried_at = :now
         WHERE practitioner_id = :practitioner AND tried_at <= :before)",
               now, practitioner, tried_before) == 1;
}

std::vector<Span> blocked_within(db::Tx& tx, clinics::PractitionerId practitioner, const Span& span)
{
    return spans_of(tx.all<std::tuple<Instant, Instant>>(R"(
        SELECT starts_at, ends_at FROM appointments_blocked
         WHERE practitioner_id = :practitioner AND starts_at < :until AND ends_at > :from
         ORDER BY starts_at)",
        practitioner, span.until, span.from));
}

int count_blocked(db::Tx& tx, clinics::PractitionerId practitioner, Instant from)
{
    return static_cast<int>(tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM appointments_blocked WHERE practitioner_id = :p AND ends_at > :from",
        practitioner, from));
}

bool set_blocked(db::Tx& tx, clinics::PractitionerId practitioner, const std::vector<Span>& spans)
{
    const auto before = spans_of(tx.all<std::tuple<Instant, Instant>>(R"(
        SELECT starts_at, ends_at FROM appointments_blocked
         WHERE practitioner_id = :practitioner ORDER BY starts_at)",
        practitioner));
    if (before == spans) return false;
    tx.run("DELETE FROM appointments_blocked WHERE practitioner_id = :practitioner", practitioner);
    for (const auto& [from, until] : spans) {
        tx.run(R"(
            INSERT INTO appointments_blocked (practitioner_id, starts_at, ends_at)
            VALUES (:practitioner, :from, :until))",
            practitioner, from, until);
    }
    return true;
}

} // namespace clinic::appointments::store
