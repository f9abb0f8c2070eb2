#include "one_time.hpp"

#include "platform/crypto/bytes.hpp"
#include "sessions.hpp"

namespace clinic::auth::one_time {

std::string issue(db::Tx& tx, Purpose purpose, const Grant& grant, LetterId letter, Instant now)
{
    auto token = crypto::random_token();
    tx.run(R"(
        INSERT INTO auth_one_time_tokens (token_hash, purpose, owner, address, letter_id,
                                          created_at, expires_at)
        VALUES (:hash, :purpose, :owner, :address, :letter, :now, :expires))",
        token_hash(token), purpose, grant.owner, grant.address, letter, now,
        now.plus_minutes(good_minutes));
    return token;
}

bool is_out(db::Tx& tx, Purpose purpose, std::string_view owner, LetterId but, Instant since)
{
    return tx
        .one<std::int64_t>(R"(
        SELECT 1 FROM auth_one_time_tokens
         WHERE owner = :owner AND purpose = :purpose AND created_at > :since
           AND used_at IS NULL AND letter_id <> :but LIMIT 1)",
            owner, purpose, since, but)
        .has_value();
}

std::optional<Grant> look_up(db::Tx& tx, Purpose purpose, std::string_view token, Instant now)
{
    return tx.one<Grant>(R"(
        SELECT owner, address FROM auth_one_time_tokens
         WHERE token_hash = :hash AND purpose = :purpose
           AND used_at IS NULL AND expires_at > :now)",
        token_hash(token), purpose, now);
}

std::optional<Grant> redeem(db::Tx& tx, Purpose purpose, std::string_view token, Instant now)
{
    auto grant = look_up(tx, purpose, token, now);
    if (!grant) return std::nullopt;
    const auto used = tx.run(R"(
        UPDATE auth_one_time_tokens SET used_at = :now
         WHERE token_hash = :hash AND used_at IS NULL)",
        now, token_hash(token));
    if (used != 1) return std::nullopt;
    tx.run(R"(
        UPDATE auth_one_time_tokens SET used_at = :now
         WHERE owner = :owner AND purpose = :purpose AND used_at IS NULL)",
        now, grant->owner, purpose);
    return grant;
}

void end_others(
    db::Tx& tx, Purpose purpose, std::string_view owner, std::string_view address, Instant now)
{
    tx.run(R"(
        UPDATE auth_one_time_tokens SET used_at = :now
         WHERE owner = :owner AND purpose = :purpose AND address <> :address AND used_at IS NULL)",
        now, owner, purpose, address);
}

void end_all(db::Tx& tx, std::string_view owner, Instant now)
{
    tx.run(
        "UPDATE auth_one_time_tokens SET used_at = :now WHERE owner = :owner AND used_at IS NULL",
        now, owner);
}

std::unexpected<Problem> link_over()
{
    return refuse(Refusal::not_found, "link_over",
        {"Ce lien n’est plus bon : il ne sert qu’une fois, pendant 30 minutes. Demandez-en un "
         "autre.",
            "This link is no longer good: it works once, for 30 minutes. Ask for another."});
}

} // namespace clinic::auth::one_time
