#pragma once
// Sessions that ended before their time. Access tokens are checked without a look at the database,
// so this process keeps in memory what was revoked while such a token could still pass.

#include "auth/auth.hpp"

#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace clinic::auth {

class Revocations {
public:
    /// Before the first add().
    void on_revoked(Auth::Revoked hook) { hooks_.push_back(std::move(hook)); }

    /// Effective when it returns. Telling the same session again does nothing.
    void add(UserId user, SessionId session, Instant ended_at);
    [[nodiscard]] bool contains(SessionId session) const;
    /// The tokens of what ended before that have long expired.
    void forget_before(Instant);
    /// When the latest one known ended.
    [[nodiscard]] Instant latest() const;

private:
    mutable std::shared_mutex mutex_;
    std::unordered_map<SessionId, Instant> ended_;
    Instant latest_;
    std::vector<Auth::Revoked> hooks_;
};

} // namespace clinic::auth
