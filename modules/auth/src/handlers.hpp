#pragma once
// The handlers of auth's routes; routes.cpp says which route each one answers.

#include "api.hpp"
#include "factors_api.hpp"
#include "platform/http/context.hpp"
#include "platform/http/router.hpp"
#include "second_step.hpp"
#include "throttle.hpp"

namespace clinic::auth {

/// How one gets in: set-up, log-in, sessions, invitations.
class Entrance {
public:
    explicit Entrance(Auth::Parts& parts) : parts_(parts) {}

    // setup.cpp
    Result<Setup> setup_state(http::Context&, const http::NoInput&);
    Result<Session> set_up(http::SlowContext&, const SetUp&);

    // login.cpp
    Result<LoggedIn> log_in(http::SlowContext&, const LogIn&);
    Result<Session> refresh(http::SlowContext&, const Refresh&);
    Result<Nothing> log_out(http::Context&, const LogOut&);
    Result<Nothing> change_password(http::SlowContext&, const ChangePassword&);

    // devices.cpp
    Result<http::Page<DeviceSession>> sessions(http::Context&, const ListSessions&);
    Result<Nothing> revoke_session(http::Context&, const http::ById<SessionId>&);

    // invitations.cpp
    Result<Invitation> invitation(http::Context&, const ByToken&);
    Result<Session> accept_invitation(http::SlowContext&, const AcceptInvitation&);

    /// The hash in force of the password of who asks; refuses when this is not it, or when they must wait.
    Result<std::string> check_own_password(http::SlowContext&, std::string_view password);

    /// Writes down a refusal in a transaction of its own, since the request's is undone; a `tried`
    /// password counts.
    void note_refusal(const http::Caller&, std::optional<UserId>, std::string_view reason,
        const Throttle* tried = nullptr);

private:
    /// A password that was found right.
    struct Shown {
        UserId user;
        std::string hash; ///< in force when it was looked at
        std::optional<std::string>
            fresh; ///< to take its place, where that was made at another cost than today's
        Throttle throttle;
    };
    Result<Shown> shown_password(http::SlowContext&, const LogIn&, const Trust&);
    Result<Entry> let_in(http::SlowContext&, const Shown&, Trust&);

    Auth::Parts& parts_;
};

/// Who has an account, and what they may do.
class Accounts {
public:
    explicit Accounts(Auth::Parts& parts) : parts_(parts) {}

    Result<http::Page<UserLine>> list(http::Context&, const ListUsers&);
    Result<User> show(http::Context&, const http::ById<UserId>&);
    Result<User> invite(http::Context&, const InviteUser&);
    Result<Nothing> invite_again(http::Context&, const http::ById<UserId>&);
    Result<User> change(http::Context&, const ChangeUser&);
    Result<Nothing> log_out_user(http::Context&, const http::ById<UserId>&);
    Result<User> me(http::Context&, const http::NoInput&);
    Result<User> change_me(http::Context&, const ChangeMe&);

private:
    Auth::Parts& parts_;
};

/// Too many passwords are being checked at once.
[[nodiscard]] Problem busy();
/// The address has an account: told to who may know.
[[nodiscard]] std::unexpected<Problem> email_taken();

} // namespace clinic::auth
