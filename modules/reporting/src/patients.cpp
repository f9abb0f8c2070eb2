// New patients, and how many people came.

#include "handlers.hpp"

#include <map>

namespace clinic::reporting {
namespace {

/// Every bucket of the period, with what was counted for some.
class Rows {
public:
    explicit Rows(const ReportQuery& in)
    {
        for (const auto bucket : buckets(in.from, in.until, in.by)) rows_[bucket.text()];
    }
    template <class Member> void fill(const std::vector<store::Count>& counts, Member member)
    {
        for (auto& [bucket, figures] : rows_) figures.*member = 0;
        for (const auto& [bucket, count] : counts) rows_[bucket].*member = count;
    }
    [[nodiscard]] std::vector<PatientsRow> all() const
    {
        std::vector<PatientsRow> rows;
        for (const auto& [bucket, figures] : rows_)
            rows.push_back({*LocalDate::parse(bucket), figures});
        return rows;
    }

private:
    std::map<std::string, PatientFigures> rows_;
};

std::int64_t sum_of(const std::vector<store::Count>& counts)
{
    std::int64_t sum = 0;
    for (const auto& [bucket, count] : counts) sum += count;
    return sum;
}

} // namespace

Result<http::OrFile<PatientsReport>> Handlers::patients(
    http::SlowContext& cx, const ReportQuery& in)
{
    if (auto ok = check_period(in); !ok) return std::unexpected(ok.error());
    auto report = cx.read([&](http::Context& read) {
        auto lens = store::Lens::of(in, {});
        Rows rows(in);
        PatientsReport report;
        const auto first = store::first_visits(read.tx, lens);
        rows.fill(first, &PatientFigures::first_visits);
        report.totals.first_visits = sum_of(first);
        rows.fill(store::seen(read.tx, lens), &PatientFigures::seen);
        if (!in.site_id && !in.practitioner_id) {
            const auto registered = store::registered(read.tx, lens);
            rows.fill(registered, &PatientFigures::registered);
            report.totals.registered = sum_of(registered);
        }
        report.rows = rows.all();
        // Somebody who came in two weeks is one person, so the rows cannot be added up.
        lens.by = "all";
        report.totals.seen = sum_of(store::seen(read.tx, lens));
        return report;
    });
    return as_asked(std::move(report), in, cx.language());
}

} // namespace clinic::reporting
