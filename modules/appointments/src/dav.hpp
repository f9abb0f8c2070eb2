#pragma once
// Calendars read natively by phones and calendar programs: CalDAV (RFC 4791) for reading, with sync-collection (RFC 6578).
// Log-in is HTTP Basic with an API key of one's own that holds "calendar:read".
//
//   /caldav/                              where a program begins
//   /caldav/{owner}/                      the principal, and its calendar home
//   /caldav/{owner}/practitioner/         the visits that one receives
//   /caldav/{owner}/patient/              one's own
//   /caldav/{owner}/patient/{visit}.ics   one of them

#include "access.hpp"
#include "calendars.hpp"
#include "dav_xml.hpp"

#include "platform/http/router.hpp"

namespace clinic::appointments {

struct DavRoot {
    std::string xml;
    static constexpr auto schema = api::object(
        api::field("xml", &DavRoot::xml, "RFC 4918", api::prose(262'144), api::or_default()));
};

struct DavHome : DavRoot {
    UserId owner_id;
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("owner_id", &DavHome::owner_id, "Whose")).fields,
            DavRoot::schema.fields)};
};

struct DavCollection : DavHome {
    std::string calendar;
    static constexpr auto schema = api::Object{std::tuple_cat(
        DavHome::schema.fields, api::object(api::field("calendar", &DavCollection::calendar,
                                                "practitioner or patient", api::max_length(40)))
                                    .fields)};
};

struct DavEntry {
    UserId owner_id;
    std::string calendar;
    AppointmentId visit_id;
    static constexpr auto schema = api::object(api::field("owner_id", &DavEntry::owner_id, "Whose"),
        api::field("calendar", &DavEntry::calendar, "practitioner or patient", api::max_length(40)),
        api::field("visit_id", &DavEntry::visit_id, "Which visit"));
};

class Dav {
public:
    Dav(const clinics::Clinics& clinics, const patients::Patients& patients, const Options& options)
        : access_(clinics, patients), writer_(clinics, options.public_url)
    {
    }

    /// RFC 6764: where the host's calendars are.
    Result<http::Markup> dav_begin(http::Context& cx, const http::NoInput&);
    Result<http::Markup> dav_look_up(http::Context& cx, const DavRoot&);
    Result<http::Markup> dav_root(http::Context& cx, const DavRoot& in);
    Result<http::Markup> dav_home(http::Context& cx, const DavHome& in);
    Result<http::Markup> dav_calendar(http::Context& cx, const DavCollection& in);
    Result<http::Markup> dav_report(http::Context& cx, const DavCollection& in);
    Result<http::File> dav_event(http::Context& cx, const DavEntry& in);
    Result<http::Markup> dav_root_options(http::Context& cx, const http::NoInput&);
    Result<http::Markup> dav_home_options(http::Context& cx, const DavHome& in);
    Result<http::Markup> dav_calendar_options(http::Context& cx, const DavCollection& in);

private:
    /// A calendar as it stands, for one request.
    struct Opened {
        CalendarOf whose;
        std::string href;
        std::vector<CalendarVisit> visits;
    };
    [[nodiscard]] Result<Opened> open(
        http::Context& cx, UserId owner, std::string_view calendar, bool read) const;
    [[nodiscard]] std::vector<CalendarKind> kinds(const http::Principal& owner) const;

    [[nodiscard]] dav::Properties about_home(const http::Principal& owner) const;
    [[nodiscard]] dav::Properties about_calendar(const Opened& opened, Instant now) const;
    [[nodiscard]] std::string text_of(const CalendarOf& whose, const CalendarVisit& visit) const;
    void add_event(dav::Multistatus& out, const dav::Wanted& wanted, const Opened& opened,
        const CalendarVisit& visit, bool with_data) const;

    [[nodiscard]] Result<http::Markup> query(
        const Opened& opened, const dav::Element& report) const;
    [[nodiscard]] Result<http::Markup> multiget(
        const Opened& opened, const dav::Element& report) const;
    [[nodiscard]] Result<http::Markup> synchronise(
        http::Context& cx, const Opened& opened, const dav::Element& report) const;

    Access access_;
    CalendarWriter writer_;
};

} // namespace clinic::appointments
