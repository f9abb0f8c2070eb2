#pragma once
// What a user can cause is a value (Result, Problem); exceptions are for bugs and broken disks.

#include "platform/core/text.hpp"

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace clinic {

/// The few kinds of refusal; http/problem.cpp has the one table from kind to HTTP status.
enum class Refusal {
    malformed,       ///< 400: not understood at all
    unauthenticated, ///< 401
    forbidden,       ///< 403
    not_found,       ///< 404: absent, or not for you (the same answer)
    conflict,        ///< 409: the state of things says no
    stale,           ///< 412: somebody changed it meanwhile
    too_large,       ///< 413
    unsupported,     ///< 415: not in a format that is taken here
    invalid,         ///< 422: understood, but these fields are wrong
    too_many,        ///< 429
    unavailable,     ///< 503
    disk_full,       ///< 507
};

/// One wrong field. `pointer` is a JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter.
struct FieldError {
    std::string pointer;
    std::string code;
    Text detail;
};

/// A refusal, to be told as RFC 9457 problem details.
struct Problem {
    Refusal refusal;
    std::string code; ///< stable, for programs: "slot_taken"
    Text detail; ///< for people: what is wrong and what to do next
    std::vector<FieldError> errors{};
    std::string more{}; ///< further JSON members, ready text: `"candidates":[…]`
    int retry_after = 0; ///< seconds; 0 = not told
};

template <class T> using Result = std::expected<T, Problem>;

/// The output of a handler that has nothing to say (204).
struct Nothing {};

inline std::unexpected<Problem> refuse(Refusal refusal, std::string code, Text detail)
{
    return std::unexpected(Problem{refusal, std::move(code), std::move(detail)});
}
inline std::unexpected<Problem> conflict(std::string code, Text detail)
{
    return refuse(Refusal::conflict, std::move(code), std::move(detail));
}
inline std::unexpected<Problem> forbidden(Text detail)
{
    return refuse(Refusal::forbidden, "forbidden", std::move(detail));
}
/// Absent and foreign things look the same, so one sentence serves both.
inline std::unexpected<Problem> not_found()
{
    return refuse(Refusal::not_found, "not_found",
        {"Introuvable, ou hors de votre portée.", "Not found, or not yours to see."});
}
inline std::unexpected<Problem> stale()
{
    return refuse(Refusal::stale, "stale",
        {"Modifié entre-temps par quelqu’un d’autre. Rechargez, puis recommencez.",
            "Changed by somebody else meanwhile. Reload, then try again."});
}
/// `pointer` without the leading slash for a top-level field: invalid("starts_at", "past", {…}).
inline std::unexpected<Problem> invalid(std::string field, std::string code, Text detail)
{
    Problem problem{Refusal::invalid, "invalid",
        {"Certains champs sont à corriger.", "Some fields need correcting."}};
    problem.errors.push_back({"/" + std::move(field), std::move(code), std::move(detail)});
    return std::unexpected(std::move(problem));
}

} // namespace clinic
