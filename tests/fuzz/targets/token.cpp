#include "fuzz/targets.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/jwt.hpp"

#include <filesystem>
#include <unistd.h>

namespace clinic::fuzz {
namespace {

crypto::SigningKeys new_keys()
{
    const auto folder = std::filesystem::temp_directory_path() /
                        ("fuzz-keys-" + crypto::hex(crypto::random_bytes(8)));
    auto keys = crypto::SigningKeys::load_or_create(folder);
    std::filesystem::remove_all(folder);
    return keys;
}

} // namespace

void token(std::string_view bytes)
{
    static const auto keys = new_keys();
    static const crypto::TokenRules rules{"clinic", "clinic"};
    static const Instant now{1'500'000};
    must(!crypto::verify_jwt(keys, bytes, rules, now), "an unsigned token was taken");

    // Even claims that we had signed are read with care.
    const auto header = crypto::base64url(
        R"({"alg":"EdDSA","kid":")" + keys.kid() + R"(","typ":"at+jwt"})");
    const auto body = header + '.' + crypto::base64url(bytes);
    const auto whole = body + '.' + crypto::base64url(keys.sign(body));
    const auto claims = crypto::verify_jwt(keys, whole, rules, now);
    if (!claims) return;
    must(*claims == bytes, "other claims than those that were signed");
    auto forged = whole;
    forged[header.size() + 1] = forged[header.size() + 1] == 'A' ? 'B' : 'A';
    must(!crypto::verify_jwt(keys, forged, rules, now), "a changed token was taken");
}

} // namespace clinic::fuzz
