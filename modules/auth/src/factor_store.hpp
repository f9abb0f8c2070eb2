#pragma once
// Rows and SQL of second factors, challenges and proofs.

#include "factors_api.hpp"
#include "platform/db/sealed_column.hpp"
#include "platform/db/tx.hpp"

#include <array>

namespace clinic::auth::store {

// ---- proofs -------------------------------------------------------------------------------------

void prove(db::Tx&, SessionId, Instant now);
[[nodiscard]] std::optional<Instant> proven_at(db::Tx&, SessionId);

/// An authenticator app or a passkey that is good.
[[nodiscard]] bool has_factor(db::Tx&, UserId);
/// Whether a password is not enough: there is a factor, if only one that is refused by now, or a recovery code. An
/// account that has come to a second step is asked for it until its factors are removed or reset.
[[nodiscard]] bool asks_second_step(db::Tx&, UserId);
/// Good or not, and the recovery codes with them. The last step of an app stays spent.
void forget_factors(db::Tx&, UserId);

// ---- authenticator app --------------------------------------------------------------------------

struct TotpRow {
    std::optional<std::string> secret; ///< sealed, base64url
    std::optional<Instant> confirmed_at;
    std::int64_t last_step = 0;
    std::optional<std::string> pending;
    std::optional<Instant> pending_at;

    static constexpr auto schema = api::object(api::field("secret", &TotpRow::secret, ""),
        api::field("confirmed_at", &TotpRow::confirmed_at, ""),
        api::field("last_step", &TotpRow::last_step, ""),
        api::field("pending", &TotpRow::pending, ""),
        api::field("pending_at", &TotpRow::pending_at, ""));
};
[[nodiscard]] std::optional<TotpRow> totp(db::Tx&, UserId);
void keep_pending_totp(db::Tx&, UserId, const std::string& sealed, Instant now);
/// The pending secret becomes the one in force. False when another is pending by now.
[[nodiscard]] bool confirm_totp(
    db::Tx&, UserId, const std::string& sealed, std::int64_t step, Instant now);
/// True for exactly one caller a step, and never for an earlier one.
[[nodiscard]] bool use_totp_step(db::Tx&, UserId, std::int64_t step);
/// Its last step stays spent.
bool remove_totp(db::Tx&, UserId);
/// The secrets in force, and those that wait; by account.
inline constexpr std::array<db::SealedColumn, 2> sealed_secrets{{
    {R"(
        SELECT user_id AS id, secret AS value FROM auth_totp
         WHERE user_id > :after AND secret IS NOT NULL ORDER BY user_id LIMIT :limit)",
        "UPDATE auth_totp SET secret = :anew WHERE user_id = :id AND secret = :before"},
    {R"(
        SELECT user_id AS id, pending AS value FROM auth_totp
         WHERE user_id > :after AND pending IS NOT NULL ORDER BY user_id LIMIT :limit)",
        "UPDATE auth_totp SET pending = :anew WHERE user_id = :id AND pending = :before"},
}};

// ---- recovery codes -----------------------------------------------------------------------------

void replace_recovery_codes(db::Tx&, UserId, const std::vector<std::string>& hashes, Instant now);
[[nodiscard]] int recovery_codes_left(db::Tx&, UserId);
/// True for exactly one caller.
[[nodiscard]] bool use_recovery_code(db::Tx&, UserId, const std::string& hash, Instant now);
void forget_recovery_codes(db::Tx&, UserId);

// ---- passkeys -----------------------------------------------------------------------------------

struct PasskeyRow {
    PasskeyId id;
    UserId user_id;
    std::string credential_id; ///< base64url, as the key
    std::string public_key;
    std::int64_t sign_count = 0;
    std::string name;
    Instant created_at;
    std::optional<Instant> last_used_at;
    std::optional<Instant> cloned_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("id", &PasskeyRow::id, ""),
        api::field("user_id", &PasskeyRow::user_id, ""),
        api::field("credential_id", &PasskeyRow::credential_id, ""),
        api::field("public_key", &PasskeyRow::public_key, ""),
        api::field("sign_count", &PasskeyRow::sign_count, ""),
        api::field("name", &PasskeyRow::name, ""),
        api::field("created_at", &PasskeyRow::created_at, ""),
        api::field("last_used_at", &PasskeyRow::last_used_at, ""),
        api::field("cloned_at", &PasskeyRow::cloned_at, ""),
        api::field("version", &PasskeyRow::version, ""));
};
/// False when the credential is registered already.
[[nodiscard]] bool add_passkey(db::Tx&, const PasskeyRow&);
[[nodiscard]] std::vector<PasskeyRow> passkeys(db::Tx&, UserId);
[[nodiscard]] std::optional<PasskeyRow> passkey(db::Tx&, UserId, PasskeyId);
[[nodiscard]] std::optional<PasskeyRow> passkey_by_credential(db::Tx&, std::string_view id);
/// False when somebody else used it meanwhile.
[[nodiscard]] bool use_passkey(db::Tx&, const PasskeyRow&, std::int64_t sign_count, Instant now);
/// True for the first who notices.
[[nodiscard]] bool mark_cloned(db::Tx&, PasskeyId, Instant now);
void rename_passkey(db::Tx&, PasskeyId, const std::string& name);
bool remove_passkey(db::Tx&, UserId, PasskeyId);

// ---- challenges ---------------------------------------------------------------------------------

/// Of second steps and passkeys.
inline constexpr int challenge_seconds = 300;

struct Challenge {
    std::string token_hash;
    std::string purpose;
    std::optional<UserId> user_id;
    std::string bound;
    std::int64_t tries_left = 1;
    Instant expires_at;

    static constexpr auto schema = api::object(api::field("token_hash", &Challenge::token_hash, ""),
        api::field("purpose", &Challenge::purpose, ""),
        api::field("user_id", &Challenge::user_id, ""), api::field("bound", &Challenge::bound, ""),
        api::field("tries_left", &Challenge::tries_left, ""),
        api::field("expires_at", &Challenge::expires_at, ""));
};
void add_challenge(db::Tx&, const Challenge&);
/// Takes one try of it: nothing when it is unknown, over, or has none left.
[[nodiscard]] std::optional<Challenge> try_challenge(
    db::Tx&, std::string_view hash, std::string_view purpose, Instant now);
/// True for exactly one caller.
[[nodiscard]] bool end_challenge(db::Tx&, std::string_view hash);

/// Deletes what expired before that moment.
std::int64_t clear_challenges(db::Tx&, Instant before);

} // namespace clinic::auth::store
