#pragma once
// SQL of the chain: places of rows, signed lines, the horizon of purges.

#include "chain.hpp"
#include "platform/core/time.hpp"
#include "platform/db/tx.hpp"

#include <optional>
#include <string>
#include <vector>

namespace clinic::admin::store {

void insert(db::Tx&, const Record&);
/// Its last row, or the horizon when all of it was purged; seq 0 for a lane without rows.
[[nodiscard]] Head head(db::Tx&, std::int64_t lane);
/// Of every lane that ever had a row.
[[nodiscard]] std::vector<Head> heads(db::Tx&);

/// In the order of the lane.
[[nodiscard]] std::vector<Record> rows_after(
    db::Tx&, std::int64_t lane, std::int64_t seq, int limit);
/// Rows of a lane up to that place.
[[nodiscard]] std::int64_t count_up_to(db::Tx&, std::int64_t lane, std::int64_t seq);
[[nodiscard]] std::optional<std::string> hash_at(db::Tx&, std::int64_t lane, std::int64_t seq);

/// Rows that have no place, by id.
[[nodiscard]] std::vector<Record> rows_without_place(db::Tx&, int limit);
[[nodiscard]] std::int64_t count_without_place(db::Tx&);
[[nodiscard]] std::int64_t count_rows(db::Tx&);
/// Gives such a row its place.
void place(db::Tx&, const Record&);
/// Ids of rows whose columns are not stored as what they are: SQLite alone lets that happen, and what it then shows
/// depends on who reads.
[[nodiscard]] std::vector<std::string> misstored(db::Tx&, int limit);

struct Line {
    std::int64_t number = 0;
    std::string line;
    static constexpr auto schema = api::object(
        api::field("number", &Line::number, ""), api::field("line", &Line::line, ""));
};
[[nodiscard]] std::vector<Line> checkpoints_after(db::Tx&, std::int64_t number, int limit);
[[nodiscard]] std::optional<Line> last_checkpoint(db::Tx&);
void insert_checkpoint(db::Tx&, const Line&);

struct Seal {
    std::string month; ///< "2026-05"
    std::string line;
    std::optional<std::string> purge;
    static constexpr auto schema = api::object(api::field("month", &Seal::month, ""),
        api::field("line", &Seal::line, ""), api::field("purge", &Seal::purge, ""));
};
/// By month.
[[nodiscard]] std::vector<Seal> seals(db::Tx&);
void insert_seal(db::Tx&, const Seal&);
void order_purge(db::Tx&, const std::string& month, const std::string& line);

struct SegmentEnd {
    std::string month;
    std::int64_t lane = 0;
    std::int64_t last_seq = 0;
    static constexpr auto schema = api::object(api::field("month", &SegmentEnd::month, ""),
        api::field("lane", &SegmentEnd::lane, ""),
        api::field("last_seq", &SegmentEnd::last_seq, ""));
};
[[nodiscard]] std::vector<SegmentEnd> segment_ends(db::Tx&);
void insert_segment_end(db::Tx&, const SegmentEnd&);

/// By lane.
[[nodiscard]] std::vector<Head> horizon(db::Tx&);
/// Moves it there, and deletes the rows behind.
std::int64_t purge_up_to(db::Tx&, const Head&);

/// The place of the first row after `seq` that is of that moment or later.
[[nodiscard]] std::optional<std::int64_t> first_since(
    db::Tx&, std::int64_t lane, std::int64_t seq, Instant);
/// When the first row after `seq` was written.
[[nodiscard]] std::optional<Instant> next_at(db::Tx&, std::int64_t lane, std::int64_t seq);

} // namespace clinic::admin::store
