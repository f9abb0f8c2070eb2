#include "proofs.hpp"

#include "factor_store.hpp"

namespace clinic::auth {

Standing Proofs::standing(db::Tx& tx, const User& user, SessionId session) const
{
    const auto proven = store::proven_at(tx, session).value_or(Instant{});
    return {proven, demands_factor(user) && !store::has_factor(tx, user.id)};
}

bool Proofs::demands_factor(const User& user) const
{
    return required_ && (bits_of(user.roles) & allow::staff.any_of()) != 0;
}

} // namespace clinic::auth
