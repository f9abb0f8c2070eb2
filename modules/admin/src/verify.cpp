#include "verify.hpp"

#include "chain_store.hpp"
#include "marks.hpp"

#include <algorithm>
#include <future>
#include <set>

namespace clinic::admin {
namespace {

constexpr int rows_at_once = 4'000;
constexpr int strays_shown = 100;

/// The rows of one lane as they pass.
class LaneWalk {
public:
    LaneWalk(std::int64_t lane, const Signed& known, const Evidence& evidence, Findings& findings)
        : lane_(lane), evidence_(evidence), findings_(findings)
    {
        const auto marks = std::ranges::equal_range(known.marks, lane, {}, &Mark::lane);
        mark_ = marks.begin();
        marks_end_ = marks.end();
        const auto purged = known.horizon.find(lane);
        if (purged != known.horizon.end()) {
            last_ = purged->second.seq;
            before_ = purged->second.hash;
        }
        // Of rows that were purged nothing is known any more but the last one's hash.
        while (mark_ != marks_end_ && mark_->seq < last_) ++mark_;
        compare_marks({}, last_, before_);
    }

    [[nodiscard]] std::int64_t last() const { return last_; }

    void take(const Record& row)
    {
        if (row.seq <= last_) return add(Fault::row_added, row, row.seq, row.seq);
        const bool gap = row.seq > last_ + 1;
        if (gap) report_gap(row.seq);
        // After a gap nobody knows what the row stood behind.
        const bool changed = !gap && !fits(row);
        if (changed) add(Fault::row_changed, row, row.seq, row.seq);
        last_ = row.seq;
        before_ = row.hash;
        compare_marks(row, row.seq, row.hash);
    }

    /// What the signed lines know of and nobody has.
    void end()
    {
        std::int64_t furthest = 0;
        const Mark* source = nullptr;
        for (; mark_ != marks_end_; ++mark_) {
            if (mark_->seq <= furthest) continue;
            furthest = mark_->seq;
            source = &*mark_;
        }
        if (source == nullptr) return;
        findings_.add({.fault = Fault::tail_cut,
            .lane = lane_,
            .from = last_ + 1,
            .to = furthest,
            .source = source->source});
    }

private:
    bool fits(const Record& row) const
    {
        const auto& known = evidence_.known_forms;
        const auto form = std::ranges::find(known, row.form, &Form::number);
        return form != known.end() && hash_of(*form, row, before_) == row.hash;
    }

    void report_gap(std::int64_t seq)
    {
        findings_.add(
            {.fault = Fault::rows_missing, .lane = lane_, .from = last_ + 1, .to = seq - 1});
        while (mark_ != marks_end_ && mark_->seq < seq) ++mark_;
    }

    /// Told once from where history is another: what follows is, of course.
    void compare_marks(const Record& row, std::int64_t seq, const std::string& hash)
    {
        for (; mark_ != marks_end_ && mark_->seq <= seq; ++mark_) {
            const bool agrees = mark_->seq == seq && mark_->hash == hash;
            if (!agrees && agreed_) {
                add(Fault::history_rewritten, row, agreed_up_to_ + 1, seq, mark_->source);
            }
            agreed_ = agrees;
            if (agrees) agreed_up_to_ = seq;
        }
    }

    void add(
        Fault fault, const Record& row, std::int64_t from, std::int64_t to, std::string source = {})
    {
        findings_.add({.fault = fault,
            .lane = lane_,
            .from = from,
            .to = to,
            .row = row.id,
            .at = row.id.empty() ? std::nullopt : std::optional(Instant{row.at}),
            .source = std::move(source)});
    }

    std::int64_t lane_;
    const Evidence& evidence_;
    Findings& findings_;
    std::vector<Mark>::const_iterator mark_;
    std::vector<Mark>::const_iterator marks_end_;
    std::int64_t last_ = 0;
    std::string before_;
    bool agreed_ = true;
    std::int64_t agreed_up_to_ = 0;
};

/// One page is checked while the next is read: each takes about as long.
std::int64_t walk(db::Tx& tx, LaneWalk& lane, std::int64_t number)
{
    std::int64_t rows = 0;
    auto page = store::rows_after(tx, number, lane.last(), rows_at_once);
    while (!page.empty()) {
        rows += static_cast<std::int64_t>(page.size());
        const auto last = page.back().seq;
        auto checked = std::async(std::launch::async, [&lane, passing = std::move(page)] {
            for (const auto& row : passing) lane.take(row);
        });
        page = store::rows_after(tx, number, last, rows_at_once);
        checked.get();
    }
    lane.end();
    return rows;
}

std::set<std::int64_t> all_lanes(db::Tx& tx, const Signed& known)
{
    std::set<std::int64_t> lanes;
    for (const auto& head : store::heads(tx)) lanes.insert(head.lane);
    for (const auto& mark : known.marks) lanes.insert(mark.lane);
    return lanes;
}

/// Before the first row of a lane, or behind its horizon.
std::int64_t before_the_first(
    db::Tx& tx, std::int64_t lane, const Signed& known, Findings& findings)
{
    const auto purged = known.horizon.find(lane);
    const auto last = purged == known.horizon.end() ? 0 : purged->second.seq;
    const auto rows = store::count_up_to(tx, lane, last);
    if (rows > 0) findings.add({.fault = Fault::row_added, .lane = lane, .from = 0, .to = last});
    return rows;
}

/// Rows that have no place in any lane, and all that the walk did not pass.
void find_strays(db::Tx& tx, std::int64_t passed, Findings& findings)
{
    const auto without = store::rows_without_place(tx, strays_shown);
    for (const auto& row : without) {
        findings.add({.fault = Fault::row_added, .row = row.id, .at = Instant{row.at}});
    }
    if (without.empty() && store::count_rows(tx) != passed) {
        findings.add({.fault = Fault::row_added, .source = "beside the lanes"});
    }
    for (auto& id : store::misstored(tx, strays_shown)) {
        findings.add({.fault = Fault::row_changed, .row = std::move(id)});
    }
}

} // namespace

Verified verify(db::Tx& tx, const Evidence& evidence)
{
    Findings findings;
    const auto known = gather(tx, evidence, findings);
    Verified result;
    std::int64_t passed = 0;
    for (const auto number : all_lanes(tx, known)) {
        LaneWalk lane(number, known, evidence, findings);
        result.rows += walk(tx, lane, number);
        passed += before_the_first(tx, number, known, findings);
    }
    passed += result.rows;
    const bool begun = passed > 0 || known.checkpoints > 0 || known.file_lines > 0;
    if (begun) find_strays(tx, passed, findings);
    else result.without_place = store::count_without_place(tx);
    result.checkpoints = known.checkpoints;
    result.file_lines = known.file_lines;
    result.segments = known.segments;
    result.purged = known.purged;
    result.last_checkpoint = known.last_at;
    result.found = findings.count();
    result.findings = findings.take();
    return result;
}

} // namespace clinic::admin
