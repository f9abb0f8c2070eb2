#include "platform/http/idempotency.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/http/upload.hpp"
#include "platform/schema/schema.hpp"

#include <algorithm>

namespace clinic::http {
namespace {

constexpr int kept_days = 1;

struct StoredHeader {
    std::string name;
    std::string value;
    static constexpr auto schema = api::object(api::field("name", &StoredHeader::name, ""),
        api::field("value", &StoredHeader::value, "", api::max_length(16'384)));
};

struct StoredAnswer {
    int status = 200;
    std::vector<StoredHeader> headers;
    std::string body;
    static constexpr auto schema = api::object(api::field("status", &StoredAnswer::status, ""),
        api::field("headers", &StoredAnswer::headers, ""),
        api::field("body", &StoredAnswer::body, "", api::max_length(16'000'000)));
};

struct Known {
    std::string fingerprint;
    std::optional<std::string> answer;
    static constexpr auto schema = api::object(api::field("fingerprint", &Known::fingerprint, ""),
        api::field("answer", &Known::answer, ""));
};

bool is_key(std::string_view key)
{
    return !key.empty() && key.size() <= 200 &&
           std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string context_of(const Idempotency::Claim& claim)
{
    return "idempotency:" + claim.owner + ':' + claim.key;
}

} // namespace

Idempotency::Idempotency(const crypto::SealingKey& sealing)
    : sealing_(sealing), fingerprint_key_(sealing.derive("idempotency fingerprints"))
{
}

Result<std::optional<Idempotency::Claim>> Idempotency::claim_of(const Exchange& exchange) const
{
    const auto key = exchange.request.header("idempotency-key");
    if (key.empty() || exchange.request.method != Method::post) return std::nullopt;
    if (!is_key(key)) {
        return refuse(Refusal::malformed, "idempotency_key",
            {"Idempotency-Key : de 1 à 200 caractères ASCII visibles.",
                "Idempotency-Key: 1 to 200 visible ASCII characters."});
    }
    const auto& request = exchange.request;
    std::string what = request.path + '?' + request.query + '\n';
    what += request.upload ? request.upload->digest() : request.body;
    // Of those without a token, a cookie may tell one from another: an answer made for one is no answer to the other.
    if (!exchange.principal) what += '\n' + std::string(request.header("cookie"));
    return Claim{exchange.principal ? exchange.principal->user.str() : "anonymous",
        std::string(key), crypto::hex(crypto::blake2b(what, fingerprint_key_.reveal()))};
}

Result<std::optional<Response>> Idempotency::look_up(
    db::Tx& tx, const Claim& claim, Instant now) const
{
    const auto known = tx.one<Known>(R"(
        SELECT fingerprint, answer FROM http_idempotency
         WHERE owner = :owner AND key = :key AND created_at > :oldest)",
        claim.owner, claim.key, now.plus_days(-kept_days));
    if (!known) return std::nullopt;
    if (known->fingerprint != claim.fingerprint) {
        return refuse(Refusal::invalid, "idempotency_reused",
            {"Cette clé Idempotency-Key a déjà servi à une autre demande : prenez-en une neuve.",
                "This Idempotency-Key was used for another request: take a new one."});
    }
    auto answer = known->answer ? open(claim, *known->answer) : std::nullopt;
    if (answer) return answer;
    auto pending = conflict(
        "in_progress", {"Cette demande est déjà en cours. Réessayez dans un instant.",
                           "This request is under way already. Try again in a moment."});
    pending.error().retry_after = 1;
    return pending;
}

bool Idempotency::begin(db::Tx& tx, const Claim& claim, Instant now) const
{
    tx.run("DELETE FROM http_idempotency WHERE owner = :owner AND key = :key AND created_at <= "
           ":oldest",
        claim.owner, claim.key, now.plus_days(-kept_days));
    return tx.attempt(R"(
        INSERT INTO http_idempotency (owner, key, fingerprint, answer, created_at)
        VALUES (:owner, :key, :fingerprint, NULL, :created_at))",
               claim.owner, claim.key, claim.fingerprint, now) == db::Tx::Outcome::done;
}

void Idempotency::keep(db::Tx& tx, const Claim& claim, const Response& response, Instant now) const
{
    tx.run(R"(
        INSERT INTO http_idempotency (owner, key, fingerprint, answer, created_at)
        VALUES (:owner, :key, :fingerprint, :answer, :created_at)
        ON CONFLICT (owner, key) DO UPDATE
           SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at)",
        claim.owner, claim.key, claim.fingerprint, seal(claim, response), now);
}

std::int64_t Idempotency::forget_old(db::Tx& tx, Instant now)
{
    return tx.run(
        "DELETE FROM http_idempotency WHERE created_at <= :oldest", now.plus_days(-kept_days));
}

std::string Idempotency::seal(const Claim& claim, const Response& response) const
{
    StoredAnswer stored{response.status, {}, response.body};
    for (const auto& [name, value] : response.headers) stored.headers.push_back({name, value});
    return crypto::base64url_of_ciphertext(sealing_.seal(api::to_json(stored), context_of(claim)));
}

std::optional<Response> Idempotency::open(const Claim& claim, const std::string& answer) const
{
    const auto sealed = crypto::from_base64url(answer);
    const auto json = sealed ? sealing_.open(*sealed, context_of(claim)) : std::nullopt;
    StoredAnswer stored;
    if (!json || !api::from_json(*json, stored)) return std::nullopt;
    Response response;
    response.status = stored.status;
    response.body = std::move(stored.body);
    for (auto& header : stored.headers)
        response.set(std::move(header.name), std::move(header.value));
    return response;
}

} // namespace clinic::http
