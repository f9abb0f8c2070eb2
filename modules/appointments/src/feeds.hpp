#pragma once
// Calendars to subscribe to by a secret address: made, renewed and taken back by their owner, read by whoever has it.

#include "access.hpp"
#include "calendars.hpp"

#include "platform/http/rate_limit.hpp"
#include "platform/http/router.hpp"

namespace clinic::appointments {

using FeedId = Id<struct FeedTag>;

struct CalendarFeed {
    FeedId id;
    CalendarKind kind = CalendarKind::patient;
    Instant created_at;
    Instant renewed_at;

    static constexpr auto schema = api::object(api::field("id", &CalendarFeed::id, "The feed"),
        api::field("kind", &CalendarFeed::kind, "Which visits: those one receives, or one's own"),
        api::field("created_at", &CalendarFeed::created_at, "Since when there is one"),
        api::field("renewed_at", &CalendarFeed::renewed_at, "Since when its address is good"));
};

struct NewCalendarFeed {
    std::string path;
    CalendarFeed feed;

    static constexpr auto schema = api::object(
        api::field("path", &NewCalendarFeed::path,
            "Where it is read, below the clinic's address; shown this one time"),
        api::field("feed", &NewCalendarFeed::feed, "As it will be listed"));
};

struct MakeCalendarFeed {
    CalendarKind kind = CalendarKind::patient;
    static constexpr auto schema = api::object(api::field(
        "kind", &MakeCalendarFeed::kind, "Which visits: those one receives, or one's own"));
};

struct OneCalendarFeed {
    FeedId feed_id;
    static constexpr auto schema = api::object(
        api::field("feed_id", &OneCalendarFeed::feed_id, "Which one"));
};

struct ReadCalendarFeed {
    std::string token;
    static constexpr auto schema = api::object(api::field(
        "token", &ReadCalendarFeed::token, "The secret of its address", api::max_length(100)));
};

class Feeds {
public:
    Feeds(const clinics::Clinics& clinics, const patients::Patients& patients,
        const auth::Directory& people, const Options& options)
        : people_(people), access_(clinics, patients), writer_(clinics, options.public_url)
    {
    }

    Result<http::Page<CalendarFeed>> calendar_feeds(http::Context& cx, const http::NoInput&);
    Result<NewCalendarFeed> make_calendar_feed(http::Context& cx, const MakeCalendarFeed& in);
    Result<NewCalendarFeed> renew_calendar_feed(http::Context& cx, const OneCalendarFeed& in);
    Result<Nothing> revoke_calendar_feed(http::Context& cx, const OneCalendarFeed& in);
    /// Without a log-in. What was never an address, is one no more, or belongs to an account that has lost its right to
    /// it: all the same 404.
    Result<http::File> calendar_feed(http::Context& cx, const ReadCalendarFeed& in);

private:
    const auth::Directory& people_;
    Access access_;
    CalendarWriter writer_;
    /// Calendars ask every quarter of an hour or so; each address has its own allowance.
    http::RateLimiter readings_{{.per_minute = 6, .burst = 30}};
};

} // namespace clinic::appointments
