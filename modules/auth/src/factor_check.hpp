#pragma once
// Whether an answer to "prove that it is you" is right: the one place where codes, recovery codes and passkeys are checked.

#include "factor_store.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/webauthn.hpp"
#include "platform/db/database.hpp"

namespace clinic::auth {

class FactorCheck {
public:
    FactorCheck(const crypto::SealingKey&, const Options&);

    /// What a right answer leaves is written (step spent, code spent, counter counted, tries forgotten). Refusals: `wrong_code`,
    /// `code_used`, `passkey_refused`, `passkey_cloned`; the caller writes down what must outlive the refusal.
    [[nodiscard]] Result<Nothing> answer(
        db::Tx&, UserId, const FactorAnswer&, std::string_view challenge, Instant now) const;
    [[nodiscard]] Result<Nothing> passkey(db::Tx&, const store::PasskeyRow&,
        const PasskeyAssertion&, std::string_view challenge, Instant now) const;

    /// Before a typed answer is looked at, in a transaction that stays whatever comes: it counts as wrong until answer()
    /// finds it right, so that of many at once none slips past the count. The how manieth in a row it is; refuses with
    /// `too_many` who must wait. Passkeys, which nobody can guess, are not counted, so that a guesser does not shut their
    /// owner out: 0.
    [[nodiscard]] Result<std::int64_t> take_try(
        db::Tx&, UserId, const FactorAnswer&, Instant now) const;

    [[nodiscard]] std::string seal_secret(UserId, std::string_view secret) const;
    [[nodiscard]] std::optional<std::string> open_secret(UserId, std::string_view sealed) const;
    /// Secrets in force and pending ones, under the newest key. How many.
    std::int64_t seal_anew(db::Database&) const;
    /// Dashes, blanks and case do not matter.
    [[nodiscard]] std::string recovery_hash(UserId, std::string_view code) const;
    /// Ten fresh codes of 80 bits in place of those before.
    [[nodiscard]] std::vector<std::string> new_recovery_codes(db::Tx&, UserId, Instant now) const;

    [[nodiscard]] const crypto::RelyingParty& party() const { return party_; }

private:
    [[nodiscard]] Result<Nothing> code(db::Tx&, UserId, std::string_view code, Instant now) const;
    [[nodiscard]] Result<Nothing> recovery_code(
        db::Tx&, UserId, std::string_view code, Instant now) const;

    const crypto::SealingKey& sealing_;
    Secret recovery_key_;
    crypto::RelyingParty party_;
};

/// The answer to a passkey that opens nothing, whyever.
[[nodiscard]] std::unexpected<Problem> passkey_refused();

/// "123 456" → "123456".
[[nodiscard]] std::string digits_of(std::string_view code);

} // namespace clinic::auth
