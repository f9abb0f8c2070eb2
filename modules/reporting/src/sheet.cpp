#include "sheet.hpp"

#include "platform/core/csv.hpp"

#include <fmt/format.h>

namespace clinic::reporting {
namespace {

using Headings = std::initializer_list<Text>;

Text heading_of(ReportBy by)
{
    switch (by) {
    case ReportBy::day:
        return {"Jour", "Day"};
    case ReportBy::week:
        return {"Semaine du", "Week of"};
    default:
        return {"Mois du", "Month of"};
    }
}

/// A table whose first column is the day.
class Sheet {
public:
    Sheet(const ReportQuery& query, Language language, Headings headings)
        : query_(query), csv_(language)
    {
        csv_.plain(heading_of(query.by).in(language));
        for (const auto& heading : headings) csv_.plain(heading.in(language));
        csv_.end_row();
    }
    Csv& row(LocalDate day) { return csv_.plain(day.text()); }
    [[nodiscard]] http::File file(const Text& name, Language language)
    {
        return http::File::of(csv_.take(), "text/csv; charset=utf-8",
            fmt::format(
                "{} {} {}.csv", name.in(language), query_.from.text(), query_.until.text()));
    }

private:
    const ReportQuery& query_;
    Csv csv_;
};

std::optional<double> in_percent(const std::optional<double>& ratio)
{
    return ratio ? std::optional(*ratio * 100) : std::nullopt;
}

double whole_units(const Money& money)
{
    double amount = static_cast<double>(money.amount);
    for (int digit = minor_digits(money.currency); digit > 0; --digit) amount /= 10;
    return amount;
}

} // namespace

http::File sheet_of(const ActivityReport& report, const ReportQuery& query, Language language)
{
    Sheet sheet(query, language,
        {{"Visites", "Visits"}, {"En attente", "Pending"}, {"Réservées", "Booked"},
            {"Confirmées", "Confirmed"}, {"Arrivés", "Arrived"}, {"En cours", "In progress"},
            {"Effectuées", "Done"}, {"Annulées", "Cancelled"}, {"Absences", "No-shows"},
            {"Taux d’absence (%)", "No-show rate (%)"}, {"Minutes réservées", "Booked minutes"},
            {"Minutes ouvertes", "Open minutes"}, {"Occupation (%)", "Occupancy (%)"},
            {"Délai moyen (h)", "Lead time (h)"}});
    for (const auto& [day, of] : report.rows) {
        auto& row = sheet.row(day);
        for (const auto count : {of.visits, of.pending, of.booked, of.confirmed, of.arrived,
                 of.in_progress, of.fulfilled, of.cancelled, of.no_show}) {
            row.number(count);
        }
        row.number(in_percent(of.no_show_rate), 1)
            .number(of.booked_minutes)
            .number(of.open_minutes)
            .number(in_percent(of.occupancy), 1)
            .number(of.lead_hours, 1)
            .end_row();
    }
    return sheet.file({"Activité", "Activity"}, language);
}

http::File sheet_of(const PatientsReport& report, const ReportQuery& query, Language language)
{
    Sheet sheet(query, language,
        {{"Nouveaux dossiers", "New records"}, {"Patients reçus", "Patients seen"},
            {"Première venue", "First visit"}});
    for (const auto& [day, of] : report.rows) {
        auto& row = sheet.row(day);
        if (of.registered) row.number(*of.registered);
        else row.plain("");
        row.number(of.seen).number(of.first_visits).end_row();
    }
    return sheet.file({"Patients", "Patients"}, language);
}

http::File sheet_of(const FinanceReport& report, const ReportQuery& query, Language language)
{
    Sheet sheet(query, language,
        {{"Devise", "Currency"}, {"Encaissé", "Received"}, {"Remboursé", "Refunded"},
            {"Net", "Net"}, {"Facturé", "Invoiced"}, {"Avoirs", "Credited"}});
    for (const auto& [day, of] : report.rows) {
        const int decimals = std::max(0, minor_digits(of.net.currency));
        auto& row = sheet.row(day).plain(of.net.currency);
        for (const auto* money : {&of.received, &of.refunded, &of.net, &of.invoiced, &of.credited})
            row.number(whole_units(*money), decimals);
        row.end_row();
    }
    return sheet.file({"Recettes", "Revenue"}, language);
}

http::File sheet_of(const CommunityReport& report, const ReportQuery& query, Language language)
{
    Sheet sheet(query, language,
        {{"Publications", "Posts"}, {"Commentaires", "Comments"}, {"J’aime", "Likes"}});
    for (const auto& [day, of] : report.rows)
        sheet.row(day).number(of.posts).number(of.comments).number(of.likes).end_row();
    return sheet.file({"Communauté", "Community"}, language);
}

} // namespace clinic::reporting
