#pragma once
// What the routes of notifications give, and what is stored of each.

#include "appointments/appointments.hpp"
#include "coaching/coaching.hpp"

#include "platform/http/page.hpp"
#include "platform/http/router.hpp"

namespace clinic::notifications {

using ItemId = Id<struct ItemTag>;
using DeliveryId = Id<struct DeliveryTag>;

/// What somebody is told about: the event, or what it means for them.
enum class Kind {
    booked,
    moved,
    cancelled,
    restored,
    invited,
    invoiced,
    paid,
    shared,
    uploaded,
    commented,
    liked,
    reported,
    glass_broken,
    letter,
    mass_reading,
    series_booked,
    series_moved,
    series_cancelled,
    offered,
    reminded,
    confirmed
};
constexpr auto spelled(Kind)
{
    return api::names("appointments.booked", "appointments.moved", "appointments.cancelled",
        "appointments.restored", "auth.invited", "billing.issued", "billing.paid",
        "documents.shared", "documents.uploaded", "coaching.commented", "coaching.liked",
        "coaching.reported", "patients.glass_broken", "auth.letter_asked", "admin.mass_reading",
        "appointments.series_booked", "appointments.series_moved", "appointments.series_cancelled",
        "appointments.offered", "appointments.reminder_due", "appointments.confirmed");
}

/// What can be switched off, channel by channel.
enum class Group { visits, payments, documents, community, waiting_list, reminders };
constexpr auto spelled(Group)
{
    return api::names("visits", "payments", "documents", "community", "waiting_list", "reminders");
}
enum class Channel { in_app, email };
constexpr auto spelled(Channel)
{
    return api::names("in_app", "email");
}

/// Patients read of their own visit; the team reads whose it is.
enum class Side { patient, team };
constexpr auto spelled(Side)
{
    return api::names("patient", "team");
}

/// What an item is about, as far as its kind has it: ids, times and numbers, never names or words.
struct Facts {
    Side side = Side::patient;
    std::optional<patients::PatientId> patient{};
    std::optional<clinics::PractitionerId> practitioner{};
    std::optional<clinics::SiteId> site{};
    std::optional<Instant> starts_at{};
    std::optional<UserId> by{};
    std::optional<std::string> number{};
    std::optional<Money> amount{};
    std::optional<coaching::PostId> post{};
    std::optional<int> count{};
    std::optional<Instant> until{};
    std::optional<bool> unpaid{};

    static constexpr auto schema = api::object(
        api::field("side", &Facts::side, "From whose side it is told"),
        api::field("patient", &Facts::patient, "Whose visit, invoice, document"),
        api::field("practitioner", &Facts::practitioner, "With whom"),
        api::field("site", &Facts::site, "Where"),
        api::field("starts_at", &Facts::starts_at, "When, as it was told"),
        api::field("by", &Facts::by, "Who did it"),
        api::field("number", &Facts::number, "Of the invoice"),
        api::field("amount", &Facts::amount, "How much"),
        api::field("post", &Facts::post, "Which post, when it is asked who likes it"),
        api::field("count", &Facts::count, "How many visits"),
        api::field("until", &Facts::until,
            "By when an answer is wanted, or a payment; of a visit that only became longer or "
            "shorter, its end"),
        api::field("unpaid", &Facts::unpaid, "It was not paid in time"));
};

/// A row of notifications_items.
struct Item {
    ItemId id;
    UserId user_id;
    std::string subject;
    Kind kind = Kind::booked;
    Facts params;
    std::optional<std::string> link;
    Instant created_at;
    std::optional<Instant> read_at;

    static constexpr auto schema = api::object(api::field("id", &Item::id, "Names it"),
        api::field("user_id", &Item::user_id, "Who is told"),
        api::field("subject", &Item::subject, "What is told once: a state of a visit, say"),
        api::field("kind", &Item::kind, "What happened"),
        api::field("params", &Item::params, "What it is about"),
        api::field("link", &Item::link, "Where to look"),
        api::field("created_at", &Item::created_at, "When it was told"),
        api::field("read_at", &Item::read_at, "When it was read"));
};

struct Notification {
    ItemId id;
    Kind kind = Kind::booked;
    std::string title;
    std::string body;
    std::optional<std::string> link;
    Instant created_at;
    std::optional<Instant> read_at;

    static constexpr auto schema = api::object(
        api::field("id", &Notification::id, "Names the notification"),
        api::field("kind", &Notification::kind, "What happened"),
        api::field("title", &Notification::title, "In the reader's language",
            api::example("Rendez-vous déplacé")),
        api::field("body", &Notification::body,
            "In the reader's language; times in the site's zone", api::max_length(2000)),
        api::field("link", &Notification::link, "A page of the app to open"),
        api::field("created_at", &Notification::created_at, "When it was told"),
        api::field("read_at", &Notification::read_at, "When it was read; absent: not yet"));
};

struct ListNotifications {
    bool unread = false;
    http::Paging page;

    static constexpr auto schema = api::object(api::field("unread", &ListNotifications::unread,
                                                   "Only those not read yet", api::or_default()),
        api::embed(&ListNotifications::page));
};

struct NotificationPage {
    std::vector<Notification> items;
    std::optional<std::string> next;
    std::optional<std::int64_t> total;
    std::int64_t unread = 0;

    static constexpr auto schema = api::object(
        api::field("items", &NotificationPage::items, "The newest first", api::max_items(200)),
        api::field("next", &NotificationPage::next, "The cursor of the next page"),
        api::field("total", &NotificationPage::total, "All rows, when asked for by count=true"),
        api::field("unread", &NotificationPage::unread, "How many are not read yet, of all"));
};

/// By which ways somebody hears of one group of news.
struct Preference {
    Group group = Group::visits;
    bool in_app = true;
    bool email = true;

    static constexpr auto schema = api::object(
        api::field("group", &Preference::group, "News of what"),
        api::field("in_app", &Preference::in_app, "In the app's centre"),
        api::field("email", &Preference::email, "By mail, where there is one"));
};
struct Preferences {
    std::vector<Preference> items;

    static constexpr auto schema = api::object(api::field("items", &Preferences::items,
        "Each group once; what is left out stays as it is", api::max_items(20)));
};

struct LiveTicket {
    std::string ticket;
    int expires_in = 0;

    static constexpr auto schema = api::object(
        api::field("ticket", &LiveTicket::ticket, "Opens /api/live?ticket=… once"),
        api::field("expires_in", &LiveTicket::expires_in, "Seconds"));
};

} // namespace clinic::notifications
