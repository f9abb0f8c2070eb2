#include "platform/http/problem.hpp"

#include "platform/schema/json_out.hpp"

#include <algorithm>
#include <array>

namespace clinic::http {
namespace {

struct Title {
    int status;
    std::string_view fr;
    std::string_view en;
};
constexpr std::array titles{
    Title{400, "Demande incompréhensible", "Bad request"},
    Title{401, "Connexion nécessaire", "Sign-in needed"},
    Title{403, "Accès refusé", "Forbidden"},
    Title{404, "Introuvable", "Not found"},
    Title{405, "Méthode refusée", "Method not allowed"},
    Title{409, "Conflit", "Conflict"},
    Title{412, "Modifié entre-temps", "Changed meanwhile"},
    Title{413, "Trop volumineux", "Too large"},
    Title{415, "Type de contenu refusé", "Unsupported content type"},
    Title{416, "Plage impossible", "Range not satisfiable"},
    Title{422, "Champs à corriger", "Fields to correct"},
    Title{429, "Trop de demandes", "Too many requests"},
    Title{500, "Erreur interne", "Internal error"},
    Title{503, "Momentanément indisponible", "Unavailable for the moment"},
    Title{507, "Disque plein", "Disk full"},
};

void member(api::Writer& out, std::string_view name, std::string_view value)
{
    out.raw(',');
    out.plain(name);
    out.raw(':');
    out.string(value);
}

void write_errors(api::Writer& out, const std::vector<FieldError>& errors, Language language)
{
    out.raw(R"(,"errors":[)");
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (i > 0) out.raw(',');
        out.raw(R"({"pointer":)");
        out.string(errors[i].pointer);
        member(out, "code", errors[i].code);
        member(out, "detail", errors[i].detail.in(language));
        out.raw('}');
    }
    out.raw(']');
}

Response respond(int status, const Problem& problem, Language language, std::string_view request_id)
{
    Response response;
    response.status = status;
    api::Writer out(response.body);
    out.raw(R"({"type":"about:blank")");
    member(out, "title", title_of(status, language));
    out.raw(R"(,"status":)");
    out.integer(status);
    member(out, "code", problem.code);
    member(out, "detail", problem.detail.in(language));
    if (!problem.errors.empty()) write_errors(out, problem.errors, language);
    if (!problem.more.empty()) {
        out.raw(',');
        out.raw(problem.more);
    }
    member(out, "request_id", request_id);
    out.raw('}');
    response.set("content-type", "application/problem+json");
    response.set("content-language", language == Language::fr ? "fr" : "en");
    if (problem.retry_after > 0) response.set("retry-after", std::to_string(problem.retry_after));
    if (status == 401) response.set("www-authenticate", "Bearer");
    return response;
}

} // namespace

int status_of(Refusal refusal)
{
    switch (refusal) {
    case Refusal::malformed:
        return 400;
    case Refusal::unauthenticated:
        return 401;
    case Refusal::forbidden:
        return 403;
    case Refusal::not_found:
        return 404;
    case Refusal::conflict:
        return 409;
    case Refusal::stale:
        return 412;
    case Refusal::too_large:
        return 413;
    case Refusal::unsupported:
        return 415;
    case Refusal::invalid:
        return 422;
    case Refusal::too_many:
        return 429;
    case Refusal::unavailable:
        return 503;
    case Refusal::disk_full:
        return 507;
    }
    return 500;
}

std::string_view title_of(int status, Language language)
{
    const auto* const found = std::ranges::find(titles, status, &Title::status);
    if (found == titles.end()) return language == Language::fr ? "Refus" : "Refused";
    return language == Language::fr ? found->fr : found->en;
}

Response problem_response(const Problem& problem, Language language, std::string_view request_id)
{
    return respond(status_of(problem.refusal), problem, language, request_id);
}

Response plain_problem(int status, std::string code, const Text& detail, Language language,
    std::string_view request_id)
{
    return respond(
        status, Problem{Refusal::malformed, std::move(code), detail}, language, request_id);
}

} // namespace clinic::http
