#include "platform/schema/scalars.hpp"

#include "platform/core/text.hpp"

#include <fmt/format.h>

namespace clinic::api {
namespace {

void wrong_type(Report& report, std::string fr, std::string en)
{
    report.add("wrong_type", {std::move(fr), std::move(en)});
}

template <class T>
void read_parsed(const In& in, T& value, Report& report, std::string_view fr, std::string_view en)
{
    const auto text = in.string();
    const auto parsed = text ? T::parse(*text) : std::nullopt;
    if (parsed) value = *parsed;
    else report.add("format", {std::string(fr), std::string(en)});
}

void check_length(std::int64_t length, Report& report, const Limits& limits)
{
    if (length < limits.min_length && length == 0) {
        report.add("required", {"À remplir.", "Please fill this in."});
    } else if (length < limits.min_length) {
        report.add("too_short", {fmt::format("Au moins {} caractères.", limits.min_length),
                                    fmt::format("At least {} characters.", limits.min_length)});
    } else if (length > limits.max_length) {
        report.add("too_long", {fmt::format("Au plus {} caractères.", limits.max_length),
                                   fmt::format("At most {} characters.", limits.max_length)});
    }
}

} // namespace

void read_string(const In& in, std::string& value, Report& report, const Limits& limits)
{
    const auto text = in.string();
    if (!text) return wrong_type(report, "Un texte est attendu.", "A text is expected.");
    if (!text::is_utf8(*text)) {
        return report.add("encoding", {"Ce texte n’est pas en UTF-8.", "This text is not UTF-8."});
    }
    // A secret is taken as it was typed; everything else is stored composed (NFC).
    value = limits.secret ? std::string(*text) : text::composed(*text);
    if (limits.trimmed) value = text::trimmed(value);
    if (text::has_control(value, limits.lines)) {
        return report.add("control", {"Ce texte contient des caractères invisibles à retirer.",
                                         "This text holds invisible characters: take them out."});
    }
    const auto length = static_cast<std::int64_t>(text::length(value));
    check_length(length, report, limits);
    const bool fits = length >= limits.min_length && length <= limits.max_length;
    if (fits && limits.check != nullptr && !limits.check->holds(value)) {
        report.add(std::string(limits.check->name),
            {std::string(limits.check->fr), std::string(limits.check->en)});
    }
}

void read_integer(const In& in, std::int64_t& value, Report& report, const Limits& limits)
{
    const auto number = in.integer();
    if (!number)
        return wrong_type(report, "Un nombre entier est attendu.", "A whole number is expected.");
    value = *number;
    if (value < limits.minimum) {
        report.add("too_small", {fmt::format("Au moins {}.", limits.minimum),
                                    fmt::format("At least {}.", limits.minimum)});
    } else if (value > limits.maximum) {
        report.add("too_large", {fmt::format("Au plus {}.", limits.maximum),
                                    fmt::format("At most {}.", limits.maximum)});
    }
}

void read_boolean(const In& in, bool& value, Report& report)
{
    const auto flag = in.boolean();
    if (flag) value = *flag;
    else
        wrong_type(report, "Vrai ou faux (true, false) est attendu.", "True or false is expected.");
}

void read_real(const In& in, double& value, Report& report)
{
    const auto number = in.real();
    if (number) value = *number;
    else wrong_type(report, "Un nombre est attendu.", "A number is expected.");
}

void read_instant(const In& in, Instant& value, Report& report)
{
    read_parsed(in, value, report, "Une date et une heure comme 2026-11-20T10:30:00Z.",
        "A date and time like 2026-11-20T10:30:00Z.");
}

void read_date(const In& in, LocalDate& value, Report& report)
{
    read_parsed(in, value, report, "Une date comme 2026-11-20.", "A date like 2026-11-20.");
}

void read_time(const In& in, LocalTime& value, Report& report)
{
    read_parsed(in, value, report, "Une heure comme 08:30.", "A time like 08:30.");
}

void report_not_an_id(Report& report)
{
    report.add(
        "format", {"Un identifiant (UUID) est attendu.", "An identifier (UUID) is expected."});
}

void report_not_listed(Report& report, const std::string_view* names, std::size_t count)
{
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "" : ", ") + std::string(names[i]);
    report.add("not_listed",
        {"L’une de ces valeurs : " + list + ".", "One of these values: " + list + "."});
}

void report_missing(Report& report)
{
    report.add("required", {"À remplir.", "Please fill this in."});
}

void report_unknown(Report& report)
{
    report.add("unknown", {"Ce champ n’existe pas ici.", "There is no such field here."});
}

void report_not_a_file(Report& report)
{
    wrong_type(report, "Un fichier est attendu.", "A file is expected.");
}

void report_not_an_object(Report& report)
{
    wrong_type(report, "Un objet est attendu.", "An object is expected.");
}

bool check_list(const std::optional<std::vector<In>>& list, Report& report, const Limits& limits)
{
    if (!list) {
        wrong_type(report, "Une liste est attendue.", "A list is expected.");
        return false;
    }
    const auto size = static_cast<std::int64_t>(list->size());
    if (size >= limits.min_items && size <= limits.max_items) return true;
    const bool few = size < limits.min_items;
    const auto bound = few ? limits.min_items : limits.max_items;
    report.add(few ? "too_few" : "too_many",
        {fmt::format("{} {} éléments.", few ? "Au moins" : "Au plus", bound),
            fmt::format("{} {} items.", few ? "At least" : "At most", bound)});
    return false;
}

} // namespace clinic::api
