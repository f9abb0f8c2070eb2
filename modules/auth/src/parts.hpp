#pragma once
// All that auth is made of, in the order of need.

#include "auth/auth.hpp"
#include "follower.hpp"
#include "handlers.hpp"
#include "letterbox.hpp"
#include "platform/bus/bus.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/database.hpp"
#include "revocations.hpp"
#include "sessions.hpp"
#include "tokens.hpp"

namespace clinic::auth {

struct Auth::Parts {
    Parts(db::Database& db, bus::Bus& events, const Clock& time, const crypto::SigningKeys& signing,
        const Options& chosen)
        : database(db),
          bus(events),
          clock(time),
          keys(signing),
          options(chosen),
          passwords({.cost = {options.argon2_memory_kib, options.argon2_passes},
              .workers = options.argon2_workers}),
          tokens(keys, options, revocations),
          sessions(options, tokens, revocations)
    {
    }

    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    const crypto::SigningKeys& keys;
    const Options options;
    crypto::PasswordPool passwords;
    Revocations revocations;
    Tokens tokens;
    Sessions sessions;
    ProofDemanded proof_demanded{}; ///< who must prove themselves anew, as others see it
    Entrance entrance{*this};
    Letterbox letterbox{*this};
    Accounts accounts{*this};
    Follower follower{};
};

} // namespace clinic::auth
