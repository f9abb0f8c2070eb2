#include "service_routes.hpp"

#include "clinic.hpp"

#include "platform/core/version.hpp"
#include "platform/schema/schema.hpp"

#include <algorithm>
#include <set>

namespace clinic {
namespace {

/// As product.md's "Service surface" spells it.
struct Health {
    std::string status;
    std::string service;
    std::string version;
    std::string database;
    Instant timestamp;
    std::optional<std::string> cause;

    static constexpr auto schema = api::object(
        api::field("status", &Health::status, "healthy or unhealthy"),
        api::field("service", &Health::service, "Which module, or monoclinic"),
        api::field("version", &Health::version, "Of the program"),
        api::field("database", &Health::database, "connected or disconnected"),
        api::field("timestamp", &Health::timestamp, "Now"),
        api::field("cause", &Health::cause, "When unhealthy"));
};

http::Response json(int status, std::string body)
{
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    response.set("content-type", "application/json");
    return response;
}

http::Response health_of(Clinic& clinic, const std::string& service)
{
    const bool well = clinic.database.healthy();
    Health health{well ? "healthy" : "unhealthy", service, std::string(version),
        well ? "connected" : "disconnected", clinic.clock.now(), std::nullopt};
    if (!well) health.cause = "The database does not answer.";
    auto response = json(well ? 200 : 503, api::to_json(health));
    response.set("cache-control", "no-store");
    return response;
}

/// Every module that has a route has a health answer: found in the route table, not in a list kept by hand.
std::set<std::string> modules_of(const http::Router& router)
{
    std::set<std::string> names;
    for (const auto& route : router.routes())
        names.insert(route.operation.substr(0, route.operation.find('.')));
    return names;
}

bool is_allowed(const std::vector<std::string>& addresses, const std::string& address)
{
    return std::ranges::find(addresses, address) != addresses.end();
}

http::Response metrics_for(Clinic& clinic, const http::Request& request)
{
    const auto& settings = clinic.config.metrics;
    if (!settings.enabled || !is_allowed(settings.allow, request.address)) {
        return json(
            404, R"({"status":404,"code":"not_found","title":"Not found","detail":"Not here."})");
    }
    http::Response response;
    response.body = clinic.metrics.text();
    response.set("content-type", "text/plain; version=0.0.4; charset=utf-8");
    return response;
}

} // namespace

void mount_service_routes(Clinic& clinic)
{
    auto& router = clinic.router;
    router.plain("/health", "Is the clinic well?",
        [&clinic](const http::Request&) { return health_of(clinic, "monoclinic"); });
    for (const auto& module : modules_of(router)) {
        router.plain("/api/" + module + "/health", "Is this module well?",
            [&clinic, module](
                const http::Request&) { return health_of(clinic, module + "-service"); });
    }
    router.plain("/ready", "May requests be sent here?", [&clinic](const http::Request&) {
        const bool ready = clinic.database.healthy();
        return json(ready ? 200 : 503, ready ? R"({"ready":true})" : R"({"ready":false})");
    });
    router.plain("/metrics", "Figures for Prometheus",
        [&clinic](const http::Request& request) { return metrics_for(clinic, request); });
    router.plain("/api/docs", "This API, to read and to try",
        [&clinic](const http::Request&) { return clinic.web.page("/docs.html"); });
    router.plain("/api/openapi.json", "This API, as OpenAPI 3.1", [&clinic](const http::Request&) {
        auto response = json(200, clinic.openapi());
        response.set("cache-control", "no-cache");
        return response;
    });
}

} // namespace clinic
