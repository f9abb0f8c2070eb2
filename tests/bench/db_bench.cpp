// How fast rows come and go through Tx, on SQLite in the temporary folder. Not a test: it only tells numbers.
//   point reads per second, on one thread, alone in their snapshot and many in one snapshot;
//   durable writes per second, one after another and with many waiting together.

#include "platform/db/database.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <latch>
#include <thread>

using namespace clinic;
using std::chrono::steady_clock;

namespace {

using PersonId = Id<struct PersonTag>;

struct Person {
    PersonId id;
    std::string name;
    std::optional<std::string> phone;
    LocalDate born;
    Instant created_at;
    std::int64_t version = 0;

    static constexpr auto schema = api::object(api::field("id", &Person::id, "d"),
        api::field("name", &Person::name, "d"), api::field("phone", &Person::phone, "d"),
        api::field("born", &Person::born, "d"), api::field("created_at", &Person::created_at, "d"),
        api::field("version", &Person::version, "d"));
};

constexpr auto insert = R"(
    INSERT INTO people (id, name, phone, born, created_at, version)
    VALUES (:id, :name, :phone, :born, :created_at, :version))";
constexpr auto find = R"(
    SELECT id, name, phone, born, created_at, version
      FROM people
     WHERE id = :id)";

Person somebody()
{
    return {PersonId::fresh(), "Camille Lefèvre", "+33 6 12 34 56 78", LocalDate::of(1980, 5, 17),
        Instant{1795000000000}, 1};
}

double per_second(int count, const std::function<void()>& deed)
{
    const auto start = steady_clock::now();
    deed();
    return count / std::chrono::duration<double>(steady_clock::now() - start).count();
}

} // namespace

int main()
{
    namespace fs = std::filesystem;
    const auto folder = fs::temp_directory_path() / fmt::format("monoclinic_bench_{}", ::getpid());
    {
        const auto database = db::Database::open(
            {.url = fmt::format("sqlite:{}", (folder / "clinic.db").string())});
        std::vector<Person> people(10'000);
        for (auto& person : people) person = somebody();
        database->write_now([&](db::Tx& tx) {
            tx.script("CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT, "
                      "born TEXT NOT NULL, created_at BIGINT NOT NULL, version INTEGER NOT NULL)");
            for (const auto& person : people) tx.run(insert, person);
        });

        constexpr int reads = 300'000;
        std::size_t found = 0;
        const auto look = [&](db::Tx& tx, int i) {
            found += tx.one<Person>(
                         find, people[static_cast<std::size_t>(i) * 7919 % people.size()].id)
                         ? 1
                         : 0;
        };
        const auto scalar = per_second(reads, [&] {
            database->read_now([&](db::Tx& tx) {
                for (int i = 0; i < reads; ++i) {
                    found += tx.value<std::int64_t>("SELECT version FROM people WHERE id = :id",
                                 people[static_cast<std::size_t>(i) * 7919 % people.size()].id) == 1
                                 ? 1
                                 : 0;
                }
            });
        });
        const auto together = per_second(reads, [&] {
            database->read_now([&](db::Tx& tx) {
                for (int i = 0; i < reads; ++i) look(tx, i);
            });
        });
        const auto alone = per_second(reads, [&] {
            for (int i = 0; i < reads; ++i) database->read_now([&](db::Tx& tx) { look(tx, i); });
        });
        fmt::print("point reads of one column, one snapshot  {:>9.0f} /s\n", scalar);
        fmt::print("point reads of a row,      one snapshot  {:>9.0f} /s\n", together);
        fmt::print("point reads of a row,      own snapshots {:>9.0f} /s\n", alone);
        if (found != std::size_t{3} * reads) return fmt::print("rows were missing\n"), 1;

        constexpr int single = 500;
        const auto one_by_one = per_second(single, [&] {
            for (int i = 0; i < single; ++i) {
                database->write_now([](db::Tx& tx) { tx.run(insert, somebody()); });
            }
        });
        constexpr int many = 50'000;
        const auto grouped = per_second(many, [&] {
            std::latch done(many);
            for (int i = 0; i < many; ++i) {
                while (database->stats().queued > 4000) std::this_thread::yield();
                database->write(
                    [](db::Tx& tx) { return tx.run(insert, somebody()), db::Verdict::keep; },
                    [&](db::Written) { done.count_down(); });
            }
            done.wait();
        });
        fmt::print("durable writes, one by one               {:>9.0f} /s\n", one_by_one);
        fmt::print("durable writes, many waiting             {:>9.0f} /s, up to {} to a commit\n",
            grouped, database->stats().largest_batch);
    }
    fs::remove_all(folder);
}
