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

} // namespace

void Auth::mount(http::Router& router)
{
    auto entrance = router.section("Auth", parts_->entrance);
    using E = Entrance;
    entrance.get<&E::setup_state>(
        "/api/auth/setup", {"Whether the clinic needs its first admin", allow::everyone});
    entrance.post<&E::set_up>("/api/auth/setup",
        {"Make the first admin", allow::everyone, http::created, http::login_rate});
    entrance.post<&E::log_in>("/api/auth/login", {"Log in", allow::everyone, http::login_rate});
    entrance.post<&E::refresh>("/api/auth/refresh",
        {"Renew the access token by the cookie", allow::everyone, http::same_site});
    entrance.post<&E::log_out>("/api/auth/logout", {"Log out", allow::signed_in, http::same_site});
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
    users.post<&A::invite>("/api/users", {"Invite somebody", allow::admin, http::created});
    users.get<&A::me>("/api/users/me", {"My account", allow::signed_in});
    users.patch<&A::change_me>("/api/users/me", {"Change my account", allow::signed_in});
    users.get<&A::show>("/api/users/{id}", {"One account", allow::admin});
    users.patch<&A::change>("/api/users/{id}", {"Change an account", allow::admin});
    users.post<&A::log_out_user>(
        "/api/users/{id}/logout", {"End all sessions of an account", allow::admin});
    users.post<&A::invite_again>(
        "/api/users/{id}/invitation", {"Send the invitation again", allow::admin});

    router.plain("/.well-known/jwks.json", "Public keys of access tokens (RFC 7517)",
        [this](const http::Request&) { return keys(parts_->keys); });
}

} // namespace clinic::auth
