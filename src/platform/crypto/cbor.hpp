#pragma once
// The CBOR (RFC 8949) that authenticators write: CTAP2's canonical form and nothing beside it. Definite lengths in their
// shortest spelling, integers, byte strings, texts, arrays, maps, true and false; no floats, no tags, no key twice.
//
// Debian's libcbor builds a tree of whatever comes, takes indefinite lengths, long spellings and repeated keys, and leaves
// the refusing to its user, which would be longer than this reader; tinycbor is not in Debian 12.

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::crypto {

struct Cbor {
    enum class Kind { integer, bytes, text, array, map, boolean } kind = Kind::integer;
    std::int64_t number = 0; ///< of an integer; 1 for true
    std::string_view content{}; ///< of bytes and text, in what was read
    std::vector<Cbor> items{}; ///< of an array; of a map: key, value, key, value…

    /// The value of a map's key; null when it is not there.
    [[nodiscard]] const Cbor* at(std::int64_t key) const;
    [[nodiscard]] const Cbor* at(std::string_view key) const;
};

/// Takes one item from the front of `rest`; nothing when that is not one. At most 4 deep and 64 items in all.
[[nodiscard]] std::optional<Cbor> take_cbor(std::string_view& rest);

} // namespace clinic::crypto
