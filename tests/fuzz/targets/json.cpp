#include "fuzz/targets.hpp"

#include "platform/core/id.hpp"
#include "platform/core/text.hpp"
#include "platform/schema/schema.hpp"

namespace clinic::fuzz {
namespace {

enum class Kind { a, b };
constexpr auto spelled(Kind)
{
    return api::names("a", "b");
}

struct Inner {
    std::optional<std::string> name;
    static constexpr auto schema = api::object(
        api::field("name", &Inner::name, "", api::max_length(20)));
};

struct Outer {
    std::optional<Inner> inner;
    static constexpr auto schema = api::object(api::field("inner", &Outer::inner, ""));
};

/// A field of every sort.
struct Everything {
    std::optional<Id<struct FuzzTag>> id;
    std::string name;
    int count = 0;
    std::optional<Money> price;
    std::optional<Instant> at;
    std::optional<LocalDate> day;
    std::optional<LocalTime> time;
    std::optional<Kind> kind;
    double ratio = 0;
    bool on = false;
    std::vector<std::string> list;
    std::optional<std::string> note;
    std::optional<Outer> inner;
    api::Change<std::string> change;

    static constexpr auto schema = api::object(api::field("id", &Everything::id, ""),
        api::field("name", &Everything::name, "", api::name(20)),
        api::field("count", &Everything::count, "", api::between(0, 9), api::or_default()),
        api::field("price", &Everything::price, ""), api::field("at", &Everything::at, ""),
        api::field("day", &Everything::day, ""), api::field("time", &Everything::time, ""),
        api::field("kind", &Everything::kind, ""),
        api::field("ratio", &Everything::ratio, "", api::or_default()),
        api::field("on", &Everything::on, "", api::or_default()),
        api::field("list", &Everything::list, "", api::max_items(5), api::or_default()),
        api::field("note", &Everything::note, "", api::prose(50)),
        api::field("inner", &Everything::inner, ""),
        api::field("change", &Everything::change, "", api::max_length(20)));
};

} // namespace

void json(std::string_view bytes)
{
    api::Input input;
    if (!input.parse_body(bytes)) return;
    api::Report report;
    Everything value;
    api::Type<Everything>::read(input.body(), value, report, {});
    if (!report.clean()) {
        const auto problem = std::move(report).problem();
        must(!problem.errors.empty(), "a refusal that names nothing");
        return;
    }
    must(text::is_utf8(value.name), "a text that is not UTF-8");
    must(value.count >= 0 && value.count <= 9, "a number past its limit");
    must(value.list.size() <= 5, "a list past its limit");
    const auto written = api::to_json(value);
    Everything again;
    must(api::from_json(written, again), "what we write we do not read");
    must(api::to_json(again) == written, "what we read is not what we wrote");
}

} // namespace clinic::fuzz
