#include "secure.hpp"

#include "letter_store.hpp"
#include "one_time.hpp"
#include "parts.hpp"

namespace clinic::auth {

void secure(db::Tx& tx, Auth::Parts& parts, UserId user, Instant now, std::string_view reason,
    SessionId spared)
{
    one_time::end_all(tx, user.view(), now);
    store::forget_letters(tx, user, LetterKind::confirm_address);
    store::revoke_keys(tx, user, now);
    tx.after_commit([&ring = parts.key_ring, user] { ring.drop_all(user); });
    parts.sessions.end_all(tx, user, now, reason, spared);
}

} // namespace clinic::auth
