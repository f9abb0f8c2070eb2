#include "feeds.hpp"

#include "store_calendars.hpp"

#include "auth/auth.hpp"

#include "platform/crypto/bytes.hpp"

namespace clinic::appointments {
namespace {

/// 256 bits of chance: nobody guesses it, so a quick digest keeps it.
std::string hash_of(std::string_view token)
{
    return crypto::base64url(crypto::blake2b(token));
}

std::string path_of(std::string_view token)
{
    return "/calendar/" + std::string(token) + ".ics";
}

std::unexpected<Problem> no_such_calendar()
{
    return invalid("kind", "not_yours",
        {"Votre compte n’a pas cet agenda.", "Your account has no such calendar."});
}

std::unexpected<Problem> one_already()
{
    return conflict(
        "feed_exists", {"Cet agenda a déjà une adresse : renouvelez-la pour en avoir une nouvelle.",
                           "This calendar has an address already: renew it to get a new one."});
}

std::unexpected<Problem> too_often(int seconds)
{
    Problem problem{Refusal::too_many, "too_many",
        {"Cet agenda est lu trop souvent.", "This calendar is read too often."}};
    problem.retry_after = seconds;
    return std::unexpected(std::move(problem));
}

} // namespace

Result<http::Page<CalendarFeed>> Feeds::calendar_feeds(http::Context& cx, const http::NoInput&)
{
    return http::Page<CalendarFeed>{store::feeds_of(cx.tx, cx.user().user), {}, {}};
}

Result<NewCalendarFeed> Feeds::make_calendar_feed(http::Context& cx, const MakeCalendarFeed& in)
{
    const auto subject = access_.calendar_subject(cx.user().user, cx.user().roles, in.kind);
    if (!subject) return no_such_calendar();
    const auto token = crypto::random_token();
    const CalendarFeed feed{FeedId::fresh(), in.kind, cx.now, cx.now};
    const store::FeedRow row{feed.id, cx.user().user, in.kind, *subject};
    if (!store::insert_feed(cx.tx, row, hash_of(token), cx.now)) return one_already();
    cx.subject("calendar_feed", feed.id.view());
    cx.answer_with("cache-control", "no-store");
    return NewCalendarFeed{path_of(token), feed};
}

Result<NewCalendarFeed> Feeds::renew_calendar_feed(http::Context& cx, const OneCalendarFeed& in)
{
    auto feed = store::find_feed(cx.tx, cx.user().user, in.feed_id);
    if (!feed) return not_found();
    const auto subject = access_.calendar_subject(cx.user().user, cx.user().roles, feed->kind);
    if (!subject) return not_found();
    const auto token = crypto::random_token();
    store::renew_feed(cx.tx, feed->id, *subject, hash_of(token), cx.now);
    feed->renewed_at = cx.now;
    cx.subject("calendar_feed", feed->id.view());
    cx.answer_with("cache-control", "no-store");
    return NewCalendarFeed{path_of(token), *feed};
}

Result<Nothing> Feeds::revoke_calendar_feed(http::Context& cx, const OneCalendarFeed& in)
{
    if (!store::find_feed(cx.tx, cx.user().user, in.feed_id)) return not_found();
    store::delete_feed(cx.tx, in.feed_id);
    cx.subject("calendar_feed", in.feed_id.view());
    return Nothing{};
}

Result<http::File> Feeds::calendar_feed(http::Context& cx, const ReadCalendarFeed& in)
{
    const auto hash = hash_of(in.token);
    const auto feed = store::feed_by_hash(cx.tx, hash);
    if (!feed) return not_found();
    const auto owner = people_.find(feed->user_id);
    if (!owner || owner->status != auth::UserStatus::active) return not_found();
    const auto roles = auth::bits_of(owner->roles);
    if (access_.calendar_subject(owner->id, roles, feed->kind) != feed->subject_id)
        return not_found();
    if (const int wait = readings_.wait_seconds(hash); wait > 0) return too_often(wait);

    const CalendarOf whose{feed->kind, feed->subject_id, owner->language};
    auto text = writer_.text(
        whose, store::calendar_visits(cx.tx, whose, CalendarWindow::at(cx.now)));
    cx.subject("calendar_feed", feed->id.view());
    const auto etag = crypto::hex(crypto::blake2b(text)).substr(0, 32);
    auto file = http::File::of(
        std::move(text), "text/calendar; charset=utf-8", "calendar.ics", false);
    file.etag = etag;
    return file;
}

} // namespace clinic::appointments
