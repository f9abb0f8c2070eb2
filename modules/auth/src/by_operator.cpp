// What whoever runs the server does to accounts from the command line, when nobody can log in.

#include "last_admin.hpp"
#include "one_time.hpp"
#include "parts.hpp"
#include "secure.hpp"

namespace clinic::auth {
namespace {

std::unexpected<Problem> no_such_account()
{
    return refuse(Refusal::not_found, "no_account",
        {"Aucun compte n’a cette adresse e-mail.", "No account has this e-mail address."});
}

std::unexpected<Problem> not_active()
{
    return conflict(
        "not_active", {"Ce compte n’est pas actif : réactivez-le, ou invitez à nouveau.",
                          "This account is not active: enable it, or invite again."});
}

} // namespace

Result<std::string> Auth::reset_link(std::string_view email, std::string_view public_url)
{
    const auto now = parts_->clock.now();
    return parts_->database.write_now([&](db::Tx& tx) -> Result<std::string> {
        const auto user = store::find_by_email(tx, email);
        if (!user) return no_such_account();
        if (user->status != UserStatus::active) return not_active();
        const auto token = one_time::issue(
            tx, one_time::Purpose::reset, {user->id.str(), user->email}, LetterId::fresh(), now);
        parts_->bus.emit(tx, ByOperator{user->id, OperatorAct::reset_link, now});
        return std::string(public_url) + "/reset-password?token=" + token;
    });
}

Result<Nothing> Auth::set_password(std::string_view email, const std::string& password_hash)
{
    const auto now = parts_->clock.now();
    return parts_->database.write_now([&](db::Tx& tx) -> Result<Nothing> {
        auto user = store::find_by_email(tx, email);
        if (!user) return no_such_account();
        if (user->status == UserStatus::disabled) return not_active();
        store::set_password(tx, user->id, password_hash);
        if (user->status == UserStatus::invited) {
            user->status = UserStatus::active;
            store::forget_invitations(tx, user->id);
            user = store::update(tx, *std::move(user));
        }
        secure(tx, *parts_, user->id, now, "password_reset");
        parts_->bus.emit(tx, ByOperator{user->id, OperatorAct::set_password, now});
        parts_->bus.emit(tx, UserChanged{user->id});
        return Nothing{};
    });
}

Result<Nothing> Auth::disable(std::string_view email)
{
    const auto now = parts_->clock.now();
    return parts_->database.write_now([&](db::Tx& tx) -> Result<Nothing> {
        const auto user = store::find_by_email(tx, email);
        if (!user) return no_such_account();
        auto wanted = *user;
        wanted.status = UserStatus::disabled;
        if (auto refusal = leaves_no_admin(tx, *user, wanted))
            return std::unexpected(*std::move(refusal));
        (void)store::update(tx, std::move(wanted));
        secure(tx, *parts_, user->id, now, "access_changed");
        parts_->bus.emit(tx, ByOperator{user->id, OperatorAct::disable, now});
        parts_->bus.emit(tx, UserChanged{user->id});
        return Nothing{};
    });
}

Result<Nothing> Auth::reset_factors(std::string_view email)
{
    const auto now = parts_->clock.now();
    return parts_->database.write_now([&](db::Tx& tx) -> Result<Nothing> {
        const auto user = store::find_by_email(tx, email);
        if (!user) return no_such_account();
        store::forget_factors(tx, user->id);
        secure(tx, *parts_, user->id, now, "factors_reset");
        parts_->bus.emit(tx, ByOperator{user->id, OperatorAct::reset_factors, now});
        parts_->bus.emit(
            tx, letter_asked(tx, LetterKind::security_changed, user->email, user->id, now));
        return Nothing{};
    });
}

} // namespace clinic::auth
