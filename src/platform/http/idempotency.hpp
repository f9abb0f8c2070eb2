#pragma once
// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same POST sent again has its effect once and gets the
// same answer. Kept for 24 hours, per user, in the transaction of the effect itself.

#include "platform/core/result.hpp"
#include "platform/core/time.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/tx.hpp"
#include "platform/http/context.hpp"

#include <optional>
#include <string>

namespace clinic::http {

class Idempotency {
public:
    explicit Idempotency(const crypto::SealingKey& sealing);

    /// The claim that a request makes with its header; nothing without one, a refusal when it is not a key
    /// (1 to 200 visible ASCII characters).
    struct Claim {
        std::string owner;
        std::string key;
        std::string fingerprint;
    };
    [[nodiscard]] Result<std::optional<Claim>> claim_of(const Exchange& exchange) const;

    /// What is known of a claim: the answer to give again, a refusal (other body; still under way), or nothing.
    [[nodiscard]] Result<std::optional<Response>> look_up(
        db::Tx& tx, const Claim& claim, Instant now) const;

    /// Marks a claim as under way; false when somebody else has it.
    [[nodiscard]] bool begin(db::Tx& tx, const Claim& claim, Instant now) const;
    /// Keeps the answer, whether begun or not.
    void keep(db::Tx& tx, const Claim& claim, const Response& response, Instant now) const;

    /// Forgets what is older than 24 hours; returns how many.
    static std::int64_t forget_old(db::Tx& tx, Instant now);

private:
    [[nodiscard]] std::string seal(const Claim& claim, const Response& response) const;
    [[nodiscard]] std::optional<Response> open(const Claim& claim, const std::string& answer) const;

    const crypto::SealingKey& sealing_;
    Secret fingerprint_key_;
};

} // namespace clinic::http
