#pragma once
// Between the right password and the open session: the second step; and proving it anew later on.

#include "factors_api.hpp"
#include "platform/http/context.hpp"
#include "platform/http/router.hpp"
#include "sessions.hpp"

namespace clinic::auth {

/// A session, or the question that comes before it.
struct Entry {
    std::optional<Opened> opened{};
    std::optional<SecondFactor> asked{};
};
/// Hands over the session in its cookie, or asks.
[[nodiscard]] LoggedIn enter(http::Caller&, Entry);

class SecondStep {
public:
    explicit SecondStep(Auth::Parts& parts) : parts_(parts) {}

    /// For who showed the first factor: asks for a second where the account has one, else opens the session.
    /// Refuses with `second_factor_lost` when nothing is left to answer with.
    [[nodiscard]] Result<Entry> let_in(
        db::Tx&, User, const http::Request&, Instant now, std::string_view password_hash) const;

    Result<Session> second_factor(http::SlowContext&, const AnswerSecondFactor&);
    Result<PasskeyChallenge> passkey_challenge(http::Context&, const http::NoInput&);
    Result<Session> log_in_with_passkey(http::SlowContext&, const PasskeyAssertion&);
    Result<Session> step_up(http::SlowContext&, const StepUp&);

private:
    /// The same session with a fresh access token.
    [[nodiscard]] Result<Session> proven(
        http::SlowContext&, const std::function<Result<Nothing>(http::Context&)>& prove);
    [[nodiscard]] Result<Nothing> check_password(http::SlowContext&, const std::string& password);
    /// The challenge that a passkey signed, if it was one of ours and not used before.
    [[nodiscard]] std::optional<std::string> take_passkey_challenge(
        const PasskeyAssertion&, Instant now);
    [[nodiscard]] Result<Nothing> take_try(UserId, const FactorAnswer&, Instant now);
    void tell(db::Tx&, UserId, LetterKind, Instant now);
    void note(const http::Caller&, std::optional<UserId>, const Problem&,
        const std::optional<PasskeyAssertion>&);

    Auth::Parts& parts_;
};

} // namespace clinic::auth
