#pragma once
// Tampers with the audit at random, as one does who can write every byte of the database and knows the chain's form but not
// the clinic's key. What no chain can show is left out: rows added properly behind the last checkpoint, or cut off there,
// before the next one is signed.

#include "ledger.hpp"

#include "../src/chain_store.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <random>

namespace clinic::admin::test {

inline constexpr std::array texts{"id", "actor_id", "session_id", "actor_name", "action",
    "subject_kind", "subject_id", "detail", "address", "request_id", "hash"};
inline constexpr std::array nullable{
    "actor_id", "session_id", "actor_name", "subject_kind", "subject_id", "detail"};
inline constexpr std::array numbers{"at", "actor_roles", "form"};

class Tamperer {
    struct Undo {};

public:
    Tamperer(Ledger& ledger, unsigned seed) : ledger_(ledger), random_(seed)
    {
        rows_ = ledger.database->read_now([](db::Tx& tx) {
            std::vector<std::pair<std::int64_t, std::int64_t>> places;
            for (const auto& head : store::heads(tx)) {
                for (std::int64_t seq = 1; seq <= head.seq; ++seq)
                    places.emplace_back(head.lane, seq);
            }
            return places;
        });
    }

    /// The name of what was done and what was found of it; everything is undone afterwards.
    std::pair<std::string, std::int64_t> once(std::span<const Form> known = forms())
    {
        const auto& [name, deed] = deeds()[below(deeds().size())];
        return {name, attempt(deed, known)};
    }

    std::int64_t attempt(void (Tamperer::*deed)(db::Tx&), std::span<const Form> known)
    {
        std::int64_t found = 0;
        file_ = ledger_.file_lines();
        ledger_.database->write_now([&](db::Tx& tx) {
            try {
                tx.nested([&] {
                    (this->*deed)(tx);
                    found = verify(tx, {ledger_.notary->keys(), file_, known}).found;
                    throw Undo{};
                });
            } catch (const Undo&) { // what was wanted
            }
        });
        return found;
    }

    void edit(db::Tx& tx)
    {
        switch (below(4)) {
        case 0:
            return edit_number(tx, numbers[below(numbers.size())]);
        case 1:
            return clear(tx);
        case 2:
            return edit_choice(tx);
        default:
            return edit_text(tx, texts[below(texts.size())]);
        }
    }
    void edit_text(db::Tx& tx, const char* column)
    {
        const auto [lane, seq] = place();
        const auto* const change = below(2) == 0 ? "COALESCE({0}, '') || 'x'"
                                                 : "'x' || COALESCE({0}, '')";
        tx.run(fmt::format("UPDATE admin_audit SET {0} = {1} WHERE lane = :lane AND seq = :seq",
                   column, fmt::format(fmt::runtime(change), column)),
            lane, seq);
    }
    void edit_number(db::Tx& tx, const char* column)
    {
        const auto [lane, seq] = place();
        tx.run(
            fmt::format(
                "UPDATE admin_audit SET {0} = {0} + :by WHERE lane = :lane AND seq = :seq", column),
            static_cast<std::int64_t>(1 + below(1'000)), lane, seq);
    }

private:
    using Named = std::pair<std::string, void (Tamperer::*)(db::Tx&)>;
    static const std::vector<Named>& deeds()
    {
        static const std::vector<Named> all{{"edit", &Tamperer::edit}, {"edit", &Tamperer::edit},
            {"delete", &Tamperer::remove}, {"cut", &Tamperer::cut}, {"swap", &Tamperer::swap},
            {"swap contents", &Tamperer::swap_contents}, {"insert", &Tamperer::insert},
            {"forge an edit", &Tamperer::forge_edit},
            {"forge a deletion", &Tamperer::forge_deletion},
            {"forge an insertion", &Tamperer::forge_insertion}, {"forge all", &Tamperer::forge_all},
            {"checkpoint", &Tamperer::spoil_checkpoint}, {"seal", &Tamperer::spoil_seal},
            {"purge", &Tamperer::forge_purge}, {"file", &Tamperer::spoil_file}};
        return all;
    }

    std::size_t below(std::size_t count)
    {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
    }
    std::pair<std::int64_t, std::int64_t> place() { return rows_[below(rows_.size())]; }
    /// Of a lane with that many rows at least behind it.
    std::pair<std::int64_t, std::int64_t> place_before(std::int64_t more)
    {
        while (true) {
            const auto [lane, seq] = place();
            if (seq + more <= last_of(lane)) return {lane, seq};
        }
    }
    std::int64_t last_of(std::int64_t lane)
    {
        std::int64_t last = 0;
        for (const auto& [of, seq] : rows_) last = of == lane ? seq : last;
        return last;
    }

    void clear(db::Tx& tx)
    {
        const auto* const column = nullable[below(nullable.size())];
        const auto [lane, seq] = place();
        const auto cleared = tx.run(
            fmt::format("UPDATE admin_audit SET {0} = NULL WHERE lane = :lane AND seq = :seq AND "
                        "{0} IS NOT NULL",
                column),
            lane, seq);
        if (cleared == 0) edit_text(tx, column);
    }
    void edit_choice(db::Tx& tx)
    {
        const auto [lane, seq] = place();
        if (below(2) == 0) {
            tx.run(
                R"(UPDATE admin_audit SET kind = CASE kind WHEN 'read' THEN 'write' ELSE 'read' END
                       WHERE lane = :lane AND seq = :seq)",
                lane, seq);
        } else {
            tx.run("UPDATE admin_audit SET outcome = 'refused' WHERE lane = :lane AND seq = :seq",
                lane, seq);
        }
    }
    void remove(db::Tx& tx)
    {
        const auto [lane, seq] = place();
        tx.run("DELETE FROM admin_audit WHERE lane = :lane AND seq BETWEEN :first AND :last", lane,
            seq, seq + static_cast<std::int64_t>(below(5)));
    }
    void cut(db::Tx& tx)
    {
        const auto [lane, seq] = place();
        tx.run("DELETE FROM admin_audit WHERE lane = :lane AND seq >= :seq", lane, seq);
        // And, half of the time, what was signed of it.
        if (below(2) == 0) tx.run("DELETE FROM admin_checkpoints WHERE number > 1");
    }
    /// Another row than that one.
    std::pair<std::int64_t, std::int64_t> other_than(std::pair<std::int64_t, std::int64_t> one)
    {
        auto other = place();
        while (other == one) other = place();
        return other;
    }
    /// Two rows change places, hashes and all.
    void swap(db::Tx& tx)
    {
        const auto one = place();
        const auto other = other_than(one);
        move(tx, one, {-7, 1});
        move(tx, other, one);
        move(tx, {-7, 1}, other);
    }
    static void move(db::Tx& tx, std::pair<std::int64_t, std::int64_t> from,
        std::pair<std::int64_t, std::int64_t> to)
    {
        tx.run("UPDATE admin_audit SET lane = :lane, seq = :seq WHERE lane = :lane AND seq = :seq",
            to.first, to.second, from.first, from.second);
    }
    /// Two rows change places and leave the hashes where they were.
    void swap_contents(db::Tx& tx)
    {
        const auto one = place();
        const auto other = other_than(one);
        const auto first = hash(tx, one);
        const auto second = hash(tx, other);
        move(tx, one, {-7, 1});
        move(tx, other, one);
        move(tx, {-7, 1}, other);
        set_hash(tx, one, first);
        set_hash(tx, other, second);
    }
    static std::string hash(db::Tx& tx, std::pair<std::int64_t, std::int64_t> at)
    {
        return store::hash_at(tx, at.first, at.second).value();
    }
    static void set_hash(
        db::Tx& tx, std::pair<std::int64_t, std::int64_t> at, const std::string& hash)
    {
        tx.run("UPDATE admin_audit SET hash = :hash WHERE lane = :lane AND seq = :seq", hash,
            at.first, at.second);
    }

    void insert(db::Tx& tx)
    {
        const auto [lane, seq] = place();
        auto row = store::rows_after(tx, lane, seq - 1, 1).front();
        row.id = UserId::fresh().str();
        switch (below(4)) {
        case 0: // with the hash of the row that it was copied from
            row.seq = last_of(lane) + 1;
            break;
        case 1:
            row.seq = -static_cast<std::int64_t>(below(3));
            break;
        case 2:
            row.lane = 90 + static_cast<std::int64_t>(below(9));
            break;
        default:
            row.seq = last_of(lane) + 1;
            store::insert(tx, row);
            tx.run("UPDATE admin_audit SET seq = NULL, lane = NULL WHERE id = :id", row.id);
            return;
        }
        store::insert(tx, row);
    }

    void forge_edit(db::Tx& tx)
    {
        const auto [lane, seq] = place();
        tx.run("UPDATE admin_audit SET actor_name = 'Nemo' WHERE lane = :lane AND seq = :seq", lane,
            seq);
        relink(tx, lane, newest_form());
    }
    /// So that places stay unique on the way.
    static void shift(db::Tx& tx, std::int64_t lane, std::int64_t from, std::int64_t by)
    {
        tx.run("UPDATE admin_audit SET seq = -seq WHERE lane = :lane AND seq >= :from", lane, from);
        tx.run("UPDATE admin_audit SET seq = :by - seq WHERE lane = :lane AND seq < 0", by, lane);
    }
    void forge_deletion(db::Tx& tx)
    {
        const auto [lane, seq] = place();
        tx.run("DELETE FROM admin_audit WHERE lane = :lane AND seq = :seq", lane, seq);
        shift(tx, lane, seq, -1);
        relink(tx, lane, newest_form());
    }
    void forge_insertion(db::Tx& tx)
    {
        const auto [lane, seq] = place();
        auto row = store::rows_after(tx, lane, seq - 1, 1).front();
        row.id = UserId::fresh().str();
        shift(tx, lane, seq, 1);
        store::insert(tx, row);
        relink(tx, lane, newest_form());
    }
    /// A whole new history, with checkpoints by a key of one's own.
    void forge_all(db::Tx& tx)
    {
        forge_edit(tx);
        const auto keys = crypto::SigningKeys::load_or_create(ledger_.folder / "forger");
        std::string before;
        for (const auto& line : store::checkpoints_after(tx, 0, 1'000)) {
            auto checkpoint = read_line<Checkpoint>(line.line).value();
            for (auto& head : checkpoint.heads) {
                head.hash = store::hash_at(tx, head.lane, head.seq).value();
            }
            checkpoint.previous = before.empty() ? "" : hash_of_line(before);
            before = sign_line(keys, checkpoint);
            tx.run("UPDATE admin_checkpoints SET line = :line WHERE number = :number", before,
                line.number);
        }
        tx.run("DELETE FROM admin_seals");
        tx.run("DELETE FROM admin_segments");
        if (below(2) == 0) file_.clear();
    }

    void spoil_checkpoint(db::Tx& tx)
    {
        const auto lines = store::checkpoints_after(tx, 0, 1'000);
        const auto& one = lines[below(lines.size())];
        const auto& other = lines[(static_cast<std::size_t>(one.number)) % lines.size()];
        switch (below(3)) {
        case 0:
            tx.run("DELETE FROM admin_checkpoints WHERE number = :number", one.number);
            break;
        case 1:
            tx.run("UPDATE admin_checkpoints SET line = :line WHERE number = :number",
                spoilt(one.line), one.number);
            break;
        default:
            tx.run("UPDATE admin_checkpoints SET line = :line WHERE number = :number", other.line,
                one.number);
        }
    }
    std::string spoilt(std::string line)
    {
        const auto at = below(line.size());
        line[at] = line[at] == '7' ? '8' : '7';
        return line;
    }
    void spoil_seal(db::Tx& tx)
    {
        const auto seals = store::seals(tx);
        const auto& one = seals[below(seals.size())];
        switch (below(3)) {
        case 0:
            tx.run("DELETE FROM admin_seals WHERE month = :month", one.month);
            break;
        case 1:
            tx.run("UPDATE admin_seals SET line = :line WHERE month = :month", spoilt(one.line),
                one.month);
            break;
        default:
            tx.run("UPDATE admin_segments SET last_seq = last_seq + 1 WHERE month = :month",
                one.month);
        }
    }
    /// Rows go as a purge lets them go, without the order or with one by another key.
    void forge_purge(db::Tx& tx)
    {
        const auto seal = store::seals(tx).front();
        const auto segment = read_line<Segment>(seal.line).value();
        if (below(2) == 0) {
            const auto keys = crypto::SigningKeys::load_or_create(ledger_.folder / "forger");
            store::order_purge(
                tx, seal.month, sign_line(keys, PurgeOrder{seal.month, {1}, segment.root}));
        }
        const auto& part = segment.lanes.front();
        (void)store::purge_up_to(tx, {part.lane, part.last_seq, part.after});
    }
    void spoil_file(db::Tx&)
    {
        // A file may begin late and end early, so its ends are left alone.
        const auto at = 1 + below(file_.size() - 2);
        switch (below(3)) {
        case 0:
            file_.erase(file_.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1:
            file_[at] = spoilt(file_[at]);
            break;
        default:
            std::swap(file_[at], file_[at - 1]);
        }
    }

    Ledger& ledger_;
    std::mt19937 random_;
    std::vector<std::pair<std::int64_t, std::int64_t>> rows_;
    std::vector<std::string> file_;
};

} // namespace clinic::admin::test
