// What was billed and what was taken, by day, practitioner or method.

#include "handlers.hpp"
#include "words.hpp"

#include "platform/core/csv.hpp"

#include <fmt/format.h>
#include <map>

namespace clinic::billing {
namespace {

constexpr int longest_days = 366;

void put(RevenueRow& row, std::string_view what, std::int64_t amount)
{
    if (what == api::spell(InvoiceKind::invoice)) row.invoiced.amount = amount;
    else if (what == api::spell(InvoiceKind::credit_note)) row.credited.amount = amount;
    else if (what == api::spell(PaymentKind::payment)) row.received.amount = amount;
    else row.refunded.amount = amount;
}

/// One row for each key, with the amounts as a spreadsheet of that language reads them.
std::string table_of(const std::vector<RevenueRow>& rows, Language language)
{
    Csv csv(language);
    const auto say = [&](const char* fr, const char* en) { csv.text(Text{fr, en}.in(language)); };
    say("Libellé", "Label");
    say("Facturé", "Billed");
    say("Avoirs", "Credited");
    say("Encaissé", "Received");
    say("Remboursé", "Refunded");
    say("Devise", "Currency");
    csv.end_row();
    for (const auto& row : rows) {
        csv.text(row.label);
        for (const auto* money : {&row.invoiced, &row.credited, &row.received, &row.refunded})
            csv.plain(amount_word(*money, language));
        csv.plain(row.invoiced.currency);
        csv.end_row();
    }
    return csv.take();
}

} // namespace

std::string Handlers::label_of(const http::Context& cx, RevenueBy by, const std::string& key) const
{
    if (by == RevenueBy::day) return day_word(*LocalDate::parse(key), cx.language());
    if (by == RevenueBy::method) {
        PaymentMethod method{};
        return api::unspell(key, method) ? method_word(method).in(cx.language()) : key;
    }
    const auto id = clinics::PractitionerId::parse(key);
    const auto practitioner = id ? clinics_.practitioner(*id) : std::nullopt;
    if (practitioner) return practitioner->name();
    return Text{"Sans praticien", "No practitioner"}.in(cx.language());
}

Result<http::OrFile<http::Page<RevenueRow>>> Handlers::revenue(
    http::Context& cx, const RevenueQuery& in)
{
    if (in.until < in.from || in.until.days - in.from.days >= longest_days) {
        return invalid("until", "range", {"Choisissez de 1 à 366 jours.", "Choose 1 to 366 days."});
    }
    const auto who = reach(cx);
    const auto sites = who.everything ? std::string() : joined(who.sites);
    std::map<std::pair<std::string, std::string>, RevenueRow> rows; // by key and currency
    const auto gather = [&](const std::vector<store::Sum>& sums) {
        for (const auto& [key, currency, what, amount] : sums) {
            auto [at, added] = rows.try_emplace({key, currency});
            auto& row = at->second;
            if (added) {
                row.key = key;
                row.label = label_of(cx, in.by, key);
                for (auto* money : {&row.invoiced, &row.credited, &row.received, &row.refunded})
                    money->currency = currency;
            }
            put(row, what, amount);
        }
    };
    if (in.by != RevenueBy::method) gather(store::invoiced(cx.tx, in, sites));
    gather(store::received(cx.tx, in, sites));
    http::Page<RevenueRow> page;
    for (auto& [key, row] : rows) page.items.push_back(std::move(row));
    if (in.format == RevenueFormat::json) return page;
    const auto name = Text{"Recettes", "Revenue"}.in(cx.language());
    return http::File::of(table_of(page.items, cx.language()), "text/csv; charset=utf-8",
        fmt::format("{} {} {}.csv", name, in.from.text(), in.until.text()));
}

} // namespace clinic::billing
