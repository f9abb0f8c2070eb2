#pragma once
// Opens, renews and ends sessions. A session is one log-in on one device; its refresh tokens are a
// chain in which each is used once and brings the next.

#include "api.hpp"
#include "platform/http/context.hpp"
#include "proofs.hpp"
#include "store.hpp"
#include "tokens.hpp"

#include <optional>
#include <string>

namespace clinic::auth {

/// What the caller must hand over once the transaction is durable.
struct Opened {
    Session session;
    std::string refresh_token;
    std::int64_t seconds = 0; ///< how long it is good
};

struct Renewal {
    enum Outcome {
        renewed,
        invalid, ///< unknown, expired, or its session has ended
        raced, ///< used a moment ago, by another tab of the same browser: nothing happened
        replayed, ///< used before, so two hold it: the session has been ended
    } outcome = invalid;
    std::optional<Opened> opened{};
    std::optional<UserId> user{};
};

class Sessions {
public:
    Sessions(const Options&, const Tokens&, Revocations&, const Proofs&);

    [[nodiscard]] Opened open(db::Tx&, User, const http::Request&, Instant now) const;
    /// Only an `active` person moves on the moment at which the session ends by itself.
    [[nodiscard]] Renewal renew(
        db::Tx&, std::string_view refresh_token, bool active, Instant now) const;

    /// Effective in this process once the transaction is durable. False when it had ended already.
    bool end(db::Tx&, UserId, SessionId, Instant now, std::string_view reason) const;
    /// All of the user's, but for `spared`.
    void end_all(
        db::Tx&, UserId, Instant now, std::string_view reason, SessionId spared = {}) const;

    /// A fresh access token for a session that goes on: its standing has changed.
    [[nodiscard]] Session reissue(db::Tx&, User, SessionId, Instant until, Instant now) const;

private:
    [[nodiscard]] Opened give_tokens(db::Tx&, User, SessionId, Instant now, Instant until) const;
    /// When a session ends in which the person acts now.
    [[nodiscard]] Instant expiry(const User&, Instant created, Instant now) const;
    [[nodiscard]] std::int64_t idle_seconds(const User&) const;

    const Options& options_;
    const Tokens& tokens_;
    Revocations& revocations_;
    const Proofs& proofs_;
};

/// The name under which a token lies in the database.
[[nodiscard]] std::string token_hash(std::string_view token);

/// Puts the refresh token in its cookie and answers the rest.
[[nodiscard]] Session hand_over(http::Caller&, Opened);

} // namespace clinic::auth
