#include "factor_check.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/log/log.hpp"
#include "throttle.hpp"

namespace clinic::auth {
namespace {

constexpr int recovery_count = 10;
constexpr std::size_t recovery_bytes = 10;

std::unexpected<Problem> wrong_code()
{
    return refuse(Refusal::unauthenticated, "wrong_code",
        {"Ce code n’est pas le bon.", "This code is not right."});
}

std::unexpected<Problem> code_used()
{
    return refuse(Refusal::unauthenticated, "code_used",
        {"Ce code a déjà servi. Attendez le suivant.",
            "This code has been used already. Wait for the next one."});
}

std::unexpected<Problem> too_many(int seconds)
{
    auto refusal = refuse(Refusal::too_many, "too_many",
        {"Trop d’essais. Réessayez plus tard, ou avec une clé d’accès.",
            "Too many attempts. Try again later, or with a passkey."});
    refusal.error().retry_after = seconds;
    return refusal;
}

std::unexpected<Problem> passkey_cloned()
{
    return refuse(Refusal::unauthenticated, "passkey_cloned",
        {"Il existe peut-être une copie de cette clé d’accès : elle est désormais refusée. "
         "Connectez-vous autrement, puis supprimez-la.",
            "There may be a copy of this passkey: it is refused from now on. Sign in another way, "
            "then remove it."});
}

/// ABCD-EFGH-IJKL-MNOP
std::string in_groups(std::string_view text)
{
    std::string grouped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0) grouped += '-';
        grouped += text[i];
    }
    return grouped;
}

std::string context_of(std::string_view user)
{
    return "totp:" + std::string(user);
}

} // namespace

std::unexpected<Problem> passkey_refused()
{
    return refuse(Refusal::unauthenticated, "passkey_refused",
        {"Cette clé d’accès n’a pas été reconnue.", "This passkey was not recognised."});
}

std::string digits_of(std::string_view code)
{
    std::string digits;
    for (const char c : code) {
        if (c != ' ') digits += c;
    }
    return digits;
}

FactorCheck::FactorCheck(const crypto::SealingKey& sealing, const Options& options)
    : sealing_(sealing),
      recovery_key_(sealing.derive("auth recovery codes")),
      party_(crypto::relying_party(options.public_url))
{
}

Result<Nothing> FactorCheck::answer(db::Tx& tx, UserId user, const FactorAnswer& given,
    std::string_view challenge, Instant now) const
{
    if (given.passkey) {
        const auto row = store::passkey_by_credential(tx, given.passkey->credential_id);
        if (!row || row->user_id != user) return passkey_refused();
        return passkey(tx, *row, *given.passkey, challenge, now);
    }
    auto right = given.code ? code(tx, user, *given.code, now)
                            : recovery_code(tx, user, given.recovery_code.value_or(""), now);
    if (right) Throttle(user).succeeded(tx);
    return right;
}

Result<std::int64_t> FactorCheck::take_try(
    db::Tx& tx, UserId user, const FactorAnswer& given, Instant now) const
{
    if (given.passkey) return 0;
    const Throttle tries(user);
    if (const int wait = tries.wait_seconds(tx, now); wait > 0) return too_many(wait);
    tries.failed(tx, now);
    return tries.failures(tx);
}

Result<Nothing> FactorCheck::code(db::Tx& tx, UserId user, std::string_view code, Instant now) const
{
    const auto row = store::totp(tx, user);
    if (!row || !row->secret) return wrong_code();
    const auto secret = open_secret(user, *row->secret);
    const auto step = secret ? crypto::totp_step(*secret, digits_of(code), now) : std::nullopt;
    if (!step) return wrong_code();
    if (!store::use_totp_step(tx, user, *step)) return code_used();
    return Nothing{};
}

Result<Nothing> FactorCheck::recovery_code(
    db::Tx& tx, UserId user, std::string_view code, Instant now) const
{
    if (store::use_recovery_code(tx, user, recovery_hash(user, code), now)) return Nothing{};
    return wrong_code();
}

Result<Nothing> FactorCheck::passkey(db::Tx& tx, const store::PasskeyRow& row,
    const PasskeyAssertion& given, std::string_view challenge, Instant now) const
{
    if (row.cloned_at) return passkey_cloned();
    const auto client = crypto::from_base64url(given.client_data);
    const auto data = crypto::from_base64url(given.authenticator_data);
    const auto signature = crypto::from_base64url(given.signature);
    const auto key = crypto::from_base64url(row.public_key);
    if (!client || !data || !signature || !key) return passkey_refused();
    const auto count = crypto::read_assertion(
        {*client, *data, *signature}, *key, challenge, party_);
    if (!count) {
        log::info("auth.passkey_refused", {{"why", log::word(count.error())}});
        return passkey_refused();
    }
    if (!crypto::counter_grew(static_cast<std::uint32_t>(row.sign_count), *count))
        return passkey_cloned();
    if (!store::use_passkey(tx, row, *count, now)) return passkey_refused();
    return Nothing{};
}

std::string FactorCheck::seal_secret(UserId user, std::string_view secret) const
{
    return crypto::base64url(sealing_.seal(secret, context_of(user.view())));
}

std::optional<std::string> FactorCheck::open_secret(UserId user, std::string_view sealed) const
{
    const auto bytes = crypto::from_base64url(sealed);
    return bytes ? sealing_.open(*bytes, context_of(user.view())) : std::nullopt;
}

std::int64_t FactorCheck::seal_anew(db::Database& database) const
{
    std::int64_t done = 0;
    for (const auto& column : store::sealed_secrets)
        done += db::seal_anew(database, sealing_, column, context_of);
    return done;
}

std::string FactorCheck::recovery_hash(UserId user, std::string_view code) const
{
    std::string plain = user.str() + ':';
    for (const char c : code) {
        if (c == ' ' || c == '-') continue;
        plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return crypto::base64url(crypto::blake2b(plain, recovery_key_.reveal()));
}

std::vector<std::string> FactorCheck::new_recovery_codes(db::Tx& tx, UserId user, Instant now) const
{
    std::vector<std::string> codes;
    std::vector<std::string> hashes;
    for (int i = 0; i < recovery_count; ++i) {
        codes.push_back(in_groups(crypto::base32(crypto::random_bytes(recovery_bytes))));
        hashes.push_back(recovery_hash(user, codes.back()));
    }
    store::replace_recovery_codes(tx, user, hashes, now);
    return codes;
}

} // namespace clinic::auth
