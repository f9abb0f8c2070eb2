// A forgotten password: the link goes to the account's own address, and whoever follows it is asked
// for a new password, which ends every session.

#include "letterbox.hpp"
#include "one_time.hpp"
#include "parts.hpp"
#include "passwords.hpp"
#include "secure.hpp"
#include "trusted_device.hpp"

namespace clinic::auth {
namespace {

using one_time::link_over;
using one_time::Purpose;

/// The account that a link is for; nothing when it has another address or was disabled since.
std::optional<User> owner_of(db::Tx& tx, const std::optional<one_time::Grant>& grant)
{
    const auto id = grant ? UserId::parse(grant->owner) : std::nullopt;
    auto user = id ? store::find(tx, *id) : std::nullopt;
    if (!user || user->status != UserStatus::active || user->email != grant->address)
        return std::nullopt;
    return user;
}

} // namespace

Result<ByMail> Letterbox::forgot_password(http::Context& cx, const ByEmail& in)
{
    ask_letter(cx, LetterKind::reset_password, store::lower(in.email));
    return ByMail{parts_.options.mail};
}

Result<Nothing> Letterbox::reset_password(http::SlowContext& cx, const ResetPassword& in)
{
    const auto user = cx.read([&](http::Context& read) {
        return owner_of(read.tx, one_time::look_up(read.tx, Purpose::reset, in.token, cx.now));
    });
    if (!user) return link_over();
    if (auto weakness = password_weakness(
            "password", in.password, {user->email, user->first_name, user->last_name})) {
        return std::unexpected(*std::move(weakness));
    }
    const auto hash = parts_.passwords.hash(as_hashed(in.password));
    if (!hash) return std::unexpected(busy());

    Trust trust(cx);
    auto done = cx.write([&](http::Context& write) -> Result<Nothing> {
        const auto owner = owner_of(
            write.tx, one_time::redeem(write.tx, Purpose::reset, in.token, cx.now));
        if (!owner) return link_over();
        store::set_password(write.tx, owner->id, *hash);
        secure(write.tx, parts_, owner->id, cx.now, "password_reset");
        trust.forget_all(write.tx, owner->id);
        trust.give(write.tx, owner->id);
        write.subject("user", owner->id.view());
        ask_letter(write, LetterKind::password_changed, owner->email, owner->id);
        return Nothing{};
    });
    if (done) trust.answer(cx);
    return done;
}

} // namespace clinic::auth
