#include "dav_sync.hpp"

#include "platform/crypto/bytes.hpp"

#include <charconv>
#include <fmt/format.h>

namespace clinic::appointments::dav {
namespace {

constexpr std::string_view start = "urn:monoclinic:sync:";
constexpr int longest_days = 30;

} // namespace

std::string SyncToken::text() const
{
    return fmt::format("{}{}:{}", start, digest, at.ms);
}

std::optional<SyncToken> SyncToken::parse(std::string_view text, Instant now)
{
    if (!text.starts_with(start)) return std::nullopt;
    text.remove_prefix(start.size());
    const auto colon = text.find(':');
    if (colon == text.npos) return std::nullopt;
    SyncToken token{std::string(text.substr(0, colon)), {}};
    const auto number = text.substr(colon + 1);
    const auto [end, fault] = std::from_chars(
        number.data(), number.data() + number.size(), token.at.ms);
    if (fault != std::errc() || end != number.data() + number.size()) return std::nullopt;
    if (token.at > now.plus_minutes(2) || token.at < now.plus_days(-longest_days))
        return std::nullopt;
    return token;
}

std::string digest_of(const std::vector<CalendarVisit>& visits)
{
    std::string all;
    for (const auto& visit : visits) {
        all.append(visit.id.view());
        all.append(fmt::format(":{}:{}\n", visit.version, visit.changed_at.ms));
    }
    return crypto::hex(crypto::blake2b(all)).substr(0, 32);
}

} // namespace clinic::appointments::dav
