#pragma once
// An authenticator in software (W3C Web Authentication Level 2), for tests: makes passkeys, signs with them, and lies when told.

#include "platform/crypto/bytes.hpp"
#include "signer.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

namespace clinic::test {

class Authenticator {
public:
    enum class Algorithm { es256, eddsa };

    explicit Authenticator(Algorithm algorithm = Algorithm::es256)
        : algorithm_(algorithm),
          key_(algorithm == Algorithm::es256 ? EVP_EC_gen("P-256")
                                             : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"),
              EVP_PKEY_free),
          id_(crypto::random_bytes(32))
    {
    }

    // What it lies about.
    std::string origin = "http://127.0.0.1:8080";
    std::string rp_id = "127.0.0.1";
    std::string type{}; ///< of the client data; empty: the right one
    unsigned flags = 0x05; ///< user present, user verified
    std::uint32_t counter = 1;
    std::string format = "none";
    std::string statement = "\xA0"; ///< an empty map
    bool cross_origin = false;

    [[nodiscard]] std::string credential_id() const { return crypto::base64url(id_); }

    [[nodiscard]] std::string client_data(std::string_view kind, std::string_view challenge) const
    {
        return fmt::format(
            R"({{"type":"{}","challenge":"{}","origin":"{}","crossOrigin":{},"more":"welcome"}})",
            type.empty() ? kind : type, challenge, origin, cross_origin);
    }
    [[nodiscard]] std::string data(bool with_key) const
    {
        auto data = crypto::sha256(rp_id);
        data += static_cast<char>(flags | (with_key ? 0x40U : 0U));
        for (int shift = 24; shift >= 0; shift -= 8) data += static_cast<char>(counter >> shift);
        if (!with_key) return data;
        data += std::string(16, '\0') + '\0' + static_cast<char>(id_.size()) + id_ + cose();
        return data;
    }
    [[nodiscard]] std::string attestation() const
    {
        const auto bytes = data(true);
        return "\xA3" + text("fmt") + text(format) + text("attStmt") + statement +
               text("authData") + head(2, bytes.size()) + bytes;
    }
    /// {"name":…,"client_data":…,"attestation":…}
    [[nodiscard]] std::string registration(std::string_view challenge) const
    {
        return fmt::format(R"({{"name":"Clé","client_data":"{}","attestation":"{}"}})",
            crypto::base64url(client_data("webauthn.create", challenge)),
            crypto::base64url(attestation()));
    }
    /// A PasskeyAssertion.
    [[nodiscard]] std::string assertion(std::string_view challenge) const
    {
        const auto client = client_data("webauthn.get", challenge);
        const auto bytes = data(false);
        return fmt::format(
            R"({{"credential_id":"{}","client_data":"{}","authenticator_data":"{}","signature":"{}"}})",
            credential_id(), crypto::base64url(client), crypto::base64url(bytes),
            crypto::base64url(sign(bytes + crypto::sha256(client))));
    }
    [[nodiscard]] std::string sign(std::string_view message) const
    {
        return signed_by(
            key_.get(), algorithm_ == Algorithm::es256 ? EVP_sha256() : nullptr, message);
    }
    [[nodiscard]] std::string cose() const
    {
        if (algorithm_ == Algorithm::eddsa)
            return "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20" + point();
        const auto xy = point().substr(1); // after 04, uncompressed
        return "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + xy.substr(0, 32) + "\x22\x58\x20" +
               xy.substr(32);
    }

private:
    static std::string head(unsigned major, std::size_t n)
    {
        std::string out;
        if (n < 24) return out += static_cast<char>(major << 5 | n);
        if (n < 256) return (out += static_cast<char>(major << 5 | 24)) += static_cast<char>(n);
        out += static_cast<char>(major << 5 | 25);
        out += static_cast<char>(n >> 8);
        return out += static_cast<char>(n);
    }
    static std::string text(std::string_view word)
    {
        return head(3, word.size()) + std::string(word);
    }
    [[nodiscard]] std::string point() const
    {
        std::string bytes(65, '\0');
        std::size_t size = 0;
        EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY,
            reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), &size);
        bytes.resize(size);
        return bytes;
    }

    Algorithm algorithm_;
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
    std::string id_;
};

} // namespace clinic::test
