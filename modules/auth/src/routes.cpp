#include "parts.hpp"
#include "platform/crypto/keys.hpp"

namespace clinic::auth {
namespace {

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
    entrance.post<&E::register_patient>("/api/auth/register",
        {"Register as a patient", allow::everyone, http::created, http::login_rate});
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

    auto users = router.section("Users", parts_->accounts);
    using A = Accounts;
    users.get<&A::list>("/api/users", {"Accounts", allow::front_desk});
    users.post<&A::invite>("/api/users", {"Invite somebody", allow::admin, http::created});
    users.get<&A::me>("/api/users/me", {"My account", allow::signed_in});
    users.patch<&A::change_me>("/api/users/me", {"Change my account", allow::signed_in});
    users.get<&A::show>("/api/users/{id}", {"One account", allow::admin});
    users.patch<&A::change>("/api/users/{id}", {"Change an account", allow::admin});
    users.post<&A::invite_again>(
        "/api/users/{id}/invitation", {"Send the invitation again", allow::admin});

    router.plain("/.well-known/jwks.json", "Public keys of access tokens (RFC 7517)",
        [this](const http::Request&) { return keys(parts_->keys); });
}

} // namespace clinic::auth
