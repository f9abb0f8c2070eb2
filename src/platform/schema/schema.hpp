#pragma once
// The whole of api:: for a module: fields, reading, writing, describing. See field.hpp for the idea.

#include "platform/schema/type.hpp"

namespace clinic {

/// Money in JSON is `{"amount": 1250, "currency": "EUR"}`.
template <> struct api::Type<Money> {
    static void write(Writer& out, const Money& value);
    static void read(const In& in, Money& value, Report& report, const Limits& limits);
    static std::string describe(Describer& describer, const Limits& limits);
};

namespace api {

template <class T> void append_json(std::string& out, const T& value)
{
    Writer writer(out);
    Type<T>::write(writer, value);
}

template <class T> std::string to_json(const T& value)
{
    std::string out;
    append_json(out, value);
    return out;
}

/// Reads what to_json wrote (rows, events). False when the text is not such a value.
template <class T> bool from_json(std::string_view text, T& value)
{
    Input input;
    if (!input.parse_body(text)) return false;
    Report report;
    report.stored = true;
    Type<T>::read(input.body(), value, report, unlimited);
    return report.clean();
}

} // namespace api
} // namespace clinic
