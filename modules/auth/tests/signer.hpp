#pragma once
// Signatures by any private key, as those who sign in with Monoclinic make them.

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

namespace clinic::test {

/// `digest`: nullptr where the algorithm has its own (EdDSA). ECDSA's comes as DER.
inline std::string signed_by(EVP_PKEY* key, const EVP_MD* digest, std::string_view message)
{
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(
        EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key);
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size());
    std::string signature(size, '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
        message.size());
    signature.resize(size);
    return signature;
}

} // namespace clinic::test
