// Which page other web sites may show in a frame: the public booking page, and no other.

#include "embedding.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

constexpr EmbeddedFile app[] = {
    {"assets/app.js", "1"},
    {"index.html", R"(<html><meta name="csp-nonce" content=""></html>)"},
};

/// Its frame-ancestors, as far as the next rule.
std::string framed_by(
    std::string path, std::string query, const config::Booking& settings = config::Booking{})
{
    const http::StaticFiles web(app);
    http::Request request;
    request.path = std::move(path);
    request.query = std::move(query);
    const auto page = serve_page(web, settings, request);
    for (const auto& [name, policy] : page.headers) {
        if (name != "Content-Security-Policy") continue;
        const auto at = policy.find("frame-ancestors ");
        return policy.substr(at, policy.find(';', at) - at);
    }
    return "";
}

constexpr auto nobody = "frame-ancestors 'none'";

} // namespace

TEST_CASE("embedding: the public booking page may be framed, asked for as such")
{
    CHECK(framed_by("/rdv/dr-claire-martin-0f3a92c1", "embed=1") == "frame-ancestors *");
    CHECK(framed_by("/rdv", "type=x&embed=1") == "frame-ancestors *");
    // As the page itself reads it, which then has no session.
    CHECK(framed_by("/rdv/x", "embed=0&embed=1") == "frame-ancestors *");
    CHECK(framed_by("/rdv/x", "%65mbed=1") == "frame-ancestors *");
}

TEST_CASE("embedding: no other page, and none that has a session, may be framed")
{
    for (const auto* path : {"/", "/login", "/book", "/my-visits", "/rdvx", "/rdv/x/y", "/x/rdv",
             "/register", "/index.html", "//rdv"})
        CHECK_MESSAGE(framed_by(path, "embed=1") == nobody, path);
    for (const auto* query :
        {"", "embed=0", "embed", "embed=11", "next=/rdv?embed=1", "xembed=1", "embed=%ff"})
        CHECK_MESSAGE(framed_by("/rdv/x", query) == nobody, query);
}

TEST_CASE("embedding: the clinic says which sites may frame it")
{
    config::Booking settings;
    settings.embed_origins = {"https://www.lilas.example", "https://lilas.example"};
    CHECK(framed_by("/rdv/x", "embed=1", settings) ==
          "frame-ancestors https://www.lilas.example https://lilas.example");
    settings.embed_origins.clear();
    CHECK(framed_by("/rdv/x", "embed=1", settings) == nobody);
}

} // namespace clinic::test
