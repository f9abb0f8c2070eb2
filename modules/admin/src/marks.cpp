#include "marks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace clinic::admin {
namespace {

constexpr int lines_at_once = 1'000;

void mark(std::vector<Mark>& marks, Head head, const std::string& source)
{
    marks.push_back({head.lane, head.seq, std::move(head.hash), source});
}

void take_database(db::Tx& tx, CheckpointLines& lines, std::vector<Mark>& marks)
{
    std::int64_t number = 0;
    for (auto page = store::checkpoints_after(tx, number, lines_at_once); !page.empty();
        page = store::checkpoints_after(tx, number, lines_at_once)) {
        for (const auto& line : page) lines.take(line.line, line.number, marks);
        number = page.back().number;
    }
    lines.end();
}

/// The half line that a crash left is followed by the whole of it.
bool is_torn(const std::vector<std::string>& lines, std::size_t at)
{
    return at + 1 < lines.size() && lines[at + 1].starts_with(lines[at]) &&
           lines[at + 1].size() > lines[at].size();
}

void take_file(
    const std::vector<std::string>& file, CheckpointLines& lines, std::vector<Mark>& marks)
{
    for (std::size_t i = 0; i < file.size(); ++i) {
        if (!is_torn(file, i)) lines.take(file[i], 0, marks);
    }
    lines.end();
}

/// What both have must be the same; what the file alone has was lost here.
void compare(const CheckpointLines& database, const CheckpointLines& file, Findings& findings)
{
    for (const auto& [number, hash] : file.hashes()) {
        const auto here = database.hashes().find(number);
        const bool absent = here == database.hashes().end();
        if (!absent && here->second == hash) continue;
        findings.add({.fault = absent ? Fault::checkpoint_lost : Fault::checkpoint_differs,
            .from = number,
            .to = number,
            .source = fmt::format("checkpoint {}", number)});
    }
}

class SealReader {
public:
    SealReader(const crypto::SigningKeys& keys, Findings& findings, Signed& found)
        : keys_(keys), findings_(findings), found_(found)
    {
    }

    void take(const store::Seal& seal)
    {
        ++found_.segments;
        const auto segment = read_line<Segment>(seal.line);
        const bool good = segment && segment->month == seal.month &&
                          segment->previous == previous_ && fits(*segment) &&
                          is_signed(keys_, Segment::what, seal.line);
        if (!good) fault(Fault::seal_broken, seal.month);
        previous_ = hash_of_line(seal.line);
        if (segment) take_parts(*segment, seal);
    }

    /// What the triggers go by is what was signed.
    void compare(std::vector<store::SegmentEnd> ends)
    {
        const auto key = [](const auto& end) {
            return std::tuple(end.month, end.lane, end.last_seq);
        };
        std::ranges::sort(ends, {}, key);
        std::ranges::sort(ends_, {}, key);
        if (!std::ranges::equal(ends, ends_, {}, key, key)) {
            fault(Fault::seal_broken, ends.empty() ? "" : ends.back().month);
        }
    }

    /// How far each lane may be purged.
    [[nodiscard]] const std::map<std::int64_t, Head>& ordered() const { return ordered_; }

private:
    /// Root and rows are what the parts say, and each part goes on where the last one of its lane ended.
    bool fits(const Segment& segment)
    {
        std::int64_t rows = 0;
        bool follow = segment.root == root_of(segment.lanes);
        for (const auto& part : segment.lanes) {
            auto& end = sealed_[part.lane];
            follow = follow && part.first_seq == end.seq + 1 && part.before == end.hash &&
                     part.last_seq >= part.first_seq;
            end = {part.lane, part.last_seq, part.after};
            rows += part.last_seq - part.first_seq + 1;
        }
        return follow && rows == segment.rows;
    }

    void take_parts(const Segment& segment, const store::Seal& seal)
    {
        const auto order = seal.purge ? read_line<PurgeOrder>(*seal.purge) : std::nullopt;
        const bool purged = order && order->month == seal.month && order->root == segment.root &&
                            is_signed(keys_, PurgeOrder::what, *seal.purge);
        if (seal.purge && !purged) fault(Fault::purge_not_ordered, seal.month);
        if (purged) ++found_.purged;
        for (const auto& part : segment.lanes) {
            const Head end{part.lane, part.last_seq, part.after};
            mark(found_.marks, end, "month " + seal.month);
            ends_.push_back({seal.month, part.lane, part.last_seq});
            if (purged) ordered_[part.lane] = end;
        }
    }

    void fault(Fault kind, const std::string& month)
    {
        findings_.add({.fault = kind, .source = "month " + month});
    }

    const crypto::SigningKeys& keys_;
    Findings& findings_;
    Signed& found_;
    std::string previous_;
    std::map<std::int64_t, Head> sealed_;
    std::map<std::int64_t, Head> ordered_;
    std::vector<store::SegmentEnd> ends_;
};

/// Rows are gone as far as it says: never further than was ordered, and at the end of an order with its hash.
void check_horizon(
    const Signed& found, const std::map<std::int64_t, Head>& ordered, Findings& findings)
{
    for (const auto& [lane, head] : found.horizon) {
        const auto order = ordered.find(lane);
        const bool within = order != ordered.end() && head.seq <= order->second.seq;
        if (within && (head.seq < order->second.seq || head.hash == order->second.hash)) continue;
        findings.add({.fault = Fault::purge_not_ordered,
            .lane = lane,
            .from = order == ordered.end() ? 1 : order->second.seq,
            .to = head.seq,
            .source = "horizon"});
    }
}

} // namespace

void CheckpointLines::take(
    std::string_view line, std::int64_t number_beside, std::vector<Mark>& marks)
{
    ++count_;
    auto checkpoint = read_line<Checkpoint>(line);
    const auto number = checkpoint ? checkpoint->number : std::max(number_beside, last_number_ + 1);
    const bool beside_fits = number_beside == 0 || number == number_beside;
    // A file may begin anywhere: it may have been put aside and begun anew.
    const bool first = count_ == 1 && (number_beside == 0 || number == 1);
    const bool follows =
        first || (checkpoint && number == last_number_ + 1 && checkpoint->previous == last_hash_);
    if (!checkpoint || !beside_fits || !follows) {
        fault(number, Fault::checkpoint_broken);
        if (!last_line_.empty()) check_signature(last_line_, last_number_);
    }
    last_line_ = line;
    last_hash_ = hash_of_line(line);
    last_number_ = number;
    hashes_[number] = last_hash_;
    if (!checkpoint) return;
    last_at_ = checkpoint->at;
    for (auto& head : checkpoint->heads) {
        mark(marks, std::move(head), fmt::format("checkpoint {}{}", number, place_));
    }
}

void CheckpointLines::end()
{
    if (count_ > 0) check_signature(last_line_, last_number_);
}

void CheckpointLines::check_signature(std::string_view line, std::int64_t number)
{
    if (!is_signed(keys_, Checkpoint::what, line)) fault(number, Fault::signature_foreign);
}

void CheckpointLines::fault(std::int64_t number, Fault kind)
{
    findings_.add({.fault = kind,
        .from = number,
        .to = number,
        .source = fmt::format("checkpoint {}{}", number, place_)});
}

Signed gather(db::Tx& tx, const Evidence& evidence, Findings& findings)
{
    Signed found;
    CheckpointLines database(evidence.keys, findings, "");
    take_database(tx, database, found.marks);
    CheckpointLines file(evidence.keys, findings, " (file)");
    take_file(evidence.file, file, found.marks);
    compare(database, file, findings);
    found.checkpoints = database.count();
    found.file_lines = file.count();
    found.last_at = std::max(database.last_at(), file.last_at());

    SealReader seals(evidence.keys, findings, found);
    for (const auto& seal : store::seals(tx)) seals.take(seal);
    seals.compare(store::segment_ends(tx));
    for (auto& head : store::horizon(tx)) found.horizon[head.lane] = std::move(head);
    check_horizon(found, seals.ordered(), findings);

    const auto place = [](const Mark& mark) { return std::pair(mark.lane, mark.seq); };
    std::ranges::stable_sort(found.marks, {}, place);
    return found;
}

} // namespace clinic::admin
