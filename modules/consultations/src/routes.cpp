// The route table of consultations.

#include "handlers.hpp"

#include "auth/auth.hpp"

namespace clinic::consultations {

void Consultations::mount(http::Router& router)
{
    constexpr auto readers = allow::practitioner | allow::admin; // an admin reads by an open glass
    constexpr auto writers = allow::practitioner;
    constexpr auto long_note = http::body_limit(512 * 1024);
    auto routes = router.section("Consultations", *handlers_);

    routes.get<&Handlers::list>("/api/consultations", {"Consultations, newest first", readers});
    routes.post<&Handlers::start>(
        "/api/consultations", {"Start a consultation, or go on with the one of a visit", writers});
    routes.get<&Handlers::show>("/api/consultations/{id}", {"One consultation", readers});
    routes.put<&Handlers::save>(
        "/api/consultations/{id}", {"Save the whole draft", writers, long_note});
    routes.del<&Handlers::discard>(
        "/api/consultations/{id}", {"Discard a draft in which nothing is written", writers});
    routes.post<&Handlers::sign>("/api/consultations/{id}/sign",
        {"Sign: nothing changes any more", writers, http::by_person});
    routes.get<&Handlers::addenda>(
        "/api/consultations/{id}/addenda", {"What was added after signing", readers});
    routes.post<&Handlers::write_addendum>("/api/consultations/{id}/addenda",
        {"Add to a signed consultation", writers, http::created});

    routes.get<&Handlers::prescriptions>(
        "/api/consultations/{id}/prescriptions", {"Lines of the prescription", readers});
    routes.post<&Handlers::prescribe>(
        "/api/consultations/{id}/prescriptions", {"Prescribe a medicine", writers, http::created});
    routes.put<&Handlers::edit_prescription>(
        "/api/consultations/{id}/prescriptions/{prescription_id}", {"Correct a line", writers});
    routes.del<&Handlers::remove_prescription>(
        "/api/consultations/{id}/prescriptions/{prescription_id}",
        {"Take a line off the prescription", writers});
}

} // namespace clinic::consultations
