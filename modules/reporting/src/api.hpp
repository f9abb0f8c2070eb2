#pragma once
// What reports are asked for, and what they tell. Ratios are between 0 and 1, and absent where there is nothing to
// divide by.

#include "calendar.hpp"

#include "appointments/appointments.hpp"
#include "billing/billing.hpp"

namespace clinic::reporting {

enum class ReportFormat { json, csv };
constexpr auto spelled(ReportFormat)
{
    return api::names("json", "csv");
}

struct ReportQuery {
    LocalDate from;
    LocalDate until;
    ReportBy by = ReportBy::day;
    std::optional<clinics::SiteId> site_id;
    std::optional<clinics::PractitionerId> practitioner_id;
    ReportFormat format = ReportFormat::json;

    static constexpr auto schema = api::object(
        api::field("from", &ReportQuery::from, "First day", api::example("2026-06-01")),
        api::field("until", &ReportQuery::until, "Last day, included; at most two years on",
            api::example("2026-06-30")),
        api::field("by", &ReportQuery::by, "One row for each", api::or_default()),
        api::field("site_id", &ReportQuery::site_id, "Of this site alone"),
        api::field("practitioner_id", &ReportQuery::practitioner_id, "Of this practitioner alone"),
        api::field("format", &ReportQuery::format,
            "csv: the rows as a file for spreadsheets, in the reader's language",
            api::or_default()));
};

// ---- shapes -------------------------------------------------------------------------------------

/// The figures of one day, week or month.
template <class Figures> struct Dated {
    LocalDate day;
    Figures figures;

    static constexpr auto schema = api::object(
        api::field("day", &Dated::day, "The day, its Monday, or the first of the month"),
        api::embed(&Dated::figures));
};

/// The figures of a period, and of each part of it.
template <class Figures, class Row> struct Report {
    Figures totals;
    std::vector<Row> rows;

    static constexpr auto schema = api::object(
        api::field("totals", &Report::totals, "Of the whole period"),
        api::field("rows", &Report::rows, "In order, empty ones too", api::max_items(800)));
};

// ---- activity -----------------------------------------------------------------------------------

struct VisitFigures {
    std::int64_t visits = 0;
    std::int64_t pending = 0;
    std::int64_t booked = 0;
    std::int64_t confirmed = 0;
    std::int64_t arrived = 0;
    std::int64_t in_progress = 0;
    std::int64_t fulfilled = 0;
    std::int64_t cancelled = 0;
    std::int64_t no_show = 0;
    std::optional<double> no_show_rate;
    std::int64_t booked_minutes = 0;
    std::int64_t open_minutes = 0;
    std::optional<double> occupancy;
    std::optional<double> lead_hours;

    static constexpr auto schema = api::object(
        api::field("visits", &VisitFigures::visits, "All but the cancelled ones"),
        api::field("pending", &VisitFigures::pending, "Still to be accepted"),
        api::field("booked", &VisitFigures::booked, "Booked"),
        api::field("confirmed", &VisitFigures::confirmed, "Confirmed"),
        api::field("arrived", &VisitFigures::arrived, "In the waiting room"),
        api::field("in_progress", &VisitFigures::in_progress, "With the practitioner"),
        api::field("fulfilled", &VisitFigures::fulfilled, "Done"),
        api::field("cancelled", &VisitFigures::cancelled, "Cancelled"),
        api::field("no_show", &VisitFigures::no_show, "Nobody came"),
        api::field("no_show_rate", &VisitFigures::no_show_rate,
            "No-shows among those who came or should have"),
        api::field("booked_minutes", &VisitFigures::booked_minutes,
            "Of visits neither cancelled nor missed"),
        api::field("open_minutes", &VisitFigures::open_minutes,
            "In which practitioners receive, by their hours as they are now"),
        api::field("occupancy", &VisitFigures::occupancy, "booked_minutes / open_minutes"),
        api::field("lead_hours", &VisitFigures::lead_hours,
            "From booking to visit, on average; cancelled ones left out"));
};

struct ActivityRow : Dated<VisitFigures> {};
struct PractitionerActivity {
    clinics::PractitionerId practitioner_id;
    VisitFigures figures;

    static constexpr auto schema = api::object(
        api::field("practitioner_id", &PractitionerActivity::practitioner_id, "Whose"),
        api::embed(&PractitionerActivity::figures));
};
struct SiteActivity {
    clinics::SiteId site_id;
    VisitFigures figures;

    static constexpr auto schema = api::object(
        api::field("site_id", &SiteActivity::site_id, "Where"), api::embed(&SiteActivity::figures));
};

struct ActivityReport : Report<VisitFigures, ActivityRow> {
    std::vector<PractitionerActivity> practitioners;
    std::vector<SiteActivity> sites;

    static constexpr auto schema = api::Object{std::tuple_cat(Report::schema.fields,
        api::object(api::field("practitioners", &ActivityReport::practitioners, "The busiest first",
                        api::max_items(10'000)),
            api::field(
                "sites", &ActivityReport::sites, "The busiest first", api::max_items(10'000)))
            .fields)};
};

// ---- patients -----------------------------------------------------------------------------------

struct PatientFigures {
    std::optional<std::int64_t> registered;
    std::int64_t seen = 0;
    std::int64_t first_visits = 0;

    static constexpr auto schema = api::object(
        api::field("registered", &PatientFigures::registered,
            "New records; absent for one site or practitioner, to whom records do not belong"),
        api::field("seen", &PatientFigures::seen, "People who came, each counted once"),
        api::field("first_visits", &PatientFigures::first_visits,
            "People who came to the clinic for the first time"));
};
struct PatientsRow : Dated<PatientFigures> {};
struct PatientsReport : Report<PatientFigures, PatientsRow> {};

// ---- finance ------------------------------------------------------------------------------------

/// In one currency: sums of several would mean nothing.
struct MoneyFigures {
    Money received;
    Money refunded;
    Money net;
    Money invoiced;
    Money credited;

    static constexpr auto schema = api::object(
        api::field("received", &MoneyFigures::received, "Taken"),
        api::field("refunded", &MoneyFigures::refunded, "Given back"),
        api::field("net", &MoneyFigures::net, "Taken, less what was given back"),
        api::field("invoiced", &MoneyFigures::invoiced, "Of invoices issued"),
        api::field("credited", &MoneyFigures::credited, "Taken back by credit notes"));
};
struct FinanceRow : Dated<MoneyFigures> {};
struct MethodFinance {
    billing::PaymentMethod method = billing::PaymentMethod::cash;
    Money received;
    Money refunded;
    Money net;

    static constexpr auto schema = api::object(
        api::field("method", &MethodFinance::method, "How it was paid"),
        api::field("received", &MethodFinance::received, "Taken"),
        api::field("refunded", &MethodFinance::refunded, "Given back"),
        api::field("net", &MethodFinance::net, "Taken, less what was given back"));
};
struct PractitionerFinance {
    std::optional<clinics::PractitionerId> practitioner_id;
    MoneyFigures figures;

    static constexpr auto schema = api::object(
        api::field("practitioner_id", &PractitionerFinance::practitioner_id,
            "Who gave the care; absent: nobody in particular"),
        api::embed(&PractitionerFinance::figures));
};

/// Lists have one row for each currency; clinics have one, as a rule.
struct FinanceReport {
    std::vector<MoneyFigures> totals;
    std::vector<FinanceRow> rows;
    std::vector<MethodFinance> methods;
    std::vector<PractitionerFinance> practitioners;

    static constexpr auto schema = api::object(
        api::field("totals", &FinanceReport::totals, "Of the whole period; none without money"),
        api::field("rows", &FinanceReport::rows, "In order, empty ones too", api::max_items(2400)),
        api::field("methods", &FinanceReport::methods, "Ways of paying that were used"),
        api::field("practitioners", &FinanceReport::practitioners, "The most first",
            api::max_items(10'000)));
};

// ---- community ----------------------------------------------------------------------------------

struct CommunityFigures {
    std::int64_t posts = 0;
    std::int64_t comments = 0;
    std::int64_t likes = 0;

    static constexpr auto schema = api::object(
        api::field("posts", &CommunityFigures::posts, "Posts written, and still there"),
        api::field("comments", &CommunityFigures::comments, "Comments written, and still there"),
        api::field("likes", &CommunityFigures::likes, "Likes given"));
};
struct CommunityRow : Dated<CommunityFigures> {};
struct CommunityReport : Report<CommunityFigures, CommunityRow> {};

} // namespace clinic::reporting
