#include "platform/db/sealed_column.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/schema/schema.hpp"

#include <vector>

namespace clinic::db {
namespace {

constexpr std::int64_t rows_at_once = 200; // so that nobody waits for the writer

struct SealedValue {
    std::string id;
    std::string value;

    static constexpr auto schema = api::object(
        api::field("id", &SealedValue::id, ""), api::field("value", &SealedValue::value, ""));
};

struct Change {
    std::string id;
    std::string before;
    std::string anew;
};

std::vector<Change> changes_in(
    const std::vector<SealedValue>& rows, const crypto::SealingKey& sealing, SealedContext context)
{
    std::vector<Change> changes;
    for (const auto& row : rows) {
        const auto sealed = crypto::from_base64url(row.value);
        const auto anew = sealed ? sealing.sealed_anew(*sealed, context(row.id)) : std::nullopt;
        if (anew) changes.push_back({row.id, row.value, crypto::base64url(*anew)});
    }
    return changes;
}

std::int64_t write(Database& database, const SealedColumn& column, const std::vector<Change>& all)
{
    if (all.empty()) return 0;
    return database.write_now([&](Tx& tx) {
        std::int64_t changed = 0;
        for (const auto& one : all) changed += tx.run(column.replace, one.anew, one.id, one.before);
        return changed;
    });
}

} // namespace

std::int64_t seal_anew(Database& database, const crypto::SealingKey& sealing,
    const SealedColumn& column, SealedContext context)
{
    std::int64_t done = 0;
    std::string after;
    std::vector<SealedValue> rows;
    do {
        rows = database.read_now(
            [&](Tx& tx) { return tx.all<SealedValue>(column.next, after, rows_at_once); });
        done += write(database, column, changes_in(rows, sealing, context));
        if (!rows.empty()) after = rows.back().id;
    } while (static_cast<std::int64_t>(rows.size()) == rows_at_once);
    return done;
}

} // namespace clinic::db
