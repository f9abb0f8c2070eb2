#include "platform/crypto/id_token.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/json.hpp"

#include <algorithm>

namespace clinic::crypto {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_token = 16'384;
constexpr std::int64_t grace_seconds = 60; // another machine's clock

/// An absent claim is as good as an empty one.
std::string text_of(const json::object& object, std::string_view name)
{
    return text_in(object, name).value_or("");
}

std::optional<std::int64_t> number_in(const json::object& object, std::string_view name)
{
    const auto* const value = object.if_contains(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_int64()) return value->get_int64();
    if (value->is_double() && value->get_double() > 0 && value->get_double() < 1e12)
        return static_cast<std::int64_t>(value->get_double());
    return std::nullopt;
}

std::string bytes_in(const json::object& object, std::string_view name)
{
    return from_base64url(text_of(object, name)).value_or("");
}

std::optional<PublicKey> key_of(const json::object& jwk)
{
    const auto use = text_of(jwk, "use");
    if (!use.empty() && use != "sig") return std::nullopt;
    const auto kind = text_of(jwk, "kty");
    const auto curve = text_of(jwk, "crv");
    if (kind == "RSA") return PublicKey::rsa(bytes_in(jwk, "n"), bytes_in(jwk, "e"));
    if (kind == "EC" && curve == "P-256")
        return PublicKey::p256(bytes_in(jwk, "x"), bytes_in(jwk, "y"));
    if (kind == "OKP" && curve == "Ed25519") return PublicKey::ed25519(bytes_in(jwk, "x"));
    return std::nullopt;
}

std::optional<PublicKey::Kind> kind_of(std::string_view algorithm)
{
    if (algorithm == "RS256") return PublicKey::Kind::rsa;
    if (algorithm == "ES256") return PublicKey::Kind::p256;
    if (algorithm == "EdDSA") return PublicKey::Kind::ed25519;
    return std::nullopt;
}

/// A text, or a list with us in it; then who asked must be us too.
bool is_for(const json::object& claims, std::string_view client)
{
    const auto azp = text_of(claims, "azp");
    if (!azp.empty() && azp != client) return false;
    const auto* const audience = claims.if_contains("aud");
    if (audience == nullptr) return false;
    if (!audience->is_array()) return text_of(claims, "aud") == client;
    const auto& list = audience->get_array();
    const bool named = std::ranges::any_of(list, [&](const json::value& one) {
        return one.is_string() && std::string_view(one.get_string()) == client;
    });
    return named && (list.size() == 1 || azp == client);
}

std::string_view fault_of(const json::object& claims, const IdTokenRules& rules, Instant now)
{
    const auto seconds = now.ms / 1000;
    const auto expires = number_in(claims, "exp");
    const auto issued = number_in(claims, "iat");
    if (text_of(claims, "iss") != rules.issuer) return "issuer";
    if (!is_for(claims, rules.client_id)) return "audience";
    if (!expires || *expires + grace_seconds <= seconds) return "expired";
    if (!issued || *issued > seconds + grace_seconds) return "issued";
    if (number_in(claims, "nbf").value_or(0) > seconds + grace_seconds) return "not_yet";
    if (rules.nonce.empty() || !equal(text_of(claims, "nonce"), rules.nonce)) return "nonce";
    if (text_of(claims, "sub").empty()) return "subject";
    return {};
}

std::string_view fault_of_signature(
    const ProviderKeys& keys, const json::object& header, std::string_view text, std::string bytes)
{
    const auto algorithm = text_of(header, "alg");
    const auto kind = kind_of(algorithm);
    if (!kind || header.contains("crit")) return "algorithm";
    const auto* const key = keys.find(text_of(header, "kid"), algorithm);
    if (key == nullptr) return "unknown_key";
    if (*kind == PublicKey::Kind::p256) bytes = ecdsa_der(bytes).value_or("");
    return key->verify(text, bytes) ? std::string_view() : "signature";
}

IdClaims claims_of(const json::object& claims)
{
    const auto* const verified = claims.if_contains("email_verified");
    // Some providers write it as a text.
    const bool sure = verified != nullptr &&
                      ((verified->is_bool() && verified->get_bool()) ||
                          (verified->is_string() && verified->get_string() == "true"));
    return {text_of(claims, "sub"), text_of(claims, "email"), sure};
}

} // namespace

std::optional<ProviderKeys> ProviderKeys::parse(std::string_view jwks)
{
    const auto set = object_of(jwks);
    const auto* const list = set ? set->if_contains("keys") : nullptr;
    if (list == nullptr || !list->is_array() || list->get_array().size() > 100) return std::nullopt;
    ProviderKeys keys;
    for (const auto& jwk : list->get_array()) {
        if (!jwk.is_object()) continue;
        if (auto key = key_of(jwk.get_object()))
            keys.keys_.push_back({text_of(jwk.get_object(), "kid"), *std::move(key)});
    }
    return keys;
}

const PublicKey* ProviderKeys::find(std::string_view kid, std::string_view algorithm) const
{
    const auto kind = kind_of(algorithm);
    const PublicKey* found = nullptr;
    for (const auto& [name, key] : keys_) {
        if (!kind || key.kind() != *kind || (!kid.empty() && name != kid)) continue;
        if (found != nullptr) return nullptr;
        found = &key;
    }
    return found;
}

std::expected<IdClaims, std::string_view> read_id_token(
    const ProviderKeys& keys, std::string_view token, const IdTokenRules& rules, Instant now)
{
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (token.size() > longest_token || std::ranges::count(token, '.') != 2)
        return std::unexpected("form");
    const auto header_text = from_base64url(token.substr(0, first));
    const auto claims_text = from_base64url(token.substr(first + 1, last - first - 1));
    auto signature = from_base64url(token.substr(last + 1));
    const auto header = header_text ? object_of(*header_text) : std::nullopt;
    const auto claims = claims_text ? object_of(*claims_text) : std::nullopt;
    if (!header || !claims || !signature) return std::unexpected("form");
    auto fault = fault_of_signature(keys, *header, token.substr(0, last), *std::move(signature));
    if (fault.empty()) fault = fault_of(*claims, rules, now);
    if (!fault.empty()) return std::unexpected(fault);
    return claims_of(*claims);
}

} // namespace clinic::crypto
