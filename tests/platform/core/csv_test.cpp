#include "platform/core/csv.hpp"

#include <doctest/doctest.h>

namespace clinic {

TEST_CASE("csv: cells are parted as the language's spreadsheets do, and quoted where they must be")
{
    Csv french(Language::fr);
    french.text("Durand; Alex")
        .number(std::int64_t{12})
        .number(0.5, 2)
        .number(std::nullopt, 2)
        .end_row();
    CHECK(french.take() == "\xEF\xBB\xBF\"Durand; Alex\";12;0,50;\r\n");
    Csv english(Language::en);
    english.text("say \"ah\"").number(0.5, 1).end_row();
    CHECK(english.take() == "\xEF\xBB\xBF\"say \"\"ah\"\"\",0.5\r\n");
}

TEST_CASE("csv: what somebody typed is never a formula")
{
    Csv csv(Language::en);
    csv.text("=1+1").text("-2").text("@x").plain("-3").end_row();
    CHECK(csv.take() == "\xEF\xBB\xBF'=1+1,'-2,'@x,-3\r\n");
}

} // namespace clinic
