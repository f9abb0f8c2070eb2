// Rows of offers, and of times that may come free.

#include "waiting_store.hpp"

namespace clinic::appointments::store {
namespace {

constexpr std::string_view select_offer = R"(
    SELECT id, wish_id, patient_id, practitioner_id, site_id, visit_type_id, mode, starts_at, ends_at, state,
           created_at, expires_at, answered_at, appointment_id
      FROM appointments_offers)";
constexpr std::string_view select_row = R"(
    SELECT id, wish_id, patient_id, practitioner_id, site_id, visit_type_id, mode, starts_at, ends_at, state,
           created_at, expires_at, answered_at, appointment_id, round_id
      FROM appointments_offers)";

std::string sql_of(std::string_view start, std::string_view end)
{
    return std::string(start).append(end);
}

} // namespace

std::optional<OfferRow> find_offer(db::Tx& tx, OfferId id)
{
    static const auto sql = sql_of(select_row, " WHERE id = :id");
    return tx.one<OfferRow>(sql, id);
}

std::optional<WaitingOffer> open_offer_of(db::Tx& tx, WishId wish)
{
    static const auto sql = sql_of(select_offer, " WHERE wish_id = :wish AND state = 'open'");
    return tx.one<WaitingOffer>(sql, wish);
}

std::vector<WaitingOffer> offers_of(db::Tx& tx, WishId wish)
{
    static const auto sql = sql_of(select_offer, " WHERE wish_id = :wish ORDER BY id DESC");
    return tx.all<WaitingOffer>(sql, wish);
}

std::vector<OfferRow> open_offers_with(db::Tx& tx, clinics::PractitionerId practitioner)
{
    static const auto sql = sql_of(
        select_row, " WHERE state = 'open' AND practitioner_id = :practitioner ORDER BY id");
    return tx.all<OfferRow>(sql, practitioner);
}

std::vector<OfferRow> open_in_round(db::Tx& tx, RoundId round)
{
    static const auto sql = sql_of(
        select_row, " WHERE round_id = :round AND state = 'open' ORDER BY id");
    return tx.all<OfferRow>(sql, round);
}

std::vector<OfferId> due_offers(db::Tx& tx, Instant now, int limit)
{
    return tx.all<OfferId>("SELECT id FROM appointments_offers WHERE state = 'open' AND "
                           "expires_at <= :now ORDER BY expires_at LIMIT :limit",
        now, limit);
}

bool was_refused(db::Tx& tx, WishId wish, clinics::PractitionerId practitioner, Instant starts_at)
{
    return tx
        .one<std::int64_t>(
            "SELECT 1 AS found FROM appointments_offers WHERE wish_id = :wish AND starts_at = "
            ":starts_at AND practitioner_id = :practitioner AND state IN ('declined', 'expired') "
            "LIMIT 1",
            wish, starts_at, practitioner)
        .has_value();
}

void insert_offer(db::Tx& tx, const OfferRow& offer)
{
    tx.run(R"(
        INSERT INTO appointments_offers (id, wish_id, patient_id, practitioner_id, site_id, visit_type_id, mode,
                                         starts_at, ends_at, state, created_at, expires_at, answered_at,
                                         appointment_id, round_id)
        VALUES (:id, :wish_id, :patient_id, :practitioner_id, :site_id, :visit_type_id, :mode, :starts_at, :ends_at,
                :state, :created_at, :expires_at, :answered_at, :appointment_id, :round_id))",
        offer);
}

bool close_offer(db::Tx& tx, const WaitingOffer& offer)
{
    const auto state = tx.one<OfferState>(
        "SELECT state FROM appointments_offers WHERE id = :id", offer.id);
    if (state != OfferState::open) return false;
    return tx.attempt(R"(
        UPDATE appointments_offers
           SET state = :state, answered_at = :answered_at, appointment_id = :appointment_id
         WHERE id = :id)",
               offer.state, offer.answered_at, offer.appointment_id,
               offer.id) == db::Tx::Outcome::done;
}

Taking keep_time(db::Tx& tx, RoundId round, const Hold& hold, const Span& busy,
    const std::vector<RoomChoice>& rooms)
{
    return insert_hold(tx, *UserId::parse(round.view()), hold, busy, rooms);
}

void let_go(db::Tx& tx, RoundId round)
{
    drop_hold_of(tx, *UserId::parse(round.view()));
}

void add_opening(db::Tx& tx, HoldId hold, const Opening& opening, Instant due_at)
{
    tx.run(R"(
        INSERT INTO appointments_openings (id, due_at, practitioner_id, site_id, opens_from, opens_until, with_rooms)
        VALUES (:id, :due_at, :practitioner_id, :site_id, :opens_from, :opens_until, :with_rooms)
        ON CONFLICT (id) DO NOTHING)",
        hold, due_at, opening);
}

std::vector<HoldId> due_openings(db::Tx& tx, Instant now, int limit)
{
    return tx.all<HoldId>("SELECT id FROM appointments_openings WHERE due_at <= :now ORDER BY "
                          "due_at LIMIT :limit",
        now, limit);
}

std::optional<Opening> take_opening(db::Tx& tx, HoldId hold)
{
    const auto opening = tx.one<Opening>(
        "SELECT practitioner_id, site_id, opens_from, opens_until, with_rooms FROM "
        "appointments_openings WHERE id = :id",
        hold);
    if (opening) tx.run("DELETE FROM appointments_openings WHERE id = :id", hold);
    return opening;
}

} // namespace clinic::appointments::store
