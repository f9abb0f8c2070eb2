#include "access.hpp"
#include "parts.hpp"
#include "search.hpp"

namespace clinic::patients {

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
}

Result<http::Page<PatientLine>> Handlers::search(http::Context& cx, const SearchPatients& in)
{
    // Who looked for somebody counts, not whom the list happened to show.
    cx.subject("patients", {});
    return patients::search(
        cx.tx, access::search_scope(cx.user()), in.q.value_or(""), in.archived, in.page);
}

} // namespace clinic::patients
