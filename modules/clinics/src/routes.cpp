#include "parts.hpp"

namespace clinic::clinics {

void Clinics::mount(http::Router& router)
{
    using H = Handlers;
    auto routes = router.section("Clinics", parts_->handlers);

    routes.get<&H::sites>("/api/clinics", {"Sites", allow::signed_in});
    routes.post<&H::add_site>("/api/clinics", {"Add a site", allow::admin, http::created});
    routes.get<&H::site>("/api/clinics/{id}", {"One site", allow::signed_in});
    routes.put<&H::edit_site>("/api/clinics/{id}", {"Edit a site", allow::admin});
    routes.del<&H::archive_site>("/api/clinics/{id}", {"Archive a site", allow::admin});

    routes.get<&H::closures>(
        "/api/clinics/{id}/closures", {"Closures of a site", allow::signed_in});
    routes.post<&H::add_closure>(
        "/api/clinics/{id}/closures", {"Close a site for some days", allow::admin, http::created});
    routes.del<&H::remove_closure>(
        "/api/clinics/{id}/closures/{closure_id}", {"Take a closure back", allow::admin});
    routes.get<&H::rooms>(
        "/api/clinics/{id}/rooms", {"Rooms and devices of a site", allow::signed_in});
    routes.post<&H::add_room>(
        "/api/clinics/{id}/rooms", {"Add a room or a device", allow::admin, http::created});
    routes.put<&H::edit_room>(
        "/api/clinics/{id}/rooms/{room_id}", {"Edit a room or a device", allow::admin});
    routes.del<&H::remove_room>(
        "/api/clinics/{id}/rooms/{room_id}", {"Archive a room or a device", allow::admin});
    routes.get<&H::staff>("/api/clinics/{id}/staff", {"Who belongs to a site", allow::staff});
    routes.put<&H::set_staff>(
        "/api/clinics/{id}/staff", {"Say who belongs to a site", allow::admin, http::step_up});
    routes.put<&H::set_duty>("/api/clinics/{id}/staff/{user_id}",
        {"Say as what somebody works at a site", allow::admin, http::step_up});
    routes.del<&H::remove_staff>("/api/clinics/{id}/staff/{user_id}",
        {"Take somebody off a site's staff", allow::admin, http::step_up});

    routes.get<&H::practitioners>(
        "/api/practitioners", {"Practitioners and coaches", allow::signed_in});
    routes.post<&H::add_practitioner>(
        "/api/practitioners", {"Add a practitioner", allow::admin, http::created});
    routes.get<&H::practitioner>("/api/practitioners/{id}", {"One practitioner", allow::signed_in});
    routes.put<&H::edit_practitioner>(
        "/api/practitioners/{id}", {"Edit a practitioner", allow::admin});
    routes.del<&H::archive_practitioner>(
        "/api/practitioners/{id}", {"Archive a practitioner", allow::admin});

    routes.get<&H::visit_types>("/api/visit-types", {"What can be booked", allow::signed_in});
    routes.post<&H::add_visit_type>(
        "/api/visit-types", {"Add a kind of visit", allow::admin, http::created});
    routes.get<&H::visit_type>("/api/visit-types/{id}", {"One kind of visit", allow::signed_in});
    routes.put<&H::edit_visit_type>(
        "/api/visit-types/{id}", {"Edit a kind of visit", allow::admin});
    routes.del<&H::archive_visit_type>(
        "/api/visit-types/{id}", {"Archive a kind of visit", allow::admin});
}

} // namespace clinic::clinics
