#include "totals.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::billing {
namespace {

constexpr std::int64_t whole = 10'000; // 100 % in hundredths of a percent

/// False when the product or the sum would leave 64 bits or the greatest amount.
bool multiply(std::int64_t price, int quantity, std::int64_t& product)
{
    return !__builtin_mul_overflow(price, static_cast<std::int64_t>(quantity), &product) &&
           product <= greatest_amount;
}

bool add(std::int64_t& sum, std::int64_t amount)
{
    return !__builtin_add_overflow(sum, amount, &sum) && sum <= greatest_amount;
}

VatGroup& group_of(std::vector<VatGroup>& groups, const InvoiceLine& line)
{
    const auto same = [&](const VatGroup& group) {
        return group.rate == line.vat_rate && group.exemption == line.exemption;
    };
    if (const auto found = std::ranges::find_if(groups, same); found != groups.end()) return *found;
    return groups.emplace_back(VatGroup{line.vat_rate, line.exemption});
}

std::unexpected<Problem> too_much(const std::string& field)
{
    return invalid(field, "too_large",
        {"Le total dépasse ce qu’une facture peut porter.",
            "The total is more than an invoice can carry."});
}

} // namespace

std::int64_t net_of(std::int64_t total, int rate)
{
    // total × 100 % / (100 % + rate), taken apart so that it cannot overflow, rounded half up.
    const std::int64_t divisor = whole + rate;
    const std::int64_t rest = total % divisor * whole;
    return total / divisor * whole + (rest + divisor / 2) / divisor;
}

Result<Totals> add_up(std::vector<InvoiceLine>& lines, std::string_view pointer)
{
    Totals totals;
    const auto& currency = lines.front().unit_price.currency;
    int position = 0;
    for (auto& line : lines) {
        const auto field = fmt::format("{}/{}", pointer, position);
        if (line.unit_price.currency != currency) {
            return invalid(field + "/unit_price/currency", "currency_mix",
                {"Une facture n’a qu’une devise.", "An invoice has one currency only."});
        }
        line.position = ++position;
        line.total.currency = currency;
        if (!multiply(line.unit_price.amount, line.quantity, line.total.amount))
            return too_much(field);
        auto& group = group_of(totals.groups, line);
        if (!add(group.total, line.total.amount) || !add(totals.total.amount, line.total.amount))
            return too_much(std::string(pointer));
    }
    totals.net.currency = totals.vat.currency = totals.total.currency = currency;
    for (auto& group : totals.groups) {
        group.net = net_of(group.total, group.rate);
        group.vat = group.total - group.net;
        totals.net.amount += group.net;
        totals.vat.amount += group.vat;
    }
    return totals;
}

InvoiceStatus status_of(std::int64_t total, std::int64_t paid, std::int64_t credited)
{
    if (credited >= total) return InvoiceStatus::credited;
    if (total - credited - paid <= 0) return InvoiceStatus::paid;
    return paid > 0 ? InvoiceStatus::partially_paid : InvoiceStatus::issued;
}

Stage stage_of(std::int64_t total, std::int64_t paid, std::int64_t credited)
{
    return total - credited - paid == 0 ? Stage::settled : Stage::open;
}

} // namespace clinic::billing
