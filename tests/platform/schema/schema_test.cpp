#include "platform/schema/schema.hpp"

#include <doctest/doctest.h>

namespace clinic {
namespace {

enum class Mood { calm, cross };
constexpr auto spelled(Mood)
{
    return api::names("calm", "cross");
}

struct Part {
    int weight = 0;
    static constexpr auto schema = api::object(api::field("weight", &Part::weight, "Grams"));
};

struct Paging {
    int limit = 50;
    static constexpr auto schema = api::object(
        api::field("limit", &Paging::limit, "Rows", api::between(1, 200), api::or_default()));
};

struct Whole {
    std::string name;
    std::optional<std::string> nickname;
    Mood mood = Mood::calm;
    std::vector<Part> parts;
    std::optional<Instant> seen_at;
    Money price;
    Paging paging;
    static constexpr auto schema = api::object(
        api::field("name", &Whole::name, "What it is called", api::name(10)),
        api::field("nickname", &Whole::nickname, "Among friends", api::name(10)),
        api::field("mood", &Whole::mood, "How it feels"),
        api::field("parts", &Whole::parts, "What it is made of", api::max_items(2)),
        api::field("seen_at", &Whole::seen_at, "When last seen"),
        api::field("price", &Whole::price, "What it costs", api::between(0, 1000)),
        api::embed(&Whole::paging));
};

struct Edit {
    api::Change<std::string> note;
    static constexpr auto schema = api::object(
        api::field("note", &Edit::note, "A note", api::prose(20)));
};

template <class T> std::vector<FieldError> errors_of(std::string_view json)
{
    api::Input input;
    REQUIRE(input.parse_body(json));
    T value;
    api::Report report;
    api::Type<T>::read(input.all(), value, report, {});
    return std::move(report).problem().errors;
}

} // namespace

TEST_CASE("a described value survives the way out and back in")
{
    const std::string json =
        R"({"name":"Noé","mood":"cross","parts":[{"weight":3},{"weight":4}],)"
        R"("seen_at":"2026-11-20T10:30:00Z","price":{"amount":1000,"currency":"EUR"},"limit":7})";
    Whole whole;
    REQUIRE(api::from_json(json, whole));
    CHECK(whole.parts.at(1).weight == 4);
    CHECK(whole.paging.limit == 7);
    CHECK(api::to_json(whole) == json);
}

TEST_CASE("every bad field is told at once, each by its pointer")
{
    const auto errors = errors_of<Whole>(
        R"({"name":"  ","mood":"sad","parts":[{"weight":"x"},{}],"seen_at":"today",)"
        R"("price":{"amount":-1,"currency":"XXQ"},"limit":0,"extra":1})");
    std::vector<std::string> pointers;
    for (const auto& error : errors) pointers.push_back(error.pointer + " " + error.code);
    CHECK(pointers == std::vector<std::string>{"/name required", "/mood not_listed",
                          "/parts/0/weight wrong_type", "/parts/1/weight required",
                          "/seen_at format", "/price/amount too_small", "/price/currency currency",
                          "/limit too_small", "/extra unknown"});
}

TEST_CASE("an absent list, a list too long and a wrong type are told apart")
{
    CHECK(errors_of<Whole>(R"({"name":"a","mood":"calm","price":{"amount":1,"currency":"EUR"}})")
              .at(0)
              .code == "required");
    CHECK(errors_of<Whole>(
              R"({"name":"a","mood":"calm","parts":[{"weight":1},{"weight":1},{"weight":1}],)"
              R"("price":{"amount":1,"currency":"EUR"}})")
              .at(0)
              .code == "too_many");
    CHECK(errors_of<Whole>("[]").at(0).pointer == "/name");
}

TEST_CASE("names are trimmed and composed, invisible characters are refused")
{
    Whole whole;
    api::Input input;
    REQUIRE(input.parse_body(
        "{\"name\":\" Zoe\\u0308 \",\"nickname\":\" \",\"mood\":\"calm\",\"parts\":[],"
        "\"price\":{\"amount\":1,\"currency\":\"EUR\"}}"));
    api::Report report;
    api::Type<Whole>::read(input.all(), whole, report, {});
    CHECK(report.clean());
    CHECK(whole.name == "Zoë");
    CHECK_FALSE(whole.nickname);
    CHECK(errors_of<Edit>("{\"note\":\"a\\u0000b\"}").at(0).code == "control");
    CHECK(errors_of<Edit>("{\"note\":\"a\\nb\"}").empty());
    CHECK(errors_of<Edit>("{\"note\":\"123456789012345678901\"}").at(0).code == "too_long");
}

TEST_CASE("a change tells absent from null")
{
    Edit edit;
    REQUIRE(api::from_json("{}", edit));
    CHECK_FALSE(edit.note.given);
    REQUIRE(api::from_json(R"({"note":null})", edit));
    CHECK(edit.note.given);
    CHECK_FALSE(edit.note.value);
}

TEST_CASE("text on the way out is inert in HTML and in scripts")
{
    CHECK(api::json_string("</script>\"\\\n\xE2\x80\xA8é") ==
          R"("\u003c/script\u003e\"\\\n\u2028é")");
}

TEST_CASE("query texts are read by the same fields")
{
    api::Input input;
    input.add_text("limit", "12", true);
    Paging paging;
    api::Report report;
    report.query_names = {"limit"};
    api::Type<Paging>::read(input.all(), paging, report, {});
    CHECK(paging.limit == 12);

    api::Input bad;
    bad.add_text("limit", "12x", true);
    api::Type<Paging>::read(bad.all(), paging, report, {});
    CHECK(std::move(report).problem().errors.at(0).pointer == "?limit");
}

TEST_CASE("the description says limits, documentation and what is required")
{
    api::Describer describer;
    CHECK(api::Type<Whole>::describe(describer, {}) == R"({"$ref":"#/components/schemas/Whole"})");
    const auto& schema = describer.schemas().at("Whole");
    CHECK(schema.contains(
        R"("name":{"type":"string","minLength":1,"maxLength":10,"description":"What it is called"})"));
    CHECK(schema.contains(R"("required":["name","mood","parts","price"])"));
    CHECK(describer.schemas().at("Mood") == R"({"type":"string","enum":["calm","cross"]})");
}

} // namespace clinic
