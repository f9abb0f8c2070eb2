#include "platform/http/client.hpp"

#include "support/certificate.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

using namespace clinic::http;
using namespace clinic::http::testing;
using clinic::test::TestCertificate;

namespace {

ServerOptions secured(const TestCertificate& certificate)
{
    ServerOptions options;
    options.tls_certificate = certificate.certificate_file();
    options.tls_key = certificate.key_file();
    return options;
}

} // namespace

TEST_CASE("over TLS everything works as without, and says HSTS")
{
    TestCertificate certificate;
    certificate.write("first.test");
    const std::string large(300'000, 'z');
    const Running running(
        [&](Request request, Respond respond) {
            if (request.path != "/large") return echo(std::move(request), std::move(respond));
            Response response;
            response.body = large;
            respond(std::move(response));
        },
        secured(certificate));
    const auto wire = running.connect(true);
    CHECK(wire->protocol() == "TLSv1.3");
    const auto answer = wire->ask(post("/secret", "body"));
    REQUIRE(answer);
    CHECK(answer->body == "/secret||body|127.0.0.1");
    CHECK(answer->header("Strict-Transport-Security").starts_with("max-age="));
    CHECK(wire->ask(get("/large"))->body == large);
    wire->send(get("/1") +
               get("/2")); // two requests in one record: the second is in OpenSSL's buffer only
    CHECK(wire->answer()->body == "/1|||127.0.0.1");
    CHECK(wire->answer()->body == "/2|||127.0.0.1");
}

TEST_CASE("a new certificate serves new connections, and the old ones go on")
{
    TestCertificate certificate;
    certificate.write("first.test");
    Running running(echo, secured(certificate));
    const auto before = running.connect(true);
    CHECK(before->peer_certificate_name() == "first.test");

    certificate.write("second.test");
    running.server.reload_certificate();
    const auto after = running.connect(true);
    CHECK(after->peer_certificate_name() == "second.test");
    CHECK(after->ask(get("/"))->status == 200);
    CHECK(before->ask(get("/"))->status == 200);

    std::ofstream(certificate.certificate_file()) << "not a certificate";
    CHECK_THROWS_AS(running.server.reload_certificate(), std::runtime_error);
    CHECK(running.connect(true)->peer_certificate_name() == "second.test");
}

TEST_CASE("a certificate that cannot be used stops the start, naming the file")
{
    ServerOptions options;
    options.tls_certificate = "/nowhere/certificate.pem";
    options.tls_key = "/nowhere/key.pem";
    Server server(options, echo, one_kilobyte, {});
    CHECK_THROWS_WITH_AS(
        server.start(), doctest::Contains("/nowhere/certificate.pem"), std::runtime_error);
}

TEST_CASE("a client that never finishes its handshake is closed")
{
    TestCertificate certificate;
    certificate.write("first.test");
    auto options = secured(certificate);
    options.deadlines.handshake = 100ms;
    const Running running(echo, options);
    const auto silent = running.connect();
    CHECK(silent->closed(2000ms));
    const auto plain = running.connect();
    plain->send(get("/plain-text-on-a-tls-port"));
    CHECK_FALSE(plain->answer());
}
