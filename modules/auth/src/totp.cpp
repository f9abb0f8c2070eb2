#include "factors.hpp"

#include "factor_check.hpp"
#include "parts.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/crypto/totp.hpp"
#include "throttle.hpp"

namespace clinic::auth {
namespace {

constexpr std::size_t secret_bytes = 20; // RFC 4226 §4: 160 bits
constexpr int pending_minutes = 30;
constexpr std::string_view issuer = "Monoclinic";

std::unexpected<Problem> no_setup()
{
    return conflict(
        "no_totp_setup", {"Cette installation a expiré. Recommencez avec un nouveau QR code.",
                             "This set-up has expired. Start again with a new QR code."});
}

std::unexpected<Problem> wrong_code()
{
    return invalid("code", "wrong_code",
        {"Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone.",
            "This code is not right. Check the time of your phone."});
}

std::unexpected<Problem> last_factor()
{
    return conflict("last_factor",
        {"Votre rôle demande une seconde preuve d’identité : ajoutez-en une autre d’abord.",
            "Your role needs a second proof of identity: add another one first."});
}

std::unexpected<Problem> no_factor()
{
    return conflict("no_second_factor", {"Ajoutez d’abord une seconde preuve d’identité.",
                                            "Add a second proof of identity first."});
}

PasskeyLine line_of(const store::PasskeyRow& row)
{
    return {row.id, row.name, row.created_at, row.last_used_at, row.cloned_at, row.version};
}

} // namespace

Result<FactorsOverview> Factors::factors(http::Context& cx, const http::NoInput&)
{
    const auto& me = cx.user();
    const auto user = store::find(cx.tx, me.user);
    const auto known = store::credentials(cx.tx, me.user);
    if (!user || !known) return not_found();
    FactorsOverview overview;
    if (const auto totp = store::totp(cx.tx, me.user)) overview.totp_since = totp->confirmed_at;
    for (const auto& row : store::passkeys(cx.tx, me.user))
        overview.passkeys.push_back(line_of(row));
    overview.recovery_codes_left = store::recovery_codes_left(cx.tx, me.user);
    overview.has_password = known->password_hash.has_value();
    overview.required = parts_.proofs.demands_factor(bits_of(user->roles));
    overview.enrolling = me.enrolling;
    return overview;
}

Result<TotpSetup> Factors::set_up_totp(http::Context& cx, const http::NoInput&)
{
    const auto me = cx.user().user;
    const auto user = store::find(cx.tx, me);
    if (!user) return not_found();
    const auto secret = crypto::random_bytes(secret_bytes);
    store::keep_pending_totp(cx.tx, me, parts_.factor_check.seal_secret(me, secret), cx.now);
    cx.subject("user", me.view());
    cx.answer_with("cache-control", "no-store");
    return TotpSetup{crypto::base32(secret), crypto::totp_uri(issuer, user->email, secret)};
}

Result<FactorAdded> Factors::confirm_totp(http::SlowContext& cx, const ConfirmTotp& in)
{
    const auto me = cx.user().user;
    const auto tried = parts_.database.write_now([&](db::Tx& tx) {
        return parts_.factor_check.take_try(tx, me, {.code = in.code}, cx.now);
    });
    if (!tried) return std::unexpected(tried.error());
    return cx.write([&](http::Context& write) { return confirm(write, in.code); });
}

Result<FactorAdded> Factors::confirm(http::Context& cx, std::string_view code)
{
    const auto me = cx.user().user;
    auto user = store::find(cx.tx, me);
    if (!user) return not_found();
    const auto row = store::totp(cx.tx, me);
    if (!row || !row->pending || row->pending_at->plus_minutes(pending_minutes) <= cx.now)
        return no_setup();
    const auto secret = parts_.factor_check.open_secret(me, *row->pending);
    const auto step = secret ? crypto::totp_step(*secret, digits_of(code), cx.now) : std::nullopt;
    if (!step) return wrong_code();
    // A step of the secret before may be spent already: then the next code does.
    if (!store::confirm_totp(cx.tx, me, *row->pending, *step, cx.now)) return wrong_code();
    Throttle(me).succeeded(cx.tx);
    cx.subject("user", me.view(), R"({"added":"totp"})");
    return added(cx, *std::move(user));
}

FactorAdded Factors::added(http::Context& cx, User user)
{
    FactorAdded added;
    if (store::recovery_codes_left(cx.tx, user.id) == 0) {
        added.recovery_codes = parts_.factor_check.new_recovery_codes(cx.tx, user.id, cx.now);
    }
    tell_owner(cx, user);
    cx.answer_with("cache-control", "no-store");
    const auto session = cx.user().session;
    const auto until = store::session(cx.tx, session)->expires_at;
    added.session = parts_.sessions.reissue(cx.tx, std::move(user), session, until, cx.now);
    return added;
}

Result<Nothing> Factors::remove_totp(http::Context& cx, const http::NoInput&)
{
    const auto me = cx.user().user;
    const auto user = store::find(cx.tx, me);
    if (!user || !store::remove_totp(cx.tx, me)) return not_found();
    cx.subject("user", me.view(), R"({"removed":"totp"})");
    return removed(cx, *user);
}

Result<Nothing> Factors::removed(http::Context& cx, const User& user)
{
    tell_owner(cx, user);
    if (store::has_factor(cx.tx, user.id)) return Nothing{};
    if (parts_.proofs.demands_factor(bits_of(user.roles))) return last_factor();
    store::forget_factors(cx.tx, user.id);
    return Nothing{};
}

Result<RecoveryCodes> Factors::renew_recovery_codes(http::Context& cx, const http::NoInput&)
{
    const auto me = cx.user().user;
    const auto user = store::find(cx.tx, me);
    if (!user || !store::has_factor(cx.tx, me)) return no_factor();
    tell_owner(cx, *user);
    cx.subject("user", me.view(), R"({"renewed":"recovery_codes"})");
    cx.answer_with("cache-control", "no-store");
    return RecoveryCodes{parts_.factor_check.new_recovery_codes(cx.tx, me, cx.now)};
}

} // namespace clinic::auth
