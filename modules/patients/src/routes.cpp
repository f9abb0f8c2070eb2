#include "access.hpp"
#include "parts.hpp"
#include "search.hpp"

namespace clinic::patients {

/// The medical record, its timeline, and how it is opened outside one's care.
void Patients::mount_chart(http::Router& router, Parts& parts)
{
    using C = ChartHandlers;
    using G = GlassHandlers;
    auto record = router.section("Record", parts.chart);
    record.get<&C::record>("/api/patients/{id}/record",
        {"The medical record", allow::practitioner | allow::admin | allow::patient | allow::coach});
    record.get<&C::timeline>("/api/patients/{id}/timeline",
        {"What happened to a patient",
            allow::practitioner | allow::front_desk | allow::patient | allow::coach});
    record.get<&C::consent_texts>(
        "/api/consent-texts", {"What patients consent to", allow::signed_in});
    mount_sections(router);

    auto glass = router.section("Break glass", parts.glass);
    glass.post<&G::open>("/api/patients/{id}/break-glass",
        {"Open a record outside one's care for an hour", allow::practitioner | allow::admin,
            http::created, http::by_person});
    glass.get<&G::list>("/api/break-glass", {"Who opened which record, and why", allow::admin});
    glass.get<&G::find>(
        "/api/outside-care", {"A patient outside one's care, by full name and birth date",
                                 allow::practitioner | allow::admin});
}

void Patients::mount(http::Router& router)
{
    using H = Handlers;
    auto routes = router.section("Patients", parts_->handlers);
    constexpr auto carers = allow::practitioner | allow::coach;
    constexpr auto registrars = allow::front_desk | allow::practitioner;

    routes.get<&H::search>("/api/patients", {"Search patients", allow::front_desk | carers});
    routes.post<&H::add>("/api/patients", {"Register a patient", registrars, http::created});
    routes.get<&H::duplicates>(
        "/api/patients/duplicates", {"Who may be the same person", registrars});
    routes.get<&H::me>("/api/patients/me", {"One's own record", allow::patient | allow::coach});
    routes.patch<&H::edit_me>(
        "/api/patients/me", {"Edit one's own record", allow::patient | allow::coach});
    routes.get<&H::show>("/api/patients/{id}", {"One patient", allow::parties});
    routes.put<&H::replace>("/api/patients/{id}", {"Replace a record", allow::front_desk});
    routes.patch<&H::edit>("/api/patients/{id}", {"Edit a record", allow::front_desk});
    routes.del<&H::archive>("/api/patients/{id}", {"Archive a patient", allow::front_desk});
    routes.post<&H::restore>(
        "/api/patients/{id}/restore", {"Take an archived patient back", allow::front_desk});
    using X = ProxyHandlers;
    auto proxies = router.section("Patients", parts_->proxies);
    proxies.get<&X::proxies>(
        "/api/patients/{id}/proxies", {"Who acts for a patient", allow::front_desk | carers});
    proxies.post<&X::add_proxy>("/api/patients/{id}/proxies",
        {"Let somebody act for a patient", allow::front_desk, http::created, http::by_person});
    proxies.del<&X::end_proxy>("/api/patients/{id}/proxies/{proxy_id}",
        {"End that somebody acts for a patient", allow::front_desk});
    proxies.get<&X::wards>("/api/patients/me/wards",
        {"For whom one acts beside oneself", allow::patient | allow::coach});
    mount_chart(router, *parts_);
}

Result<http::Page<PatientLine>> Handlers::search(http::Context& cx, const SearchPatients& in)
{
    // Who looked for somebody counts, not whom the list happened to show.
    cx.subject("patients", {});
    auto page = patients::search(
        cx.tx, access::search_scope(cx.user()), in.q.value_or(""), in.archived, in.page);
    if (!page) return page;
    const auto look = http::look_at(*page, in.page);
    for (const auto& line : page->items) cx.lists(line.id.view(), look);
    return page;
}

} // namespace clinic::patients
