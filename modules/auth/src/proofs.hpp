#pragma once
// How far a session is trusted: when it last proved whose it is, and whether it may do anything but add a second factor.
// The policy "staff must have a second factor" is here alone.

#include "auth/auth.hpp"
#include "platform/db/tx.hpp"

#include <atomic>

namespace clinic::auth {

struct Standing {
    Instant proven_at;
    bool enrolling = false; ///< owes a second factor, and may do nothing before it is added
};

class Proofs {
public:
    explicit Proofs(const Options& options) : required_(options.second_factor_for_staff) {}

    [[nodiscard]] Standing standing(db::Tx&, const User&, SessionId) const;
    /// Whether this account must have a second factor.
    [[nodiscard]] bool demands_factor(http::Roles) const;
    void waive() { required_ = false; }

private:
    std::atomic<bool> required_;
};

} // namespace clinic::auth
