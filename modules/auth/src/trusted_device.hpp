#pragma once
// The browsers from which an account was entered before. Each holds a cookie of its own, as little to
// be read or sent by others as the refresh token's; it opens nothing, and only spares its holder the
// pauses that strangers' failures bring.

#include "auth/auth.hpp"
#include "platform/http/context.hpp"

#include <string>
#include <string_view>

namespace clinic::auth {

inline constexpr std::string_view device_cookie = "monoclinic_device";

class Trust {
public:
    explicit Trust(const http::Caller&);

    /// Whether the browser that asks is known for this account.
    [[nodiscard]] bool known(db::Tx&, UserId) const;
    /// What it is known by, for a bucket of its own.
    [[nodiscard]] const std::string& hash() const { return hash_; }

    /// It is from now on; when it was not, answer() brings it a cookie, after the commit.
    void give(db::Tx&, UserId);
    /// None is any more.
    static void forget_all(db::Tx&, UserId);
    void answer(http::Caller&) const;

private:
    Instant now_;
    std::string hash_; ///< of the cookie that came; may be empty
    std::string fresh_;
};

/// Deletes those not used since.
std::int64_t clear_devices(db::Tx&, Instant before);

} // namespace clinic::auth
