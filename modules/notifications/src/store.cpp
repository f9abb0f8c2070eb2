#include "store.hpp"

namespace clinic::notifications::store {

bool add(db::Tx& tx, const Item& item)
{
    return tx.run(R"(
        INSERT INTO notifications_items (id, user_id, subject, kind, params, link, created_at, read_at)
        VALUES (:id, :user_id, :subject, :kind, :params, :link, :created_at, :read_at)
        ON CONFLICT (user_id, subject, kind) DO NOTHING)",
               item) > 0;
}

std::vector<Item> list(db::Tx& tx, UserId user, bool unread, const std::string& after, int limit)
{
    if (unread) {
        return tx.all<Item>(R"(
            SELECT id, user_id, subject, kind, params, link, created_at, read_at
              FROM notifications_items
             WHERE user_id = :user_id AND read_at IS NULL
               AND (CAST(:after AS TEXT) = '' OR id < :after)
             ORDER BY id DESC
             LIMIT :limit)",
            user, after, after, limit);
    }
    return tx.all<Item>(R"(
        SELECT id, user_id, subject, kind, params, link, created_at, read_at
          FROM notifications_items
         WHERE user_id = :user_id
           AND (CAST(:after AS TEXT) = '' OR id < :after)
         ORDER BY id DESC
         LIMIT :limit)",
        user, after, after, limit);
}

std::int64_t count(db::Tx& tx, UserId user, bool unread)
{
    if (unread) {
        return tx.value<std::int64_t>("SELECT COUNT(*) FROM notifications_items "
                                      "WHERE user_id = :user_id AND read_at IS NULL",
            user);
    }
    return tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM notifications_items WHERE user_id = :user_id", user);
}

std::int64_t count_for_bell(db::Tx& tx, UserId user)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*)
          FROM (SELECT 1 FROM notifications_items WHERE user_id = :user_id AND read_at IS NULL LIMIT 100) shown)",
        user);
}

bool mark_read(db::Tx& tx, UserId user, ItemId id, Instant now)
{
    return tx.run(R"(
        UPDATE notifications_items SET read_at = COALESCE(read_at, CAST(:now AS BIGINT))
         WHERE id = :id AND user_id = :user_id)",
               now, id, user) > 0;
}

std::int64_t mark_all_read(db::Tx& tx, UserId user, Instant now)
{
    return tx.run("UPDATE notifications_items SET read_at = :now "
                  "WHERE user_id = :user_id AND read_at IS NULL",
        now, user);
}

Delivery delivery_of(db::Tx& tx, const Parcel& parcel, Instant now)
{
    tx.run(R"(
        INSERT INTO notifications_deliveries
               (id, subject, kind, channel, user_id, patient_id, state, attempts, created_at)
        VALUES (:id, :subject, :kind, 'mail', :user_id, :patient_id, 'waiting', 0, :created_at)
        ON CONFLICT (subject, kind, channel) DO NOTHING)",
        DeliveryId::fresh(), parcel.subject, parcel.kind, parcel.user, parcel.patient, now);
    return *find_delivery(tx, parcel);
}

std::optional<Delivery> find_delivery(db::Tx& tx, const Parcel& parcel)
{
    return tx.one<Delivery>(R"(
        SELECT id, state FROM notifications_deliveries
         WHERE subject = :subject AND kind = :kind AND channel = 'mail')",
        parcel.subject, parcel.kind);
}

void record(db::Tx& tx, DeliveryId id, const Outcome& outcome, bool tried)
{
    tx.run(R"(
        UPDATE notifications_deliveries
           SET state = :state, error = :error, provider_code = :provider_code, sent_at = :sent_at,
               attempts = attempts + :tried
         WHERE id = :id)",
        outcome.state, outcome.error, outcome.provider_code, outcome.sent_at, tried ? 1 : 0, id);
}

std::optional<State> state_of(db::Tx& tx, const std::string& subject, Kind kind)
{
    return tx.one<State>(R"(
        SELECT state FROM notifications_deliveries
         WHERE subject = :subject AND kind = :kind AND channel = 'mail')",
        subject, kind);
}

} // namespace clinic::notifications::store
