#include "single_sign_on.hpp"

#include "parts.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/log/log.hpp"

#include <fmt/format.h>

namespace clinic::auth {
namespace {

constexpr std::string_view purpose = "oidc";
constexpr std::string_view cookie_name = "monoclinic_oidc";
constexpr int minutes = 10;

std::unexpected<Problem> no_provider()
{
    return refuse(Refusal::not_found, "no_provider",
        {"Ce cabinet n’a pas de connexion par un autre service.",
            "This clinic has no log-in by another service."});
}

std::unexpected<Problem> unreachable()
{
    return refuse(Refusal::unavailable, "provider_unreachable",
        {"Le service de connexion ne répond pas. Réessayez, ou utilisez votre mot de passe.",
            "The log-in service does not answer. Try again, or use your password."});
}

std::unexpected<Problem> refused()
{
    return refuse(Refusal::unauthenticated, "provider_refused",
        {"Cette connexion n’a pas abouti. Recommencez.", "This log-in did not work. Start again."});
}

std::unexpected<Problem> no_account()
{
    return refuse(Refusal::forbidden, "no_account",
        {"Aucun compte de ce cabinet n’a cette adresse. Adressez-vous à votre cabinet.",
            "No account of this clinic has this address. Ask your clinic."});
}

/// The PKCE verifier stays in the browser that began, so that nobody else can finish (RFC 7636, and against log-in CSRF).
std::string cookie_of(std::string_view verifier, int seconds, bool secure)
{
    return fmt::format("{}={}; Path=/api/auth/oidc; Max-Age={}; HttpOnly; SameSite=Strict{}",
        cookie_name, verifier, seconds, secure ? "; Secure" : "");
}

/// Bound to the browser by the verifier, which nothing but its cookie holds.
std::string nonce_of(std::string_view verifier)
{
    return crypto::base64url(crypto::blake2b("nonce:" + std::string(verifier)));
}

} // namespace

SingleSignOn::SingleSignOn(Auth::Parts& parts)
    : parts_(parts),
      provider_(parts.options.openid, parts.options.public_url + "/login/callback", parts.clock)
{
}

Result<ProviderState> SingleSignOn::provider(http::Context&, const http::NoInput&)
{
    return ProviderState{provider_.enabled(), provider_.enabled() ? provider_.label() : ""};
}

Result<ProviderAddress> SingleSignOn::start_provider(http::SlowContext& cx, const http::NoInput&)
{
    if (!provider_.enabled()) return no_provider();
    const auto state = crypto::random_token();
    const auto verifier = crypto::random_token();
    auto url = provider_.authorize_url(state, nonce_of(verifier), verifier);
    if (!url) return unreachable();
    parts_.database.write_now([&](db::Tx& tx) {
        store::add_challenge(tx, {token_hash(state), std::string(purpose), {}, token_hash(verifier),
                                     1, cx.now.plus_minutes(minutes)});
    });
    cx.answer_with("set-cookie", cookie_of(verifier, minutes * 60, cx.request().secure));
    cx.answer_with("cache-control", "no-store");
    return ProviderAddress{*std::move(url)};
}

Result<LoggedIn> SingleSignOn::finish_provider(http::SlowContext& cx, const FinishProvider& in)
{
    if (!provider_.enabled()) return no_provider();
    const auto verifier = cx.cookie(cookie_name);
    const auto hash = token_hash(in.state);
    const auto asked = parts_.database.write_now([&](db::Tx& tx) {
        auto challenge = store::try_challenge(tx, hash, purpose, cx.now);
        if (challenge && !store::end_challenge(tx, hash)) challenge.reset();
        return challenge;
    });
    if (!asked || verifier.empty() || asked->bound != token_hash(verifier)) return refused();
    const auto claims = provider_.claims(in.code, nonce_of(verifier), verifier);
    if (!claims) {
        log::info("auth.provider_token_refused", {{"why", log::word(claims.error())}});
        parts_.entrance.note_refusal(cx, std::nullopt, "provider_refused");
        return refused();
    }
    auto entry = cx.write([&](http::Context& write) -> Result<Entry> {
        auto user = claims->email_verified ? store::find_by_email(write.tx, claims->email)
                                           : std::nullopt;
        if (!user || user->status != UserStatus::active) return no_account();
        const auto password = store::credentials(write.tx, user->id)->password_hash.value_or("");
        write.subject("user", user->id.view());
        return parts_.second_step.let_in(
            write.tx, *std::move(user), cx.request(), cx.now, password);
    });
    if (!entry) {
        parts_.entrance.note_refusal(cx, std::nullopt, entry.error().code);
        return std::unexpected(entry.error());
    }
    cx.answer_with("set-cookie", cookie_of("", 0, cx.request().secure));
    return enter(cx, *std::move(entry));
}

} // namespace clinic::auth
