#pragma once
// Break-glass: a practitioner or an admin opens a record outside their care for an hour, with a reason that
// the clinic's admins read.

#include "api.hpp"

namespace clinic::patients {

struct BreakGlass {
    PatientId id;
    std::string reason;
    static constexpr auto schema = api::object(api::field("id", &BreakGlass::id, "Which patient"),
        api::field("reason", &BreakGlass::reason, "Why; the clinic's admins read it",
            api::name(500), api::min_length(10),
            api::example("Urgence : malaise en salle d’attente")));
};

/// One opening.
struct Glass {
    Id<struct GlassTag> id;
    PatientId patient_id;
    std::string patient_name;
    UserId user_id;
    std::string user_name;
    std::string reason;
    Instant opened_at;
    Instant closes_at;

    static constexpr auto schema = api::object(api::field("id", &Glass::id, "The opening"),
        api::field("patient_id", &Glass::patient_id, "Whose record"),
        api::field("patient_name", &Glass::patient_name, "As the front desk calls them"),
        api::field("user_id", &Glass::user_id, "Who opened it"),
        api::field("user_name", &Glass::user_name, "Their name"),
        api::field("reason", &Glass::reason, "Why"),
        api::field("opened_at", &Glass::opened_at, "Since when"),
        api::field("closes_at", &Glass::closes_at, "Until when"));
};

struct ListGlass {
    http::Paging page;
    static constexpr auto schema = api::object(api::embed(&ListGlass::page));
};

/// All three must be right, word by word.
struct FindOutside {
    std::string first_name;
    std::string birth_name;
    LocalDate birth_date;
    static constexpr auto schema = api::object(
        api::field("first_name", &FindOutside::first_name, "First name", api::name()),
        api::field("birth_name", &FindOutside::birth_name, "Name at birth, or the name in use",
            api::name()),
        api::field("birth_date", &FindOutside::birth_date, "Born on"));
};

/// As much of somebody as one knew already.
struct Outsider {
    PatientId id;
    std::string name;
    std::optional<LocalDate> birth_date;
    static constexpr auto schema = api::object(api::field("id", &Outsider::id, "The patient"),
        api::field("name", &Outsider::name, "For display"),
        api::field("birth_date", &Outsider::birth_date, "Born on"));
};

class GlassHandlers {
public:
    Result<Glass> open(http::Context&, const BreakGlass&);
    Result<http::Page<Glass>> list(http::Context&, const ListGlass&);
    Result<http::Page<Outsider>> find(http::Context&, const FindOutside&);
};

namespace store {
/// Until when this person has the record open, if they have.
[[nodiscard]] std::optional<Instant> open_glass(db::Tx&, UserId, PatientId, Instant now);
/// Newest first.
[[nodiscard]] std::vector<Opening> openings(db::Tx&, PatientId);
} // namespace store

} // namespace clinic::patients
