#include "parts.hpp"
#include "platform/crypto/keys.hpp"

namespace clinic::auth {
namespace {

constexpr auto accepted = [](http::Row& row) { row.status = 202; };

http::Response keys(const crypto::SigningKeys& keys)
{
    http::Response response;
    response.body = keys.jwks();
    response.set("content-type", "application/json");
    response.set("cache-control", "public, max-age=300");
    return response;
}

void mount_second_step(http::Router& router, SecondStep& handlers)
{
    auto routes = router.section("Auth", handlers);
    using S = SecondStep;
    routes.post<&S::second_factor>("/api/auth/login/second-factor",
        {"Log in: the second step", allow::everyone, http::login_rate});
    routes.post<&S::passkey_challenge>("/api/auth/passkeys/challenge",
        {"Something for a passkey to sign", allow::everyone, http::login_rate});
    routes.post<&S::log_in_with_passkey>("/api/auth/login/passkey",
        {"Log in with a passkey alone", allow::everyone, http::login_rate});
    routes.post<&S::step_up>("/api/auth/step-up",
        {"Prove again who I am", allow::signed_in, http::login_rate, http::while_enrolling});
}

void mount_factors(http::Router& router, Factors& handlers)
{
    auto routes = router.section("Auth", handlers);
    using F = Factors;
    constexpr auto open = http::while_enrolling;
    routes.get<&F::factors>("/api/auth/factors", {"My second factors", allow::signed_in, open});
    routes.post<&F::set_up_totp>("/api/auth/totp",
        {"A secret for my authenticator app", allow::signed_in, open, http::step_up});
    routes.post<&F::confirm_totp>("/api/auth/totp/confirm",
        {"Confirm the app by a code of it", allow::signed_in, open, http::login_rate});
    routes.del<&F::remove_totp>(
        "/api/auth/totp", {"Remove my authenticator app", allow::signed_in, http::step_up});
    routes.post<&F::renew_recovery_codes>(
        "/api/auth/recovery-codes", {"Ten new recovery codes", allow::signed_in, http::step_up});
    routes.post<&F::passkey_options>("/api/auth/passkeys/options",
        {"What a new passkey is made with", allow::signed_in, open, http::step_up});
    routes.post<&F::add_passkey>(
        "/api/auth/passkeys", {"Add a passkey", allow::signed_in, open, http::created});
    routes.patch<&F::rename_passkey>(
        "/api/auth/passkeys/{passkey_id}", {"Rename a passkey", allow::signed_in});
    routes.del<&F::remove_passkey>(
        "/api/auth/passkeys/{passkey_id}", {"Remove a passkey", allow::signed_in, http::step_up});
}

void mount_api_keys(http::Router& router, ApiKeys& handlers)
{
    handlers.know(router);
    auto routes = router.section("Auth", handlers);
    using K = ApiKeys;
    routes.get<&K::api_keys>("/api/auth/api-keys", {"My API keys", allow::signed_in});
    routes.get<&K::api_key_scopes>(
        "/api/auth/api-keys/scopes", {"What I can give away in an API key", allow::signed_in});
    routes.post<&K::make_api_key>(
        "/api/auth/api-keys", {"Make an API key", allow::signed_in, http::created, http::step_up});
    routes.del<&K::revoke_api_key>(
        "/api/auth/api-keys/{key_id}", {"Revoke an API key", allow::signed_in});
    auto others = router.section("Users", handlers);
    others.get<&K::keys_of_user>(
        "/api/users/{id}/api-keys", {"API keys of an account", allow::admin});
    others.del<&K::revoke_key_of_user>("/api/users/{id}/api-keys/{key_id}",
        {"Revoke an API key of an account", allow::admin, http::step_up});
}

void mount_single_sign_on(http::Router& router, SingleSignOn& handlers)
{
    auto routes = router.section("Auth", handlers);
    using S = SingleSignOn;
    routes.get<&S::provider>(
        "/api/auth/oidc", {"Whether one can log in with a provider", allow::everyone});
    routes.post<&S::start_provider>(
        "/api/auth/oidc/start", {"Where to log in with the provider", allow::everyone,
                                    http::login_rate, http::waits_outside});
    routes.post<&S::finish_provider>(
        "/api/auth/oidc/finish", {"Log in with what the provider sent back", allow::everyone,
                                     http::login_rate, http::waits_outside});
}

} // namespace

void Auth::mount(http::Router& router)
{
    mount_single_sign_on(router, parts_->single_sign_on);
    mount_api_keys(router, parts_->api_keys);
    mount_second_step(router, parts_->second_step);
    mount_factors(router, parts_->factors);
    auto entrance = router.section("Auth", parts_->entrance);
    using E = Entrance;
    entrance.get<&E::setup_state>(
        "/api/auth/setup", {"Whether the clinic needs its first admin", allow::everyone});
    entrance.post<&E::set_up>("/api/auth/setup",
        {"Make the first admin", allow::everyone, http::created, http::login_rate});
    entrance.post<&E::log_in>("/api/auth/login", {"Log in", allow::everyone, http::login_rate});
    entrance.post<&E::refresh>("/api/auth/refresh",
        {"Renew the access token by the cookie", allow::everyone, http::same_site});
    entrance.post<&E::log_out>(
        "/api/auth/logout", {"Log out", allow::signed_in, http::same_site, http::while_enrolling});
    entrance.get<&E::sessions>("/api/auth/sessions", {"My sessions", allow::signed_in});
    entrance.del<&E::revoke_session>(
        "/api/auth/sessions/{id}", {"End one of my sessions", allow::signed_in});
    entrance.post<&E::change_password>(
        "/api/auth/password/change", {"Change my password", allow::signed_in, http::login_rate});
    entrance.get<&E::invitation>(
        "/api/auth/invitations/{token}", {"Who is invited", allow::everyone, http::login_rate});
    entrance.post<&E::accept_invitation>("/api/auth/invitations/accept",
        {"Accept an invitation", allow::everyone, http::created, http::login_rate});

    auto letters = router.section("Auth", parts_->letterbox);
    using L = Letterbox;
    letters.post<&L::register_patient>("/api/auth/register",
        {"Register as a patient", allow::everyone, accepted, http::login_rate});
    letters.post<&L::verify_email>(
        "/api/auth/email/verify", {"Prove an address, and begin the account", allow::everyone,
                                      http::created, http::login_rate});
    letters.post<&L::resend_verification>("/api/auth/email/resend",
        {"Send the link again", allow::everyone, accepted, http::login_rate});
    letters.post<&L::forgot_password>("/api/auth/password/forgot",
        {"Ask for a link to a new password", allow::everyone, accepted, http::login_rate});
    letters.post<&L::reset_password>("/api/auth/password/reset",
        {"Choose a new password by the link", allow::everyone, http::login_rate});
    letters.post<&L::change_email>("/api/auth/email/change",
        {"Ask for another address", allow::signed_in, accepted, http::login_rate});
    letters.post<&L::confirm_email>("/api/auth/email/confirm",
        {"Confirm the new address by the link", allow::everyone, http::login_rate});

    auto users = router.section("Users", parts_->accounts);
    using A = Accounts;
    users.get<&A::list>("/api/users", {"Accounts", allow::front_desk});
    users.post<&A::invite>(
        "/api/users", {"Invite somebody", allow::admin, http::created, http::step_up});
    users.get<&A::me>("/api/users/me", {"My account", allow::signed_in, http::while_enrolling});
    users.patch<&A::change_me>("/api/users/me", {"Change my account", allow::signed_in});
    users.get<&A::show>("/api/users/{id}", {"One account", allow::admin});
    users.patch<&A::change>("/api/users/{id}", {"Change an account", allow::admin, http::step_up});
    users.post<&A::log_out_user>(
        "/api/users/{id}/logout", {"End all sessions of an account", allow::admin});
    users.post<&A::invite_again>(
        "/api/users/{id}/invitation", {"Send the invitation again", allow::admin});

    router.plain("/.well-known/jwks.json", "Public keys of access tokens (RFC 7517)",
        [this](const http::Request&) { return keys(parts_->keys); });
}

} // namespace clinic::auth
