#pragma once
// The rows of a report as a file for spreadsheets.

#include "api.hpp"

#include "platform/http/file.hpp"

namespace clinic::reporting {

[[nodiscard]] http::File sheet_of(
    const ActivityReport& report, const ReportQuery& query, Language language);
[[nodiscard]] http::File sheet_of(
    const PatientsReport& report, const ReportQuery& query, Language language);
[[nodiscard]] http::File sheet_of(
    const FinanceReport& report, const ReportQuery& query, Language language);
[[nodiscard]] http::File sheet_of(
    const CommunityReport& report, const ReportQuery& query, Language language);

/// As it was asked for.
template <class Report>
http::OrFile<Report> as_asked(Report report, const ReportQuery& query, Language language)
{
    if (query.format == ReportFormat::csv) return sheet_of(report, query, language);
    return report;
}

} // namespace clinic::reporting
