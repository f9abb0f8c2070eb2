// Who may call a row, once it is known who asks.

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
    const bool reads = route.method == Method::get;
    return std::string(segments.size() > 1 ? segments[1] : "") + (reads ? ":read" : ":write");
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
