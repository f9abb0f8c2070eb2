// What happens to a request before its handler runs: who asks, whether they may, how often, and with what input.

#include "platform/http/dispatch.hpp"

#include "platform/http/forwarded.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>

namespace clinic::http {
namespace {

Problem too_many(int seconds)
{
    Problem problem{Refusal::too_many, "too_many",
        {"Trop de demandes. Réessayez dans " + std::to_string(seconds) + " s.",
            "Too many requests. Try again in " + std::to_string(seconds) + " s."}};
    problem.retry_after = seconds;
    return problem;
}

Problem unauthenticated()
{
    return {Refusal::unauthenticated, "unauthenticated",
        {"Connectez-vous pour continuer.", "Sign in to go on."}};
}

bool takes_body(Method method)
{
    return method == Method::post || method == Method::put || method == Method::patch;
}

bool is_json(std::string_view content_type)
{
    const auto type = content_type.substr(0, content_type.find(';'));
    return type == "application/json" || type == "application/json " ||
           type == "application/merge-patch+json";
}

std::optional<Language> named_language(std::string_view accept)
{
    // The first of ours in the list: browsers list by preference.
    while (!accept.empty()) {
        const auto comma = accept.find(',');
        auto tag = accept.substr(0, comma);
        while (tag.starts_with(' ')) tag.remove_prefix(1);
        if (tag.starts_with("fr")) return Language::fr;
        if (tag.starts_with("en")) return Language::en;
        accept = comma == std::string_view::npos ? std::string_view() : accept.substr(comma + 1);
    }
    return std::nullopt;
}

std::unexpected<Problem> no_form()
{
    return refuse(Refusal::unsupported, "unsupported",
        {"Envoyez un formulaire avec un fichier (Content-Type: multipart/form-data).",
            "Send a form with a file (Content-Type: multipart/form-data)."});
}

std::unexpected<Problem> form_refused(Upload::Fault fault, std::size_t limit)
{
    const auto megabytes = std::to_string(limit / (1024 * 1024));
    switch (fault) {
    case Upload::Fault::busy:
        return refuse(Refusal::unavailable, "busy",
            {"Beaucoup de fichiers arrivent en ce moment. Réessayez dans un instant.",
                "Many files are coming in just now. Try again in a moment."});
    case Upload::Fault::too_large:
        return refuse(Refusal::too_large, "file_too_large",
            {"Ce fichier est trop volumineux : " + megabytes + " Mo au plus.",
                "This file is too large: " + megabytes + " MB at most."});
    case Upload::Fault::two_files:
        return refuse(Refusal::malformed, "two_files",
            {"Envoyez un fichier à la fois.", "Send one file at a time."});
    case Upload::Fault::disk_full:
        return refuse(Refusal::disk_full, "disk_full",
            {"Le disque est plein : rien n’a été enregistré. Prévenez l’administrateur.",
                "The disk is full: nothing was saved. Tell the administrator."});
    case Upload::Fault::not_a_form:
        return no_form();
    default:
        return refuse(Refusal::malformed, "malformed",
            {"Ce formulaire est mal formé, ou ne s’est pas terminé.",
                "This form is malformed, or did not end."});
    }
}

} // namespace

Language language_of(const Request& request, const std::optional<Principal>& principal)
{
    if (const auto named = named_language(request.header("accept-language"))) return *named;
    return principal ? principal->language : Language::fr;
}

Result<Nothing> Dispatch::admit()
{
    exchange_.principal = router_.who(route_, exchange_.request, exchange_.now);
    exchange_.language = language_of(exchange_.request, exchange_.principal);
    const auto& policy = route_.row.policy;
    if (route_.row.same_site && exchange_.request.header("x-requested-with").empty()) {
        return forbidden(
            {"L’en-tête X-Requested-With manque : la demande vient peut-être d’un autre site.",
                "The X-Requested-With header is missing: the request may come from another site."});
    }
    if (policy.door() == Policy::Door::everyone) return Nothing{};
    if (!exchange_.principal) return std::unexpected(unauthenticated());
    return router_.may(route_, exchange_.request, *exchange_.principal);
}

Result<Nothing> Dispatch::within_rates_of_address() const
{
    const int wait = router_.per_address_.wait_seconds(address_key(exchange_.request.address));
    if (wait > 0) return std::unexpected(too_many(wait));
    return Nothing{};
}

/// Who is in already is counted by themselves: neighbours behind the same address cannot shut them out.
Result<Nothing> Dispatch::within_rate_of_login() const
{
    if (route_.row.rate != RateClass::login) return Nothing{};
    const bool known = route_.row.policy.door() != Policy::Door::everyone && exchange_.principal;
    const int wait = router_.login_.wait_seconds(
        known ? exchange_.principal->user.str() : address_key(exchange_.request.address));
    if (wait > 0) return std::unexpected(too_many(wait));
    return Nothing{};
}

Result<Nothing> Dispatch::within_rates_of_user() const
{
    if (!exchange_.principal) return Nothing{};
    const auto& who = *exchange_.principal;
    const int wait = who.key ? router_.per_key_.wait_seconds(who.key->id)
                             : router_.per_user_.wait_seconds(who.user.view());
    if (wait > 0) return std::unexpected(too_many(wait));
    return Nothing{};
}

Result<Nothing> Dispatch::read_body(api::Input& input, api::Report& report) const
{
    const auto& body = exchange_.request.body;
    if (!takes_body(exchange_.request.method) || body.empty()) return Nothing{};
    if (!is_json(exchange_.request.header("content-type"))) {
        return refuse(Refusal::unsupported, "unsupported",
            {"Envoyez du JSON (Content-Type: application/json).",
                "Send JSON (Content-Type: application/json)."});
    }
    if (!input.parse_body(body)) {
        return refuse(Refusal::malformed, "malformed",
            {"Le corps de la demande n’est pas du JSON valide.",
                "The request's body is not valid JSON."});
    }
    if (!input.body().is_object()) api::report_not_an_object(report);
    return Nothing{};
}

Result<Nothing> Dispatch::read_xml(api::Input& input) const
{
    const auto& body = exchange_.request.body;
    if (body.empty()) return Nothing{};
    const auto type = exchange_.request.header("content-type");
    if (!type.starts_with("application/xml") && !type.starts_with("text/xml")) {
        return refuse(Refusal::unsupported, "unsupported",
            {"Envoyez du XML (Content-Type: application/xml).",
                "Send XML (Content-Type: application/xml)."});
    }
    std::string text = body;
    std::erase(text, '\r'); // XML 1.0 §2.11
    input.add_text("xml", text, false);
    return Nothing{};
}

Result<Nothing> Dispatch::read_form(api::Input& input) const
{
    const auto& upload = exchange_.request.upload;
    if (!upload) return no_form();
    if (const auto fault = upload->fault(); fault != Upload::Fault::none)
        return form_refused(fault, route_.row.upload);
    for (const auto& [name, value] : upload->fields()) input.add_text(name, value, false);
    if (upload->file()) input.add_file(upload->file_field(), upload->file());
    return Nothing{};
}

Result<Nothing> Dispatch::read_input(const Values& path)
{
    auto claim = router_.idempotency_.claim_of(exchange_);
    if (!claim) return std::unexpected(claim.error());
    claim_ = *std::move(claim);

    api::Input input;
    api::Report report;
    for (const auto& [name, value] : path) input.add_text(name, value, false);
    const auto pairs = query_pairs(exchange_.request.query);
    if (!pairs) {
        return refuse(Refusal::malformed, "query",
            {"Les paramètres de l’adresse sont mal encodés.",
                "The address's parameters are badly encoded."});
    }
    for (const auto& [name, value] : *pairs) {
        report.query_names.push_back(name);
        input.add_text(name, value, true);
    }
    auto body = route_.row.upload > 0 ? read_form(input)
                : route_.row.xml      ? read_xml(input)
                                      : read_body(input, report);
    if (!body) return body;
    for (const auto& name : input.repeated()) {
        report.enter(name);
        report.add("repeated", {"Donné deux fois.", "Given twice."});
        report.leave();
    }
    job_ = route_.read(input, report);
    if (!report.clean()) return std::unexpected(std::move(report).problem());
    return Nothing{};
}

} // namespace clinic::http
