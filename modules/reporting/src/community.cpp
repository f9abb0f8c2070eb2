// What people write to each other.

#include "handlers.hpp"

#include <map>

namespace clinic::reporting {
namespace {

void add(CommunityFigures& figures, store::Act act, std::int64_t count)
{
    switch (act) {
    case store::Act::post:
        figures.posts += count;
        break;
    case store::Act::comment:
        figures.comments += count;
        break;
    case store::Act::like:
        figures.likes += count;
        break;
    }
}

} // namespace

Result<http::OrFile<CommunityReport>> Handlers::community(
    http::SlowContext& cx, const ReportQuery& in)
{
    if (auto ok = check_period(in); !ok) return std::unexpected(ok.error());
    auto report = cx.read([&](http::Context& read) {
        CommunityReport report;
        std::map<std::string, CommunityFigures> rows;
        for (const auto bucket : buckets(in.from, in.until, in.by)) rows[bucket.text()];
        for (const auto& [bucket, act, count] :
            store::community(read.tx, store::Lens::of(in, {}))) {
            add(rows[bucket], act, count);
            add(report.totals, act, count);
        }
        for (const auto& [bucket, figures] : rows)
            report.rows.push_back({*LocalDate::parse(bucket), figures});
        return report;
    });
    return as_asked(std::move(report), in, cx.language());
}

} // namespace clinic::reporting
