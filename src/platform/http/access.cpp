// Who may call a row, once it is known who asks.

#include "platform/crypto/bytes.hpp"
#include "platform/http/ascii.hpp"
#include "platform/http/router.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>

namespace clinic::http {
namespace {

std::unexpected<Problem> owes_second_factor()
{
    return refuse(Refusal::forbidden, "second_factor_setup_needed",
        {"Protégez d’abord votre compte par une seconde preuve d’identité.",
            "Protect your account with a second proof of identity first."});
}

std::unexpected<Problem> step_up_needed()
{
    return refuse(Refusal::forbidden, "step_up_needed",
        {"Cette action demande de confirmer que c’est bien vous.",
            "This asks you to confirm that it is you."});
}

std::unexpected<Problem> not_by_key()
{
    return forbidden(
        {"Cette clé d’API ne permet pas cette action.", "This API key does not allow this."});
}

/// A program cannot show that it is still its owner.
std::unexpected<Problem> key_on_hold()
{
    return refuse(Refusal::forbidden, "key_on_hold",
        {"Cette clé d’API est suspendue : un administrateur doit d’abord regarder ce qu’a lu ce "
         "compte.",
            "This API key is on hold: an administrator must look into what this account has read "
            "first."});
}

/// What follows the scheme in an Authorization header, or an empty view.
std::string_view credentials_of(const Request& request, std::string_view scheme)
{
    const auto header = request.header("authorization");
    if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return {};
    const bool fits = ascii::equal(header.substr(0, scheme.size()), scheme);
    return fits ? header.substr(scheme.size() + 1) : std::string_view();
}

/// The password of RFC 7617 credentials; the name before it names nobody here, for the key knows its owner.
std::string password_of(std::string_view credentials)
{
    const auto pair = crypto::from_base64(credentials);
    const auto colon = pair ? pair->find(':') : std::string::npos;
    return colon == std::string::npos ? std::string() : pair->substr(colon + 1);
}

bool asks_for_proof(const Row& row, const Request& request)
{
    if (row.step_up || row.step_up_name.empty()) return row.step_up;
    const auto pairs = query_pairs(request.query);
    return pairs && std::ranges::any_of(*pairs, [&](const auto& pair) {
        return pair.first == row.step_up_name && pair.second == row.step_up_value;
    });
}

} // namespace

std::string scope_of(const Route& route)
{
    const auto segments = path_segments(route.path);
    std::string area(route.row.area);
    if (area.empty() && segments.size() > 1) area = segments[1];
    return area + (is_safe(route.method) ? ":read" : ":write");
}

std::optional<Principal> Router::who(const Route& route, const Request& request, Instant now) const
{
    if (parts_.authenticator == nullptr) return std::nullopt;
    if (const auto token = credentials_of(request, "bearer"); !token.empty())
        return parts_.authenticator->who(token, now);
    if (!route.row.basic) return std::nullopt;
    const auto password = password_of(credentials_of(request, "basic"));
    auto principal = password.empty() ? std::nullopt : parts_.authenticator->who(password, now);
    // A person's token has no business in a program's settings: only what was made for programs.
    return principal && principal->key ? principal : std::nullopt;
}

Result<Nothing> Router::may(
    const Route& route, const Request& request, const Principal& principal) const
{
    if (principal.enrolling && !route.row.while_enrolling) return owes_second_factor();
    if (!principal.has(route.row.policy.any_of())) {
        return forbidden(
            {"Votre rôle ne permet pas cette action.", "Your role does not allow this."});
    }
    const bool proof = asks_for_proof(route.row, request);
    if (principal.key) {
        if (principal.proof_due) return key_on_hold();
        if (proof || route.row.by_person || !principal.key->allows(scope_of(route)))
            return not_by_key();
        return Nothing{};
    }
    const auto stale = principal.proven_at.plus_minutes(step_up_minutes_) <= parts_.clock.now();
    if ((proof && stale) || (principal.proof_due && !route.row.while_enrolling))
        return step_up_needed();
    return Nothing{};
}

} // namespace clinic::http
