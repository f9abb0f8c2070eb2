// What the chain of the audit costs: a row that is written, and a row that is verified. Not a test: it only tells numbers.
// `audit_bench 1000000` for that many rows.

#include "../../modules/admin/src/notary.hpp"
#include "../../modules/admin/src/verify.hpp"

#include "platform/core/embedded.hpp"
#include "platform/db/migrate.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

using namespace clinic;
using std::chrono::steady_clock;

namespace {

admin::Record some_row(int number)
{
    admin::Record row;
    row.id = UserId::fresh().str();
    row.at = 1'764'000'000'000 + number;
    row.kind = "read";
    row.actor_id = UserId::fresh().str();
    row.session_id = UserId::fresh().str();
    row.actor_name = "Camille Lefèvre";
    row.actor_roles = 4;
    row.action = "patients.show";
    row.subject_kind = "patient";
    row.subject_id = UserId::fresh().str();
    row.address = "192.0.2.17";
    row.request_id = UserId::fresh().str();
    return row;
}

double seconds_since(steady_clock::time_point start)
{
    return std::chrono::duration<double>(steady_clock::now() - start).count();
}

/// So many rows, a thousand to a commit; chained, or as they were before.
double fill(db::Database& database, admin::Lanes& lanes, int rows, bool chained)
{
    double took = 0;
    for (int done = 0; done < rows; done += 1'000) {
        std::vector<admin::Record> batch;
        for (int i = 0; i < 1'000; ++i) {
            batch.push_back(some_row(done + i));
            batch.back().lane = 99;
            batch.back().seq = done + i + 1;
        }
        const auto start = steady_clock::now();
        database.write_now([&](db::Tx& tx) {
            for (auto& row : batch) {
                if (chained) lanes.add(tx, std::move(row));
                else admin::store::insert(tx, row);
            }
        });
        took += seconds_since(start);
    }
    return took;
}

void measure(const std::filesystem::path& folder, int rows)
{
    const auto database = db::Database::open({.url = "sqlite:" + (folder / "clinic.db").string()});
    const Clock clock;
    db::migrate(*database, embedded_migrations(), clock.now());
    admin::Lanes lanes;
    admin::Notary notary(
        *database, clock, lanes, {.keys = folder / "keys", .file = folder / "checkpoints"});
    const auto plain = fill(*database, lanes, 20'000, false);
    database->write_now([](db::Tx& tx) {
        tx.script("DROP TRIGGER admin_audit_undeleted; DELETE FROM admin_audit");
    });
    const auto chained = fill(*database, lanes, rows, true);
    fmt::print("a row written: {:.1f} µs without its chain, {:.1f} µs with it\n",
        plain / 20'000 * 1e6, chained / rows * 1e6);
    for (int i = 0; i < 100; ++i) (void)notary.checkpoint();
    const auto start = steady_clock::now();
    const auto verified = admin::verify_audit(*database, folder / "keys", folder / "checkpoints");
    const auto took = seconds_since(start);
    fmt::print("verified: {} rows in {:.2f} s, {:.0f} rows a second, {} findings\n", verified.rows,
        took, static_cast<double>(verified.rows) / took, verified.found);
}

} // namespace

int main(int argc, char** argv)
{
    const auto folder = std::filesystem::temp_directory_path() /
                        ("monoclinic-audit-bench-" + UserId::fresh().str());
    std::filesystem::create_directories(folder);
    measure(folder, argc > 1 ? std::atoi(argv[1]) : 200'000);
    std::filesystem::remove_all(folder);
    return 0;
}
