#include "proofs.hpp"

#include "factor_store.hpp"

namespace clinic::auth {

Standing Proofs::standing(db::Tx& tx, const User& user, SessionId session) const
{
    const auto proven = store::proven_at(tx, session).value_or(Instant{});
    return {proven, demands_factor(bits_of(user.roles)) && !store::has_factor(tx, user.id)};
}

bool Proofs::demands_factor(http::Roles roles) const
{
    return required_ && is_staff(roles);
}

} // namespace clinic::auth
