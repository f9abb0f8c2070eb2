#include "search.hpp"

#include "search_store.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace clinic::patients {
namespace {

constexpr std::size_t most_rows = 400; // fetched at once

/// Fills one page from probes, one after the other.
class Search {
public:
    Search(db::Tx& tx, const Scope& scope, std::string_view typed, bool archived_too, int limit)
        : tx_(tx),
          scope_(scope),
          query_(Query::parse(typed)),
          probes_(probes(query_)),
          archived_too_(archived_too),
          wanted_(static_cast<std::size_t>(limit) + 1)
    {
    }

    /// From this place in the order of probes on.
    void run(std::size_t first_probe, store::Place after)
    {
        for (probe_ = first_probe; probe_ < probes_.size() && !full(); ++probe_) {
            each_hit(probes_[probe_], std::exchange(after, {}),
                [&](const store::Hit& hit) { return is_first_find(hit); });
            if (full()) break;
        }
        more_ = full();
    }

    /// One typed word lies inside a word of the name, the others begin words of it.
    void run_inside()
    {
        for (const auto& hit : hits_) seen_.insert(hit.line.id);
        if (driven_by_number(query_)) return run_inside_of_numbers();
        for (const auto& probe : probes_inside(query_)) {
            if (full()) return;
            auto found = store::probe_inside(tx_, scope_, probe, archived_too_, wanted_ * 2);
            for (auto& hit : found) {
                if (!full() && is_new_inside(hit)) hits_.push_back(std::move(hit));
            }
        }
    }

    [[nodiscard]] http::Page<PatientLine> page(bool first) &&
    {
        http::Page<PatientLine> page;
        if (full()) hits_.pop_back();
        if (more_) page.next = cursor();
        else if (first) best_first();
        for (auto& hit : hits_) page.items.push_back(std::move(hit.line));
        return page;
    }

private:
    [[nodiscard]] bool full() const { return hits_.size() >= wanted_; }

    template <class Wanted>
    void each_hit(const Probe& probe, store::Place after, const Wanted& is_wanted)
    {
        // What SQL lets through is nearly always wanted; more is fetched only when it was not.
        std::size_t rows = wanted_ - hits_.size();
        while (!full()) {
            auto found = store::probe(tx_, scope_, probe, archived_too_, after, rows);
            if (!found.empty()) after = {found.back().key, found.back().line.id.str()};
            const bool last = found.size() < rows;
            for (auto& hit : found) {
                if (full() || !is_wanted(hit)) continue;
                hit.probe = probe_;
                hits_.push_back(std::move(hit));
            }
            if (last) return;
            rows = std::min(rows * 4, most_rows);
        }
    }

    /// A patient is found by several keys and listed at the best of them, on whatever page that is.
    [[nodiscard]] bool is_first_find(const store::Hit& hit) const
    {
        const bool nothing_to_ask = query_.words.size() < 2 && query_.numbers.empty();
        if (probes_[probe_].rank == Rank::name_start && nothing_to_ask) return true;
        const auto findable = Findable::parse(hit.search_text);
        if (!query_.matches(findable)) return false;
        const auto keys = search_keys(findable);
        for (std::size_t i = 0; i <= probe_; ++i) {
            for (const auto& key : keys) { // in order, so the first that fits is the least
                if (key.rank != probes_[i].rank || !key.key.starts_with(probes_[i].prefix))
                    continue;
                return i == probe_ && key.key == hit.key;
            }
        }
        return false;
    }

    [[nodiscard]] bool is_new_inside(const store::Hit& hit)
    {
        return query_.matches_inside(Findable::parse(hit.search_text)) &&
               seen_.insert(hit.line.id).second;
    }

    /// Those whose number it is are few, so each is looked at.
    void run_inside_of_numbers()
    {
        for (auto probe : probes_) {
            if (full() || probe.others.empty()) return;
            for (auto& word : probe.others) word.insert(0, 1, '%');
            each_hit(probe, {}, [&](const store::Hit& hit) { return is_new_inside(hit); });
        }
    }

    /// When all that was found fits the page: names that start with what was typed come first.
    void best_first()
    {
        std::ranges::stable_sort(hits_, {}, [&](const store::Hit& hit) {
            const auto findable = Findable::parse(hit.search_text);
            return std::ranges::none_of(query_.words, [&](const std::string& word) {
                return !findable.name.empty() && findable.name.front().starts_with(word);
            });
        });
    }

    [[nodiscard]] std::string cursor() const
    {
        const auto& last = hits_.back();
        return http::make_cursor({std::to_string(last.probe), last.key, last.line.id.str()});
    }

    db::Tx& tx_;
    const Scope& scope_;
    const Query query_;
    const std::vector<Probe> probes_;
    const bool archived_too_;
    const std::size_t wanted_;
    std::size_t probe_ = 0;
    bool more_ = false;
    std::vector<store::Hit> hits_;
    std::unordered_set<PatientId> seen_;
};

std::size_t number_of(const std::string& text)
{
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace

Result<http::Page<PatientLine>> search(db::Tx& tx, const Scope& scope, std::string_view typed,
    bool archived_too, const http::Paging& paging)
{
    const auto after = http::start_after(paging, 3);
    if (!after) return std::unexpected(after.error());
    const bool first = !paging.cursor;
    Search search(tx, scope, typed, archived_too, paging.limit);
    search.run(number_of((*after)[0]), {(*after)[1], (*after)[2]});
    if (first) search.run_inside();
    auto page = std::move(search).page(first);
    const bool everyone = words_of(typed).empty();
    if (paging.count && everyone) page.total = store::count_names(tx, scope, archived_too);
    return page;
}

} // namespace clinic::patients
