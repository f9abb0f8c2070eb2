// The price list.

#include "handlers.hpp"

#include <algorithm>

namespace clinic::billing {
namespace {

bool capital(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Classification commune des actes médicaux: four letters, three digits.
bool is_ccam(std::string_view code)
{
    return code.size() == 7 && std::ranges::all_of(code.substr(0, 4), capital) &&
           std::ranges::all_of(code.substr(4), digit);
}
/// Nomenclature générale des actes professionnels: key letters, with a coefficient at most ("AMI 3", "CS").
bool is_ngap(std::string_view code)
{
    return !code.empty() && code.size() <= 12 && capital(code.front()) &&
           std::ranges::all_of(code, [](char c) {
               return capital(c) || digit(c) || c == ' ' || c == '+' || c == '.' || c == ',';
           });
}

/// Rules between fields.
Result<Nothing> check(const ActDetails& act)
{
    if (act.coding != Coding::free && !act.code)
        return invalid(
            "code", "required", {"Un acte codé porte son code.", "A coded act needs its code."});
    if (act.coding == Coding::ccam && !is_ccam(*act.code))
        return invalid("code", "ccam",
            {"Quatre lettres et trois chiffres, comme DEQP003.",
                "Four letters and three digits, like DEQP003."});
    if (act.coding == Coding::ngap && !is_ngap(*act.code))
        return invalid("code", "ngap",
            {"Une lettre clé en capitales, comme CS ou AMI 3.",
                "Key letters in capitals, like CS or AMI 3."});
    if (act.vat_rate == 0 && !act.exemption)
        return invalid("exemption", "required",
            {"Sans TVA, indiquez pourquoi : cette mention est imprimée.",
                "Without VAT, say why: the words are printed."});
    if (act.vat_rate > 0 && act.exemption)
        return invalid("exemption", "unwanted",
            {"Un taux de TVA, ou une exonération : pas les deux.",
                "A VAT rate or an exemption, not both."});
    return Nothing{};
}

Result<Nothing> check(const ActDetails& act, const clinics::Clinics& clinics)
{
    if (auto fits = check(act); !fits) return fits;
    if (act.visit_type && !clinics.visit_type(*act.visit_type))
        return invalid("visit_type_id", "unknown",
            {"Ce motif de visite n’existe pas.", "There is no such visit type."});
    return Nothing{};
}

std::unexpected<Problem> type_taken()
{
    return conflict("visit_type_taken", {"Ce motif de visite est déjà facturé par un autre acte.",
                                            "That visit type is billed as another act already."});
}

} // namespace

Result<http::Page<Act>> Handlers::acts(http::Context& cx, const ListActs& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto page = http::page_of(store::acts(cx.tx, in.archived, *after, in.page.limit + 1), in.page,
        [](const Act& act) { return std::vector{store::sort_key(act), act.id.str()}; });
    if (in.page.count) page.total = store::count_acts(cx.tx, in.archived);
    return page;
}

Result<Act> Handlers::add_act(http::Context& cx, const ActDetails& in)
{
    if (auto fits = check(in, clinics_); !fits) return std::unexpected(fits.error());
    Act act{static_cast<const ActDetails&>(in)};
    act.id = ActId::fresh();
    if (!store::insert(cx.tx, act)) return type_taken();
    cx.subject("act", act.id.view());
    return act;
}

Result<Act> Handlers::edit_act(http::Context& cx, const EditAct& in)
{
    const auto before = store::act(cx.tx, in.id);
    if (!before) return not_found();
    if (cx.stale(before->version)) return stale();
    if (auto fits = check(in, clinics_); !fits) return std::unexpected(fits.error());
    Act act{static_cast<const ActDetails&>(in)};
    act.id = in.id;
    act.archived = in.archived.value_or(before->archived);
    if (!store::update(cx.tx, act)) return type_taken();
    cx.subject("act", in.id.view());
    return *store::act(cx.tx, in.id);
}

Result<Nothing> Handlers::archive_act(http::Context& cx, const OneAct& in)
{
    auto act = store::act(cx.tx, in.id);
    if (!act) return not_found();
    if (cx.stale(act->version)) return stale();
    if (act->archived) return Nothing{};
    act->archived = true;
    if (!store::update(cx.tx, *act)) return type_taken();
    cx.subject("act", in.id.view());
    return Nothing{};
}

} // namespace clinic::billing
