// Whatever is done to the audit behind its back is found. MONOCLINIC_TEST_TAMPERINGS says how often it is tried (240).

#include "tamperer.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace clinic::admin::test {
namespace {

int tamperings()
{
    const char* const asked = std::getenv("MONOCLINIC_TEST_TAMPERINGS");
    return asked != nullptr ? std::atoi(asked) : 240;
}

/// Form 1 without one column: what a careless change of it would be.
std::vector<Column> without(std::size_t column)
{
    const auto all = forms().front().columns;
    std::vector<Column> columns(all.begin(), all.end());
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(column));
    return columns;
}

} // namespace

TEST_CASE("chain: whatever is tampered with is found")
{
    Ledger ledger;
    ledger.fill();
    ledger.tamper([](db::Tx&) {});
    REQUIRE(ledger.found().empty());
    Tamperer tamperer(ledger, 20'261'127);
    std::map<std::string, int> missed;
    std::map<std::string, int> done;
    for (int i = 0; i < tamperings(); ++i) {
        const auto [name, found] = tamperer.once();
        ++done[name];
        if (found == 0) ++missed[name];
    }
    for (const auto& [name, count] : missed) {
        FAIL_CHECK(fmt::format("{} of {} times nothing was found: {}", count, done[name], name));
    }
    CHECK(done.size() == 14);
    CHECK(ledger.found().empty());
}

TEST_CASE("chain: a form that leaves a column out does not get past the tampering")
{
    // In the order of the form: detail, actor_roles.
    const std::array<std::pair<std::size_t, const char*>, 2> planted{
        {{10, "detail"}, {6, "actor_roles"}}};
    for (const auto& [column, name] : planted) {
        CAPTURE(name);
        Ledger ledger;
        ledger.write(40);
        const auto columns = without(column);
        const std::array<Form, 1> weak{{{1, columns}}};
        ledger.tamper([&](db::Tx& tx) {
            for (const auto& head : store::heads(tx)) relink(tx, head.lane, weak[0]);
        });
        Tamperer tamperer(ledger, 7);
        int missed = 0;
        for (int i = 0; i < 400; ++i)
            missed += tamperer.attempt(&Tamperer::edit, weak) == 0 ? 1 : 0;
        CHECK(missed > 0);
    }
}

} // namespace clinic::admin::test
