// What happens when the disk does not do as it is told.

#include "db_testing.hpp"
#include "failing_disk.hpp"

#include <atomic>
#include <latch>

using namespace clinic;
using namespace clinic::db_testing;
using db::Tx;
using db::Verdict;
using db::Written;

namespace {

constexpr auto insert = "INSERT INTO t (a) VALUES (:a)";

Verdict add(Tx& tx, int a)
{
    tx.run(insert, a);
    return Verdict::keep;
}

} // namespace

TEST_SUITE("db: a failing disk")
{
    TEST_CASE("a sync that fails in a commit leaves the outcome unknown, stops the writer, and "
              "calls for a restart")
    {
        std::atomic<int> fatal{0};
        FailingDisk disk;
        TestDatabase database({.migrations = {}, .tune = [&](db::Options& options) {
                                   options.sync_full = true;
                                   options.on_fatal = [&](std::string_view) { ++fatal; };
                               }});
        script(database, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
        REQUIRE(write(database, [](Tx& tx) { return add(tx, 1); }).kind == Written::kept);

        Gate gate;
        gate.hold(database);
        std::vector<Written::Kind> answers;
        std::latch answered(3);
        bool announced = false;
        for (int i = 2; i <= 4; ++i) {
            database->write(
                [&, i](Tx& tx) {
                    tx.after_commit([&] { announced = true; });
                    if (i == 3) tx.run(insert, 1); // a double: this one fails by itself
                    return add(tx, i);
                },
                [&](Written written) { answers.push_back(written.kind), answered.count_down(); });
        }
        FailingDisk::syncs_fail = true;
        gate.release();
        answered.wait();
        CHECK(answers ==
              std::vector{Written::outcome_unknown, Written::failed, Written::outcome_unknown});
        CHECK_FALSE(announced);
        CHECK(fatal == 1);
        CHECK(database.problems() == std::vector<std::string>{"commit_failed"});
        CHECK_FALSE(database->healthy());
        CHECK(write(database, [](Tx& tx) { return add(tx, 9); }).kind == Written::stopping);
        CHECK(database->read_now(
                  [](Tx& tx) { return tx.value<int>("SELECT COUNT(*) FROM t WHERE a = 1"); }) == 1);

        FailingDisk::syncs_fail = false;
        database.reopen(); // the restart: whole, and what was promised is there
        CHECK(database->healthy());
        CHECK(database->read_now(
                  [](Tx& tx) { return tx.value<std::string>("PRAGMA integrity_check"); }) == "ok");
        CHECK(database->read_now(
                  [](Tx& tx) { return tx.value<int>("SELECT COUNT(*) FROM t WHERE a = 1"); }) == 1);
    }

    TEST_CASE(
        "a disk that is full refuses the whole batch, keeps reading, and heals without a restart")
    {
        std::atomic<int> fatal{0};
        FailingDisk disk;
        TestDatabase database({.migrations = {}, .tune = [&](db::Options& options) {
                                   options.on_fatal = [&](std::string_view) { ++fatal; };
                               }});
        script(database, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
        REQUIRE(write(database, [](Tx& tx) { return add(tx, 1); }).kind == Written::kept);
        FailingDisk::writes_fill = true;
        for (int i = 2; i <= 4; ++i) {
            CHECK(write(database, [i](Tx& tx) { return add(tx, i); }).kind == Written::disk_full);
        }
        CHECK(count(database, "t") == 1);
        CHECK(database->healthy());
        FailingDisk::writes_fill = false;
        CHECK(write(database, [](Tx& tx) { return add(tx, 2); }).kind == Written::kept);
        CHECK(count(database, "t") == 2);
        CHECK(fatal == 0);
        CHECK(database->stats().disk_full == 3);
    }
}
