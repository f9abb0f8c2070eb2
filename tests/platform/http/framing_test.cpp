#include "platform/http/client.hpp"

#include "platform/http/framing.hpp"
#include "platform/http/target.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace clinic::http;
using namespace clinic::http::testing;

namespace {

struct Odd {
    const char* what;
    std::string bytes;
    int status;
};

std::string with_fields(std::string_view fields, std::string_view body = "")
{
    return "POST /x HTTP/1.1\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

const std::vector<Odd>& odd_forms()
{
    using namespace std::string_literals;
    const std::string host = "Host: clinic.test\r\n";
    static const std::vector<Odd> forms = {
        {"identity coding", with_fields(host + "Transfer-Encoding: identity\r\n"), 400},
        {"gzip before chunked", with_fields(host + "Transfer-Encoding: gzip, chunked\r\n"), 400},
        {"chunked twice", with_fields(host + "Transfer-Encoding: chunked, chunked\r\n"), 400},
        {"two coding lines",
            with_fields(host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
            400},
        {"coding in odd spelling", with_fields(host + "Transfer-Encoding: xchunked\r\n"), 400},
        {"coding in quotes", with_fields(host + "Transfer-Encoding: \"chunked\"\r\n"), 400},
        {"coding and length",
            with_fields(host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"),
            400},
        {"length and coding",
            with_fields(host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            400},
        {"a list of lengths", with_fields(host + "Content-Length: 5, 5\r\n", "hello"), 400},
        {"two equal lengths",
            with_fields(host + "Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
        {"two different lengths",
            with_fields(host + "Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400},
        {"a signed length", with_fields(host + "Content-Length: +5\r\n", "hello"), 400},
        {"a negative length", with_fields(host + "Content-Length: -5\r\n", "hello"), 400},
        {"a hexadecimal length", with_fields(host + "Content-Length: 0x5\r\n", "hello"), 400},
        {"a length past 64 bits", with_fields(host + "Content-Length: 99999999999999999999\r\n"),
            400},
        {"an empty length", with_fields(host + "Content-Length: \r\n"), 400},
        {"chunked on HTTP/1.0",
            "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"no host", with_fields(""), 400},
        {"two hosts", with_fields(host + host), 400},
        {"an empty host", with_fields("Host: \r\n"), 400},
        {"a host with a path", with_fields("Host: a/b\r\n"), 400},
        {"a host with a user", with_fields("Host: me@a\r\n"), 400},
        {"a host with a space", with_fields("Host: a b\r\n"), 400},
        {"a host list", with_fields("Host: a,b\r\n"), 400},
        {"a host with a bad port", with_fields("Host: a:12x\r\n"), 400},
        {"a folded line", with_fields(host + "X-A: one\r\n two\r\n"), 400},
        {"a folded first line", with_fields(" X-A: one\r\n" + host), 400},
        {"a space before the colon", with_fields(host + "X-A : one\r\n"), 400},
        {"a field without a name", with_fields(host + ": one\r\n"), 400},
        {"a field without a colon", with_fields(host + "X-A\r\n"), 400},
        {"a NUL in a value", with_fields(host + "X-A: o\0ne\r\n"s), 400},
        {"a bell in a value", with_fields(host + "X-A: o\ane\r\n"), 400},
        {"a DEL in a value", with_fields(host + "X-A: o\x7fne\r\n"), 400},
        {"a bare CR in a value", with_fields(host + "X-A: o\rne\r\n"), 400},
        {"a bare LF between lines", "GET / HTTP/1.1\nHost: clinic.test\n\n", 400},
        {"a bare LF after a value", with_fields("Host: clinic.test\nX-A: b\r\n"), 400},
        {"bytes that are not UTF-8", with_fields(host + "X-A: \xff\xfe\r\n"), 400},
        {"an absolute target for another host",
            "GET http://other.test/ HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"a target of another scheme",
            "GET ftp://clinic.test/ HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"a target without its slash", "GET x HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"a fragment", "GET /a#b HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"a broken escape", "GET /a%4 HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"an escaped NUL", "GET /a%00 HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"a raw byte in the target", "GET /caf\xc3\xa9 HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"a star for GET", "GET * HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"two spaces in the request line", "GET  / HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 400},
        {"a bad chunk size",
            with_fields(host + "Transfer-Encoding: chunked\r\n", "zz\r\nhello\r\n0\r\n\r\n"), 400},
        {"a chunk longer than it says",
            with_fields(host + "Transfer-Encoding: chunked\r\n", "3\r\nhello\r\n0\r\n\r\n"), 400},
        {"TLS on a plain port", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, 400},
        {"TRACE", "TRACE / HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 405},
        {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 405},
        {"an unknown method", "BREW / HTTP/1.1\r\nHost: clinic.test\r\n\r\n", 501},
        {"an expectation of another kind",
            with_fields(host + "Expect: miracles\r\nContent-Length: 1\r\n", "x"), 417},
        {"HTTP/2.0 in words", "GET / HTTP/2.0\r\nHost: clinic.test\r\n\r\n", 505},
    };
    return forms;
}

} // namespace

TEST_CASE("every odd framing is refused before a handler sees it, and the connection is closed")
{
    int handled = 0;
    const Running running([&](Request request, Respond respond) {
        ++handled;
        echo(std::move(request), std::move(respond));
    });
    for (const auto& odd : odd_forms()) {
        CAPTURE(odd.what);
        const auto wire = running.connect();
        // A second request rides behind: if it is answered, it was smuggled.
        wire->send(odd.bytes + get("/smuggled"));
        const auto answer = wire->answer();
        REQUIRE(answer);
        CHECK(answer->status == odd.status);
        CHECK(answer->header("Connection") == "close");
        CHECK(answer->header("Content-Type") == "application/problem+json");
        CHECK(answer->header("X-Content-Type-Options") == "nosniff");
        CHECK_FALSE(answer->header("Content-Security-Policy").empty());
        CHECK_FALSE(answer->header("X-Request-Id").empty());
        CHECK(answer->says("\"code\":\""));
        CHECK(wire->closed());
    }
    CHECK(handled == 0);
}

TEST_CASE("well-formed requests of every framing are understood")
{
    const Running running(echo);
    const auto body_of = [&](const std::string& bytes) {
        const auto answer = running.ask(bytes);
        REQUIRE(answer);
        CHECK(answer->status == 200);
        return answer->body;
    };
    const std::string chunked =
        "POST /c HTTP/1.1\r\nHost: clinic.test:8080\r\nTransfer-Encoding: Chunked\r\n\r\n";
    CHECK(body_of(get("/a/b?c=d&e")) == "/a/b|c=d&e||127.0.0.1");
    CHECK(body_of(post("/p", "hello")) == "/p||hello|127.0.0.1");
    CHECK(body_of(chunked + "5\r\nhello\r\n1;why=not\r\n!\r\n0\r\nTrailer: kept out\r\n\r\n") ==
          "/c||hello!|127.0.0.1");
    CHECK(body_of("GET http://clinic.test/abs?q HTTP/1.1\r\nHost: clinic.test\r\n\r\n") ==
          "/abs|q||127.0.0.1");
    CHECK(body_of("\r\n\r\nGET /after-empty-lines HTTP/1.1\r\nHost: [::1]:80\r\n\r\n") ==
          "/after-empty-lines|||127.0.0.1");
    CHECK(body_of("OPTIONS * HTTP/1.1\r\nHost: clinic.test\r\n\r\n") == "*|||127.0.0.1");
    CHECK(body_of("GET /accents HTTP/1.1\r\nHost: clinic.test\r\nX-Name: Lef\xc3\xa8vre\r\n\r\n") ==
          "/accents|||127.0.0.1");
}

TEST_CASE(
    "a chunked body that arrives byte by byte is put together, and the next request still works")
{
    const Running running(echo);
    const auto wire = running.connect();
    const std::string bytes = "POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    for (const char c : bytes) wire->send({&c, 1});
    CHECK(wire->answer()->body == "/slow||abcde|127.0.0.1");
    CHECK(wire->ask(get("/next"))->body == "/next|||127.0.0.1");
}

TEST_CASE("HTTP/1.0 closes by itself and stays when asked to")
{
    const Running running(echo);
    const auto closing = running.connect();
    const auto answer = closing->ask("GET /old HTTP/1.0\r\n\r\n");
    CHECK(answer->header("Connection") == "close");
    CHECK(closing->closed());

    const auto staying = running.connect();
    const std::string keep = "GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    CHECK(staying->ask(keep)->header("Connection") == "keep-alive");
    CHECK(staying->ask(keep)->status == 200);
}

TEST_CASE("targets are cut into path, query and authority")
{
    CHECK(parse_target("/a?b?c")->query == "b?c");
    CHECK(parse_target("/a?")->query.empty());
    CHECK(parse_target("HTTP://h:1?q")->path == "/");
    CHECK(parse_target("https://h/x")->authority == "h");
    CHECK_FALSE(parse_target(""));
    CHECK_FALSE(parse_target("//bad host/"));
    CHECK_FALSE(parse_target("http:///x"));
    CHECK(is_host("[2001:db8::1]:443"));
    CHECK_FALSE(is_host("[2001:db8::1"));
    CHECK_FALSE(is_host("[::1]x"));
    CHECK_FALSE(is_host(":80"));
}
