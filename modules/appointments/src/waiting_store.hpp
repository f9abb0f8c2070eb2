#pragma once
// Rows and SQL of the waiting list.

#include "store.hpp"
#include "waiting.hpp"

#include "platform/db/tx.hpp"

namespace clinic::appointments::store {

using RoundId = Id<struct RoundTag>;

// ---- wishes ----------------------------------------------------------------------------------------

[[nodiscard]] std::optional<WaitingWish> find_wish(db::Tx& tx, WishId id);
/// False when the patient waits for that already: the database's rule.
[[nodiscard]] bool insert_wish(db::Tx& tx, const WaitingWish& wish);
/// Writes what can be changed and raises the version, the value's too.
void update_wish(db::Tx& tx, WaitingWish& wish);

/// Whose wishes a list is about. Empty texts are no condition, but for the four of the scope: any of them lets a row in.
struct WishLens {
    bool everything = false;
    std::string sites; ///< "|id|id|": the front desk's
    std::string own; ///< "|id|id|": the patient's, and of those for whom they act
    std::string named; ///< the practitioner's who looks
    std::string site;
    std::string visit_type;
    std::string practitioner;
    std::string patient;
    std::string status;
    bool in_queue = false;
};
/// Up to `limit` after that id, in the order in which they are asked.
[[nodiscard]] std::vector<WaitingWish> list_wishes(
    db::Tx& tx, const WishLens& lens, const std::string& after, int limit);
[[nodiscard]] std::int64_t count_wishes(db::Tx& tx, const WishLens& lens);

/// Who waits at a site without an offer, who came first in front.
[[nodiscard]] std::vector<WaitingWish> waiting_at(db::Tx& tx, clinics::SiteId site, int limit);
[[nodiscard]] bool anybody_waits(db::Tx& tx, clinics::SiteId site);
/// Those of a patient that are still in the queue; of one visit type, when it is given.
[[nodiscard]] std::vector<WaitingWish> queued_of(
    db::Tx& tx, patients::PatientId patient, std::optional<clinics::VisitTypeId> type);
/// Waiting, with a last day before that one.
[[nodiscard]] std::vector<WaitingWish> waiting_until_before(db::Tx& tx, LocalDate day, int limit);

// ---- offers ----------------------------------------------------------------------------------------

struct OfferRow : WaitingOffer {
    RoundId round_id;

    static constexpr auto schema = api::Object{std::tuple_cat(WaitingOffer::schema.fields,
        api::object(api::field("round_id", &OfferRow::round_id, "Shares its time with")).fields)};
};

[[nodiscard]] std::optional<OfferRow> find_offer(db::Tx& tx, OfferId id);
[[nodiscard]] std::optional<WaitingOffer> open_offer_of(db::Tx& tx, WishId wish);
/// Newest first.
[[nodiscard]] std::vector<WaitingOffer> offers_of(db::Tx& tx, WishId wish);
[[nodiscard]] std::vector<OfferRow> open_offers_with(
    db::Tx& tx, clinics::PractitionerId practitioner);
[[nodiscard]] std::vector<OfferRow> open_in_round(db::Tx& tx, RoundId round);
[[nodiscard]] std::vector<OfferId> due_offers(db::Tx& tx, Instant now, int limit);
/// They said no to that time, or let it pass.
[[nodiscard]] bool was_refused(
    db::Tx& tx, WishId wish, clinics::PractitionerId practitioner, Instant starts_at);
void insert_offer(db::Tx& tx, const OfferRow& offer);
/// Closes an open offer; false when it is none any more, or when somebody else has won its time: the database's rule.
[[nodiscard]] bool close_offer(db::Tx& tx, const WaitingOffer& offer);

/// A round keeps its time and rooms as a hold does, and against the same rules.
[[nodiscard]] Taking keep_time(db::Tx& tx, RoundId round, const Hold& hold, const Span& busy,
    const std::vector<RoomChoice>& rooms);
void let_go(db::Tx& tx, RoundId round);

// ---- times that may come free ----------------------------------------------------------------------

/// A stretch of a practitioner's time that may have come free.
struct Opening {
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    Instant opens_from;
    Instant opens_until;
    bool with_rooms = false; ///< a room came free there, not the person: for visits that take one

    static constexpr auto schema = api::object(
        api::field("practitioner_id", &Opening::practitioner_id, "Whose"),
        api::field("site_id", &Opening::site_id, "Where"),
        api::field("opens_from", &Opening::opens_from, "From"),
        api::field("opens_until", &Opening::opens_until, "Until"),
        api::field("with_rooms", &Opening::with_rooms, "For visits that take rooms"));
};
void add_opening(db::Tx& tx, HoldId hold, const Opening& opening, Instant due_at);
[[nodiscard]] std::vector<HoldId> due_openings(db::Tx& tx, Instant now, int limit);
/// Nothing when somebody else took it.
[[nodiscard]] std::optional<Opening> take_opening(db::Tx& tx, HoldId hold);

// ---- rules -----------------------------------------------------------------------------------------

[[nodiscard]] std::optional<WaitingRules> waiting_rules(db::Tx& tx, clinics::SiteId site);
void set_waiting_rules(db::Tx& tx, const WaitingRules& rules);

} // namespace clinic::appointments::store
