// Visits by status, no-shows, occupancy and lead time.

#include "handlers.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace clinic::reporting {
namespace {

using Pair = std::tuple<clinics::PractitionerId, clinics::SiteId>;

std::optional<double> ratio(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

/// Figures while they are added up.
struct Sum {
    VisitFigures figures;
    std::int64_t lead_minutes = 0;
    std::int64_t lead_known = 0;

    void add(const store::VisitSums& more);
    [[nodiscard]] VisitFigures finished() const;
};

void Sum::add(const store::VisitSums& more)
{
    figures.pending += more.pending;
    figures.booked += more.booked;
    figures.confirmed += more.confirmed;
    figures.arrived += more.arrived;
    figures.in_progress += more.in_progress;
    figures.fulfilled += more.fulfilled;
    figures.cancelled += more.cancelled;
    figures.no_show += more.no_show;
    figures.booked_minutes += more.booked_minutes;
    lead_minutes += more.lead_minutes;
    lead_known += more.lead_known;
}

VisitFigures Sum::finished() const
{
    auto done = figures;
    const auto came = done.arrived + done.in_progress + done.fulfilled;
    done.visits = done.pending + done.booked + done.confirmed + came + done.no_show;
    done.no_show_rate = ratio(done.no_show, done.no_show + came);
    done.occupancy = ratio(done.booked_minutes, done.open_minutes);
    done.lead_hours = ratio(lead_minutes, lead_known * 60);
    return done;
}

/// The same figures added up four ways.
class Sums {
public:
    explicit Sums(const ReportQuery& in) : by_(in.by)
    {
        for (const auto bucket : buckets(in.from, in.until, in.by)) rows_[bucket.text()];
    }
    void add(const store::VisitSums& more)
    {
        for (auto* sum : touched(more.bucket, {more.practitioner_id, more.site_id})) sum->add(more);
    }
    void open(LocalDate day, const Pair& pair, int minutes)
    {
        for (auto* sum : touched(bucket_of(day, by_).text(), pair))
            sum->figures.open_minutes += minutes;
    }
    [[nodiscard]] ActivityReport report() const;

private:
    std::array<Sum*, 4> touched(const std::string& bucket, const Pair& pair)
    {
        return {&total_, &rows_[bucket], &practitioners_[std::get<0>(pair)],
            &sites_[std::get<1>(pair)]};
    }

    ReportBy by_;
    Sum total_;
    std::map<std::string, Sum> rows_;
    std::map<clinics::PractitionerId, Sum> practitioners_;
    std::map<clinics::SiteId, Sum> sites_;
};

ActivityReport Sums::report() const
{
    ActivityReport report{total_.finished(), {}, {}, {}};
    for (const auto& [bucket, sum] : rows_)
        report.rows.push_back({*LocalDate::parse(bucket), sum.finished()});
    for (const auto& [id, sum] : practitioners_)
        report.practitioners.push_back({id, sum.finished()});
    for (const auto& [id, sum] : sites_) report.sites.push_back({id, sum.finished()});
    const auto busiest = [](const auto& row) { return -row.figures.visits; };
    std::ranges::stable_sort(report.practitioners, {}, busiest);
    std::ranges::stable_sort(report.sites, {}, busiest);
    return report;
}

/// Who receives where: as the clinic says today, and as visits say of those who have left.
std::set<Pair> pairs_of(
    const clinics::Clinics& clinics, const std::vector<store::VisitSums>& visits)
{
    std::set<Pair> pairs;
    for (const auto& practitioner : clinics.practitioners()) {
        for (const auto& site : practitioner.sites) pairs.emplace(practitioner.id, site);
    }
    for (const auto& row : visits) pairs.emplace(row.practitioner_id, row.site_id);
    return pairs;
}

bool asked_for(const ReportQuery& in, const Pair& pair)
{
    const auto& [practitioner, site] = pair;
    return (!in.practitioner_id || *in.practitioner_id == practitioner) &&
           (!in.site_id || *in.site_id == site);
}

} // namespace

Result<http::OrFile<ActivityReport>> Handlers::activity(
    http::SlowContext& cx, const ReportQuery& in)
{
    if (auto ok = check_period(in); !ok) return std::unexpected(ok.error());
    auto report = cx.read([&](http::Context& read) {
        const auto reach = access_.reach_of(cx.user());
        const auto visits = store::visits(read.tx, store::Lens::of(in, reach));
        Sums sums(in);
        for (const auto& row : visits) sums.add(row);
        for (const auto& pair : pairs_of(clinics_, visits)) {
            const auto& [practitioner, site] = pair;
            if (!asked_for(in, pair) || !reach.covers(practitioner, site)) continue;
            for (const auto& [day, minutes] :
                appointments_.open_days(practitioner, site, in.from, in.until)) {
                sums.open(day, pair, minutes);
            }
        }
        return sums.report();
    });
    return as_asked(std::move(report), in, cx.language());
}

} // namespace clinic::reporting
