#pragma once
// Refusals as RFC 9457 problem details, in the language of the one who asked.

#include "platform/core/result.hpp"
#include "platform/http/message.hpp"

namespace clinic::http {

[[nodiscard]] int status_of(Refusal refusal);
[[nodiscard]] Response problem_response(
    const Problem& problem, Language language, std::string_view request_id);
/// For what the edge itself says: too large, wrong method, a bug.
[[nodiscard]] Response plain_problem(int status, std::string code, const Text& detail,
    Language language, std::string_view request_id);
/// The reason phrase of a status, in that language, for `title`.
[[nodiscard]] std::string_view title_of(int status, Language language);

} // namespace clinic::http
