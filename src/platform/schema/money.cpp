#include "platform/schema/schema.hpp"

namespace clinic::api {
namespace {

constexpr Limits currency_limits = [] {
    Limits limits;
    format(checks::currency)(limits);
    return limits;
}();

} // namespace

void Type<Money>::write(Writer& out, const Money& value)
{
    out.raw(R"({"amount":)");
    out.integer(value.amount);
    out.raw(R"(,"currency":)");
    out.plain(value.currency);
    out.raw('}');
}

void Type<Money>::read(const In& in, Money& value, Report& report, const Limits& limits)
{
    if (!in.is_object()) return report_not_an_object(report);
    report.enter("amount");
    read_integer(in.member("amount"), value.amount, report, limits);
    report.leave();
    report.enter("currency");
    read_string(in.member("currency"), value.currency, report, currency_limits);
    report.leave();
    for (const auto name : in.member_names()) {
        if (name == "amount" || name == "currency") continue;
        report.enter(name);
        report_unknown(report);
        report.leave();
    }
}

std::string Type<Money>::describe(Describer& describer, const Limits&)
{
    if (describer.begin("Money")) {
        describer.finish("Money", "clinic::Money",
            object_schema(
                {{"amount", R"({"type":"integer","format":"int64","examples":[2500]})",
                     "Minor units of the currency: cents for EUR, millimes for TND, francs for XOF",
                     true},
                    {"currency", string_schema(currency_limits), "ISO 4217", true}}));
    }
    return Describer::reference("Money");
}

} // namespace clinic::api
