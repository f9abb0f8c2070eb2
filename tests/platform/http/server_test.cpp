#include "platform/http/client.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

using namespace clinic::http;
using namespace clinic::http::testing;

namespace {

Response text(std::string body)
{
    Response response;
    response.set("Content-Type", "text/plain");
    response.body = std::move(body);
    return response;
}

void wait_until(const std::function<bool()>& done)
{
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (!done() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(2ms);
}

} // namespace

TEST_CASE("pipelined requests are answered one by one and in order")
{
    std::atomic<int> at_once = 0;
    std::atomic<int> most_at_once = 0;
    std::mutex mutex;
    std::vector<std::thread> threads;
    const Running running([&](Request request, Respond respond) {
        most_at_once = std::max(most_at_once.load(), ++at_once);
        // Answered from another thread, the earlier ones later than the later ones would be.
        const auto delay = request.path == "/1" ? 40ms : 1ms;
        const std::lock_guard lock(mutex);
        threads.emplace_back(
            [&, delay, path = request.path, respond = std::move(respond)]() mutable {
                std::this_thread::sleep_for(delay);
                --at_once;
                respond(text(path));
            });
    });
    const auto wire = running.connect();
    wire->send(get("/1") + get("/2") + post("/3", "body") + get("/4"));
    for (const auto path : {"/1", "/2", "/3", "/4"}) CHECK(wire->answer()->body == path);
    CHECK(most_at_once == 1);
    for (auto& thread : threads) thread.join();
}

TEST_CASE("HEAD is GET without the body, with GET's length")
{
    const Running running([](Request request, Respond respond) {
        CHECK(request.method == Method::get);
        respond(text("twelve bytes"));
    });
    const auto wire = running.connect();
    wire->send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = wire->answer(true);
    CHECK(head->header("Content-Length") == "12");
    CHECK(wire->ask(get("/x"))->body == "twelve bytes"); // nothing of the body was sent in between
}

TEST_CASE("limits are kept before memory is spent")
{
    const Running running(echo);
    SUBCASE("a target past 8 KiB is 414")
    {
        CHECK(running.ask(get("/" + std::string(8 * 1024, 'a')))->status == 414);
        CHECK(running.ask(get("/" + std::string(30 * 1024, 'a')))->status == 414);
        CHECK(running.ask(get("/" + std::string(8 * 1024 - 1, 'a')))->status == 200);
    }
    SUBCASE("heads past 16 KiB are 431, whole or not")
    {
        const std::string big = "X-A: " + std::string(16 * 1024, 'b') + "\r\n";
        CHECK(running.ask(get("/", big))->status == 431);
        CHECK(running.ask("GET / HTTP/1.1\r\n" + big)->status == 431);
    }
    SUBCASE("more than 100 fields are 431")
    {
        std::string fields;
        for (int i = 0; i < 99; ++i) fields += "X-" + std::to_string(i) + ": a\r\n";
        CHECK(running.ask(get("/", fields))->status == 200);
        CHECK(running.ask(get("/", fields + "X-One-More: a\r\n"))->status == 431);
    }
    SUBCASE("a body past the route's limit is 413, before it is sent")
    {
        const auto wire = running.connect();
        const auto answer = wire->ask(
            "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1025\r\n\r\n");
        CHECK(answer->status == 413);
        CHECK(wire->closed());
        CHECK(running.ask(post("/x", std::string(1024, 'c')))->status == 200);
    }
    SUBCASE("a chunked body is counted as it comes")
    {
        const std::string heads =
            "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        CHECK(running.ask(heads + "ffffffff\r\n")->status == 413);
        const std::string half = "200\r\n" + std::string(512, 'd') + "\r\n";
        CHECK(running.ask(heads + half + half + "0\r\n\r\n")->status == 200);
        CHECK(running.ask(heads + half + half + "1\r\nd\r\n0\r\n\r\n")->status == 413);
    }
    SUBCASE("chunk extensions and trailers without end are refused")
    {
        const std::string heads =
            "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        CHECK(running.ask(heads + "1;" + std::string(80 * 1024, 'e'))->status == 400);
        CHECK(running.ask(heads + "0\r\nX: " + std::string(80 * 1024, 'f'))->status == 400);
    }
}

TEST_CASE("Expect: 100-continue is answered only for a body that will be taken")
{
    const Running running(echo);
    const std::string heads =
        "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ";
    const auto welcome = running.connect();
    const auto go_on = welcome->ask(heads + "5\r\n\r\n");
    CHECK(go_on->status == 100);
    CHECK(welcome->ask("hello")->body == "/x||hello|127.0.0.1");
    CHECK(running.ask(heads + "5000\r\n\r\n")->status == 413);
}

TEST_CASE("a client that takes its time is told 408, however busily it trickles")
{
    ServerOptions options;
    options.deadlines.heads = 150ms;
    options.deadlines.body = 150ms;
    options.deadlines.idle = 200ms;
    const Running running(echo, options);
    const auto trickle = [&](std::string_view start) {
        const auto wire = running.connect();
        wire->send(start);
        const auto begun = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - begun < 1s && wire->buffer.empty()) {
            wire->send("x");
            wire->receive(20ms);
        }
        const auto answer = wire->answer();
        REQUIRE(answer);
        CHECK(answer->status == 408);
        CHECK(wire->closed());
        CHECK(std::chrono::steady_clock::now() - begun < 3s);
    };
    SUBCASE("heads")
    {
        trickle("GET / HTTP/1.1\r\nX-Slow: ");
    }
    SUBCASE("body")
    {
        trickle("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
    }
    SUBCASE("a silent connection is closed without a word")
    {
        const auto wire = running.connect();
        CHECK(wire->closed());
        CHECK(wire->buffer.empty());
    }
    SUBCASE("so is one that falls silent after an answer")
    {
        const auto wire = running.connect();
        CHECK(wire->ask(get("/"))->status == 200);
        CHECK(wire->closed());
    }
}

TEST_CASE("a reader that never reads does not hold up the end")
{
    ServerOptions options;
    options.deadlines.drain = 300ms;
    const std::string large(8 << 20, 'x');
    Running running(
        [&](Request, Respond respond) {
            Response response;
            response.fixed_body = large;
            respond(std::move(response));
        },
        options);
    const auto wire = running.connect();
    wire->send(get("/"));
    wait_until([&] { return running.server.connections() == 1; });
    std::this_thread::sleep_for(50ms); // the answer is on its way, and stuck
    const auto begun = std::chrono::steady_clock::now();
    running.server.stop();
    CHECK(std::chrono::steady_clock::now() - begun < 2s);
}

TEST_CASE("a large answer arrives whole at a slow reader")
{
    const std::string large(3 << 20, 'y');
    const Running running([&](Request, Respond respond) { respond(text(large)); });
    const auto wire = running.connect();
    const int small = 64 * 1024;
    ::setsockopt(wire->descriptor(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    wire->send(get("/") + get("/"));
    for (int i = 0; i < 2; ++i) {
        const auto answer = wire->answer();
        REQUIRE(answer);
        CHECK(answer->body == large);
    }
}

TEST_CASE("a handler that throws, forgets to answer, or breaks a header harms only its own request")
{
    std::atomic<int> troubles = 0;
    ServerHooks hooks;
    hooks.trouble = [&](std::string_view, std::string_view) { ++troubles; };
    const Running running(
        [](Request request, Respond respond) {
            if (request.path == "/throws") throw std::runtime_error("a bug");
            if (request.path == "/forgets") return;
            Response response = text("fine");
            if (request.path == "/splits") response.set("X-Evil", "a\r\nSet-Cookie: b=c");
            if (request.path == "/status") response.status = 42;
            respond(std::move(response));
        },
        {}, hooks);
    const auto wire = running.connect();
    const auto crashed = wire->ask(get("/throws"));
    CHECK(crashed->status == 500);
    CHECK(crashed->says("internal_error"));
    CHECK_FALSE(crashed->says("a bug"));
    const auto split = wire->ask(get("/splits"));
    CHECK(split->status == 500);
    CHECK(split->header("Set-Cookie").empty());
    CHECK(wire->ask(get("/status"))->status == 500);
    CHECK(wire->ask(get("/well"))->body == "fine"); // the same connection goes on
    CHECK_FALSE(wire->ask(get("/forgets")));
    CHECK(wire->closed());
    CHECK(running.ask(get("/well"))->body == "fine");
    CHECK(troubles == 3);
}

TEST_CASE("an answer may come after the client has gone, and after the server has gone")
{
    std::promise<Respond> promised;
    auto running = std::make_unique<Running>(
        [&](Request, Respond respond) { promised.set_value(std::move(respond)); },
        ServerOptions{.deadlines = {.drain = 50ms}});
    {
        const auto wire = running->connect();
        wire->send(get("/"));
        wait_until([&] { return running->server.connections() == 1; });
    }
    Respond respond = promised.get_future().get();
    running.reset();
    respond(text("into nothing"));
}

TEST_CASE("security headers and a request id are on every answer")
{
    const Running running(echo);
    const auto page = running.ask(get("/x"));
    for (const auto name : {"X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy",
             "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
             "Date", "X-Request-Id"}) {
        CAPTURE(name);
        CHECK_FALSE(page->header(name).empty());
    }
    CHECK(page->header("Cache-Control").empty());
    CHECK(page->header("Strict-Transport-Security").empty());
    CHECK(running.ask(get("/api/x"))->header("Cache-Control") == "no-store");
    CHECK(running.ask(get("/", "X-Request-Id: client-made-1\r\n"))->header("X-Request-Id") ==
          "client-made-1");
    CHECK(running.ask(get("/", "X-Request-Id: no good\r\n"))->header("X-Request-Id") != "no good");
    CHECK(running.ask(get("/"))->header("X-Request-Id") !=
          running.ask(get("/"))->header("X-Request-Id"));
}

TEST_CASE("what a handler says about a header is not overruled")
{
    const Running running([](Request, Respond respond) {
        Response response = text("kept");
        response.set("Cache-Control", "private, max-age=60");
        response.set("content-security-policy", "default-src 'self'");
        response.set("Content-Length", "999");
        response.set("Transfer-Encoding", "chunked");
        respond(std::move(response));
    });
    const auto answer = running.ask(get("/api/x"));
    CHECK(answer->body == "kept");
    CHECK(answer->header("Cache-Control") == "private, max-age=60");
    CHECK(answer->header("Content-Security-Policy").empty());
    CHECK(answer->header("Transfer-Encoding").empty());
}

TEST_CASE("trusted proxies tell who is calling, and nobody else does")
{
    const Running stranger(echo);
    CHECK(stranger.ask(get("/", "X-Forwarded-For: 203.0.113.9\r\n"))->body == "/|||127.0.0.1");

    const Running proxied(
        [](Request request, Respond respond) {
            respond(text(request.address + (request.secure ? " secure" : " plain")));
        },
        ServerOptions{.trusted_proxies = {"127.0.0.0/8", "10.0.0.0/8"}});
    const auto told = [&](const std::string& headers) {
        return proxied.ask(get("/", headers))->body;
    };
    CHECK(told("") == "127.0.0.1 plain");
    CHECK(told("X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n") ==
          "203.0.113.9 secure");
    CHECK(told("X-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.1.2.3\r\n") == "203.0.113.9 plain");
    CHECK(told("X-Forwarded-For: 1.1.1.1, [2001:db8::7]:443\r\nX-Forwarded-Proto: https\r\n") ==
          "2001:db8::7 secure");
    // What a client may have written itself, for common proxies hand it through.
    CHECK(told("Forwarded: for=1.1.1.1;proto=https\r\nX-Forwarded-For: 203.0.113.9\r\n") ==
          "203.0.113.9 plain");
    CHECK(told("Forwarded: for=1.1.1.1;proto=https\r\n") == "127.0.0.1 plain");
    CHECK(told("X-Forwarded-For: 203.0.113.9, unknown\r\n") == "127.0.0.1 plain");
    const auto secured = proxied.ask(get("/", "X-Forwarded-Proto: https\r\n"));
    CHECK_FALSE(secured->header("Strict-Transport-Security").empty());
}

TEST_CASE("connections past the limit are told 503, and places are given back")
{
    ServerOptions options;
    options.limits.connections = 3;
    Running running(echo, options);
    std::vector<std::unique_ptr<Wire>> guests;
    for (int i = 0; i < 3; ++i) {
        guests.push_back(running.connect());
        CHECK(guests.back()->ask(get("/"))->status == 200);
    }
    const auto fourth = running.connect();
    const auto refused = fourth->ask(get("/"));
    CHECK(refused->status == 503);
    CHECK(refused->header("Retry-After") == "5");
    CHECK(fourth->closed());
    guests.clear();
    wait_until([&] { return running.server.connections() == 0; });
    CHECK(running.ask(get("/"))->status == 200);
}

TEST_CASE("one address cannot take all places")
{
    ServerOptions options;
    options.limits.connections_per_address = 1;
    const Running running(echo, options);
    const auto first = running.connect();
    CHECK(first->ask(get("/"))->status == 200);
    CHECK(running.ask(get("/"))->status == 503);

    options.trusted_proxies = {"127.0.0.1"};
    const Running behind_proxy(echo, options);
    const auto one = behind_proxy.connect();
    CHECK(one->ask(get("/"))->status == 200);
    CHECK(behind_proxy.ask(get("/"))->status == 200);
}

TEST_CASE("every finished answer is told once, with its route and sizes")
{
    std::mutex mutex;
    std::vector<std::tuple<Method, std::string, int>> told;
    std::uint64_t bytes_out = 0;
    ServerHooks hooks;
    hooks.finished = [&](const Finished& finished) {
        const std::lock_guard lock(mutex);
        told.emplace_back(finished.method, finished.route, finished.status);
        bytes_out += finished.bytes_out;
    };
    const Running running(
        [](Request, Respond respond) {
            Response response = text("hi");
            response.route = "/things/{id}";
            respond(std::move(response));
        },
        {}, hooks);
    const auto wire = running.connect();
    wire->ask(get("/things/1"));
    wire->send("HEAD /things/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    wire->answer(true);
    wire->ask("nonsense\r\n\r\n");
    wait_until([&] {
        const std::lock_guard lock(mutex);
        return told.size() == 3;
    });
    REQUIRE(told.size() == 3);
    CHECK(told[0] == std::tuple(Method::get, std::string("/things/{id}"), 200));
    CHECK(told[1] == std::tuple(Method::head, std::string("/things/{id}"), 200));
    CHECK(std::get<2>(told[2]) == 400);
    CHECK(bytes_out > 500);
}

TEST_CASE("a port in use, a bad address and a bad proxy are refused in a sentence")
{
    const Running running(echo);
    ServerOptions taken;
    taken.port = running.server.port();
    Server second(taken, echo, one_kilobyte, {});
    CHECK_THROWS_WITH_AS(
        second.start(), doctest::Contains("Address already in use"), std::runtime_error);
    Server nowhere(ServerOptions{.address = "nowhere"}, echo, one_kilobyte, {});
    CHECK_THROWS_AS(nowhere.start(), std::invalid_argument);
    CHECK_THROWS_AS(
        Server(ServerOptions{.trusted_proxies = {"10.0.0.0/33"}}, echo, one_kilobyte, {}),
        std::invalid_argument);
    CHECK_THROWS_AS(Server(ServerOptions{.cors_origins = {"*"}}, echo, one_kilobyte, {}),
        std::invalid_argument);
}

TEST_CASE("cross-origin pages are let in by name only")
{
    const Running running(echo, ServerOptions{.cors_origins = {"https://app.test"}});
    const auto preflight = running.ask(
        "OPTIONS /api/x HTTP/1.1\r\nHost: a\r\nOrigin: https://app.test\r\n"
        "Access-Control-Request-Method: PUT\r\n\r\n");
    CHECK(preflight->status == 204);
    CHECK(preflight->header("Access-Control-Allow-Origin") == "https://app.test");
    CHECK(preflight->header("Access-Control-Allow-Methods").find("PUT") != std::string::npos);
    const auto friendly = running.ask(get("/api/x", "Origin: https://app.test\r\n"));
    CHECK(friendly->header("Access-Control-Allow-Origin") == "https://app.test");
    CHECK(friendly->header("Vary") == "Origin");
    for (const auto origin :
        {"https://evil.test", "https://app.test.evil.test", "null", "http://app.test"}) {
        const auto answer = running.ask(get("/api/x", "Origin: " + std::string(origin) + "\r\n"));
        CHECK(answer->header("Access-Control-Allow-Origin").empty());
        CHECK(answer->header("Access-Control-Allow-Credentials").empty());
    }
}
