#pragma once
// One-time tokens, the only kind that links in mails carry: 256 random bits, kept as a hash, good for
// half an hour and one use, each for one purpose, one owner and the address that it was sent to.

#include "auth/auth.hpp"
#include "platform/db/tx.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace clinic::auth::one_time {

enum class Purpose {
    verify, ///< that an address is theirs who registered with it
    reset, ///< a password
    change, ///< of an account's address
};
constexpr auto spelled(Purpose)
{
    return api::names("verify", "reset", "change");
}

inline constexpr int good_minutes = 30;

/// What a token is good for.
struct Grant {
    std::string owner; ///< the account's id; the address where there is no account yet
    std::string address; ///< where it was sent

    static constexpr auto schema = api::object(
        api::field("owner", &Grant::owner, ""), api::field("address", &Grant::address, ""));
};

/// The token, which is nowhere else than in the answer.
[[nodiscard]] std::string issue(db::Tx&, Purpose, const Grant&, LetterId, Instant now);
/// One that was sent by another letter since then, and is not used yet.
[[nodiscard]] bool is_out(db::Tx&, Purpose, std::string_view owner, LetterId but, Instant since);
/// What it is good for, as long as it is.
[[nodiscard]] std::optional<Grant> look_up(db::Tx&, Purpose, std::string_view token, Instant now);
/// Likewise, and uses it up: an answer for exactly one caller. The owner's other tokens of the purpose
/// end with it.
[[nodiscard]] std::optional<Grant> redeem(db::Tx&, Purpose, std::string_view token, Instant now);

/// Ends what of the purpose was sent elsewhere.
void end_others(db::Tx&, Purpose, std::string_view owner, std::string_view address, Instant now);
/// Ends what the owner has out, of every purpose.
void end_all(db::Tx&, std::string_view owner, Instant now);

/// The answer to a link that is not good, or no more.
[[nodiscard]] std::unexpected<Problem> link_over();

} // namespace clinic::auth::one_time
