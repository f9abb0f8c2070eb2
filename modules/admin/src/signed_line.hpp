#pragma once
// What is signed, and how it is written down: "<kid> <signature> <body>", one line, where the body is JSON and the Ed25519
// signature (RFC 8032) covers "monoclinic audit <what> 1\n" and the body's bytes. The body of each line but the first
// names the BLAKE2b hash of the line before it, so that the signature of the last line vouches for all of them.

#include "chain.hpp"
#include "platform/core/time.hpp"
#include "platform/crypto/keys.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::admin {

/// The ends of all lanes at one moment.
struct Checkpoint {
    static constexpr std::string_view what = "checkpoint";

    std::int64_t number = 0; ///< 1, 2, 3…
    Instant at;
    std::vector<Head> heads;
    std::string previous; ///< hash of the line before; empty for the first

    static constexpr auto schema = api::object(api::field("number", &Checkpoint::number, ""),
        api::field("at", &Checkpoint::at, ""), api::field("heads", &Checkpoint::heads, ""),
        api::field("previous", &Checkpoint::previous, ""));
};

/// The part of a lane that belongs to a month.
struct LanePart {
    std::int64_t lane = 0;
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
    std::string before; ///< hash of the row before the first; empty at the lane's beginning
    std::string after; ///< hash of the last row

    static constexpr auto schema = api::object(api::field("lane", &LanePart::lane, ""),
        api::field("first_seq", &LanePart::first_seq, ""),
        api::field("last_seq", &LanePart::last_seq, ""),
        api::field("before", &LanePart::before, ""), api::field("after", &LanePart::after, ""));
};

/// A month that is over. In each lane it ends before the first row of a later month, so that what it holds
/// is never younger; a row that was late by its clock belongs to the month after.
struct Segment {
    static constexpr std::string_view what = "segment";

    std::string month; ///< "2026-05", UTC
    Instant at;
    std::int64_t rows = 0;
    std::vector<LanePart> lanes;
    std::string root; ///< root_of(lanes)
    std::string previous;

    static constexpr auto schema = api::object(api::field("month", &Segment::month, ""),
        api::field("at", &Segment::at, ""), api::field("rows", &Segment::rows, ""),
        api::field("lanes", &Segment::lanes, ""), api::field("root", &Segment::root, ""),
        api::field("previous", &Segment::previous, ""));
};
/// One value that stands for everything in the month.
[[nodiscard]] std::string root_of(const std::vector<LanePart>&);

/// The order to purge a sealed month.
struct PurgeOrder {
    static constexpr std::string_view what = "purge";

    std::string month;
    Instant at;
    std::string root; ///< of the segment

    static constexpr auto schema = api::object(api::field("month", &PurgeOrder::month, ""),
        api::field("at", &PurgeOrder::at, ""), api::field("root", &PurgeOrder::root, ""));
};

[[nodiscard]] std::string sign_line(
    const crypto::SigningKeys&, std::string_view what, std::string_view body);
template <class T> std::string sign_line(const crypto::SigningKeys& keys, const T& body)
{
    return sign_line(keys, T::what, api::to_json(body));
}

/// False too for a line that is none.
[[nodiscard]] bool is_signed(
    const crypto::SigningKeys&, std::string_view what, std::string_view line);
/// For `previous`.
[[nodiscard]] std::string hash_of_line(std::string_view line);
/// The JSON of a line, or an empty text.
[[nodiscard]] std::string_view body_of(std::string_view line);
template <class T> std::optional<T> read_line(std::string_view line)
{
    T body;
    return api::from_json(body_of(line), body) ? std::optional(std::move(body)) : std::nullopt;
}

} // namespace clinic::admin
