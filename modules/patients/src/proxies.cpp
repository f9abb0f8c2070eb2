// Written down and ended at the front desk; read by those whom it concerns.

#include "proxies.hpp"

#include "access.hpp"
#include "days.hpp"
#include "store.hpp"

#include <algorithm>

namespace clinic::patients {
namespace {

std::optional<LocalDate> until(const store::ProxyRow& row)
{
    if (row.kept || !row.patient_birth_date) return std::nullopt;
    return of_age_on(*row.patient_birth_date);
}

Proxy shown(const store::ProxyRow& row)
{
    return {row.id, row.proxy_id, row.proxy_name, row.relation, row.kept, row.since, until(row)};
}

/// Why this person cannot act for that patient.
std::optional<Problem> fault_of(db::Tx& tx, const AddProxy& in, const Patient& patient, Instant now)
{
    const auto at = [](std::string field, std::string code, Text detail) {
        return invalid(std::move(field), std::move(code), std::move(detail)).error();
    };
    const auto proxy = store::card(tx, in.patient_id);
    if (!proxy || proxy->archived) {
        return at("patient_id", "unknown",
            {"Ce patient n’existe pas, ou n’est plus suivi.",
                "There is no such patient (any more)."});
    }
    if (in.patient_id == in.id) {
        return at("patient_id", "self",
            {"Personne ne se représente soi-même.", "Nobody acts for themself by this."});
    }
    if (!proxy->user) {
        return at("patient_id", "no_account",
            {"Cette personne n’a pas de compte en ligne.", "This person has no account online."});
    }
    if (in.kept) return std::nullopt;
    if (!patient.birth_date) {
        return at("kept", "no_birth_date",
            {"Sans date de naissance, on ne sait pas jusqu’à quand : notez-la d’abord.",
                "Without a birth date nobody knows until when: write it down first."});
    }
    if (of_age_on(*patient.birth_date) <= latest_today(now)) {
        return at("kept", "of_age",
            {"Ce patient est majeur : confirmez que la représentation vaut au-delà de 18 ans.",
                "This patient is of age: confirm that it holds beyond 18 years."});
    }
    return std::nullopt;
}

} // namespace

Result<http::Page<Proxy>> ProxyHandlers::proxies(http::Context& cx, const ByPatient& in)
{
    if (!access::standing(cx.tx, cx.user(), in.id, cx.now).sees_as_staff()) return not_found();
    cx.subject("patient", in.id.view());
    http::Page<Proxy> page;
    for (const auto& row : store::proxies_of(cx.tx, in.id)) {
        if (access::holds(row, cx.now)) page.items.push_back(shown(row));
    }
    return page;
}

Result<Proxy> ProxyHandlers::add_proxy(http::Context& cx, const AddProxy& in)
{
    const auto patient = store::find(cx.tx, in.id);
    if (!patient) return not_found();
    if (auto fault = fault_of(cx.tx, in, *patient, cx.now))
        return std::unexpected(*std::move(fault));
    // One whose time has passed by itself makes room for one that is kept.
    for (const auto& row : store::proxies_of(cx.tx, in.id)) {
        if (row.proxy_id == in.patient_id && !access::holds(row, cx.now))
            store::end_proxy(cx.tx, row.id, cx.now);
    }
    store::ProxyRow row;
    row.id = ProxyId::fresh();
    row.patient_id = in.id;
    row.proxy_id = in.patient_id;
    row.relation = in.relation;
    row.kept = in.kept;
    row.since = cx.now;
    if (!store::insert_proxy(cx.tx, row)) {
        return conflict("acts_already", {"Cette personne représente déjà ce patient.",
                                            "This person acts for this patient already."});
    }
    cx.subject("patient", in.id.view());
    cx.subject("patient", in.patient_id.view());
    cx.emit(ProxyChanged{in.id, in.patient_id, true});
    row.proxy_name = store::card(cx.tx, in.patient_id)->name;
    row.patient_birth_date = patient->birth_date;
    return shown(row);
}

Result<Nothing> ProxyHandlers::end_proxy(http::Context& cx, const OneProxy& in)
{
    const auto rows = store::proxies_of(cx.tx, in.id);
    const auto row = std::ranges::find(rows, in.proxy_id, &store::ProxyRow::id);
    if (row == rows.end()) return not_found();
    store::end_proxy(cx.tx, row->id, cx.now);
    cx.subject("patient", in.id.view());
    cx.subject("patient", row->proxy_id.view());
    cx.emit(ProxyChanged{in.id, row->proxy_id, false});
    return Nothing{};
}

Result<http::Page<Ward>> ProxyHandlers::wards(http::Context& cx, const http::NoInput&)
{
    http::Page<Ward> page;
    page.items = access::wards(cx.tx, cx.user().user, cx.now);
    for (const auto& ward : page.items) cx.subject("patient", ward.patient_id.view());
    return page;
}

} // namespace clinic::patients
