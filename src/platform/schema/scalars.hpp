#pragma once
// Reading one scalar and saying what is wrong with it: the part of schema/type.hpp that needs no template.

#include "platform/core/money.hpp"
#include "platform/core/time.hpp"
#include "platform/schema/field.hpp"
#include "platform/schema/json_in.hpp"

namespace clinic::api {

void read_string(const In& in, std::string& value, Report& report, const Limits& limits);
void read_integer(const In& in, std::int64_t& value, Report& report, const Limits& limits);
void read_boolean(const In& in, bool& value, Report& report);
void read_real(const In& in, double& value, Report& report);
void read_instant(const In& in, Instant& value, Report& report);
void read_date(const In& in, LocalDate& value, Report& report);
void read_time(const In& in, LocalTime& value, Report& report);

void report_not_an_id(Report& report);
void report_not_listed(Report& report, const std::string_view* names, std::size_t count);
void report_missing(Report& report);
void report_unknown(Report& report);
void report_not_an_object(Report& report);
void report_not_a_file(Report& report);
/// False, and told, when the list is no list or of a wrong length.
bool check_list(const std::optional<std::vector<In>>& list, Report& report, const Limits& limits);

} // namespace clinic::api
