// Registration: an account that a patient asks for begins when its address is proven, by the link in
// the mail and the password chosen before. Whoever registers with somebody else's address gets neither
// an account nor word of whether there is one.

#include "letter_store.hpp"
#include "letterbox.hpp"
#include "one_time.hpp"
#include "parts.hpp"
#include "passwords.hpp"
#include "trusted_device.hpp"

namespace clinic::auth {
namespace {

using one_time::link_over;
using one_time::Purpose;

constexpr int waiting_days = 1; ///< for an address to be proven

User user_of(const store::RegistrationRow& row, Instant now)
{
    User user;
    user.id = UserId::fresh();
    user.email = row.email;
    user.first_name = row.first_name;
    user.last_name = row.last_name;
    user.roles = {Role::patient};
    user.language = row.language;
    user.phone = row.phone;
    user.created_at = now;
    return user;
}

store::RegistrationRow row_of(const Register& in, std::string hash, Instant now)
{
    return {UserId::fresh().str(), store::lower(in.email), std::move(hash), in.first_name,
        in.last_name, in.language, in.phone, in.birth_date, now};
}

/// False when the address has an account.
bool make_account(http::Context& cx, const store::RegistrationRow& row, const User& user)
{
    if (!store::add(cx.tx, user, row.password_hash)) return false;
    cx.emit(Registered{user.id, row.phone, row.birth_date});
    cx.subject("user", user.id.view());
    return true;
}

} // namespace

Result<ByMail> Letterbox::register_patient(http::SlowContext& cx, const Register& in)
{
    if (in.birth_date && Instant{in.birth_date->days * 86'400'000LL} > cx.now) {
        return invalid("birth_date", "future",
            {"Cette date de naissance est dans le futur.", "This birth date is in the future."});
    }
    if (auto weakness = password_weakness(
            "password", in.password, {in.email, in.first_name, in.last_name})) {
        return std::unexpected(*std::move(weakness));
    }
    const auto hash = parts_.passwords.hash(as_hashed(in.password));
    if (!hash) return std::unexpected(busy());

    const auto row = row_of(in, *hash, cx.now);
    const bool mail = parts_.options.mail;
    return cx.write([&](http::Context& write) -> Result<ByMail> {
        if (mail) {
            store::add_registration(write.tx, row);
            ask_letter(write, LetterKind::verify_address, row.email);
        } else if (!store::has_email(write.tx, row.email)) {
            // Without mail nothing can be proven: the account begins now, and is entered by logging in.
            make_account(write, row, user_of(row, cx.now));
        }
        return ByMail{mail};
    });
}

Result<Session> Letterbox::verify_email(http::SlowContext& cx, const VerifyEmail& in)
{
    const auto waiting = cx.read([&](http::Context& read) {
        const auto grant = one_time::look_up(read.tx, Purpose::verify, in.token, cx.now);
        if (!grant) return std::vector<store::RegistrationRow>();
        return store::registrations(read.tx, grant->address, cx.now.plus_days(-waiting_days));
    });
    if (waiting.empty()) return link_over();
    // Several may have registered with the address: the link proves whose it is, the password which
    // of them.
    const store::RegistrationRow* chosen = nullptr;
    for (const auto& row : waiting) {
        const auto right = parts_.passwords.verify(row.password_hash, as_hashed(in.password));
        if (!right) return std::unexpected(busy());
        if (*right) chosen = &row;
        if (chosen != nullptr) break;
    }
    if (chosen == nullptr) {
        return invalid("password", "wrong",
            {"Ce n’est pas le mot de passe choisi à l’inscription.",
                "This is not the password chosen at registration."});
    }
    const auto user = user_of(*chosen, cx.now);
    Trust trust(cx);
    auto opened = cx.write([&](http::Context& write) -> Result<Opened> {
        if (!one_time::redeem(write.tx, Purpose::verify, in.token, cx.now)) return link_over();
        if (!make_account(write, *chosen, user)) return link_over();
        store::forget_registrations(write.tx, user.email);
        trust.give(write.tx, user.id);
        return parts_.sessions.open(write.tx, user, cx.request(), cx.now);
    });
    if (!opened) return std::unexpected(opened.error());
    auto session = hand_over(cx, *std::move(opened));
    trust.answer(cx);
    return session;
}

Result<ByMail> Letterbox::resend_verification(http::Context& cx, const ByEmail& in)
{
    ask_letter(cx, LetterKind::verify_address, store::lower(in.email));
    return ByMail{parts_.options.mail};
}

} // namespace clinic::auth
