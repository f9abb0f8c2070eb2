#pragma once
// The handlers of what goes by mail: proof of an address, a forgotten password, another address. Those
// that anybody can call do the same work and give the same answer whoever the address belongs to; who
// is written to, and what, is decided in letters.cpp when the mail is sent.

#include "letter_api.hpp"
#include "platform/http/context.hpp"

namespace clinic::auth {

class Letterbox {
public:
    explicit Letterbox(Auth::Parts& parts) : parts_(parts) {}

    // verification.cpp
    Result<ByMail> register_patient(http::SlowContext&, const Register&);
    Result<Session> verify_email(http::SlowContext&, const VerifyEmail&);
    Result<ByMail> resend_verification(http::Context&, const ByEmail&);

    // password_reset.cpp
    Result<ByMail> forgot_password(http::Context&, const ByEmail&);
    Result<Nothing> reset_password(http::SlowContext&, const ResetPassword&);

    // email_change.cpp
    Result<ByMail> change_email(http::SlowContext&, const ChangeEmail&);
    Result<Nothing> confirm_email(http::Context&, const ConfirmEmail&);

private:
    Auth::Parts& parts_;
};

/// The refusal when the session of who asks was ended while the request waited or worked.
[[nodiscard]] std::optional<Problem> session_over(const http::Context&);

/// In the caller's transaction: notes that a mail is wanted, and tells it.
void ask_letter(http::Context&, LetterKind, std::string address, std::optional<UserId> = {});
/// Likewise, for who has no Context: notes it, and gives what to tell.
[[nodiscard]] LetterAsked letter_asked(
    db::Tx&, LetterKind, std::string address, std::optional<UserId>, Instant now);
/// A way into the account came or went.
void tell_owner(http::Context&, const User&);

} // namespace clinic::auth
