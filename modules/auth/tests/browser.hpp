#pragma once
// A browser at the front door: it keeps the refresh cookie and the access token as the web app does.

#include "support/test_clinic.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace clinic::test {

/// An account with a password, not signed in.
inline UserId account(
    TestClinic& clinic, std::string email, std::vector<Role> roles = {Role::patient})
{
    auth::Options cheap;
    cheap.argon2_memory_kib = 8;
    cheap.argon2_passes = 1;
    const auto user = clinic->auth.create_user({.email = std::move(email),
        .first_name = "Zoé",
        .last_name = "Lefèvre",
        .roles = std::move(roles),
        .language = Language::en,
        .password_hash = auth::hash_password(TestClinic::password, cheap)});
    return user.value();
}

class Browser {
public:
    explicit Browser(TestClinic& clinic) : clinic_(clinic) {}

    std::string cookie; ///< the refresh token
    std::string token; ///< the access token
    std::string agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    Reply log_in(std::string_view email, std::string_view password = TestClinic::password)
    {
        return keep(clinic_.stranger()
                .with("user-agent", agent)
                .post("/api/auth/login",
                    fmt::format(R"({{"email":"{}","password":"{}"}})", email, password)));
    }
    /// By the person's act.
    Reply refresh() { return keep(refresh_with(cookie)); }
    /// By the page itself.
    Reply refresh_idle() { return keep(refresh_with(cookie, "{}")); }
    /// What a thief would send.
    Reply refresh_with(std::string_view stolen, std::string_view body = R"({"active":true})")
    {
        return clinic_.stranger()
            .with("x-requested-with", "monoclinic")
            .with("cookie", fmt::format("theme=dark; monoclinic_refresh={}", stolen))
            .post("/api/auth/refresh", body);
    }
    Reply log_out(std::string_view body = {})
    {
        return visitor().with("x-requested-with", "monoclinic").post("/api/auth/logout", body);
    }
    Reply me() { return visitor().get("/api/users/me"); }
    Visitor visitor() { return {clinic_, token, {}}; }

    Reply keep(Reply reply)
    {
        if (reply.status >= 300) return reply;
        const auto set = reply.header("set-cookie");
        const auto from = set.find('=') + 1;
        cookie = set.substr(from, set.find(';') - from);
        token = reply.json("/access_token");
        return reply;
    }

private:
    TestClinic& clinic_;
};

/// Everything stored, but for what a refusal may leave: its line in the audit, on its way or there, and the count of
/// failures.
inline std::string stored(TestClinic& clinic)
{
    clinic.settle();
    return clinic.snapshot({"admin_audit", "auth_login_failures", "bus_outbox", "bus_inbox"});
}

} // namespace clinic::test
