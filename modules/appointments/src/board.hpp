#pragma once
// The front desk's board: where everybody of a day is. What its routes take and give, and the one rule of it.

#include "api.hpp"

namespace clinic::appointments {

enum class Place { expected, waiting, with_practitioner, done, missing };
constexpr auto spelled(Place)
{
    return api::names("expected", "waiting", "with_practitioner", "done", "missing");
}

/// Nothing for a cancelled visit. Who has not come by the end of their visit is missing, noted or not.
[[nodiscard]] std::optional<Place> place_of(const Appointment& visit, Instant now);

constexpr int most_on_a_board = 2000;

struct ShowBoard {
    clinics::SiteId site_id;
    static constexpr auto schema = api::object(
        api::field("site_id", &ShowBoard::site_id, "Which site"));
};

struct BoardVisit {
    Appointment visit;
    Place place = Place::expected;
    std::optional<Instant>
        since; ///< when they came to that place; absent while expected or missing

    static constexpr auto schema = api::object(api::embed(&BoardVisit::visit),
        api::field("place", &BoardVisit::place, "Where the patient is"),
        api::field("since", &BoardVisit::since, "Since when they wait, are seen or are done"));
};

struct Board {
    clinics::SiteId site_id;
    LocalDate day;
    std::vector<BoardVisit> items;

    static constexpr auto schema = api::object(api::field("site_id", &Board::site_id, "Where"),
        api::field("day", &Board::day, "Today on the site's calendar"),
        api::field("items", &Board::items, "By begin; cancelled visits are left out",
            api::max_items(most_on_a_board)));
};

/// Somebody who is here without a visit: booked for this moment, whatever the hours, and arrived.
struct WalkIn : AskedVisit {
    patients::PatientId patient_id;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("patient_id", &WalkIn::patient_id, "Who is here")).fields,
        AskedVisit::schema.fields)};
};

/// A practitioner's turn to the next patient.
struct Turn {
    std::optional<Appointment> completed;
    std::optional<Appointment> started;

    static constexpr auto schema = api::object(
        api::field("completed", &Turn::completed, "Whose visit has just ended"),
        api::field("started", &Turn::started, "Who had waited longest"));
};

} // namespace clinic::appointments
