// Every route × every field × every way to spoil it, generated from the route table: always a refusal that points at what
// is wrong, never a failure, and nothing changed. A new route is in it by being a route.
//
// It was seen to fail with: a field read without its max_length; a handler that throws on a day of 0; a route that reads
// its body as text; api::Report that forgets its pointer.

#include "bad_input.hpp"
#include "sample.hpp"
#include "support/test_clinic.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <map>
#include <set>

namespace clinic::test {
namespace {

/// Everyone who is needed to be let in by every policy.
class People {
public:
    explicit People(TestClinic& clinic) : stranger_(clinic.stranger())
    {
        constexpr auto roles = api::spelled_names<auth::Role>();
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const auto role = static_cast<Role>(i);
            people_.emplace(role, clinic.sign_in(role));
        }
    }
    Visitor& one_who_may(const http::Policy& policy)
    {
        if (policy.door() == http::Policy::Door::everyone) return stranger_;
        if (policy.door() == http::Policy::Door::signed_in) return people_.at(Role::admin);
        for (auto& [role, visitor] : people_) {
            if ((policy.any_of() & auth::bit(role)) != 0) return visitor;
        }
        throw std::logic_error("a policy that lets nobody in");
    }

private:
    Visitor stranger_;
    std::map<Role, Visitor> people_;
};

std::string nowhere(const http::Route& route)
{
    std::string path = route.path;
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        const auto uuid = new_uuid();
        path.replace(open, path.find('}', open) - open + 1, uuid.data(), uuid.size());
    }
    return path;
}

bool takes_body(const http::Route& route)
{
    return route.method == http::Method::post || route.method == http::Method::put ||
           route.method == http::Method::patch;
}

/// What is wrong with a refusal; empty when nothing is.
std::string fault_of(const Reply& reply, const BadInput& bad)
{
    if (reply.status < 400 || reply.status > 499) return fmt::format("{}", reply.status);
    if (reply.header("content-type") != "application/problem+json") return "no problem+json";
    if (reply.code().empty() || reply.json("/title").empty()) return "no code or title";
    if (bad.pointer.empty() || reply.status != 422) return {};
    boost::system::error_code error;
    const auto body = boost::json::parse(reply.body, error);
    const auto* errors = error ? nullptr : body.as_object().if_contains("errors");
    if (errors == nullptr) return "no errors[]";
    for (const auto& one : errors->as_array()) {
        const std::string pointer(one.as_object().at("pointer").as_string());
        if (pointer.starts_with(bad.pointer) || bad.pointer.starts_with(pointer + '/')) return {};
    }
    return "errors[] points elsewhere: " + reply.body;
}

Reply send(Visitor& visitor, const http::Route& route, const BadInput& bad)
{
    if (route.row.same_site) visitor.with("x-requested-with", "monoclinic");
    const auto path = nowhere(route);
    return takes_body(route) ? visitor.send(route.method, path, bad.body)
                             : visitor.send(route.method, path + bad.body, {});
}

} // namespace

TEST_CASE("bad input: is refused with a pointer to it, and changes nothing, in every field")
{
    TestClinic clinic;
    People people(clinic);
    // A log-in that is refused is noted in the audit: that is not what its sender wanted to change.
    const std::vector<std::string> notes{"admin_audit", "bus_inbox"};
    const auto before = clinic.snapshot(notes);
    std::set<std::string> ways;
    int tried = 0;
    for (const auto& route : clinic->router.routes()) {
        auto& visitor = people.one_who_may(route.row.policy);
        for (const auto& bad : takes_body(route) ? bad_bodies(route) : bad_queries(route)) {
            const auto reply = send(visitor, route, bad);
            const auto fault = fault_of(reply, bad);
            CHECK_MESSAGE(fault.empty(), route.operation << " · " << bad.what << ": " << fault);
            ways.insert(bad.what.substr(
                bad.what.rfind(": ") == std::string::npos ? 0 : bad.what.rfind(": ") + 2));
            ++tried;
        }
        if (clinic.snapshot(notes) != before) {
            FAIL_CHECK("something changed by bad input to " << route.operation);
            break;
        }
    }
    MESSAGE("bad inputs tried: ", tried);
    for (const std::string way : {"too long", "empty", "a NUL", "negative money", "too small",
             "none of the names", "2026-02-30 as date", "null", "missing", "deeply nested",
             "an unknown field", "bytes that are not UTF-8", "a bottomless nest"}) {
        CHECK_MESSAGE(ways.contains(way), way);
    }
}

TEST_CASE("bad input: ids of nothing are refused, and change nothing")
{
    TestClinic clinic;
    People people(clinic);
    const auto before = clinic.snapshot();
    int tried = 0;
    for (const auto& route : clinic->router.routes()) {
        const auto body = takes_body(route) ? sample_body(route) : std::string();
        // The sample's ids name nothing; a route without any id in path or body is not meant.
        if (!route.path.contains('{') && !body.contains("_id\":")) continue;
        if (route.method == http::Method::get) continue;
        auto& visitor = people.one_who_may(route.row.policy);
        const auto reply = send(visitor, route, {"", body, ""});
        CHECK_MESSAGE(fault_of(reply, {}).empty(), route.operation << ": " << reply.status);
        ++tried;
    }
    CHECK(tried > 20);
    CHECK(clinic.snapshot() == before);
}

TEST_CASE("bad input: what would be wrong with a refusal is seen")
{
    const auto reply = [](int status, std::string body) {
        return Reply{status, {{"content-type", "application/problem+json"}}, std::move(body)};
    };
    const BadInput bad{"name: too long", "{}", "/name"};
    const std::string good = R"({"code":"invalid","title":"t","errors":[{"pointer":"/name"}]})";
    CHECK(fault_of(reply(422, good), bad).empty());
    CHECK_FALSE(fault_of(reply(200, good), bad).empty());
    CHECK_FALSE(fault_of(reply(500, good), bad).empty());
    CHECK_FALSE(fault_of(reply(422, "{}"), bad).empty());
    CHECK_FALSE(fault_of(Reply{422, {}, good}, bad).empty());
    CHECK_FALSE(fault_of(reply(422, good), {"", "", "/other"}).empty());
}

} // namespace clinic::test
