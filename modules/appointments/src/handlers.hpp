#pragma once
// The deeds of appointments, each declared once; the files booking, series, holds, acts, agenda, board and hours have
// them.

#include "access.hpp"
#include "board.hpp"
#include "planner.hpp"
#include "reminders.hpp"
#include "rules.hpp"
#include "series.hpp"

#include <functional>

namespace clinic::appointments {

[[nodiscard]] Fact fact_of(const Appointment& visit, std::optional<UserId> actor);

class Handlers {
public:
    Handlers(
        const clinics::Clinics& clinics, const patients::Patients& patients, const Options& options)
        : plans(Holidays(options.holidays)),
          clinics_(clinics),
          patients_(patients),
          options_(options),
          access_(clinics, patients),
          planner_(clinics, plans),
          reminders_(clinics)
    {
    }

    // booking.cpp
    Result<Appointment> book(http::Context& cx, const BookAppointment& in);
    Result<Appointment> move(http::Context& cx, const MoveAppointment& in);
    Result<Appointment> edit(http::Context& cx, const EditAppointment& in);

    // series.cpp
    Result<Outlook> preview_series(http::Context& cx, const AskedSeries& in);
    Result<Series> book_series(http::Context& cx, const BookSeries& in);
    Result<Series> series(http::Context& cx, const OneSeries& in);

    // series_changes.cpp
    Result<Outlook> preview_series_move(http::Context& cx, const ShiftSeries& in);
    Result<Series> move_series(http::Context& cx, const MoveSeries& in);
    Result<Series> edit_series(http::Context& cx, const EditSeries& in);
    Result<Series> cancel_series(http::Context& cx, const CancelSeries& in);

    // groups.cpp
    Result<GroupSession> group(http::Context& cx, const OneGroup& in);
    Result<GroupSession> move_group(http::Context& cx, const MoveGroup& in);
    Result<GroupSession> cancel_group(http::Context& cx, const CancelGroup& in);

    // holds.cpp
    Result<Hold> hold(http::Context& cx, const PlaceHold& in);
    Result<Hold> show_hold(http::Context& cx, const OneHold& in);
    Result<Nothing> release(http::Context& cx, const OneHold& in);

    // acts.cpp
    Result<Appointment> confirm(http::Context& cx, const OneAppointment& in);
    Result<Appointment> arrive(http::Context& cx, const OneAppointment& in);
    Result<Appointment> start(http::Context& cx, const OneAppointment& in);
    Result<Appointment> complete(http::Context& cx, const OneAppointment& in);
    Result<Appointment> miss(http::Context& cx, const OneAppointment& in);
    Result<Appointment> cancel(http::Context& cx, const CancelAppointment& in);
    Result<Appointment> undo(http::Context& cx, const OneAppointment& in);

    // agenda.cpp
    Result<Appointment> show(http::Context& cx, const OneAppointment& in);
    Result<http::Page<Appointment>> list(http::Context& cx, const ListAppointments& in);
    Result<http::Page<HistoryEntry>> history(http::Context& cx, const OneAppointment& in);
    Result<http::Page<Reminder>> reminders(http::Context& cx, const OneAppointment& in);
    /// Days without visits are left out.
    Result<http::Page<DayCount>> count_days(http::Context& cx, const CountDays& in);
    Result<http::Page<Slot>> slots(http::Context& cx, const FindSlots& in);
    Result<Reliability> reliability(http::Context& cx, const OfPatient& in);

    // board.cpp
    Result<Board> board(http::Context& cx, const ShowBoard& in);
    Result<Appointment> walk_in(http::Context& cx, const WalkIn& in);
    Result<Turn> next(http::Context& cx, const http::NoInput&);

    // hours.cpp
    Result<Availability> availability(http::Context& cx, const OnePlan& in);
    Result<Availability> set_availability(http::Context& cx, const SetAvailability& in);
    Result<http::Page<PublicHoliday>> public_holidays(http::Context& cx, const FindHolidays& in);
    Result<http::Page<Exception>> exceptions(http::Context& cx, const OnePlan& in);
    Result<Exception> add_exception(http::Context& cx, const AddException& in);
    Result<Nothing> remove_exception(http::Context& cx, const OneException& in);

    /// Whom a visit or a wish is for: a patient whom this person may name, and who takes new visits.
    [[nodiscard]] Result<patients::Card> patient_of(
        http::Context& cx, const Reach& reach, std::optional<patients::PatientId> wanted) const;

    /// Stores a visit as it is, with those of its rooms that are free. False when its time is taken.
    [[nodiscard]] bool take_over(db::Tx& tx, Appointment& visit, Instant now) const;

    /// What every change of a visit leaves behind, through whatever door it came: its history with the rules that were set
    /// aside, its reminders, the audit's subject.
    void record(http::Context& cx, const Appointment& visit, std::string_view what,
        const std::vector<Rule>& overridden = {}) const;
    /// The same, and tells it.
    template <class Event>
    void tell(http::Context& cx, const Appointment& visit, std::string_view what,
        const std::vector<Rule>& overridden = {}, std::optional<Status> before = {}) const
    {
        record(cx, visit, what, overridden);
        Event event;
        static_cast<Fact&>(event) = fact_of(visit, cx.user().user);
        event.before = before;
        cx.emit(event);
    }

    /// The same for a correction.
    void tell_edited(http::Context& cx, const Appointment& was, const Appointment& now,
        const std::vector<Rule>& overridden = {}) const;

    Plans plans;

private:
    /// A visit that this person may see and, when they sent If-Match, as they know it.
    struct Found {
        Appointment visit;
        Reach reach;
    };
    [[nodiscard]] Result<Found> find(http::Context& cx, AppointmentId id) const;
    /// The same, for those who may change it: the clinic's side, or its patient.
    [[nodiscard]] Result<Found> find_to_change(http::Context& cx, AppointmentId id) const;

    /// Takes a visit along an act: `by_patient` tells whether its patient may do it too, `note` what else changes.
    template <class Event>
    Result<Appointment> pass(http::Context& cx, AppointmentId id, const Act& act, bool by_patient,
        const std::function<void(Appointment&, const Reach&)>& note) const;

    /// By whose rules a time is taken, and why they may be set aside.
    struct Terms {
        Strictness strictness = Strictness::offered;
        std::optional<std::string> override_reason{};
    };
    // booking.cpp
    [[nodiscard]] Result<Appointment> book_with(http::Context& cx, const BookAppointment& in,
        const patients::Card& patient, const Terms& terms) const;
    // anybody.cpp
    [[nodiscard]] Result<Appointment> book_with_anybody(http::Context& cx,
        const BookAppointment& in, const patients::Card& patient, const Terms& terms) const;
    [[nodiscard]] std::vector<clinics::PractitionerId> anybody(
        db::Tx& tx, const BookAppointment& in) const;
    /// The door through which every visit is booked, alone or among others: checks the rules, takes the time, stores the
    /// visit. Answers the rules that were set aside. Tells nobody yet.
    [[nodiscard]] Result<std::vector<Rule>> enter(
        http::Context& cx, Appointment& visit, const Wish& wish, const Terms& terms) const;
    /// The same for a visit that gets another time, practitioner or site.
    [[nodiscard]] Result<std::vector<Rule>> shift(http::Context& cx, Appointment& visit,
        const Wish& wish, Instant start, const Terms& terms) const;

    /// What a series is to be made of.
    struct SeriesPlan {
        Wish wish;
        patients::Card patient;
        std::vector<Instant> starts;
    };
    [[nodiscard]] Result<SeriesPlan> plan_series(http::Context& cx, const AskedSeries& in) const;
    /// Each time by itself; those that can be had are stored.
    [[nodiscard]] std::vector<Occurrence> enter_series(http::Context& cx, const SeriesPlan& plan,
        const AskedSeries& in, SeriesId id, std::vector<Appointment>& stored) const;

    /// A series and what this person may see of it: of its visits, those that they may see.
    struct FoundSeries {
        SeriesRow row;
        std::vector<Appointment> visits;
        Reach reach;
    };
    [[nodiscard]] Result<FoundSeries> find_series(http::Context& cx, SeriesId id) const;
    /// The same, for those who may change it as they know it. Of its visits, those of the part, which they serve and which
    /// are still to come; a refusal when there are none.
    [[nodiscard]] Result<FoundSeries> find_part(http::Context& cx, const SeriesPart& part) const;
    [[nodiscard]] Result<std::vector<Occurrence>> shift_part(http::Context& cx,
        const ShiftSeries& in, FoundSeries& part, std::vector<Moved>& moved) const;
    /// As it stands now, for the answer.
    [[nodiscard]] Series answer_series(
        http::Context& cx, const FoundSeries& found, std::vector<Occurrence> left_out = {}) const;

    struct FoundGroup {
        GroupRow row;
        std::vector<Appointment> visits;
    };
    [[nodiscard]] Result<FoundGroup> find_group(http::Context& cx, GroupId id) const;
    /// The same while it is still to come, as this person knows it, with the visits of those who are in it.
    [[nodiscard]] Result<FoundGroup> find_group_ahead(http::Context& cx, GroupId id) const;
    [[nodiscard]] static GroupSession answer_group(http::Context& cx, GroupId id);

    /// It is too late for its patient to move or cancel the visit by themselves.
    [[nodiscard]] bool is_late(const Appointment& visit, Instant now) const;
    /// Until when they could, and whom to call.
    [[nodiscard]] std::unexpected<Problem> too_late(const Appointment& visit) const;
    /// What every cancellation writes into the visit, alone or among others.
    void note_cancelled(Appointment& visit, CancelledBy by,
        const std::optional<std::string>& reason, Instant now) const;

    /// Whose rules hold for a move, or why it is not theirs to make.
    [[nodiscard]] Result<Strictness> move_strictness(
        const Found& found, const MoveAppointment& in, Instant now) const;
    /// The wish for a visit that moves: with the length that is asked for, or else the one that it was given before.
    [[nodiscard]] Result<Wish> move_wish(http::Context& cx, const Appointment& visit,
        const MoveAppointment& in, Strictness strictness) const;
    /// Stores a visit whose last act was taken back: one that comes back takes rooms anew.
    [[nodiscard]] store::Taking store_undone(
        http::Context& cx, Appointment& visit, Status was) const;
    /// Stores what was corrected; on site or not any more, the visit takes or gives up its rooms.
    [[nodiscard]] store::Taking store_edited(
        http::Context& cx, Appointment& visit, clinics::VisitMode was) const;
    /// Stores the visit's time and rooms with `write`: over others, or without a room, only for those who override, and only
    /// if it must be. `broken` grows by what that sets aside.
    using Write = std::function<store::Taking(const store::Claim&)>;
    [[nodiscard]] static store::Taking take_time(
        const Write& write, store::Claim claim, Strictness strictness, std::vector<Rule>& broken);
    /// The same for who may join a group: whoever sets the rules aside gives a full one another place.
    [[nodiscard]] static store::Taking take_place(http::Context& cx, const Appointment& visit,
        const Write& write, const store::Claim& claim, Strictness strictness,
        std::vector<Rule>& broken);

    [[nodiscard]] Result<Nothing> check_hours(const SetAvailability& in) const;
    [[nodiscard]] Result<Nothing> check_planner(
        http::Context& cx, clinics::PractitionerId practitioner) const;

    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    Options options_;
    Access access_;
    Planner planner_;
    Reminders reminders_;
};

[[nodiscard]] Appointment new_visit(const Wish& wish, const patients::Card& patient,
    const AskedVisit& in, Instant starts_at, Instant now);

/// The fact of a visit that is changed with its series.
[[nodiscard]] Fact fact_with_series(
    const Appointment& visit, UserId actor, std::optional<Status> before = {});
/// What a correction changed.
[[nodiscard]] Edited edit_of(const Appointment& was, const Appointment& now);
/// `visits` are those that the change befell, by begin; at least one.
[[nodiscard]] SeriesFact fact_of(
    const SeriesRow& row, const std::vector<Appointment>& visits, UserId actor);
/// What became of one time of a series.
[[nodiscard]] Occurrence occurrence_of(
    const Appointment& visit, const Result<std::vector<Rule>>& taken, Language language);
[[nodiscard]] std::vector<Occurrence> conflicts_of(const std::vector<Occurrence>& occurrences);
/// Refuses, with all of them, when that is not enough for the choice.
[[nodiscard]] Result<Nothing> settle_for(Choice choice, const std::vector<Occurrence>& occurrences);

/// Why the database had no place for the visit: the time is another's, or the group is full, or has this patient already.
[[nodiscard]] std::unexpected<Problem> no_place(
    db::Tx& tx, const Appointment& visit, store::Taking taking);

/// Nothing when no rule was broken.
void tell_overridden(http::Context& cx, const Appointment& visit, const std::vector<Rule>& broken);

/// Before time of a practitioner is taken: what this person held gives way to it, and what has expired is no more.
void make_way(http::Context& cx, clinics::PractitionerId practitioner);
/// The same with the rooms of the wish.
void make_way(http::Context& cx, const Wish& wish);

} // namespace clinic::appointments
