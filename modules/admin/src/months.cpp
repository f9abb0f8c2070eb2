// Months of the audit: sealed once they are over, purged once nobody keeps them.

#include "chain_store.hpp"
#include "notary.hpp"
#include "verify.hpp"

#include "platform/log/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace clinic::admin {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
/// Rows that go in one transaction, so that nobody waits long behind it.
constexpr std::int64_t purge_step = 2'000;

LocalDate date_of(Instant at)
{
    const auto days = at.ms >= 0 ? at.ms / day_ms : (at.ms - day_ms + 1) / day_ms;
    return {static_cast<std::int32_t>(days)};
}

std::string month_text(int year, int month)
{
    return fmt::format("{:04}-{:02}", year, month);
}

LocalDate first_day(const std::string& month)
{
    const auto day = LocalDate::parse(month + "-01");
    if (!day) throw std::runtime_error(fmt::format("{} is not a month, as 2026-05 is.", month));
    return *day;
}

/// The part of a lane from behind the last seal to before the first row of a later month.
std::optional<LanePart> part_of(db::Tx& tx, const Head& head, const Head& from, Instant until)
{
    const auto next = store::first_since(tx, head.lane, from.seq, until);
    const auto last = next ? *next - 1 : head.seq;
    if (last <= from.seq) return std::nullopt;
    const auto after = store::hash_at(tx, head.lane, last);
    if (!after) throw std::runtime_error("The audit has a gap, so its months cannot be sealed.");
    return LanePart{head.lane, from.seq + 1, last, from.hash, *after};
}

/// Where each lane stood at the end of the sealed months.
std::vector<Head> sealed_ends(const std::vector<store::Seal>& seals)
{
    std::vector<Head> ends;
    for (const auto& seal : seals) {
        const auto segment = read_line<Segment>(seal.line);
        if (!segment) continue;
        for (const auto& part : segment->lanes) {
            std::erase_if(ends, [&](const Head& end) { return end.lane == part.lane; });
            ends.push_back({part.lane, part.last_seq, part.after});
        }
    }
    return ends;
}

Head end_in(const std::vector<Head>& ends, std::int64_t lane)
{
    const auto found = std::ranges::find(ends, lane, &Head::lane);
    return found == ends.end() ? Head{lane, 0, {}} : *found;
}

/// The month of the oldest row behind the sealed ones.
std::optional<std::string> next_month(db::Tx& tx, const std::vector<Head>& ends)
{
    std::optional<Instant> oldest;
    for (const auto& head : store::heads(tx)) {
        const auto at = store::next_at(tx, head.lane, end_in(ends, head.lane).seq);
        if (at && (!oldest || *at < *oldest)) oldest = at;
    }
    return oldest ? std::optional(month_of(*oldest)) : std::nullopt;
}

Segment segment_of(db::Tx& tx, const std::string& month, const std::vector<Head>& ends)
{
    Segment segment;
    segment.month = month;
    for (const auto& head : store::heads(tx)) {
        auto part = part_of(tx, head, end_in(ends, head.lane), end_of_month(month));
        if (!part) continue;
        segment.rows += part->last_seq - part->first_seq + 1;
        segment.lanes.push_back(*std::move(part));
    }
    segment.root = root_of(segment.lanes);
    return segment;
}

} // namespace

std::string month_of(Instant at)
{
    const auto date = date_of(at);
    return month_text(date.year(), date.month());
}

Instant end_of_month(const std::string& month)
{
    const auto first = first_day(month);
    const auto next = first.month() == 12 ? LocalDate::of(first.year() + 1, 1, 1)
                                          : LocalDate::of(first.year(), first.month() + 1, 1);
    return {next.days * day_ms};
}

std::string months_before(const std::string& month, int count)
{
    const auto first = first_day(month);
    const int index = first.year() * 12 + first.month() - 1 - count;
    return month_text(index / 12, index % 12 + 1);
}

void Notary::seal_months()
{
    while (seal_next()) {}
}

/// What is late by its clock belongs to the month that is open, never to one that is sealed.
bool Notary::seal_next()
{
    const auto now = clock_.now();
    std::string previous;
    const auto segment = database_.read_now([&](db::Tx& tx) -> std::optional<Segment> {
        const auto seals = store::seals(tx);
        const auto ends = sealed_ends(seals);
        auto month = next_month(tx, ends);
        if (!month) return std::nullopt;
        if (!seals.empty() && *month <= seals.back().month) {
            month = months_before(seals.back().month, -1);
        }
        if (end_of_month(*month).plus_days(1) > now) return std::nullopt;
        if (!seals.empty()) previous = hash_of_line(seals.back().line);
        return segment_of(tx, *month, ends);
    });
    if (!segment) return false;
    auto sealed = *segment;
    sealed.at = now;
    sealed.previous = previous;
    const auto line = sign_line(keys_, sealed);
    database_.write_now([&](db::Tx& tx) {
        store::insert_seal(tx, {sealed.month, line, {}});
        for (const auto& part : sealed.lanes) {
            store::insert_segment_end(tx, {sealed.month, part.lane, part.last_seq});
        }
    });
    log::info("audit.sealed", {{"month", log::word(sealed.month)}, {"rows", sealed.rows}});
    return true;
}

std::int64_t Notary::purge_before(const std::string& month)
{
    (void)first_day(month);
    seal_months();
    std::vector<store::Seal> due;
    for (auto& seal : database_.read_now([](db::Tx& tx) { return store::seals(tx); })) {
        if (seal.month < month && !seal.purge) due.push_back(std::move(seal));
    }
    if (due.empty()) return carry_out_purges();
    const auto verified = database_.read_now(
        [&](db::Tx& tx) { return verify(tx, {keys_, read_lines(options_.file)}); });
    if (verified.found > 0) {
        throw std::runtime_error("The audit does not verify, so nothing of it is purged: see "
                                 "`monoclinic audit verify`.");
    }
    for (const auto& seal : due) order(seal);
    return carry_out_purges();
}

/// The order and the row that tells of it stand in one commit.
void Notary::order(const store::Seal& seal)
{
    const auto segment = read_line<Segment>(seal.line);
    if (!segment) throw std::runtime_error("A seal of the audit cannot be read.");
    const auto now = clock_.now();
    const auto line = sign_line(keys_, PurgeOrder{seal.month, now, segment->root});
    database_.write_now([&](db::Tx& tx) {
        store::order_purge(tx, seal.month, line);
        Record row;
        row.id = Id<struct AuditTag>::fresh().str();
        row.at = now.ms;
        row.action = "admin.purge_audit";
        row.subject_kind = "audit";
        row.subject_id = seal.month;
        row.detail = fmt::format(R"({{"rows":{}}})", segment->rows);
        lanes_.add(tx, std::move(row));
    });
    log::info("audit.purge_ordered", {{"month", log::word(seal.month)}, {"rows", segment->rows}});
}

std::int64_t Notary::carry_out_purges()
{
    const auto seals = database_.read_now([](db::Tx& tx) { return store::seals(tx); });
    std::int64_t gone = 0;
    for (const auto& seal : seals) {
        if (!seal.purge || !is_signed(keys_, PurgeOrder::what, *seal.purge)) continue;
        const auto segment = read_line<Segment>(seal.line);
        if (!segment) continue;
        for (const auto& part : segment->lanes) gone += purge_part(part);
    }
    return gone;
}

/// Step by step: each moves the horizon and deletes what is behind it.
std::int64_t Notary::purge_part(const LanePart& part)
{
    std::int64_t gone = 0;
    for (bool more = true; more && !ending_;) {
        database_.write_now([&](db::Tx& tx) {
            const auto horizon = store::horizon(tx);
            const auto from = std::max(end_in(horizon, part.lane).seq, part.first_seq - 1);
            const auto to = std::min(from + purge_step, part.last_seq);
            const auto hash = from < to ? store::hash_at(tx, part.lane, to) : std::nullopt;
            more = hash.has_value();
            if (hash) gone += store::purge_up_to(tx, {part.lane, to, *hash});
        });
    }
    return gone;
}

void Notary::tend_months()
{
    seal_months();
    if (options_.keep_months > 0) {
        (void)purge_before(months_before(month_of(clock_.now()), options_.keep_months));
    } else {
        (void)carry_out_purges();
    }
}

} // namespace clinic::admin
