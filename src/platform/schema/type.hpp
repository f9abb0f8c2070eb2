#pragma once
// How each kind of value is written, read and described: Type<T>::{write, read, describe}.

#include "platform/core/id.hpp"
#include "platform/core/text.hpp"
#include "platform/schema/describe.hpp"
#include "platform/schema/json_out.hpp"
#include "platform/schema/scalars.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <vector>

namespace clinic::api {

template <class T> struct Type;

template <class T> constexpr bool is_optional = false;
template <class T> constexpr bool is_optional<std::optional<T>> = true;
template <class T> constexpr bool is_optional<Change<T>> = true;

template <> struct Type<std::string> {
    static void write(Writer& out, const std::string& value) { out.string(value); }
    static void read(const In& in, std::string& value, Report& report, const Limits& limits)
    {
        read_string(in, value, report, limits);
    }
    static std::string describe(Describer&, const Limits& limits) { return string_schema(limits); }
};

template <> struct Type<bool> {
    static void write(Writer& out, bool value) { out.boolean(value); }
    static void read(const In& in, bool& value, Report& report, const Limits&)
    {
        read_boolean(in, value, report);
    }
    static std::string describe(Describer&, const Limits&) { return R"({"type":"boolean"})"; }
};

template <std::signed_integral T> struct Type<T> {
    static void write(Writer& out, T value) { out.integer(value); }
    static void read(const In& in, T& value, Report& report, const Limits& limits)
    {
        Limits fitting = limits;
        fitting.minimum = std::max<std::int64_t>(limits.minimum, std::numeric_limits<T>::min());
        fitting.maximum = std::min<std::int64_t>(limits.maximum, std::numeric_limits<T>::max());
        std::int64_t wide = 0;
        read_integer(in, wide, report, fitting);
        value = static_cast<T>(wide);
    }
    static std::string describe(Describer&, const Limits& limits) { return integer_schema(limits); }
};

template <> struct Type<double> {
    static void write(Writer& out, double value) { out.real(value); }
    static void read(const In& in, double& value, Report& report, const Limits&)
    {
        read_real(in, value, report);
    }
    static std::string describe(Describer&, const Limits&) { return R"({"type":"number"})"; }
};

template <> struct Type<Instant> {
    static void write(Writer& out, Instant value) { out.instant(value); }
    static void read(const In& in, Instant& value, Report& report, const Limits&)
    {
        read_instant(in, value, report);
    }
    static std::string describe(Describer&, const Limits&)
    {
        return format_schema("date-time", "2026-11-20T10:30:00Z");
    }
};

template <> struct Type<LocalDate> {
    static void write(Writer& out, LocalDate value) { out.plain(value.text()); }
    static void read(const In& in, LocalDate& value, Report& report, const Limits&)
    {
        read_date(in, value, report);
    }
    static std::string describe(Describer&, const Limits&)
    {
        return format_schema("date", "2026-11-20");
    }
};

template <> struct Type<LocalTime> {
    static void write(Writer& out, LocalTime value) { out.plain(value.text()); }
    static void read(const In& in, LocalTime& value, Report& report, const Limits&)
    {
        read_time(in, value, report);
    }
    static std::string describe(Describer&, const Limits&)
    {
        return format_schema("local-time", "08:30");
    }
};

template <class Tag> struct Type<Id<Tag>> {
    static void write(Writer& out, const Id<Tag>& value) { out.plain(value.view()); }
    static void read(const In& in, Id<Tag>& value, Report& report, const Limits&)
    {
        const auto text = in.string();
        const auto id = text ? Id<Tag>::parse(*text) : std::nullopt;
        if (id) value = *id;
        else report_not_an_id(report);
    }
    static std::string describe(Describer&, const Limits&)
    {
        return format_schema("uuid", "01938d0a-7c7b-7c3e-9b1f-2a4d5e6f7a8b");
    }
};

template <Spelled E> struct Type<E> {
    static void write(Writer& out, E value) { out.plain(spell(value)); }
    static void read(const In& in, E& value, Report& report, const Limits&)
    {
        static constexpr auto all = spelled_names<E>();
        const auto text = in.string();
        if (!text || !unspell(*text, value)) report_not_listed(report, all.data(), all.size());
    }
    static std::string describe(Describer& describer, const Limits&)
    {
        static constexpr auto all = spelled_names<E>();
        const auto name = schema_name<E>();
        describer.claim(name, detail::type_text<E>());
        if (describer.begin(name)) {
            describer.finish(name, detail::type_text<E>(), enum_schema(all.data(), all.size()));
        }
        return Describer::reference(name);
    }
};

template <class T> struct Type<std::optional<T>> {
    static void write(Writer& out, const std::optional<T>& value)
    {
        if (value) Type<T>::write(out, *value);
        else out.raw("null");
    }
    static void read(const In& in, std::optional<T>& value, Report& report, const Limits& limits)
    {
        value.reset();
        if (in.kind() == In::Kind::absent || in.kind() == In::Kind::null) return;
        if constexpr (std::same_as<T, std::string>) {
            // An emptied form field means: nothing there.
            if (limits.trimmed && in.string() && text::trimmed(*in.string()).empty()) return;
        }
        Type<T>::read(in, value.emplace(), report, limits);
    }
    static std::string describe(Describer& describer, const Limits& limits)
    {
        return Type<T>::describe(describer, limits);
    }
};

template <class T> struct Type<Change<T>> {
    static void write(Writer& out, const Change<T>& value)
    {
        Type<std::optional<T>>::write(out, value.value);
    }
    static void read(const In& in, Change<T>& value, Report& report, const Limits& limits)
    {
        value.given = in.kind() != In::Kind::absent;
        Type<std::optional<T>>::read(in, value.value, report, limits);
    }
    static std::string describe(Describer& describer, const Limits& limits)
    {
        return R"({"anyOf":[)" + Type<T>::describe(describer, limits) + R"(,{"type":"null"}]})";
    }
};

template <class T> struct Type<std::vector<T>> {
    static void write(Writer& out, const std::vector<T>& values)
    {
        out.raw('[');
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) out.raw(',');
            Type<T>::write(out, values[i]);
        }
        out.raw(']');
    }
    static void read(const In& in, std::vector<T>& values, Report& report, const Limits& limits)
    {
        values.clear();
        const auto list = in.elements();
        if (!check_list(list, report, limits)) return;
        values.reserve(list->size());
        for (std::size_t i = 0; i < list->size(); ++i) {
            report.enter(i);
            Type<T>::read((*list)[i], values.emplace_back(), report, limits);
            report.leave();
        }
    }
    static std::string describe(Describer& describer, const Limits& limits)
    {
        return array_schema(Type<T>::describe(describer, limits), limits);
    }
};

template <Described T> struct Type<T> {
    static void write(Writer& out, const T& object)
    {
        // The keys with their punctuation are put together once per type; the first comma is cut off.
        static const auto keys = make_keys();
        out.raw('{');
        std::size_t i = 0;
        bool first = true;
        for_each_field(T::schema, [&](const auto& field) {
            const auto& value = field.get(object);
            const std::string_view key = keys[i++];
            if (absent(value)) return;
            out.raw(first ? key.substr(1) : key);
            first = false;
            write_value(out, value);
        });
        out.raw('}');
    }

    static void read(const In& in, T& object, Report& report, const Limits&)
    {
        if (!in.is_object()) return report_not_an_object(report);
        for_each_field(
            T::schema, [&](const auto& field) { read_field(in, object, field, report); });
        report_unknown_members(in, report);
    }

    static std::string describe(Describer& describer, const Limits&)
    {
        const auto name = schema_name<T>();
        describer.claim(name, detail::type_text<T>());
        if (describer.begin(name)) {
            describer.finish(name, detail::type_text<T>(), object_schema(properties(describer)));
        }
        return Describer::reference(name);
    }

    static std::vector<Property> properties(Describer& describer)
    {
        std::vector<Property> found;
        for_each_field(T::schema, [&](const auto& field) {
            using Value = typename std::remove_cvref_t<decltype(field)>::value;
            found.push_back({field.name, Type<Value>::describe(describer, field.limits), field.doc,
                !is_optional<Value> && !field.limits.defaulted});
        });
        return found;
    }

private:
    template <class V> static bool absent(const V& value)
    {
        if constexpr (is_optional<V>) return !has_value(value);
        else return false;
    }
    template <class V> static bool has_value(const std::optional<V>& value)
    {
        return value.has_value();
    }
    template <class V> static bool has_value(const Change<V>& value) { return value.given; }

    template <class V> static void write_value(Writer& out, const V& value)
    {
        Type<V>::write(out, value);
    }

    template <class F> static void read_field(
        const In& in, T& object, const F& field, Report& report)
    {
        using Value = typename F::value;
        const auto member = in.member(field.name);
        report.enter(field.name);
        const bool missing = member.kind() == In::Kind::absent || member.kind() == In::Kind::null;
        if (is_optional<Value> || !missing) {
            const Limits& limits = report.stored ? unlimited : field.limits;
            Type<Value>::read(member, field.get(object), report, limits);
        } else if (!field.limits.defaulted) {
            report_missing(report);
        }
        report.leave();
    }

    static void report_unknown_members(const In& in, Report& report)
    {
        static constexpr auto known = [] {
            std::array<std::string_view, field_count<T>()> names{};
            std::size_t i = 0;
            for_each_field(T::schema, [&](const auto& field) { names[i++] = field.name; });
            return names;
        }();
        for (const auto name : in.member_names()) {
            if (std::ranges::find(known, name) != known.end()) continue;
            report.enter(name);
            report_unknown(report);
            report.leave();
        }
    }

    static std::array<std::string, field_count<T>()> make_keys()
    {
        std::array<std::string, field_count<T>()> keys;
        std::size_t i = 0;
        for_each_field(
            T::schema, [&](const auto& field) { keys[i++] = "," + json_string(field.name) + ":"; });
        return keys;
    }
};

} // namespace clinic::api
