#include "platform/http/router.hpp"

#include "platform/http/dispatch.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::http {
namespace {

bool is_parameter(std::string_view segment)
{
    return segment.starts_with('{');
}

/// What follows the parameter in its segment: ".ics" of "{token}.ics".
std::string_view ending_of(std::string_view segment)
{
    return segment.substr(segment.find('}') + 1);
}

/// "/api/patients" of "/api/patients/{id}", "/calendar" of "/calendar/{token}.ics": what all paths of a module share.
std::string_view head_of(std::string_view path)
{
    const auto second = path.find('/', 1);
    if (second == path.npos || !path.starts_with("/api/")) return path.substr(0, second);
    return path.substr(0, path.find('/', second + 1));
}

/// A path that ends in a slash names a collection, which is also meant without it (RFC 4918 §5.2).
bool same_length(
    const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& segments)
{
    return pattern.size() == segments.size() ||
           (pattern.size() == segments.size() + 1 && pattern.back().empty());
}

/// Tells whether a pattern takes these segments, and how many of them to the letter.
std::optional<int> exactness(
    const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& segments)
{
    if (!same_length(pattern, segments)) return std::nullopt;
    int exact = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (is_parameter(pattern[i])) {
            const auto ending = ending_of(pattern[i]);
            if (segments[i].size() <= ending.size() || !segments[i].ends_with(ending))
                return std::nullopt;
        } else if (pattern[i] != segments[i]) {
            return std::nullopt;
        } else {
            ++exact;
        }
    }
    return exact;
}

std::string_view method_name(Method method)
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::del:
        return "DELETE";
    case Method::options:
        return "OPTIONS";
    case Method::propfind:
        return "PROPFIND";
    case Method::report:
        return "REPORT";
    }
    return "";
}

bool wants_html(const Request& request)
{
    const auto accept = request.header("accept");
    return accept.contains("text/html") || accept.contains("application/xhtml+xml");
}

} // namespace

Router::Router(RouterParts parts, const RouterOptions& options)
    : parts_(std::move(parts)),
      idempotency_(parts_.sealing),
      per_address_(options.per_address),
      per_user_(options.per_user),
      login_(options.login),
      per_key_(options.per_key),
      step_up_minutes_(options.step_up_minutes),
      uploads_{parts_.uploads}
{
}

Router::~Router() = default;

void Router::add(Route route)
{
    const auto same = std::ranges::find_if(routes_, [&](const Route& other) {
        return other.method == route.method && other.path == route.path;
    });
    if (same != routes_.end()) throw std::logic_error("two rows for " + route.path);
    routes_.push_back(std::move(route));
    const Route& kept = routes_.back();
    by_head_[head_of(kept.path)].push_back({&kept, path_segments(kept.path)});
}

void Router::plain(std::string path, std::string summary, PlainHandler handler)
{
    plain_.push_back({std::move(path), std::move(summary), std::move(handler)});
}

Router::Match Router::match(Method method, std::string_view path) const
{
    Match found;
    const auto family = by_head_.find(head_of(path));
    if (family == by_head_.end()) return found;
    const auto segments = path_segments(path);
    const Pattern* chosen = nullptr;
    int best = -1;
    for (const auto& pattern : family->second) {
        const auto exact = exactness(pattern.segments, segments);
        if (!exact) continue;
        if (pattern.route->method != method) {
            if (!found.allowed.empty()) found.allowed += ", ";
            found.allowed += method_name(pattern.route->method);
        } else if (*exact > best) {
            best = *exact;
            chosen = &pattern;
        }
    }
    if (chosen == nullptr) return found;
    found.route = chosen->route;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto name = chosen->segments[i];
        if (!is_parameter(name)) continue;
        const auto value = segments[i].substr(0, segments[i].size() - ending_of(name).size());
        found.values.emplace_back(
            name.substr(1, name.find('}') - 1), percent_decoded(value, false).value_or(""));
    }
    return found;
}

std::string Router::canonical(const Request& request) const
{
    const std::string_view path = request.path;
    const bool under = std::ranges::any_of(aliases_, [&](const std::string& prefix) {
        return path.starts_with(prefix) &&
               (path.size() == prefix.size() || path[prefix.size()] == '/');
    });
    return under && !wants_html(request) ? "/api" + request.path : request.path;
}

BodyPlan Router::body_plan(const Request& request)
{
    auto found = match(request.method, request.path);
    if (found.route == nullptr) found = match(request.method, "/api" + request.path);
    if (found.route == nullptr) return {.bytes = 0};
    const auto& row = found.route->row;
    if (row.upload == 0) return {.bytes = row.body_limit};
    // Nobody fills the disk who may not come in.
    if (!may_enter(*found.route, request)) return {.unwanted = true};
    auto upload = std::make_shared<Upload>(request.header("content-type"), row.upload, uploads_);
    const bool refused = upload->fault() == Upload::Fault::busy ||
                         upload->fault() == Upload::Fault::not_a_form;
    return {
        .bytes = row.upload + Upload::envelope, .upload = std::move(upload), .unwanted = refused};
}

/// By policy alone; rates are counted when the request is handled.
bool Router::may_enter(const Route& route, const Request& request) const
{
    const auto& policy = route.row.policy;
    if (policy.door() == Policy::Door::everyone) return true;
    const auto principal = who(route, request, parts_.clock.now());
    return principal && may(route, request, *principal).has_value();
}

Response Router::answer_plainly(const Request& request, const Match& match) const
{
    const auto language = language_of(request, std::nullopt);
    const auto plain = std::ranges::find(plain_, request.path, &Plain::path);
    if (plain != plain_.end() && request.method == Method::get) {
        auto response = plain->handler(request);
        response.route = plain->path;
        return response;
    }
    if (!match.allowed.empty() || plain != plain_.end()) {
        auto response = plain_problem(405, "method",
            {"Cette adresse n’accepte pas cette méthode.",
                "This address does not take this method."},
            language, request.request_id);
        response.set("allow", plain != plain_.end() ? "GET" : match.allowed);
        return response;
    }
    if (!fallback_ || request.path.starts_with("/api/") || request.path == "/api") {
        return plain_problem(404, "not_found",
            {"Cette adresse n’existe pas.", "There is no such address."}, language,
            request.request_id);
    }
    return fallback_(request);
}

void Router::handle(Request request, Respond respond)
{
    request.path = canonical(request);
    auto found = match(request.method, request.path);
    // A plain path is written out, so it comes before a row with a parameter in its place.
    const bool plain = std::ranges::find(plain_, request.path, &Plain::path) != plain_.end();
    if (plain || found.route == nullptr) return respond(answer_plainly(request, found));
    Dispatch::start(
        *this, std::move(request), *found.route, std::move(found.values), std::move(respond));
}

} // namespace clinic::http
