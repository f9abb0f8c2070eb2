#include "signed_line.hpp"

#include "platform/crypto/bytes.hpp"

#include <fmt/format.h>

namespace clinic::admin {
namespace {

std::string message(std::string_view what, std::string_view body)
{
    return fmt::format("monoclinic audit {} 1\n{}", what, body);
}

/// kid, signature, body.
struct Parts {
    std::string_view kid;
    std::string_view signature;
    std::string_view body;
};

std::optional<Parts> parts_of(std::string_view line)
{
    const auto first = line.find(' ');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = line.find(' ', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return Parts{
        line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)};
}

} // namespace

std::string root_of(const std::vector<LanePart>& lanes)
{
    std::string text = "monoclinic audit root 1\n";
    for (const auto& lane : lanes) {
        text += fmt::format("{} {} {} {} {}\n", lane.lane, lane.first_seq, lane.last_seq,
            lane.before.empty() ? "-" : lane.before, lane.after);
    }
    return crypto::base64url(crypto::blake2b(text));
}

std::string sign_line(const crypto::SigningKeys& keys, std::string_view what, std::string_view body)
{
    const auto signature = crypto::base64url(keys.sign(message(what, body)));
    return fmt::format("{} {} {}", keys.kid(), signature, body);
}

bool is_signed(const crypto::SigningKeys& keys, std::string_view what, std::string_view line)
{
    const auto parts = parts_of(line);
    if (!parts) return false;
    const auto signature = crypto::from_base64url(parts->signature);
    return signature && keys.verify(parts->kid, message(what, parts->body), *signature);
}

std::string hash_of_line(std::string_view line)
{
    return crypto::base64url(crypto::blake2b(line));
}

std::string_view body_of(std::string_view line)
{
    const auto parts = parts_of(line);
    return parts ? parts->body : std::string_view();
}

} // namespace clinic::admin
