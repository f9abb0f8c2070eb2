// The route table of appointments.

#include "handlers.hpp"

#include "auth/auth.hpp"

namespace clinic::appointments {

void Appointments::mount(http::Router& router)
{
    constexpr auto planners = allow::front_desk | allow::practitioner | allow::coach;
    constexpr auto desk = allow::front_desk | allow::practitioner | allow::coach;
    auto routes = router.section("Appointments", *handlers_);

    routes.get<&Handlers::list>("/api/appointments", {"Visits, by begin", allow::parties});
    routes.post<&Handlers::book>(
        "/api/appointments", {"Book a visit", allow::patient | desk, http::created});
    routes.get<&Handlers::show>("/api/appointments/{id}", {"One visit", allow::parties});
    routes.put<&Handlers::edit>(
        "/api/appointments/{id}", {"Correct reason, note or mode", allow::patient | desk});
    routes.del<&Handlers::cancel>(
        "/api/appointments/{id}", {"Cancel a visit", allow::patient | desk});
    routes.post<&Handlers::move>(
        "/api/appointments/{id}/move", {"Give a visit another time", allow::patient | desk});
    routes.post<&Handlers::confirm>(
        "/api/appointments/{id}/confirm", {"Confirm a visit", allow::patient | desk});
    routes.post<&Handlers::arrive>(
        "/api/appointments/{id}/arrive", {"Mark the patient as arrived", desk});
    routes.post<&Handlers::start>("/api/appointments/{id}/start", {"Begin the consultation", desk});
    routes.post<&Handlers::complete>(
        "/api/appointments/{id}/complete", {"End the consultation", desk});
    routes.post<&Handlers::miss>(
        "/api/appointments/{id}/no-show", {"Note that the patient did not come", desk});
    routes.post<&Handlers::undo>("/api/appointments/{id}/undo", {"Take the last act back", desk});
    routes.get<&Handlers::history>(
        "/api/appointments/{id}/history", {"What happened to a visit", desk});

    routes.get<&Handlers::board>("/api/board", {"Where everybody of today is", desk});
    routes.post<&Handlers::walk_in>(
        "/api/board/walk-ins", {"Take somebody who is here without a visit", desk});
    routes.post<&Handlers::next>(
        "/api/board/next", {"End the visit in progress, begin with who has waited longest",
                               allow::practitioner | allow::coach});

    routes.get<&Handlers::slots>("/api/slots", {"Free slots", allow::signed_in});

    routes.post<&Handlers::hold>(
        "/api/holds", {"Keep a time while a form is filled", allow::patient | desk, http::created});
    routes.get<&Handlers::show_hold>(
        "/api/holds/{hold_id}", {"A time kept for oneself", allow::patient | desk});
    routes.del<&Handlers::release>(
        "/api/holds/{hold_id}", {"Give up a kept time", allow::patient | desk});

    routes.get<&Handlers::public_holidays>(
        "/api/holidays", {"Public holidays where a site stands", allow::signed_in});

    routes.get<&Handlers::availability>(
        "/api/availability/{practitioner_id}", {"The usual week", planners});
    routes.put<&Handlers::set_availability>(
        "/api/availability/{practitioner_id}", {"Set the usual week", planners});
    routes.get<&Handlers::exceptions>(
        "/api/availability/{practitioner_id}/exceptions", {"Leave and additional hours", planners});
    routes.post<&Handlers::add_exception>("/api/availability/{practitioner_id}/exceptions",
        {"Add leave or additional hours", planners, http::created});
    routes.del<&Handlers::remove_exception>(
        "/api/availability/{practitioner_id}/exceptions/{exception_id}",
        {"Remove an exception", planners});
}

} // namespace clinic::appointments
