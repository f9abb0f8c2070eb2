#pragma once
// One-time keys to the live socket. Kept in memory by their hash, so that a look into the memory of the
// process gives no ticket away; a restart forgets them, and pages ask for another.

#include "platform/core/time.hpp"
#include "platform/http/live.hpp"
#include "platform/http/principal.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace clinic::notifications {

class Tickets {
public:
    static constexpr int lifetime_seconds = 30;
    static constexpr std::size_t most = 10'000; ///< waiting at once; beyond it the oldest go

    [[nodiscard]] std::string issue(const http::Principal& holder, Instant now);
    /// Whose it is; nothing when it was used, is too old or never was. Uses it up.
    [[nodiscard]] std::optional<http::LiveUser> take(std::string_view ticket, Instant now);
    void forget_session(std::string_view session);

private:
    struct Waiting {
        http::LiveUser holder;
        Instant expires_at;
    };
    void make_room(Instant now);

    std::mutex mutex_;
    std::unordered_map<std::string, Waiting> by_hash_;
};

} // namespace clinic::notifications
