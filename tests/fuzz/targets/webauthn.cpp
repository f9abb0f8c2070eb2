#include "fuzz/targets.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/cbor.hpp"
#include "platform/crypto/webauthn.hpp"

#include <string>

namespace clinic::fuzz {
namespace {

const crypto::RelyingParty party{"localhost", "http://localhost"};
constexpr std::string_view created =
    R"({"type":"webauthn.create","challenge":"AAAA","origin":"http://localhost"})";
constexpr std::string_view asserted =
    R"({"type":"webauthn.get","challenge":"AAAA","origin":"http://localhost"})";

/// Every view lies within what was read, and nothing is nested or repeated beyond what was promised.
int count(const crypto::Cbor& item, std::string_view bytes, int depth)
{
    must(depth <= 4, "nested too deep");
    const bool inside = item.content.empty() || (item.content.data() >= bytes.data() &&
                                                    item.content.data() + item.content.size() <=
                                                        bytes.data() + bytes.size());
    must(inside, "a string that is not in the input");
    int sum = 1;
    for (const auto& inner : item.items) sum += count(inner, bytes, depth + 1);
    return sum;
}

/// Its COSE key is a point of P-256 or Ed25519; its own bytes are the ones that came.
void as_registration(std::string_view bytes)
{
    const auto made = crypto::read_registration(created, bytes, "AAAA", party);
    if (!made) return;
    must(!made->credential_id.empty() && made->credential_id.size() <= 1023, "credential id");
    must(made->aaguid.size() == 16, "aaguid");
    must(bytes.contains(made->public_key), "a key that did not come");
}

} // namespace

void webauthn(std::string_view bytes)
{
    auto rest = bytes;
    if (const auto item = crypto::take_cbor(rest)) {
        must(rest.size() < bytes.size(), "an item of nothing");
        must(count(*item, bytes, 1) <= 64, "too many items");
        must(bytes.ends_with(rest), "another rest");
    } else {
        must(rest == bytes, "a refused item was taken");
    }
    as_registration(bytes);

    // As authenticator data: nobody signs it, so it is never taken.
    const auto claim = crypto::sha256(party.id) + std::string(bytes);
    for (const std::string_view data : {bytes, std::string_view(claim)}) {
        must(!crypto::read_assertion({asserted, data, bytes}, bytes, "AAAA", party),
            "an unsigned assertion was taken");
        const auto object = "\xA3\x63"
                            "fmt\x64none\x67"
                            "attStmt\xA0\x68"
                            "authData\x59" +
                            std::string(1, static_cast<char>(data.size() >> 8)) +
                            std::string(1, static_cast<char>(data.size())) + std::string(data);
        as_registration(object);
    }
    // As what the browser says.
    (void)crypto::challenge_in(bytes);
    must(!crypto::read_registration(bytes, "\xA0", "AAAA", party), "no attestation was taken");
}

} // namespace clinic::fuzz
