#include "access.hpp"

#include "auth/auth.hpp"
#include "store.hpp"

namespace clinic::patients::access {
namespace {

constexpr auto carers = auth::bit(Role::practitioner) | auth::bit(Role::coach);
constexpr auto clients = auth::bit(Role::patient) | auth::bit(Role::coach);

bool is_own(const http::Principal& who, const std::optional<UserId>& user)
{
    return who.has(clients) && user == who.user;
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
    auto patient = store::find(tx, id);
    if (!patient) return std::nullopt;
    if (keeps_all(who)) return patient;
    if (who.has(carers) && store::in_care(tx, who.user, id)) return patient;
    if (!is_own(who, patient->user)) return std::nullopt;
    patient->note.reset(); // staff write about them here, not to them
    return patient;
}

bool may_see(db::Tx& tx, const http::Principal& who, PatientId id)
{
    return seen_by(tx, who, id).has_value();
}

} // namespace clinic::patients::access
