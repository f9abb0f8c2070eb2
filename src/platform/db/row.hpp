#pragma once
// How a C++ value becomes cells, and back.
//
//   bool                 INTEGER/SMALLINT 0 or 1     Instant    BIGINT, milliseconds
//   integers             BIGINT or smaller           LocalDate  TEXT "2026-11-20"
//   double               REAL / DOUBLE PRECISION     LocalTime  INTEGER, minutes
//   std::string, Id<Tag> TEXT                        Money      two cells: <field>_amount BIGINT,
//   enums                TEXT, as api spells them                <field>_currency TEXT
//   std::optional<T>     as T, or NULL               vectors, nested structs: one TEXT cell of JSON
//
// A described struct (one with a `schema`) spreads over its fields, in field order, and the result's
// column names must be the field names. A std::tuple spreads over its elements, names unchecked.

#include "platform/core/id.hpp"
#include "platform/core/money.hpp"
#include "platform/core/time.hpp"
#include "platform/db/cell.hpp"
#include "platform/schema/schema.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace clinic::db {

/// Column<T>::describe adds T's kinds and names, write and read move `at` past T's cells.
/// The kinds go to `kinds`, the names to `names`.
template <class T> struct Column;

struct Shape {
    std::vector<Kind>& kinds;
    std::vector<std::string>& names;

    void add(Kind kind, std::string_view name)
    {
        kinds.push_back(kind);
        names.emplace_back(name);
    }
};

inline void put_integer(Cell*& at, std::int64_t value)
{
    at->null = false;
    (at++)->integer = value;
}
inline void put_text(Cell*& at, std::string_view value)
{
    at->null = false;
    (at++)->text.assign(value);
}
inline const Cell& take(const Cell*& at)
{
    if (at->null) throw BadCell{at, "is NULL where a value is needed"};
    return *at++;
}

template <std::integral T> struct Column<T> {
    static void describe(Shape shape, std::string_view name) { shape.add(Kind::integer, name); }
    static void write(T value, Cell*& at) { put_integer(at, static_cast<std::int64_t>(value)); }
    static T read(const Cell*& at)
    {
        const Cell& cell = take(at);
        if constexpr (std::same_as<T, bool>) {
            return cell.integer != 0;
        } else {
            if (!std::in_range<T>(cell.integer)) throw BadCell{&cell, "is out of range"};
            return static_cast<T>(cell.integer);
        }
    }
};

template <std::floating_point T> struct Column<T> {
    static void describe(Shape shape, std::string_view name) { shape.add(Kind::real, name); }
    static void write(T value, Cell*& at)
    {
        at->null = false;
        (at++)->real = static_cast<double>(value);
    }
    static T read(const Cell*& at) { return static_cast<T>(take(at).real); }
};

struct TextColumn {
    static void describe(Shape shape, std::string_view name) { shape.add(Kind::text, name); }
};
template <> struct Column<std::string> : TextColumn {
    static void write(std::string_view value, Cell*& at) { put_text(at, value); }
    static std::string read(const Cell*& at) { return take(at).text; }
};
template <> struct Column<std::string_view> : TextColumn { // a parameter only
    static void write(std::string_view value, Cell*& at) { put_text(at, value); }
};

/// An empty id is stored as NULL, and only an optional id may be NULL when read.
template <class Tag> struct Column<Id<Tag>> : TextColumn {
    static void write(const Id<Tag>& id, Cell*& at)
    {
        put_text(at, id.view());
        (at - 1)->null = !id;
    }
    static Id<Tag> read(const Cell*& at)
    {
        const Cell& cell = take(at);
        const auto id = Id<Tag>::parse(cell.text);
        if (!id) throw BadCell{&cell, "is not a UUID"};
        return *id;
    }
};

template <> struct Column<Instant> {
    static void describe(Shape shape, std::string_view name) { shape.add(Kind::integer, name); }
    static void write(Instant value, Cell*& at) { put_integer(at, value.ms); }
    static Instant read(const Cell*& at) { return {take(at).integer}; }
};

template <> struct Column<LocalDate> : TextColumn {
    static void write(LocalDate value, Cell*& at) { put_text(at, value.text()); }
    static LocalDate read(const Cell*& at)
    {
        const Cell& cell = take(at);
        const auto date = LocalDate::parse(cell.text);
        if (!date) throw BadCell{&cell, "is not a date"};
        return *date;
    }
};

template <> struct Column<LocalTime> {
    static void describe(Shape shape, std::string_view name) { shape.add(Kind::integer, name); }
    static void write(LocalTime value, Cell*& at) { put_integer(at, value.minutes); }
    static LocalTime read(const Cell*& at) { return {static_cast<std::int32_t>(take(at).integer)}; }
};

template <> struct Column<Money> {
    static void describe(Shape shape, std::string_view name)
    {
        shape.add(Kind::integer, std::string(name) + "_amount");
        shape.add(Kind::text, std::string(name) + "_currency");
    }
    static void write(const Money& value, Cell*& at)
    {
        put_integer(at, value.amount);
        put_text(at, value.currency);
    }
    static Money read(const Cell*& at)
    {
        const auto amount = take(at).integer;
        return {amount, take(at).text};
    }
};

template <api::Spelled T> struct Column<T> : TextColumn {
    static void write(T value, Cell*& at) { put_text(at, api::spell(value)); }
    static T read(const Cell*& at)
    {
        const Cell& cell = take(at);
        T value{};
        if (!api::unspell(cell.text, value)) {
            throw BadCell{&cell, "has a spelling that this version does not know"};
        }
        return value;
    }
};

/// One TEXT cell of JSON.
template <class T> struct JsonColumn : TextColumn {
    static void write(const T& value, Cell*& at) { put_text(at, api::to_json(value)); }
    static T read(const Cell*& at)
    {
        const Cell& cell = take(at);
        T value{};
        if (!api::from_json(cell.text, value)) throw BadCell{&cell, "is not the JSON expected"};
        return value;
    }
};
template <class T> struct Column<std::vector<T>> : JsonColumn<std::vector<T>> {};
template <api::Described T> struct Column<T> : JsonColumn<T> {};

template <class T> struct Column<std::optional<T>> {
    static void describe(Shape shape, std::string_view name) { Column<T>::describe(shape, name); }
    static void write(const std::optional<T>& value, Cell*& at)
    {
        Cell* const first = at;
        Column<T>::write(value ? *value : T{}, at);
        if (!value) {
            for (Cell* cell = first; cell != at; ++cell) cell->null = true;
        }
    }
    static std::optional<T> read(const Cell*& at)
    {
        if (!at->null) return Column<T>::read(at);
        skip(at);
        return std::nullopt;
    }

private:
    static void skip(const Cell*& at)
    {
        if constexpr (std::same_as<T, Money>) ++at;
        ++at;
    }
};

/// Whole rows, and whole arguments: a described struct and a tuple spread, all else is a column.
template <class T> struct Row {
    static void describe(Shape shape) { Column<T>::describe(shape, ""); }
    static void write(const T& value, Cell*& at) { Column<T>::write(value, at); }
    static T read(const Cell*& at) { return Column<T>::read(at); }
};

template <api::Described T> struct Row<T> {
    static void describe(Shape shape)
    {
        api::for_each_field(T::schema, [&]<class F>(const F& field) {
            Column<typename F::value>::describe(shape, field.name);
        });
    }
    static void write(const T& value, Cell*& at)
    {
        api::for_each_field(T::schema, [&]<class F>(const F& field) {
            Column<typename F::value>::write(field.get(value), at);
        });
    }
    static T read(const Cell*& at)
    {
        T value{};
        api::for_each_field(T::schema, [&]<class F>(const F& field) {
            field.get(value) = Column<typename F::value>::read(at);
        });
        return value;
    }
};

template <class... T> struct Row<std::tuple<T...>> {
    static void describe(Shape shape) { (Column<T>::describe(shape, ""), ...); }
    static void write(const std::tuple<T...>& value, Cell*& at)
    {
        std::apply([&](const T&... each) { (Column<T>::write(each, at), ...); }, value);
    }
    static std::tuple<T...> read(const Cell*& at)
    {
        return std::tuple<T...>{Column<T>::read(at)...}; // braces: left to right
    }
};

/// Literals and everything that is only a view travel as std::string_view.
template <class A>
using Argument = std::conditional_t<std::is_convertible_v<const A&, std::string_view> &&
                                        !std::same_as<A, std::string>,
    std::string_view, A>;

struct NoRow {};

/// Built once for each combination of result and arguments.
template <class Out, class... In> const Layout& layout()
{
    static const Layout built = [] {
        Layout layout;
        std::vector<std::string> unused;
        (Row<Argument<In>>::describe({layout.in, unused}), ...);
        if constexpr (!std::same_as<Out, NoRow>) Row<Out>::describe({layout.out, layout.names});
        return layout;
    }();
    return built;
}

} // namespace clinic::db
