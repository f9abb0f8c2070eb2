// Booking a visit, giving it another time, correcting its texts.

#include "handlers.hpp"
#include "store_groups.hpp"
#include "store_rooms.hpp"

#include "auth/auth.hpp"

namespace clinic::appointments {
namespace {

std::unexpected<Problem> no_such_patient()
{
    return invalid("patient_id", "unknown",
        {"Ce patient n’existe pas, ou n’est pas de vos patients.",
            "There is no such patient, or they are not in your care."});
}

Strictness strictness_of(bool staff, const std::optional<std::string>& override_reason)
{
    if (!staff) return Strictness::offered;
    return override_reason ? Strictness::overriding : Strictness::within_hours;
}

/// The group at that time that somebody is in, or a new one; nothing when it is no group.
std::optional<GroupId> group_for(db::Tx& tx, const Wish& wish, Instant start)
{
    if (!wish.of_group()) return std::nullopt;
    return store::open_group(tx, group_wanted(wish, start)).id;
}

bool joins(db::Tx& tx, const Wish& wish, Instant start)
{
    const auto there = wish.of_group() ? store::group_at(tx, group_wanted(wish, start))
                                       : std::nullopt;
    return there && there->taken > 0;
}

store::Claim claim_for(const Wish& wish, Instant start)
{
    return {wish.need().busy(start), false, wish.own_minutes, wish.rooms};
}

std::unexpected<Problem> no_choice_of_rooms()
{
    return forbidden({"Le choix de la salle est réservé à l’équipe de ce site.",
        "Choosing the room is for the staff of that site."});
}

/// Nothing that the people concerned go by is another.
bool is_same(const Moved& moved)
{
    const auto& now = moved.now;
    return moved.was_at == now.starts_at && moved.was_until == now.ends_at &&
           moved.was_with == now.practitioner && moved.was_site == now.site;
}

std::unexpected<Problem> no_override()
{
    return forbidden({"Passer outre les règles est réservé à l’équipe de ce site.",
        "Setting the rules aside is for the staff of that site."});
}

std::unexpected<Problem> no_stretching()
{
    return forbidden({"La durée d’une visite est l’affaire de l’équipe : appelez la clinique.",
        "How long a visit lasts is for the staff to say: please call the clinic."});
}

} // namespace

Appointment new_visit(const Wish& wish, const patients::Card& patient, const AskedVisit& in,
    Instant starts_at, Instant now)
{
    Appointment visit;
    visit.id = AppointmentId::fresh();
    visit.patient_id = patient.id;
    visit.patient_name = patient.name;
    visit.practitioner_id = wish.practitioner.id;
    visit.site_id = wish.site.id;
    visit.visit_type_id = wish.type.id;
    visit.mode = wish.mode;
    visit.starts_at = starts_at;
    visit.ends_at = wish.need().visit(starts_at).until;
    visit.reason = in.reason;
    visit.note = in.note;
    visit.created_at = now;
    return visit;
}

Edited edit_of(const Appointment& was, const Appointment& now)
{
    Edited edited;
    if (was.reason != now.reason) edited.changed.emplace_back("reason");
    if (was.note != now.note) edited.changed.emplace_back("note");
    if (was.room_ids != now.room_ids) edited.changed.emplace_back("rooms");
    if (was.mode == now.mode) return edited;
    edited.changed.emplace_back("mode");
    edited.was_mode = was.mode;
    return edited;
}

void Handlers::tell_edited(http::Context& cx, const Appointment& was, const Appointment& now,
    const std::vector<Rule>& overridden) const
{
    record(cx, now, "edited", overridden);
    auto edited = edit_of(was, now);
    static_cast<Fact&>(edited) = fact_of(now, cx.user().user);
    edited.before = was.status;
    cx.emit(edited);
}

void tell_overridden(http::Context& cx, const Appointment& visit, const std::vector<Rule>& broken)
{
    if (!broken.empty()) cx.emit(Overridden{fact_of(visit, cx.user().user), broken});
}

Result<patients::Card> Handlers::patient_of(
    http::Context& cx, const Reach& reach, std::optional<patients::PatientId> wanted) const
{
    const auto id = wanted ? wanted : reach.patient;
    if (!id)
        return invalid("patient_id", "required", {"Pour quel patient ?", "For which patient?"});
    const auto card = patients_.card(*id);
    const bool own = reach.speaks_for(*id);
    if (!card || (!own && !patients_.may_see(cx.user(), *id))) return no_such_patient();
    if (card->archived) {
        return invalid("patient_id", "archived",
            {"Ce dossier est archivé : restaurez-le d’abord.",
                "This record is archived: restore it first."});
    }
    return *card;
}

Result<Appointment> Handlers::book(http::Context& cx, const BookAppointment& in)
{
    const auto reach = access_.reach_of(cx.user());
    const bool staff = reach.works_at(in.site_id) || reach.practitioner == in.practitioner_id;
    const auto patient = patient_of(cx, reach, in.patient_id);
    if (!patient) return std::unexpected(patient.error());
    if (!staff && !reach.speaks_for(patient->id)) {
        return forbidden(
            {"Vous ne réservez que pour vous-même, pour qui vous représentez, ou sur vos sites.",
                "You book for yourself, for whom you act, or at your own sites."});
    }
    if (!staff && in.override_reason) return no_override();
    if (!staff && !in.room_ids.empty()) return no_choice_of_rooms();
    const Terms terms{strictness_of(staff, in.override_reason), in.override_reason};
    auto booked = in.practitioner_id == clinics::PractitionerId{}
                      ? book_with_anybody(cx, in, *patient, terms)
                      : book_with(cx, in, *patient, terms);
    if (booked) Access::hide_from_patients(reach, *booked);
    return booked;
}

Result<Appointment> Handlers::book_with(http::Context& cx, const BookAppointment& in,
    const patients::Card& patient, const Terms& terms) const
{
    auto wish = planner_.wish(in, terms.strictness);
    if (!wish) return std::unexpected(wish.error());
    if (auto chosen = Planner::choose(*wish, in.room_ids); !chosen)
        return std::unexpected(chosen.error());
    make_way(cx, *wish);
    auto visit = new_visit(*wish, patient, in, in.starts_at, cx.now);
    if (terms.strictness == Strictness::offered) {
        visit.note.reset();
        await_payment(visit, wish->type, cx.now);
    }
    const auto broken = enter(cx, visit, *wish, terms);
    if (!broken) return std::unexpected(broken.error());
    tell<Booked>(cx, visit, "booked", *broken);
    tell_overridden(cx, visit, *broken);
    return visit;
}

Result<std::vector<Rule>> Handlers::enter(
    http::Context& cx, Appointment& visit, const Wish& wish, const Terms& terms) const
{
    const bool joining = joins(cx.tx, wish, visit.starts_at);
    auto broken = planner_.check(
        cx.tx, wish, visit.starts_at, {cx.user().user, cx.now, terms.strictness, {}, joining});
    if (!broken) return broken;
    visit.group_id = group_for(cx.tx, wish, visit.starts_at);
    const auto insert = [&](const store::Claim& claim) {
        const bool overridden = claim.over_others || !broken->empty();
        visit.override_reason = overridden ? terms.override_reason : std::nullopt;
        return store::insert(cx.tx, visit, claim);
    };
    const auto claim = claim_for(wish, visit.starts_at);
    const auto taking = take_place(cx, visit, insert, claim, terms.strictness, *broken);
    if (taking != store::Taking::done) return no_place(cx.tx, visit, taking);
    return broken;
}

bool Handlers::take_over(db::Tx& tx, Appointment& visit, Instant now) const
{
    store::Claim claim{{visit.starts_at, visit.ends_at}};
    if (occupies(visit.status)) {
        claim.rooms = planner_.rooms_for(visit);
        claim.what_is_free = true;
        if (!claim.rooms->empty()) store::drop_expired_rooms(tx, visit.site_id, now);
    }
    return store::insert(tx, visit, claim) == store::Taking::done;
}

Result<std::vector<Rule>> Handlers::shift(http::Context& cx, Appointment& visit, const Wish& wish,
    Instant start, const Terms& terms) const
{
    const bool joining = joins(cx.tx, wish, start);
    auto broken = planner_.check(
        cx.tx, wish, start, {cx.user().user, cx.now, terms.strictness, visit.id, joining});
    if (!broken) return broken;
    visit.group_id = group_for(cx.tx, wish, start);
    visit.practitioner_id = wish.practitioner.id;
    visit.site_id = wish.site.id;
    visit.starts_at = start;
    visit.ends_at = wish.need().visit(start).until;
    if (visit.pay_by) visit.pay_by = std::min(*visit.pay_by, start);
    const auto update = [&](const store::Claim& claim) {
        // The reason of another time says nothing of this one.
        const bool overridden = claim.over_others || !broken->empty();
        visit.override_reason = overridden ? terms.override_reason : std::nullopt;
        return store::update(cx.tx, visit, claim);
    };
    auto claim = claim_for(wish, start);
    claim.rooms = kept_first(wish.rooms, visit.room_ids);
    const auto taking = take_place(cx, visit, update, claim, terms.strictness, *broken);
    if (taking != store::Taking::done) return no_place(cx.tx, visit, taking);
    return broken;
}

store::Taking Handlers::take_time(
    const Write& write, store::Claim claim, Strictness strictness, std::vector<Rule>& broken)
{
    using store::Taking;
    auto taking = write(claim);
    if (strictness != Strictness::overriding) return taking;
    if (taking == Taking::time_taken) {
        claim.over_others = true;
        taking = write(claim);
        if (taking != Taking::time_taken) broken.insert(broken.begin(), Rule::overlap);
    }
    // A person may see two at once; no room holds two, so a visit has it or goes without.
    if (taking == Taking::no_room) {
        claim.what_is_free = true;
        broken.push_back(Rule::room);
        taking = write(claim);
    }
    return taking;
}

store::Taking Handlers::take_place(http::Context& cx, const Appointment& visit, const Write& write,
    const store::Claim& claim, Strictness strictness, std::vector<Rule>& broken)
{
    const auto taking = take_time(write, claim, strictness, broken);
    const bool refused = taking == store::Taking::time_taken && visit.group_id;
    if (!refused || strictness != Strictness::overriding) return taking;
    if (!store::widen_if_full(cx.tx, *visit.group_id)) return taking;
    broken.push_back(Rule::group_full);
    return take_time(write, claim, strictness, broken);
}

Result<Strictness> Handlers::move_strictness(
    const Found& found, const MoveAppointment& in, Instant now) const
{
    const auto& [visit, reach] = found;
    if (!is_ahead(visit.status)) {
        return conflict("bad_transition",
            {"Cette visite ne peut plus être déplacée.", "This visit can no longer be moved."});
    }
    const bool staff = reach.serves(visit);
    if (!staff && in.duration_minutes) return no_stretching();
    if (!staff && !in.room_ids.empty()) return no_choice_of_rooms();
    if (!staff && is_late(visit, now)) return too_late(visit);
    const auto site = in.site_id.value_or(visit.site_id);
    if (staff && site != visit.site_id && !reach.works_at(site)) {
        return forbidden({"Ce site n’est pas des vôtres.", "That site is not one of yours."});
    }
    const bool own = reach.practitioner == in.practitioner_id.value_or(visit.practitioner_id);
    if (in.override_reason && !(staff && (reach.works_at(site) || own))) return no_override();
    return strictness_of(staff, in.override_reason);
}

Result<Wish> Handlers::move_wish(http::Context& cx, const Appointment& visit,
    const MoveAppointment& in, Strictness strictness) const
{
    auto wish = planner_.wish(
        {in.practitioner_id.value_or(visit.practitioner_id), in.site_id.value_or(visit.site_id),
            visit.visit_type_id, visit.mode},
        strictness);
    if (!wish) return wish;
    if (auto chosen = Planner::choose(*wish, in.room_ids); !chosen)
        return std::unexpected(chosen.error());
    if (!in.duration_minutes) {
        wish->keep_length(store::claim_of(cx.tx, visit.id).own_minutes);
        return wish;
    }
    if (visit.group_id || wish->of_group()) {
        return conflict("of_group", {"La durée d’une séance de groupe est celle de son motif.",
                                        "A group session is as long as its visit type says."});
    }
    if (*in.duration_minutes % grid_minutes != 0) {
        return invalid("duration_minutes", "multiple_of_5",
            {"Un multiple de 5 minutes est attendu.", "A multiple of 5 minutes is expected."});
    }
    wish->keep_length(in.duration_minutes);
    return wish;
}

Result<Appointment> Handlers::move(http::Context& cx, const MoveAppointment& in)
{
    auto found = find_to_change(cx, in.id);
    if (!found) return std::unexpected(found.error());
    const auto strictness = move_strictness(*found, in, cx.now);
    if (!strictness) return std::unexpected(strictness.error());
    auto& [visit, reach] = *found;
    const auto wish = move_wish(cx, visit, in, *strictness);
    if (!wish) return std::unexpected(wish.error());
    make_way(cx, *wish);
    const auto was = visit;
    Moved moved{{}, was.starts_at, was.practitioner_id, was.site_id, was.ends_at};
    const auto broken = shift(cx, visit, *wish, in.starts_at, {*strictness, in.override_reason});
    if (!broken) return std::unexpected(broken.error());
    moved.now = fact_of(visit, cx.user().user);
    if (!in.room_ids.empty() && is_same(moved)) {
        // Another room is no other time: nobody need be told.
        tell_edited(cx, was, visit, *broken);
    } else {
        record(cx, visit, "moved", *broken);
        cx.emit(moved);
    }
    tell_overridden(cx, visit, *broken);
    access_.hide_from_patients(reach, visit);
    return visit;
}

store::Taking Handlers::store_edited(
    http::Context& cx, Appointment& visit, clinics::VisitMode was) const
{
    auto claim = store::claim_of(cx.tx, visit.id);
    if (visit.mode != was && occupies(visit.status)) {
        claim.rooms = planner_.rooms_for(visit);
        store::drop_expired_rooms(cx.tx, visit.site_id, cx.now);
    }
    return store::update(cx.tx, visit, claim);
}

Result<Appointment> Handlers::edit(http::Context& cx, const EditAppointment& in)
{
    auto found = find_to_change(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& [visit, reach] = *found;
    const auto was = visit;
    in.reason.apply(visit.reason);
    if (reach.serves(visit)) {
        in.note.apply(visit.note);
        const auto type = clinics_.visit_type(visit.visit_type_id);
        if (in.mode && type && !type->can_be(*in.mode)) {
            return invalid("mode", "not_bookable",
                {"Ce motif ne se déroule pas ainsi.", "This visit type is not held that way."});
        }
        visit.mode = in.mode.value_or(visit.mode);
    }
    const auto taking = store_edited(cx, visit, was.mode);
    if (taking != store::Taking::done) return refusal_of(taking);
    tell_edited(cx, was, visit);
    access_.hide_from_patients(reach, visit);
    return visit;
}

} // namespace clinic::appointments
