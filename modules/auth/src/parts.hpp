#pragma once
// All that auth is made of, in the order of need.

#include "api_keys.hpp"
#include "auth/auth.hpp"
#include "factor_check.hpp"
#include "factors.hpp"
#include "follower.hpp"
#include "handlers.hpp"
#include "letterbox.hpp"
#include "platform/bus/bus.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/database.hpp"
#include "revocations.hpp"
#include "second_step.hpp"
#include "sessions.hpp"
#include "single_sign_on.hpp"
#include "tokens.hpp"

namespace clinic::auth {

struct Auth::Parts {
    Parts(db::Database& db, bus::Bus& events, const Clock& time, const crypto::SigningKeys& signing,
        const crypto::SealingKey& sealing, const Options& chosen)
        : database(db),
          bus(events),
          clock(time),
          keys(signing),
          options(chosen),
          passwords({.cost = {options.argon2_memory_kib, options.argon2_passes},
              .workers = options.argon2_workers}),
          proofs(options),
          tokens(keys, options, revocations),
          sessions(options, tokens, revocations, proofs),
          factor_check(sealing, options)
    {
    }

    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    const crypto::SigningKeys& keys;
    const Options options;
    crypto::PasswordPool passwords;
    Revocations revocations;
    Proofs proofs;
    Tokens tokens;
    Sessions sessions;
    ProofDemanded proof_demanded{}; ///< who must prove themselves anew, as others see it
    FactorCheck factor_check;
    SecondStep second_step{*this};
    Factors factors{*this};
    KeyRing key_ring{proofs};
    ApiKeys api_keys{*this};
    Doorkeeper doorkeeper{tokens, key_ring, proof_demanded};
    SingleSignOn single_sign_on{*this};
    Entrance entrance{*this};
    Letterbox letterbox{*this};
    Accounts accounts{*this};
    Follower follower{};
};

} // namespace clinic::auth
