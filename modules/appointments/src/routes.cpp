// The route table of appointments.

#include "parts.hpp"

#include "auth/auth.hpp"

namespace clinic::appointments {
namespace {

constexpr auto desk = allow::front_desk | allow::practitioner | allow::coach;

void mount_feeds(http::Router& router, Feeds& feeds)
{
    auto routes = router.section("Appointments", feeds);
    routes.get<&Feeds::calendar_feeds>(
        "/api/calendar-feeds", {"My calendars that can be subscribed to", allow::signed_in});
    routes.post<&Feeds::make_calendar_feed>("/api/calendar-feeds",
        {"Make a secret address of a calendar", allow::signed_in, http::created, http::by_person});
    routes.post<&Feeds::renew_calendar_feed>("/api/calendar-feeds/{feed_id}/renew",
        {"A new secret address, and the end of the old one", allow::signed_in, http::by_person});
    routes.del<&Feeds::revoke_calendar_feed>("/api/calendar-feeds/{feed_id}",
        {"End the secret address of a calendar", allow::signed_in});
    routes.get<&Feeds::calendar_feed>(
        "/calendar/{token}.ics", {"A calendar, by its secret address", allow::everyone});
}

void mount_outside(http::Router& router, Outside& outside)
{
    auto routes = router.section("Appointments", outside);
    routes.get<&Outside::outside_calendar>("/api/availability/{practitioner_id}/outside",
        {"The calendar elsewhere whose busy times are no slots", desk});
    routes.put<&Outside::set_outside_calendar>("/api/availability/{practitioner_id}/outside",
        {"Set that calendar's address, and read it", desk});
    routes.post<&Outside::read_outside_calendar>(
        "/api/availability/{practitioner_id}/outside/read", {"Read that calendar again now", desk});
    routes.del<&Outside::remove_outside_calendar>("/api/availability/{practitioner_id}/outside",
        {"Forget that calendar and its busy times", desk});
}

/// The clinic's door: nothing here tells more than the page on which everybody books.
void mount_public_booking(http::Router& router, PublicBooking& booking)
{
    auto routes = router.section("Appointments", booking);
    routes.get<&PublicBooking::public_practitioners>("/api/public/practitioners",
        {"With whom, what for and where everybody can book online", allow::everyone});
    routes.get<&PublicBooking::public_practitioner>(
        "/api/public/practitioners/{slug}", {"The same with one practitioner", allow::everyone});
    routes.get<&PublicBooking::public_slots>(
        "/api/public/slots", {"Free slots, as everybody may book them", allow::everyone});
}

void mount_dav(http::Router& router, Dav& dav)
{
    using enum http::Method;
    constexpr auto area = http::area("calendar");
    constexpr auto moved = http::answers_with(301);
    constexpr auto multistatus = http::answers_with(207);
    constexpr auto no_content = http::answers_with(204);
    auto routes = router.section("Appointments", dav);
    routes.get<&Dav::dav_begin>(
        "/.well-known/caldav", {"Where calendars are (RFC 6764)", allow::everyone, moved});
    routes.on<&Dav::dav_look_up>(propfind, "/.well-known/caldav",
        {"Where calendars are (RFC 6764)", allow::everyone, moved, http::takes_xml});
    routes.on<&Dav::dav_root>(propfind, "/caldav/",
        {"CalDAV: who asks", allow::signed_in, http::basic, area, multistatus, http::takes_xml});
    routes.on<&Dav::dav_root_options>(options, "/caldav/",
        {"CalDAV: what can be asked", allow::signed_in, http::basic, area, no_content});
    routes.on<&Dav::dav_home>(propfind, "/caldav/{owner_id}/",
        {"CalDAV: one's calendars", allow::signed_in, http::basic, area, multistatus,
            http::takes_xml});
    routes.on<&Dav::dav_home_options>(options, "/caldav/{owner_id}/",
        {"CalDAV: what can be asked of a home", allow::signed_in, http::basic, area, no_content});
    routes.on<&Dav::dav_calendar>(propfind, "/caldav/{owner_id}/{calendar}/",
        {"CalDAV: a calendar and what is in it", allow::signed_in, http::basic, area, multistatus,
            http::takes_xml});
    routes.on<&Dav::dav_report>(report, "/caldav/{owner_id}/{calendar}/",
        {"CalDAV: a calendar's events by time, by name, or since the last time", allow::signed_in,
            http::basic, area, multistatus, http::takes_xml, http::body_limit(256 * 1024)});
    routes.on<&Dav::dav_calendar_options>(options, "/caldav/{owner_id}/{calendar}/",
        {"CalDAV: what can be asked of a calendar", allow::signed_in, http::basic, area,
            no_content});
    routes.get<&Dav::dav_event>("/caldav/{owner_id}/{calendar}/{visit_id}.ics",
        {"CalDAV: one event", allow::signed_in, http::basic, area});
}

void mount_visits(http::Router& router, Handlers& handlers)
{
    auto routes = router.section("Appointments", handlers);
    routes.get<&Handlers::list>("/api/appointments", {"Visits, by begin", allow::parties});
    routes.post<&Handlers::book>(
        "/api/appointments", {"Book a visit", allow::patient | desk, http::created});
    routes.get<&Handlers::count_days>(
        "/api/appointments/days", {"How many visits each day has at a site", desk});
    routes.get<&Handlers::reliability>(
        "/api/appointments/reliability", {"How a patient kept to their visits", desk});
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
    routes.get<&Handlers::reminders>(
        "/api/appointments/{id}/reminders", {"When its patient is reminded of a visit", desk});
}

void mount_series(http::Router& router, Handlers& handlers)
{
    auto routes = router.section("Appointments", handlers);
    routes.post<&Handlers::preview_series>(
        "/api/series/preview", {"What would come of a series; nothing is stored", desk});
    routes.post<&Handlers::book_series>("/api/series", {"Book a series", desk, http::created});
    routes.get<&Handlers::series>(
        "/api/series/{series_id}", {"A series and its visits", allow::patient | desk});
    routes.put<&Handlers::edit_series>(
        "/api/series/{series_id}", {"Correct reason, note or mode of those to come", desk});
    routes.del<&Handlers::cancel_series>(
        "/api/series/{series_id}", {"Cancel those to come, or from one on", desk});
    routes.post<&Handlers::preview_series_move>("/api/series/{series_id}/move/preview",
        {"What would come of moving those to come; nothing is stored", desk});
    routes.post<&Handlers::move_series>("/api/series/{series_id}/move",
        {"Give those to come another time of day or practitioner", desk});

    routes.get<&Handlers::group>("/api/groups/{group_id}", {"A group and who takes part", desk});
    routes.post<&Handlers::move_group>(
        "/api/groups/{group_id}/move", {"Give a group another time", desk});
    routes.del<&Handlers::cancel_group>("/api/groups/{group_id}", {"Call a group off", desk});
}

void mount_desk(http::Router& router, Handlers& handlers)
{
    auto routes = router.section("Appointments", handlers);
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
}

void mount_hours(http::Router& router, Handlers& handlers)
{
    auto routes = router.section("Appointments", handlers);
    routes.get<&Handlers::public_holidays>(
        "/api/holidays", {"Public holidays where a site stands", allow::signed_in});

    routes.get<&Handlers::availability>(
        "/api/availability/{practitioner_id}", {"The usual week", desk});
    routes.put<&Handlers::set_availability>(
        "/api/availability/{practitioner_id}", {"Set the usual week", desk});
    routes.get<&Handlers::exceptions>(
        "/api/availability/{practitioner_id}/exceptions", {"Leave and additional hours", desk});
    routes.post<&Handlers::add_exception>("/api/availability/{practitioner_id}/exceptions",
        {"Add leave or additional hours", desk, http::created});
    routes.del<&Handlers::remove_exception>(
        "/api/availability/{practitioner_id}/exceptions/{exception_id}",
        {"Remove an exception", desk});
}

} // namespace

void Appointments::mount(http::Router& router)
{
    mount_visits(router, *handlers_);
    mount_series(router, *handlers_);
    mount_desk(router, *handlers_);
    mount_hours(router, *handlers_);
    mount_waiting_list(router, parts_->waiting);
    mount_feeds(router, parts_->feeds);
    mount_outside(router, parts_->outside);
    mount_dav(router, parts_->dav);
    mount_public_booking(router, parts_->everybody);
}

} // namespace clinic::appointments
