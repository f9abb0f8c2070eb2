#include "platform/db/placeholders.hpp"

#include <doctest/doctest.h>

using clinic::db::number_placeholders;

TEST_SUITE("db: placeholders")
{
    TEST_CASE("each appearance of a name is a placeholder of its own")
    {
        const auto numbered = number_placeholders("SELECT :a, :b WHERE x = :a");
        CHECK(numbered.sql == "SELECT :p1, :p2 WHERE x = :p3");
        CHECK(numbered.count == 3);
    }

    TEST_CASE("quoted text, quoted names and casts are left alone")
    {
        const auto numbered = number_placeholders(
            R"(SELECT '08:30 it''s :no', "a:b", 1::text, :yes)");
        CHECK(numbered.sql == R"(SELECT '08:30 it''s :no', "a:b", 1::text, :p1)");
        CHECK(numbered.count == 1);
    }

    TEST_CASE("comments go, with the quotes and colons in them")
    {
        const auto numbered = number_placeholders(
            "SELECT 1 -- it's :not\n, :a /* nor ' is :this */ , :b -- end");
        CHECK(numbered.sql == "SELECT 1  \n, :p1   , :p2  ");
        CHECK(numbered.count == 2);
    }

    TEST_CASE("a text that never ends does not run past the end")
    {
        CHECK(number_placeholders("SELECT 'open :a").count == 0);
        CHECK(number_placeholders("SELECT :").count == 0);
        CHECK(number_placeholders("'").sql == "'");
    }
}
