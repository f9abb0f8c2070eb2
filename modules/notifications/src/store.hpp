#pragma once
// Rows and SQL of notifications.

#include "api.hpp"

#include "platform/db/tx.hpp"

namespace clinic::notifications::store {

/// False when this person was told of it before.
bool add(db::Tx& tx, const Item& item);
/// Up to `limit` items of one person after the cursor's key (id), the newest first.
[[nodiscard]] std::vector<Item> list(
    db::Tx& tx, UserId user, bool unread, const std::string& after, int limit);
[[nodiscard]] std::int64_t count(db::Tx& tx, UserId user, bool unread);
/// Exact up to 100, for nobody is shown more than "99+": this runs for every notice that is written.
[[nodiscard]] std::int64_t count_for_bell(db::Tx& tx, UserId user);
/// False when this person has no such item. Read once is read.
[[nodiscard]] bool mark_read(db::Tx& tx, UserId user, ItemId id, Instant now);
/// How many were unread.
std::int64_t mark_all_read(db::Tx& tx, UserId user, Instant now);

/// True when this person has switched the group off for the channel.
[[nodiscard]] bool muted(db::Tx& tx, UserId user, Group group, Channel channel);
/// Every group, as this person wants it.
[[nodiscard]] Preferences preferences(db::Tx& tx, UserId user);
void set_preference(db::Tx& tx, UserId user, const Preference& preference);

enum class State {
    waiting, ///< not out yet: being tried, or to be tried again
    sent,
    failed, ///< the server will never take it
    skipped ///< there was nothing to send, or nowhere to send it
};
constexpr auto spelled(State)
{
    return api::names("waiting", "sent", "failed", "skipped");
}

/// What is sent once, and to whom.
struct Parcel {
    std::string subject;
    Kind kind = Kind::booked;
    std::optional<UserId> user{};
    std::optional<patients::PatientId> patient{};
};
struct Delivery {
    DeliveryId id;
    State state = State::waiting;

    static constexpr auto schema = api::object(api::field("id", &Delivery::id, "Names it"),
        api::field("state", &Delivery::state, "Where it stands"));
};
struct Outcome {
    State state = State::waiting;
    std::optional<std::string> error{};
    std::optional<int> provider_code{};
    std::optional<Instant> sent_at{};
};

/// The delivery of a parcel by mail, made now unless it was before.
[[nodiscard]] Delivery delivery_of(db::Tx& tx, const Parcel& parcel, Instant now);
[[nodiscard]] std::optional<Delivery> find_delivery(db::Tx& tx, const Parcel& parcel);
void record(db::Tx& tx, DeliveryId id, const Outcome& outcome, bool tried);
/// What became of a parcel; nothing when it was never begun.
[[nodiscard]] std::optional<State> state_of(db::Tx& tx, const std::string& subject, Kind kind);

} // namespace clinic::notifications::store
