// The chain of the audit: what is hashed, how rows get their places, what is signed, and what is found.

#include "ledger.hpp"

#include "../src/chain_store.hpp"

#include "platform/db/look.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>

namespace clinic::admin::test {
namespace {

std::int64_t lane_of(const Ledger& ledger)
{
    return ledger.database->read_now([](db::Tx& tx) { return store::heads(tx).back().lane; });
}

} // namespace

TEST_CASE("chain: the canonical form is the one that is written down, byte by byte")
{
    // Computed by another program after the description in chain.hpp.
    Record row;
    row.id = "0199a0a0-0000-7000-8000-000000000001";
    row.at = 1'764'000'000'000;
    row.kind = "read";
    row.actor_id = "0199a0a0-0000-7000-8000-0000000000aa";
    row.actor_name = "Zoé Lefèvre";
    row.actor_roles = 4;
    row.action = "patients.show";
    row.subject_kind = "patient";
    row.subject_id = "0199a0a0-0000-7000-8000-0000000000bb";
    row.address = "127.0.0.1";
    row.request_id = "req-1";
    Head head{1, 0, {}};
    link(row, head);
    CHECK(row.hash == "YN9CmOAkwFcanmqXfO8eNbSmefcjkX2Ybut3LEm4RD0");
    row.id.back() = '2';
    link(row, head);
    CHECK(head == Head{1, 2, "eKOEegxK24IoN7P2hMEd-_UOL-y3eiAnmdLlxH9ywQU"});
}

TEST_CASE("chain: no two rows have the same bytes, whatever moves between columns")
{
    Record row = some_row(1, {0});
    Record other = row;
    other.address = row.address + row.request_id;
    other.request_id.clear();
    CHECK(hash_of(newest_form(), row, "") != hash_of(newest_form(), other, ""));
    other = row;
    other.detail = "";
    CHECK(hash_of(newest_form(), row, "") != hash_of(newest_form(), other, ""));
}

TEST_CASE(
    "chain: an undone transaction leaves no gap, and several rows of one stand behind each other")
{
    Ledger ledger;
    ledger.write(3);
    for (int i = 0; i < 3; ++i) {
        CHECK_THROWS(ledger.database->write_now([&](db::Tx& tx) {
            ledger.lanes->add(tx, some_row(i, {1}));
            throw std::runtime_error("undone");
        }));
        ledger.database->write_now([&](db::Tx& tx) {
            ledger.lanes->add(tx, some_row(i, {2}));
            ledger.lanes->add(tx, some_row(i, {3}));
        });
    }
    const auto verified = ledger.verified();
    CHECK(verified.rows == 9);
    CHECK(ledger.found().empty());
}

TEST_CASE("chain: writers at once make lanes that verify, and a restart goes on with them")
{
    Ledger ledger;
    const auto write_at_once = [&] {
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 8; ++writer) {
            writers.emplace_back([&ledger] {
                for (int i = 0; i < 25; ++i) {
                    ledger.database->write_now(
                        [&](db::Tx& tx) { ledger.lanes->add(tx, some_row(i, {i})); });
                }
            });
        }
        for (auto& writer : writers) writer.join();
    };
    write_at_once();
    ledger.sign();
    ledger.restart();
    write_at_once();
    ledger.sign();
    const auto verified = ledger.verified();
    CHECK(verified.rows == 400);
    CHECK(verified.found == 0);
    const auto lanes = ledger.database->read_now(
        [](db::Tx& tx) { return store::heads(tx).size(); });
    CHECK(lanes == (ledger.database->postgres() ? 4 : 1));
}

TEST_CASE("chain: rows from before the chain get their places once, and later strays none")
{
    Ledger ledger;
    const auto add_without_place = [&](int count) {
        ledger.database->write_now([&](db::Tx& tx) {
            for (int i = 0; i < count; ++i) {
                tx.run(
                    R"(INSERT INTO admin_audit (id, at, actor_roles, action, address, request_id, outcome)
                          VALUES (:id, 1000, 0, 'old', '::1', 'r', 'done'))",
                    UserId::fresh());
            }
        });
    };
    add_without_place(5'000);
    CHECK(ledger.verified().without_place == 5'000);
    CHECK(ledger.verified().found == 0);
    ledger.notary->start();
    CHECK(ledger.verified().rows == 5'000);
    CHECK(ledger.verified().found == 0);
    CHECK(ledger.verified().checkpoints == 1);
    add_without_place(1);
    ledger.restart();
    CHECK(ledger.verified().found == 1);
    CHECK(ledger.found().starts_with("row_added"));
}

TEST_CASE("chain: what happened to a row is said with its place")
{
    Ledger ledger = Ledger::in_one_lane();
    ledger.fill();
    CHECK(ledger.found().empty());
    const auto lane = lane_of(ledger);
    SUBCASE("edited")
    {
        ledger.tamper("UPDATE admin_audit SET subject_id = NULL WHERE seq = 17");
        CHECK(ledger.found() == fmt::format("row_changed lane={} place=17\n", lane));
    }
    SUBCASE("deleted")
    {
        ledger.tamper("DELETE FROM admin_audit WHERE seq BETWEEN 17 AND 19");
        CHECK(ledger.found() == fmt::format("rows_missing lane={} place=17..19\n", lane));
    }
    SUBCASE("cut off")
    {
        ledger.tamper("DELETE FROM admin_audit WHERE seq > 230");
        CHECK(ledger.found() ==
              fmt::format("tail_cut lane={} place=231..240 by=\"checkpoint 6\"\n", lane));
    }
    SUBCASE("written anew by one who knows how")
    {
        ledger.tamper([&](db::Tx& tx) {
            tx.run("UPDATE admin_audit SET address = '198.51.100.1' WHERE seq = 55");
            relink(tx, lane, newest_form());
        });
        CHECK(ledger.found() ==
              fmt::format("history_rewritten lane={} place=53..80 by=\"checkpoint 2\"\n", lane));
    }
}

TEST_CASE(
    "chain: the end cut off with its checkpoints is found by the copy that was kept elsewhere")
{
    Ledger ledger = Ledger::in_one_lane();
    ledger.fill();
    const auto kept_elsewhere = ledger.file_lines();
    ledger.tamper([](db::Tx& tx) {
        tx.run("DELETE FROM admin_audit WHERE seq > 200");
        tx.run("DELETE FROM admin_checkpoints WHERE number > 5");
        tx.run("DELETE FROM admin_segments");
        tx.run("DELETE FROM admin_seals");
    });
    CHECK(ledger.verified({}).found == 0);
    const auto verified = ledger.verified(kept_elsewhere);
    REQUIRE(verified.found == 2);
    CHECK(verified.findings[0].fault == Fault::checkpoint_lost);
    CHECK(verified.findings[1].fault == Fault::tail_cut);
    CHECK(verified.findings[1].from == 201);
    CHECK(verified.findings[1].to == 240);
}

TEST_CASE("chain: what another key signed is not ours")
{
    Ledger ledger;
    ledger.fill();
    const auto foreign = crypto::SigningKeys::load_or_create(ledger.folder / "foreign");
    const auto checked = ledger.database->read_now(
        [&](db::Tx& tx) { return verify(tx, {foreign, ledger.file_lines()}); });
    CHECK(checked.found > 0);
    CHECK(checked.findings.front().fault == Fault::signature_foreign);
}

TEST_CASE("chain: a checkpoint is signed for new rows only, after so many, and at the stop")
{
    Ledger ledger;
    const auto signed_soon = [&](std::int64_t count) {
        for (int i = 0; i < 1'000 && ledger.verified().checkpoints < count; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return ledger.verified().checkpoints == count;
    };
    ledger.write(1);
    ledger.notary->start();
    CHECK(signed_soon(1)); // what was left unsigned
    ledger.write(999);
    CHECK(ledger.verified().checkpoints == 1);
    ledger.write(1);
    CHECK(signed_soon(2));
    ledger.write(1);
    ledger.notary->stop();
    CHECK(ledger.verified().checkpoints == 3);
    CHECK_FALSE(ledger.notary->checkpoint());
    CHECK(ledger.file_lines().size() == 3);
}

TEST_CASE("chain: the file gets what it missed, and the half line of a crash spoils nothing")
{
    Ledger ledger;
    const auto file = ledger.folder / "checkpoints.txt";
    ledger.write(5);
    ledger.sign();
    ledger.write(5);
    ledger.sign();
    const auto whole = ledger.file_lines();
    REQUIRE(whole.size() == 2);
    std::ofstream(file, std::ios::trunc) << whole[0] << "\n" << whole[1].substr(0, 100);
    ledger.restart();
    CHECK(ledger.file_lines().back() == whole[1]);
    CHECK(ledger.found().empty());
    CHECK(ledger.notary->file_trouble().empty());
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    ledger.write(5);
    ledger.sign();
    CHECK_FALSE(ledger.notary->file_trouble().empty());
    std::filesystem::remove(file);
    ledger.write(5);
    ledger.sign();
    const auto signed_lines = ledger.database->read_now(
        [](db::Tx& tx) { return store::checkpoints_after(tx, 0, 100); });
    REQUIRE(ledger.file_lines().size() == signed_lines.size());
    for (std::size_t i = 0; i < signed_lines.size(); ++i)
        CHECK(ledger.file_lines()[i] == signed_lines[i].line);
    CHECK(ledger.notary->file_trouble().empty());
}

TEST_CASE(
    "chain: months are sealed when they are over, and purged ones leave a chain that verifies")
{
    Ledger ledger;
    ledger.fill();
    REQUIRE(ledger.verified().segments == 3);
    const auto before = ledger.verified().rows;
    const auto gone = ledger.notary->purge_before("2026-04");
    CHECK(gone > 40);
    auto verified = ledger.verified();
    CHECK(verified.found == 0);
    CHECK(verified.purged == 2);
    CHECK(verified.rows == before - gone + 2); // the two rows that tell of it
    ledger.restart();
    ledger.write(10);
    ledger.sign();
    CHECK(ledger.found().empty());
    CHECK(ledger.notary->purge_before("2026-04") == 0);
}

TEST_CASE("chain: a command that starts nothing purges and signs as the server does")
{
    Ledger ledger;
    ledger.fill();
    ledger.reopen();
    CHECK(ledger.notary->purge_before("2026-04") > 40);
    ledger.sign();
    CHECK(ledger.found().empty());
    CHECK(ledger.verified().purged == 2);
}

TEST_CASE("chain: an order to purge that nobody signed is not carried out")
{
    Ledger ledger;
    ledger.fill();
    const auto rows = ledger.verified().rows;
    ledger.tamper("UPDATE admin_seals SET purge = line WHERE month = '2026-02'");
    CHECK(ledger.verified().found > 0);
    ledger.reopen();
    CHECK_THROWS_AS(ledger.notary->purge_before("2026-04"), std::runtime_error);
    CHECK(ledger.notary->purge_before("2026-01") == 0);
    CHECK(ledger.verified().rows == rows);
}

TEST_CASE("chain: nothing is purged of an audit that does not verify")
{
    Ledger ledger = Ledger::in_one_lane();
    ledger.fill();
    ledger.tamper("UPDATE admin_audit SET address = '' WHERE seq = 230");
    const auto rows = ledger.verified().rows;
    CHECK_THROWS_AS(ledger.notary->purge_before("2026-04"), std::runtime_error);
    CHECK_THROWS_AS(ledger.notary->purge_before("April"), std::runtime_error);
    CHECK(ledger.verified().rows == rows);
    CHECK(ledger.verified().purged == 0);
}

TEST_CASE("chain: the database itself lets go of nothing but what a seal and an order cover")
{
    Ledger ledger;
    ledger.fill();
    const auto refused = [&](std::string_view sql) {
        return ledger.database->write_now([&](db::Tx& tx) { return tx.attempt(sql); }) ==
               db::Tx::Outcome::violated;
    };
    CHECK(refused("DELETE FROM admin_audit WHERE seq = 1"));
    CHECK(refused("UPDATE admin_audit SET hash = 'x' WHERE seq = 1"));
    CHECK(refused("INSERT INTO admin_horizon (lane, seq, hash) SELECT lane, seq, hash FROM "
                  "admin_audit WHERE seq = 10"));
    CHECK(refused("UPDATE admin_checkpoints SET line = ''"));
    CHECK(refused("DELETE FROM admin_checkpoints"));
    CHECK(refused("UPDATE admin_seals SET line = ''"));
    CHECK(refused("DELETE FROM admin_seals"));
    CHECK(refused("DELETE FROM admin_segments"));
    (void)ledger.notary->purge_before("2026-03");
    CHECK(refused("DELETE FROM admin_audit WHERE seq = (SELECT MIN(seq) FROM admin_audit)"));
    CHECK(refused("DELETE FROM admin_horizon"));
    CHECK(refused("UPDATE admin_horizon SET seq = seq + 1"));
    CHECK(refused("UPDATE admin_seals SET purge = ''  WHERE purge IS NOT NULL"));
}

TEST_CASE("chain: it is verified beside the process that serves, which nothing disturbs")
{
    Ledger ledger;
    ledger.fill();
    const auto look = db::open_to_read({.url = ledger.database.url()});
    CHECK(
        verify_audit(*look, ledger.folder / "keys", ledger.folder / "checkpoints.txt").found == 0);
    CHECK_THROWS_AS(look->write_now([](db::Tx&) {}), std::logic_error);
    CHECK_THROWS_AS((void)verify_audit(*look, ledger.folder / "no-keys", {}), std::runtime_error);
    CHECK_THROWS_AS(
        (void)db::open_to_read({.url = "sqlite:/nowhere/clinic.db"}), std::runtime_error);
}

TEST_CASE("chain: months are counted across years")
{
    CHECK(month_of(*Instant::parse("2026-12-31T23:59:59Z")) == "2026-12");
    CHECK(month_of({-1}) == "1969-12");
    CHECK(end_of_month("2026-12") == *Instant::parse("2027-01-01T00:00:00Z"));
    CHECK(months_before("2026-02", 3) == "2025-11");
    CHECK(months_before("2026-12", -1) == "2027-01");
}

} // namespace clinic::admin::test
