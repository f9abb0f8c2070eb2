#include "platform/http/page.hpp"

#include "platform/crypto/bytes.hpp"

namespace clinic::http {

std::string make_cursor(const std::vector<std::string>& key)
{
    return crypto::base64url(api::to_json(key));
}

std::optional<std::vector<std::string>> read_cursor(std::string_view cursor, std::size_t parts)
{
    const auto json = crypto::from_base64url(cursor);
    std::vector<std::string> key;
    if (!json || !api::from_json(*json, key) || key.size() != parts) return std::nullopt;
    return key;
}

Result<std::vector<std::string>> start_after(const Paging& paging, std::size_t parts)
{
    if (!paging.cursor) return std::vector<std::string>(parts);
    auto key = read_cursor(*paging.cursor, parts);
    if (key) return *std::move(key);
    auto problem = invalid("cursor", "cursor",
        {"Ce curseur ne vient pas de cette liste. Reprenez à la première page.",
            "This cursor is not from this list. Start again at the first page."});
    problem.error().errors.front().pointer = "?cursor";
    return problem;
}

} // namespace clinic::http
