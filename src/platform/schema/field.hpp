#pragma once
// One line per field. The same list of fields reads JSON, checks it, writes it, maps rows and describes
// itself in OpenAPI, so that nothing about a field is said twice.
//
//   struct Closure {
//       LocalDate first_day;
//       std::string reason;
//       static constexpr auto schema = api::object(
//           api::field("first_day", &Closure::first_day, "First day without visits"),
//           api::field("reason", &Closure::reason, "Shown to staff", api::max_length(200)));
//   };

#include "platform/schema/checks.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace clinic::api {

/// What a value must keep to. Lengths are code points, after trimming.
struct Limits {
    std::int64_t min_length = 0;
    std::int64_t max_length = 200;
    std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
    std::int64_t min_items = 0;
    std::int64_t max_items = 100;
    bool trimmed = false; ///< white space at both ends is taken away
    bool lines = false; ///< line breaks and tabs are welcome
    bool defaulted = false; ///< may be absent: the member's own initial value then stands
    bool secret = false; ///< write-only: never logged, described as a password
    const Check* check = nullptr;
    std::string_view example{};
};

/// For what this program wrote itself: it was checked when it came in.
inline constexpr Limits unlimited{.max_length = std::numeric_limits<std::int64_t>::max(),
    .max_items = std::numeric_limits<std::int64_t>::max(),
    .lines = true};

// Rules, as the last arguments of field().
constexpr auto min_length(std::int64_t n)
{
    return [n](Limits& l) { l.min_length = n; };
}
constexpr auto max_length(std::int64_t n)
{
    return [n](Limits& l) { l.max_length = n; };
}
constexpr auto between(std::int64_t low, std::int64_t high)
{
    return [low, high](Limits& l) {
        l.minimum = low;
        l.maximum = high;
    };
}
constexpr auto min_items(std::int64_t n)
{
    return [n](Limits& l) { l.min_items = n; };
}
constexpr auto max_items(std::int64_t n)
{
    return [n](Limits& l) { l.max_items = n; };
}
/// A name, title or single line: trimmed, not empty.
constexpr auto name(std::int64_t longest = 100)
{
    return [longest](Limits& l) {
        l.trimmed = true;
        l.min_length = 1;
        l.max_length = longest;
    };
}
/// Free text of several lines.
constexpr auto prose(std::int64_t longest)
{
    return [longest](Limits& l) {
        l.trimmed = true;
        l.lines = true;
        l.max_length = longest;
    };
}
constexpr auto format(const Check& check)
{
    return [&check](Limits& l) {
        l.trimmed = true;
        l.min_length = 1;
        l.check = &check;
    };
}
/// For requests: absent means the member's initial value.
constexpr auto or_default()
{
    return [](Limits& l) { l.defaulted = true; };
}
constexpr auto secret()
{
    return [](Limits& l) { l.secret = true; };
}
constexpr auto example(std::string_view text)
{
    return [text](Limits& l) { l.example = text; };
}

template <class Owner, class Value> struct Field {
    using owner = Owner;
    using value = Value;
    std::string_view name;
    Value Owner::* member;
    std::string_view doc;
    Limits limits;

    constexpr Value& get(Owner& object) const { return object.*member; }
    constexpr const Value& get(const Owner& object) const { return object.*member; }
};

template <class Owner, class Value, class... Rules>
constexpr Field<Owner, Value> field(
    std::string_view name, Value Owner::* member, std::string_view doc, Rules... rules)
{
    Field<Owner, Value> made{name, member, doc, {}};
    (rules(made.limits), ...);
    return made;
}

/// The fields of a part stand among the owner's own, flat: paging in a list's query, say.
template <class Owner, class Part> struct Embed {
    Part Owner::* member;
};
template <class Owner, class Part> constexpr Embed<Owner, Part> embed(Part Owner::* member)
{
    return {member};
}

template <class... Fields> struct Object {
    std::tuple<Fields...> fields;
};
template <class... Fields> constexpr Object<Fields...> object(Fields... fields)
{
    return {std::tuple<Fields...>(fields...)};
}

template <class T>
concept Described = requires { T::schema.fields; };

namespace detail {

/// A field of an embedded part, seen from the owner.
template <class Owner, class Part, class Inner> struct Through {
    using owner = Owner;
    using value = typename Inner::value;
    Part Owner::* part;
    Inner inner;
    std::string_view name = inner.name;
    std::string_view doc = inner.doc;
    Limits limits = inner.limits;

    constexpr value& get(Owner& object) const { return inner.get(object.*part); }
    constexpr const value& get(const Owner& object) const { return inner.get(object.*part); }
};

template <class Owner, class Value, class F>
constexpr void visit(const Field<Owner, Value>& field, F&& f)
{
    f(field);
}
template <class Owner, class Part, class F>
constexpr void visit(const Embed<Owner, Part>& embed, F&& f)
{
    std::apply(
        [&](const auto&... inner) {
            const auto one = [&](const auto& field) {
                visit(field, [&](const auto& plain) {
                    f(Through<Owner, Part, std::remove_cvref_t<decltype(plain)>>{
                        embed.member, plain});
                });
            };
            (one(inner), ...);
        },
        Part::schema.fields);
}

} // namespace detail

/// Calls f with every field in order, embedded ones included. A field has name, doc, limits and get(object).
template <class... Fields, class F>
constexpr void for_each_field(const Object<Fields...>& object, F&& f)
{
    std::apply([&](const auto&... field) { (detail::visit(field, f), ...); }, object.fields);
}

template <Described T> consteval std::size_t field_count()
{
    std::size_t count = 0;
    for_each_field(T::schema, [&](const auto&) { ++count; });
    return count;
}

/// How an enum is spelled: `constexpr auto spelled(Sex) { return api::names("female", "male"); }` beside the
/// enum, in the order of its values, which start at 0.
template <class... Names> constexpr auto names(Names... names)
{
    return std::array<std::string_view, sizeof...(Names)>{std::string_view(names)...};
}
template <class E>
concept Spelled = std::is_enum_v<E> && requires(E e) { spelled(e).size(); };

template <Spelled E> constexpr auto spelled_names()
{
    return spelled(E{});
}
template <Spelled E> constexpr std::string_view spell(E value)
{
    constexpr auto all = spelled(E{});
    return all[static_cast<std::size_t>(value)];
}
template <Spelled E> constexpr bool unspell(std::string_view text, E& value)
{
    constexpr auto all = spelled(E{});
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] == text) return value = static_cast<E>(i), true;
    }
    return false;
}

/// In PATCH bodies: absent leaves a value alone, null clears it, anything else sets it.
template <class T> struct Change {
    bool given = false;
    std::optional<T> value{};

    void apply(std::optional<T>& target) const
    {
        if (given) target = value;
    }
};

} // namespace clinic::api
