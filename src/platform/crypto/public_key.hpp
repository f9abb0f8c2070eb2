#pragma once
// Public keys of others (passkeys, identity providers) and the signatures that they check (OpenSSL): ECDSA on P-256 with
// SHA-256, Ed25519, RSA PKCS #1 v1.5 with SHA-256. No other kind can be made.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::crypto {

class PublicKey {
public:
    /// Coordinates of 32 bytes each; nothing when they are no point of the curve.
    [[nodiscard]] static std::optional<PublicKey> p256(std::string_view x, std::string_view y);
    /// 32 bytes.
    [[nodiscard]] static std::optional<PublicKey> ed25519(std::string_view x);
    /// Big-endian modulus of 2048 to 8192 bits, and exponent.
    [[nodiscard]] static std::optional<PublicKey> rsa(std::string_view n, std::string_view e);

    enum class Kind { p256, ed25519, rsa };
    [[nodiscard]] Kind kind() const { return kind_; }
    /// A P-256 signature is in DER here, as WebAuthn has it; ecdsa_der() makes it of the JWS form.
    [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;

private:
    PublicKey(Kind kind, std::shared_ptr<void> key) : kind_(kind), key_(std::move(key)) {}
    Kind kind_;
    std::shared_ptr<void> key_; ///< EVP_PKEY
};

/// r and s of 32 bytes each (RFC 7518 §3.4) as ECDSA-Sig-Value; nothing for another length.
[[nodiscard]] std::optional<std::string> ecdsa_der(std::string_view r_and_s);

} // namespace clinic::crypto
