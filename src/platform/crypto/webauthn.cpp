#include "platform/crypto/webauthn.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/cbor.hpp"
#include "platform/crypto/json.hpp"
#include "platform/crypto/public_key.hpp"

namespace clinic::crypto {
namespace {

constexpr unsigned user_present = 0x01;
constexpr unsigned user_verified = 0x04;
constexpr unsigned attested = 0x40;
constexpr unsigned extended = 0x80;

// COSE (RFC 9052 §7, RFC 9053)
constexpr std::int64_t es256 = -7;
constexpr std::int64_t eddsa = -8;

struct ClientData {
    std::string type, challenge, origin;
    bool cross_origin = false;
};

std::optional<ClientData> client_data_of(std::string_view text)
{
    const auto object = object_of(text);
    if (!object) return std::nullopt;
    auto type = text_in(*object, "type");
    auto challenge = text_in(*object, "challenge");
    auto origin = text_in(*object, "origin");
    if (!type || !challenge || !origin) return std::nullopt;
    const auto* const cross = object->if_contains("crossOrigin");
    const bool crossed = cross != nullptr && !(cross->is_bool() && !cross->get_bool());
    return ClientData{*std::move(type), *std::move(challenge), *std::move(origin), crossed};
}

/// §6.1
struct AuthenticatorData {
    std::string_view party_hash;
    unsigned flags = 0;
    std::uint32_t counter = 0;
    std::string_view aaguid{}, credential_id{}, public_key{};
};

std::uint32_t big_endian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

bool take_credential(std::string_view& rest, AuthenticatorData& data)
{
    if (rest.size() < 18) return false;
    data.aaguid = rest.substr(0, 16);
    const auto length = big_endian(rest.substr(16, 2));
    rest.remove_prefix(18);
    if (length == 0 || length > 1023 || rest.size() < length) return false;
    data.credential_id = rest.substr(0, length);
    rest.remove_prefix(length);
    const auto before = rest;
    if (!take_cbor(rest)) return false;
    data.public_key = before.substr(0, before.size() - rest.size());
    return true;
}

std::optional<AuthenticatorData> authenticator_data_of(std::string_view bytes)
{
    if (bytes.size() < 37) return std::nullopt;
    AuthenticatorData data{bytes.substr(0, 32), static_cast<unsigned char>(bytes[32]),
        big_endian(bytes.substr(33, 4))};
    auto rest = bytes.substr(37);
    if ((data.flags & attested) != 0 && !take_credential(rest, data)) return std::nullopt;
    if ((data.flags & extended) != 0) {
        const auto extensions = take_cbor(rest);
        if (!extensions || extensions->kind != Cbor::Kind::map) return std::nullopt;
    }
    if (!rest.empty()) return std::nullopt;
    return data;
}

bool is(const Cbor* item, std::int64_t number)
{
    return item != nullptr && item->kind == Cbor::Kind::integer && item->number == number;
}

std::string_view bytes_of(const Cbor* item)
{
    return item != nullptr && item->kind == Cbor::Kind::bytes ? item->content : std::string_view();
}

std::optional<PublicKey> cose_key(std::string_view cose)
{
    const auto map = take_cbor(cose);
    if (!map || !cose.empty()) return std::nullopt;
    const bool octet = is(map->at(1), 1) && is(map->at(3), eddsa) && is(map->at(-1), 6);
    if (octet) return PublicKey::ed25519(bytes_of(map->at(-2)));
    const bool curve = is(map->at(1), 2) && is(map->at(3), es256) && is(map->at(-1), 1);
    if (curve) return PublicKey::p256(bytes_of(map->at(-2)), bytes_of(map->at(-3)));
    return std::nullopt;
}

WebauthnFault fault_of(const ClientData& data, std::string_view type, std::string_view challenge,
    const RelyingParty& p)
{
    if (data.type != type) return "type";
    if (!equal(data.challenge, challenge)) return "challenge";
    if (data.origin != p.origin || data.cross_origin) return "origin";
    return {};
}

WebauthnFault fault_of(const AuthenticatorData& data, const RelyingParty& party)
{
    if (data.party_hash != sha256(party.id)) return "party";
    if ((data.flags & user_present) == 0) return "user_present";
    if ((data.flags & user_verified) == 0) return "user_verified";
    return {};
}

/// "none", or signed by the new key itself (§8.2 without certificates): neither says who made it.
bool is_plain_attestation(const Cbor& object, const PublicKey& key, std::string_view signed_text)
{
    const auto* const format = object.at("fmt");
    const auto* const statement = object.at("attStmt");
    if (format == nullptr || statement == nullptr || statement->kind != Cbor::Kind::map)
        return false;
    if (format->kind != Cbor::Kind::text) return false;
    if (format->content == "none") return statement->items.empty();
    if (format->content != "packed" || statement->at("x5c") != nullptr) return false;
    const auto algorithm = key.kind() == PublicKey::Kind::p256 ? es256 : eddsa;
    return is(statement->at("alg"), algorithm) &&
           key.verify(signed_text, bytes_of(statement->at("sig")));
}

} // namespace

RelyingParty relying_party(std::string_view public_url)
{
    const auto scheme = public_url.find("://");
    auto host = public_url.substr(scheme == std::string_view::npos ? 0 : scheme + 3);
    host = host.substr(0, host.find('/'));
    const auto origin = public_url.substr(
        0, static_cast<std::size_t>(host.data() - public_url.data()) + host.size());
    const auto port = host.rfind(':');
    const bool ends_in_port = port != std::string_view::npos && !host.ends_with(']');
    return {std::string(ends_in_port ? host.substr(0, port) : host), std::string(origin)};
}

std::optional<std::string> challenge_in(std::string_view client_data)
{
    auto data = client_data_of(client_data);
    if (!data) return std::nullopt;
    return std::move(data->challenge);
}

std::expected<Passkey, WebauthnFault> read_registration(std::string_view client_data,
    std::string_view attestation, std::string_view challenge, const RelyingParty& party)
{
    const auto client = client_data_of(client_data);
    if (!client) return std::unexpected("client_data");
    if (const auto fault = fault_of(*client, "webauthn.create", challenge, party); !fault.empty())
        return std::unexpected(fault);
    const auto object = take_cbor(attestation);
    if (!object || !attestation.empty()) return std::unexpected("attestation");
    const auto bytes = bytes_of(object->at("authData"));
    const auto data = authenticator_data_of(bytes);
    if (!data || data->credential_id.empty()) return std::unexpected("authenticator_data");
    if (const auto fault = fault_of(*data, party); !fault.empty()) return std::unexpected(fault);
    const auto key = cose_key(data->public_key);
    if (!key) return std::unexpected("public_key");
    if (!is_plain_attestation(*object, *key, std::string(bytes) + sha256(client_data)))
        return std::unexpected("attestation");
    return Passkey{std::string(data->credential_id), std::string(data->public_key), data->counter,
        std::string(data->aaguid)};
}

std::expected<std::uint32_t, WebauthnFault> read_assertion(const Assertion& assertion,
    std::string_view public_key, std::string_view challenge, const RelyingParty& party)
{
    const auto client = client_data_of(assertion.client_data);
    if (!client) return std::unexpected("client_data");
    if (const auto fault = fault_of(*client, "webauthn.get", challenge, party); !fault.empty())
        return std::unexpected(fault);
    const auto data = authenticator_data_of(assertion.authenticator_data);
    if (!data) return std::unexpected("authenticator_data");
    if (const auto fault = fault_of(*data, party); !fault.empty()) return std::unexpected(fault);
    const auto key = cose_key(public_key);
    if (!key) return std::unexpected("public_key");
    const auto text = std::string(assertion.authenticator_data) + sha256(assertion.client_data);
    if (!key->verify(text, assertion.signature)) return std::unexpected("signature");
    return data->counter;
}

} // namespace clinic::crypto
