#include "platform/http/client.hpp"

#include "platform/http/compress.hpp"
#include "platform/http/static.hpp"

#include <doctest/doctest.h>

using namespace clinic;
using namespace clinic::http;

namespace {

constexpr EmbeddedFile app[] = {
    {"assets/app-1234.js", "console.log('plain')"},
    {"assets/app-1234.js.br", "BROTLI"},
    {"assets/app-1234.js.gz", "GZIP"},
    {"favicon.svg", "<svg/>"},
    {"index.html", R"(<html><meta name="csp-nonce" content=""><title>Monoclinic</title></html>)"},
    {"sw.js", "self.skipWaiting()"},
};

Request asking(std::string path, std::vector<Header> headers = {})
{
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    return request;
}

std::string header(const Response& response, std::string_view name)
{
    for (const auto& [known, value] : response.headers) {
        if (known == name) return value;
    }
    return {};
}

} // namespace

TEST_CASE("hashed assets are cached for ever and sent in the best coding that the client takes")
{
    const StaticFiles files(app);
    const auto coded = [&](const std::string& accepted) {
        return files.serve(asking("/assets/app-1234.js", {{"accept-encoding", accepted}}));
    };
    const auto best = coded("gzip, deflate, br, zstd");
    CHECK(best.fixed_body == "BROTLI");
    CHECK(header(best, "Content-Encoding") == "br");
    CHECK(header(best, "Vary") == "Accept-Encoding");
    CHECK(header(best, "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(header(best, "Content-Type") == "text/javascript; charset=utf-8");
    CHECK(coded("gzip").fixed_body == "GZIP");
    CHECK(coded("br;q=0, gzip;q=0.1").fixed_body == "GZIP");
    CHECK(coded("").fixed_body == "console.log('plain')");
    CHECK(header(coded(""), "Content-Encoding").empty());
    CHECK(coded("identity").fixed_body == "console.log('plain')");
}

TEST_CASE("a file that the client has is 304")
{
    const StaticFiles files(app);
    const auto etag = header(files.serve(asking("/sw.js")), "ETag");
    CHECK(header(files.serve(asking("/sw.js")), "Cache-Control") == "no-cache");
    const auto again = files.serve(asking("/sw.js", {{"if-none-match", "\"other\", " + etag}}));
    CHECK(again.status == 304);
    CHECK(again.fixed_body.empty());
    CHECK(header(again, "ETag") == etag);
    CHECK(files.serve(asking("/sw.js", {{"if-none-match", "\"other\""}})).status == 200);
}

TEST_CASE("paths of the app are the index page, with a nonce of its own in page and policy")
{
    const StaticFiles files(app);
    std::string last;
    for (const auto path : {"/", "/index.html", "/agenda/2026-11-27", "/patients/dur%C3%A9e"}) {
        CAPTURE(path);
        const auto page = files.serve(asking(path, {{"if-none-match", "*"}}));
        CHECK(page.status == 200);
        CHECK(header(page, "Cache-Control") == "no-cache");
        const auto start = page.body.find("content=\"") + 9;
        const auto nonce = page.body.substr(start, page.body.find('"', start) - start);
        CHECK(nonce.size() >= 22);
        CHECK(nonce != last);
        const auto policy = header(page, "Content-Security-Policy");
        CHECK(policy.find("style-src 'self' 'nonce-" + nonce + "'") != std::string::npos);
        CHECK(policy.find("script-src 'self';") != std::string::npos);
        CHECK(policy.find("unsafe") == std::string::npos);
        last = nonce;
    }
}

TEST_CASE("a file that is not there is 404, other methods are 405, and nothing leads outside")
{
    const StaticFiles files(app);
    CHECK(files.serve(asking("/assets/gone-99.js")).status == 404);
    CHECK(files.serve(asking("/.env")).status == 404);
    CHECK(files.serve(asking("/../etc/passwd.txt")).status == 404);
    CHECK(files.serve(asking("/%2e%2e/secret.pem")).status == 404);
    auto post = asking("/sw.js");
    post.method = Method::post;
    CHECK(files.serve(post).status == 405);
    CHECK(header(files.serve(post), "Allow") == "GET, HEAD");
}

TEST_CASE("without a web app inside, every page says so")
{
    const StaticFiles files({});
    const auto page = files.serve(asking("/"));
    CHECK(page.status == 404);
    CHECK(page.body.find("no web app inside") != std::string::npos);
}
