#include "platform/crypto/jwt.hpp"

#include "platform/crypto/bytes.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace clinic::crypto {

namespace {

constexpr std::size_t longest_token = 4096;
constexpr std::int64_t grace_seconds = 30;

constexpr std::string_view header_start = R"({"alg":"EdDSA","kid":")";
constexpr std::string_view header_end = R"(","typ":"at+jwt"})";

/// The registered claims of one flat reading of the JSON text. A parser's handler, so that a name
/// that comes twice is seen; a value tree would keep the last and forget the first.
class ClaimReader {
public:
    static constexpr std::size_t max_object_size = 64;
    static constexpr std::size_t max_array_size = 256;
    static constexpr std::size_t max_key_size = 256;
    static constexpr std::size_t max_string_size = longest_token;

    std::optional<std::string> issuer, audience;
    std::optional<std::int64_t> issued, not_before, expires;

    using Error = boost::system::error_code;

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error& error)
    {
        names_.emplace_back();
        return good(error, ++depth_ <= 4);
    }
    bool on_object_end(std::size_t, Error&)
    {
        names_.pop_back();
        --depth_;
        return true;
    }
    bool on_array_begin(Error& error) { return good(error, depth_ > 0 && ++depth_ <= 4); }
    bool on_array_end(std::size_t, Error&)
    {
        --depth_;
        return true;
    }
    bool on_key_part(boost::json::string_view part, std::size_t, Error&)
    {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(boost::json::string_view part, std::size_t, Error& error)
    {
        key_.append(part.data(), part.size());
        name_ = std::exchange(key_, {});
        const bool fresh = std::ranges::find(names_.back(), name_) == names_.back().end();
        names_.back().push_back(name_);
        return good(error, fresh);
    }
    bool on_string_part(boost::json::string_view part, std::size_t, Error&)
    {
        text_.append(part.data(), part.size());
        return true;
    }
    bool on_string(boost::json::string_view part, std::size_t, Error& error)
    {
        text_.append(part.data(), part.size());
        const auto text = std::exchange(text_, {});
        if (depth_ != 1) return good(error, depth_ > 0);
        if (name_ == "iss") issuer = text;
        if (name_ == "aud") audience = text;
        return true;
    }
    bool on_number_part(boost::json::string_view, Error&) { return true; }
    bool on_int64(std::int64_t number, boost::json::string_view, Error& error)
    {
        if (depth_ != 1) return good(error, depth_ > 0);
        if (name_ == "iat") issued = number;
        if (name_ == "nbf") not_before = number;
        if (name_ == "exp") expires = number;
        return true;
    }
    /// A time beyond 63 bits, or a fraction of a second, is not a time of ours.
    bool on_uint64(std::uint64_t, boost::json::string_view, Error& error) { return other(error); }
    bool on_double(double, boost::json::string_view, Error& error) { return other(error); }
    bool on_bool(bool, Error& error) { return other(error); }
    bool on_null(Error& error) { return other(error); }
    bool on_comment_part(boost::json::string_view, Error&) { return false; }
    bool on_comment(boost::json::string_view, Error&) { return false; }

private:
    static bool good(Error& error, bool is_good)
    {
        if (!is_good) error = boost::json::error::syntax;
        return is_good;
    }
    bool other(Error& error)
    {
        const bool registered = depth_ == 1 &&
                                (name_ == "iss" || name_ == "aud" || name_ == "iat" ||
                                    name_ == "nbf" || name_ == "exp");
        return good(error, depth_ > 0 && !registered);
    }

    int depth_ = 0;
    std::vector<std::vector<std::string>> names_;
    std::string key_, name_, text_;
};

std::optional<ClaimReader> read_claims(std::string_view json)
{
    boost::json::basic_parser<ClaimReader> parser{boost::json::parse_options()};
    boost::system::error_code error;
    const auto used = parser.write_some(false, json.data(), json.size(), error);
    if (error || used != json.size() || !parser.done()) return std::nullopt;
    return std::move(parser.handler());
}

bool hold(const ClaimReader& claims, const TokenRules& rules, Instant now)
{
    const std::int64_t seconds = now.ms / 1000;
    return claims.issuer == rules.issuer && claims.audience == rules.audience && claims.issued &&
           *claims.issued <= seconds + grace_seconds && claims.expires &&
           seconds < *claims.expires && claims.not_before.value_or(0) <= seconds + grace_seconds;
}

struct Parts {
    std::string_view header, claims, signature, signed_text;
};
std::optional<Parts> split(std::string_view token)
{
    if (token.size() > longest_token || std::ranges::count(token, '.') != 2) return std::nullopt;
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    return Parts{token.substr(0, first), token.substr(first + 1, last - first - 1),
        token.substr(last + 1), token.substr(0, last)};
}

/// The key id in a header that is to the byte the one that sign_jwt() writes.
std::optional<std::string> kid_in(std::string_view encoded_header)
{
    const auto header = from_base64url(encoded_header);
    if (!header || !header->starts_with(header_start) || !header->ends_with(header_end))
        return std::nullopt;
    const auto fixed = header_start.size() + header_end.size();
    if (header->size() < fixed) return std::nullopt;
    return header->substr(header_start.size(), header->size() - fixed);
}

}

std::string sign_jwt(const SigningKeys& keys, std::string_view claims)
{
    const auto kid = keys.kid();
    auto token = base64url(fmt::format("{}{}{}", header_start, kid, header_end)) + "." +
                 base64url(claims);
    const auto signature = keys.sign(token, kid);
    return token + "." + base64url(signature);
}

std::optional<std::string> verify_jwt(
    const SigningKeys& keys, std::string_view token, const TokenRules& rules, Instant now)
{
    const auto parts = split(token);
    if (!parts) return std::nullopt;
    const auto kid = kid_in(parts->header);
    const auto signature = from_base64url(parts->signature);
    auto claims = from_base64url(parts->claims);
    if (!kid || !signature || !claims) return std::nullopt;
    if (!keys.verify(*kid, parts->signed_text, *signature)) return std::nullopt;
    const auto read = read_claims(*claims);
    if (!read || !hold(*read, rules, now)) return std::nullopt;
    return claims;
}

}
