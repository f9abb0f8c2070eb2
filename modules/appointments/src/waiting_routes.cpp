// The route table of the waiting list.

#include "waiting_handlers.hpp"

#include "auth/auth.hpp"

namespace clinic::appointments {

void mount_waiting_list(http::Router& router, WaitingHandlers& handlers)
{
    using At = WaitingHandlers;
    constexpr auto desk = allow::front_desk | allow::practitioner | allow::coach;
    auto routes = router.section("Waiting list", handlers);

    routes.get<&At::wishes>("/api/waiting-list", {"Who waits for a visit", allow::parties});
    routes.post<&At::make>(
        "/api/waiting-list", {"Wait for a visit", allow::patient | desk, http::created});
    routes.get<&At::wish>("/api/waiting-list/{id}", {"One wish", allow::parties});
    routes.put<&At::edit>(
        "/api/waiting-list/{id}", {"Change what would suit", allow::patient | desk});
    routes.del<&At::withdraw>("/api/waiting-list/{id}", {"Give a wish up", allow::patient | desk});
    routes.get<&At::offers>(
        "/api/waiting-list/{id}/offers", {"What was offered for a wish", allow::parties});
    routes.post<&At::offer_by_hand>(
        "/api/waiting-list/{id}/offers", {"Offer a free time by hand", desk});

    routes.get<&At::offer>("/api/offers/{offer_id}", {"A time that came free", allow::parties});
    routes.post<&At::accept>(
        "/api/offers/{offer_id}/accept", {"Take an offered time", allow::patient | desk});
    routes.post<&At::decline>(
        "/api/offers/{offer_id}/decline", {"Leave it to the next", allow::patient | desk});

    routes.get<&At::rules>(
        "/api/waiting-rules/{site_id}", {"How a site offers what comes free", allow::front_desk});
    routes.put<&At::set_rules>(
        "/api/waiting-rules/{site_id}", {"Set how a site offers it", allow::front_desk});
}

} // namespace clinic::appointments
