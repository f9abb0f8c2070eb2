#include "last_admin.hpp"

#include "store.hpp"

namespace clinic::auth {
namespace {

bool governs(const User& user)
{
    return user.status == UserStatus::active && (bits_of(user.roles) & bit(Role::admin)) != 0;
}

} // namespace

std::optional<Problem> leaves_no_admin(db::Tx& tx, const User& old, const User& wanted)
{
    if (!governs(old) || governs(wanted) || store::other_active_admin(tx, old.id))
        return std::nullopt;
    return Problem{Refusal::conflict, "last_admin",
        {"C’est le dernier administrateur actif : nommez-en un autre d’abord.",
            "This is the last active administrator: appoint another one first."}};
}

} // namespace clinic::auth
