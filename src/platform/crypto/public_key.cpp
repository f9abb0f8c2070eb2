#include "platform/crypto/public_key.hpp"

#include "platform/crypto/raw.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace clinic::crypto {
namespace {

template <auto Free> struct Freed {
    template <class T> void operator()(T* object) const { Free(object); }
};
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

std::shared_ptr<void> owned(EVP_PKEY* key)
{
    return key == nullptr ? std::shared_ptr<void>() : std::shared_ptr<void>(key, [](void* held) {
        EVP_PKEY_free(static_cast<EVP_PKEY*>(held));
    });
}

Number number_of(std::string_view bytes)
{
    return Number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
}

/// OpenSSL checks here that a point lies on its curve.
std::shared_ptr<void> key_from(const char* kind, OSSL_PARAM_BLD* builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) <= 0) return {};
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) <= 0) {
        return {};
    }
    return owned(key);
}

} // namespace

std::optional<PublicKey> PublicKey::p256(std::string_view x, std::string_view y)
{
    if (x.size() != 32 || y.size() != 32) return std::nullopt;
    const auto point = '\x04' + std::string(x) + std::string(y);
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(
        builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    auto key = key_from("EC", builder.get());
    if (!key) return std::nullopt;
    return PublicKey(Kind::p256, std::move(key));
}

std::optional<PublicKey> PublicKey::ed25519(std::string_view x)
{
    if (x.size() != 32) return std::nullopt;
    auto key = owned(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(x), x.size()));
    if (!key) return std::nullopt;
    return PublicKey(Kind::ed25519, std::move(key));
}

std::optional<PublicKey> PublicKey::rsa(std::string_view n, std::string_view e)
{
    if (n.size() > 1024 || e.empty() || e.size() > 8) return std::nullopt;
    const auto modulus = number_of(n);
    const auto exponent = number_of(e);
    if (BN_num_bits(modulus.get()) < 2048 || BN_is_odd(exponent.get()) == 0 ||
        BN_is_one(exponent.get()) == 1) {
        return std::nullopt;
    }
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    auto key = key_from("RSA", builder.get());
    if (!key) return std::nullopt;
    return PublicKey(Kind::rsa, std::move(key));
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const
{
    const std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    const auto* const digest = kind_ == Kind::ed25519 ? nullptr : EVP_sha256();
    auto* const key = static_cast<EVP_PKEY*>(key_.get());
    return EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
           EVP_DigestVerify(
               context.get(), raw(signature), signature.size(), raw(message), message.size()) == 1;
}

std::optional<std::string> ecdsa_der(std::string_view r_and_s)
{
    if (r_and_s.size() != 64) return std::nullopt;
    const std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>> signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), number_of(r_and_s.substr(0, 32)).release(),
        number_of(r_and_s.substr(32)).release());
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &bytes);
    if (size <= 0) return std::nullopt;
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

} // namespace clinic::crypto
