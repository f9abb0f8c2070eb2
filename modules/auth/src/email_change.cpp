// Another address for an account: asked for with the password, confirmed by the link that goes to the
// new address. The old one is told when it is asked and when it is done. Of several that are asked for, the last one
// counts.

#include "letter_store.hpp"
#include "letterbox.hpp"
#include "one_time.hpp"
#include "parts.hpp"
#include "passwords.hpp"

namespace clinic::auth {
namespace {

std::unexpected<Problem> mail_off()
{
    return conflict(
        "mail_off", {"Ce cabinet n’envoie pas d’e-mails : demandez-lui de changer votre adresse.",
                        "This clinic sends no mail: ask it to change your address."});
}

} // namespace

Result<ByMail> Letterbox::change_email(http::SlowContext& cx, const ChangeEmail& in)
{
    if (!parts_.options.mail) return mail_off();
    const auto me = cx.read(
        [&](http::Context& read) { return store::find(read.tx, cx.user().user); });
    if (!me) return not_found();
    auto address = store::lower(in.email);
    if (address == me->email) {
        return invalid(
            "email", "same", {"C’est déjà votre adresse.", "This is your address already."});
    }
    if (const auto right = parts_.entrance.check_own_password(cx, in.current_password); !right)
        return std::unexpected(right.error());
    return cx.write([&](http::Context& write) -> Result<ByMail> {
        if (auto over = session_over(write)) return std::unexpected(*std::move(over));
        // One that was mistyped: its link is no good any more, and does not hold the next one back.
        one_time::end_others(write.tx, one_time::Purpose::change, me->id.view(), address, cx.now);
        store::forget_letters_but(write.tx, me->id, LetterKind::confirm_address, address);
        ask_letter(write, LetterKind::confirm_address, std::move(address), me->id);
        ask_letter(write, LetterKind::address_changing, me->email, me->id);
        write.subject("user", me->id.view());
        return ByMail{true};
    });
}

Result<Nothing> Letterbox::confirm_email(http::Context& cx, const ConfirmEmail& in)
{
    const auto grant = one_time::redeem(cx.tx, one_time::Purpose::change, in.token, cx.now);
    const auto id = grant ? UserId::parse(grant->owner) : std::nullopt;
    auto user = id ? store::find(cx.tx, *id) : std::nullopt;
    if (!user || user->status != UserStatus::active) return one_time::link_over();
    auto old = std::exchange(user->email, grant->address);
    if (!store::set_email(cx.tx, *user)) return one_time::link_over();
    cx.emit(UserChanged{user->id});
    cx.subject("user", user->id.view());
    ask_letter(cx, LetterKind::address_changed, std::move(old), user->id);
    return Nothing{};
}

} // namespace clinic::auth
