#pragma once
// Who guesses passwords or codes waits, longer each time; who is guessed at does not. Failures are counted for
// an account and a source together, and for the account over all sources, far more generously. A
// browser from which the account was entered before is counted by itself alone, so that no stranger can
// shut its owner out; a forgotten password's link makes a new browser such a one. An account that does
// not exist is counted like any other.

#include "auth/auth.hpp"
#include "platform/db/tx.hpp"
#include "trusted_device.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace clinic::auth {

class Throttle {
public:
    /// The tries at an account from where this request comes. `user`: when there is such an account.
    Throttle(db::Tx&, std::string_view email, std::optional<UserId> user, const Trust&,
        std::string_view address);
    /// The tries of somebody who is signed in at their own password.
    explicit Throttle(SessionId);
    /// The codes given for a second step, wherever from: who has come so far knows the password.
    explicit Throttle(UserId);

    /// Seconds to wait before the next try; 0: now.
    [[nodiscard]] int wait_seconds(db::Tx&, Instant now) const;
    void failed(db::Tx&, Instant now) const;
    /// How many there were in a row, of the caller's own.
    [[nodiscard]] std::int64_t failures(db::Tx&) const;
    /// The right password: the failures of this source are forgotten, those of strangers are not.
    void succeeded(db::Tx&) const;

    /// The answer to who must wait.
    [[nodiscard]] static Problem too_many(int seconds);
    /// Forgets what nobody waits for any more.
    static std::int64_t clear(db::Tx&, Instant now);

private:
    struct Bucket {
        std::string name;
        int free = 0; ///< failures without a pause
        int longest = 0; ///< seconds
    };
    std::vector<Bucket> buckets_; ///< the caller's own first
};

} // namespace clinic::auth
