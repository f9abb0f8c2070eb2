#include "../src/holidays.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdexcept>
#include <string>

namespace clinic::appointments {
namespace {

std::string days_of(const Region& region, int year)
{
    std::string text;
    for (const auto& holiday : Holidays().of(region, year)) {
        text += holiday.day.text().substr(5) + ' ';
    }
    return text;
}

} // namespace

TEST_CASE("Easter falls where the Church has written it down")
{
    // Years with the earliest and the latest possible Easter among them.
    for (const auto* sunday : {"1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23",
             "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25",
             "2049-04-18", "2076-04-19", "2285-03-22"}) {
        const auto year = std::stoi(std::string(sunday).substr(0, 4));
        CHECK(easter(year).text() == sunday);
    }
    for (int year = 1900; year < 2200; ++year) {
        CHECK(easter(year).weekday() == 7);
        CHECK(LocalDate::of(year, 3, 22) <= easter(year));
        CHECK(easter(year) <= LocalDate::of(year, 4, 25));
    }
}

TEST_CASE("the eleven holidays of France, and what parts of it have besides")
{
    CHECK(days_of({"FR", "75020"}, 2026) ==
          "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 ");
    CHECK(days_of({"FR", "67000"}, 2026) ==
          "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26 ");
    CHECK(days_of({"FR", "97400"}, 2026) == days_of({"RE", ""}, 2026));
    CHECK(days_of({"RE", "97400"}, 2026).contains("12-20"));
    CHECK(days_of({"FR", "97110"}, 2026).contains("05-27"));
    CHECK(days_of({"FR", "97200"}, 2026).contains("05-22"));
    CHECK(days_of({"FR", "97300"}, 2026).contains("06-10"));
    CHECK(days_of({"FR", "97600"}, 2026).contains("04-27"));
    // Ascension can fall on the eighth of May: one day, two names.
    CHECK(days_of({"FR", "69001"}, 2027).contains("05-06"));
    CHECK(days_of({"TN", "1000"}, 2026).empty());
    CHECK(days_of({"CA", "57000"}, 2026).empty());
}

TEST_CASE("those of a stretch of days, across the turn of a year")
{
    const auto found = Holidays().between(
        {"FR", "75020"}, LocalDate::of(2026, 12, 25), LocalDate::of(2027, 1, 1));
    REQUIRE(found.size() == 2);
    CHECK(found[0].name.fr == "Noël");
    CHECK(found[1].day == LocalDate::of(2027, 1, 1));
    CHECK(Holidays()
            .between({"FR", "75020"}, LocalDate::of(2026, 7, 15), LocalDate::of(2026, 7, 20))
            .empty());
}

TEST_CASE(
    "holidays of other countries are written down, each for its country, with or without a year")
{
    const Holidays known({"BE 07-21 Fête nationale / National Day", "TN 2027-03-10 Aïd el-Fitr",
        "TN 02-29 Jour bissextile", "FR 06-24 Saint-Jean"});
    const auto days = [&](std::string_view country, int year) {
        std::string text;
        for (const auto& [day, name] : known.of({country, "75020"}, year))
            text += fmt::format("{} {} ", day.text().substr(5), name.in(Language::en));
        return text;
    };
    CHECK(days("BE", 2026) == "07-21 National Day ");
    CHECK(days("BE", 2031) == "07-21 National Day ");
    CHECK(days("TN", 2026) == "");
    CHECK(days("TN", 2027) == "03-10 Aïd el-Fitr ");
    CHECK(days("TN", 2028) == "02-29 Jour bissextile ");
    CHECK(days("FR", 2026).contains("05-25 Whit Monday 06-24 Saint-Jean 07-14 National Day"));
    CHECK(
        known.between({"BE", ""}, LocalDate::of(2026, 7, 21), LocalDate::of(2027, 7, 20)).size() ==
        1);
    for (const auto* wrong : {"", "BE", "BE 07-21", "BE 07-21 ", "BE 02-30 Rien", "be 07-21 Fête",
             "BEL 07-21 Fête", "BE 21-07 Fête", "BE 2027-02-29 Rien", "BE 07-21  / Day"})
        CHECK_THROWS_AS(Holidays({wrong}), std::invalid_argument);
}

} // namespace clinic::appointments
