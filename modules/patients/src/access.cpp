#include "access.hpp"

#include "auth/auth.hpp"
#include "store.hpp"

namespace clinic::patients::access {
namespace {

constexpr auto carers = auth::bit(Role::practitioner) | auth::bit(Role::coach);
constexpr auto clients = auth::bit(Role::patient) | auth::bit(Role::coach);

enum class Reach { none, own, staff };

/// Of somebody who does not keep all.
Reach reach(db::Tx& tx, const http::Principal& who, PatientId id)
{
    if (who.has(carers) && store::in_care(tx, who.user, id)) return Reach::staff;
    if (owns(tx, who, id)) return Reach::own;
    return Reach::none;
}

} // namespace

bool keeps_all(const http::Principal& who)
{
    return who.has(allow::front_desk.any_of());
}

std::string search_scope(const http::Principal& who)
{
    return keeps_all(who) ? std::string(store::everyone) : who.user.str();
}

std::optional<Patient> seen_by(db::Tx& tx, const http::Principal& who, PatientId id)
{
    const auto by = keeps_all(who) ? Reach::staff : reach(tx, who, id);
    if (by == Reach::none) return std::nullopt;
    auto patient = store::find(tx, id);
    if (patient && by == Reach::own) patient->note.reset(); // written about them, not to them
    return patient;
}

bool may_see(db::Tx& tx, const http::Principal& who, PatientId id)
{
    return keeps_all(who) ? store::exists(tx, id) : reach(tx, who, id) != Reach::none;
}

bool may_read_clinical(db::Tx& tx, const http::Principal& who, PatientId id)
{
    return who.has(auth::bit(Role::practitioner)) && store::in_care(tx, who.user, id);
}

bool may_write_clinical(db::Tx& tx, const http::Principal& who, PatientId id)
{
    return may_read_clinical(tx, who, id);
}

bool owns(db::Tx& tx, const http::Principal& who, PatientId id)
{
    return who.has(clients) && store::patient_of(tx, who.user) == id;
}

} // namespace clinic::patients::access
