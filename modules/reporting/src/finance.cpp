// Money taken and given back, invoiced and credited.

#include "handlers.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace clinic::reporting {
namespace {

using store::MoneyKind;

MoneyFigures nothing_in(const std::string& currency)
{
    const Money none{0, currency};
    return {none, none, none, none, none};
}

void add(MoneyFigures& figures, const store::MoneySum& more)
{
    switch (more.kind) {
    case MoneyKind::invoiced:
        figures.invoiced.amount += more.amount;
        break;
    case MoneyKind::credited:
        figures.credited.amount += more.amount;
        break;
    case MoneyKind::received:
        figures.received.amount += more.amount;
        figures.net.amount += more.amount;
        break;
    case MoneyKind::refunded:
        figures.refunded.amount += more.amount;
        figures.net.amount -= more.amount;
        break;
    }
}

/// Figures by some key and currency.
template <class Key> class Sums {
public:
    MoneyFigures& of(const Key& key, const std::string& currency)
    {
        const auto [at, fresh] = all_.try_emplace({key, currency});
        if (fresh) at->second = nothing_in(currency);
        return at->second;
    }
    [[nodiscard]] const auto& all() const { return all_; }

private:
    std::map<std::pair<Key, std::string>, MoneyFigures> all_;
};

FinanceReport report_of(const ReportQuery& in, const std::vector<store::MoneySum>& money)
{
    Sums<int> totals;
    Sums<std::string> rows;
    Sums<std::optional<clinics::PractitionerId>> practitioners;
    Sums<billing::PaymentMethod> methods;
    for (const auto& sum : money) {
        add(totals.of(0, sum.currency), sum);
        add(practitioners.of(sum.practitioner_id, sum.currency), sum);
        if (sum.method) add(methods.of(*sum.method, sum.currency), sum);
    }
    for (const auto& [key, figures] : totals.all()) {
        for (const auto bucket : buckets(in.from, in.until, in.by))
            rows.of(bucket.text(), key.second);
    }
    for (const auto& sum : money) add(rows.of(sum.bucket, sum.currency), sum);

    FinanceReport report;
    for (const auto& [key, figures] : totals.all()) report.totals.push_back(figures);
    for (const auto& [key, figures] : rows.all())
        report.rows.push_back({*LocalDate::parse(key.first), figures});
    for (const auto& [key, figures] : methods.all()) {
        report.methods.push_back({key.first, figures.received, figures.refunded, figures.net});
    }
    for (const auto& [key, figures] : practitioners.all())
        report.practitioners.push_back({key.first, figures});
    std::ranges::stable_sort(report.practitioners, std::ranges::greater(),
        [](const PractitionerFinance& row) { return row.figures.net.amount; });
    return report;
}

} // namespace

Result<http::OrFile<FinanceReport>> Handlers::finance(http::SlowContext& cx, const ReportQuery& in)
{
    if (auto ok = check_period(in); !ok) return std::unexpected(ok.error());
    auto report = cx.read([&](http::Context& read) {
        const auto lens = store::Lens::of(in, access_.books_of(cx.user()));
        return report_of(in, store::money(read.tx, lens));
    });
    return as_asked(std::move(report), in, cx.language());
}

} // namespace clinic::reporting
