#include "platform/http/client.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

using namespace clinic::http;
using namespace clinic::http::testing;

namespace {

std::chrono::milliseconds time_of(const std::function<void()>& deed)
{
    const auto begun = std::chrono::steady_clock::now();
    deed();
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
}

} // namespace

TEST_CASE("stopping under load drops no request that a client was allowed to send")
{
    std::atomic<bool> stopping = false;
    std::atomic<int> answered = 0;
    std::atomic<int> dropped = 0;
    auto running = std::make_unique<Running>(echo);
    const auto port = running->server.port();
    // Half of the clients keep their connection, half open a new one each time.
    const auto client = [&](bool keep) {
        for (;;) {
            std::unique_ptr<Wire> wire;
            try {
                wire = std::make_unique<Wire>(port);
            } catch (const std::runtime_error&) {
                return; // nobody listens any more: that is no dropped request
            }
            bool open = true;
            while (open) {
                const auto answer = wire->send(get("/x", keep ? "" : "Connection: close\r\n"))
                                        ? wire->answer()
                                        : std::nullopt;
                if (!answer) {
                    ++dropped;
                    return;
                }
                ++answered;
                open = answer->header("Connection") != "close";
            }
            if (stopping && keep) return;
        }
    };
    std::vector<std::thread> clients;
    for (int i = 0; i < 16; ++i) clients.emplace_back(client, i % 2 == 0);
    while (answered < 500) std::this_thread::sleep_for(1ms);
    stopping = true;
    running->server.stop();
    running.reset();
    for (auto& thread : clients) thread.join();
    CHECK(dropped == 0);
    CHECK(answered > 500);
}

TEST_CASE("a request under way is finished, with a goodbye")
{
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Respond> waiting;
    Running running([&](Request, Respond respond) {
        const std::lock_guard lock(mutex);
        waiting.push_back(std::move(respond));
        changed.notify_all();
    });
    const auto wire = running.connect();
    wire->send(get("/slow"));
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return !waiting.empty(); });
    }
    std::thread stopper([&] { running.server.stop(); });
    std::this_thread::sleep_for(300ms);
    Response response;
    response.body = "done";
    waiting.front()(std::move(response));
    const auto answer = wire->answer();
    REQUIRE(answer);
    CHECK(answer->body == "done");
    CHECK(answer->header("Connection") == "close");
    stopper.join();
    CHECK_THROWS(running.connect());
}

TEST_CASE("requests that are pipelined when the stop comes are all answered")
{
    std::vector<std::thread> threads;
    Running running([&](Request request, Respond respond) {
        threads.emplace_back(
            [request = std::move(request), respond = std::move(respond)]() mutable {
                std::this_thread::sleep_for(50ms);
                echo(std::move(request), std::move(respond));
            });
    });
    const auto wire = running.connect();
    wire->send(get("/1") + get("/2") + get("/3"));
    std::this_thread::sleep_for(20ms);
    std::thread stopper([&] { running.server.stop(); });
    for (const std::string path : {"/1", "/2", "/3"}) {
        const auto answer = wire->answer();
        REQUIRE(answer);
        CHECK(answer->body == path + "|||127.0.0.1");
        CHECK((answer->header("Connection") == "close") == (path == "/3"));
    }
    stopper.join();
    for (auto& thread : threads) thread.join();
}

TEST_CASE("idle connections do not hold up the end")
{
    Running running(echo);
    std::vector<std::unique_ptr<Wire>> idle;
    for (int i = 0; i < 50; ++i) {
        idle.push_back(running.connect());
        CHECK(idle.back()->ask(get("/"))->status == 200);
    }
    CHECK(time_of([&] { running.server.stop(); }) < 2500ms);
    for (const auto& wire : idle) CHECK(wire->closed());
}

TEST_CASE("a handler that never answers is waited for no longer than drain")
{
    std::vector<Respond> kept;
    ServerOptions options;
    options.deadlines.drain = 300ms;
    Running running([&](Request, Respond respond) { kept.push_back(std::move(respond)); }, options);
    const auto wire = running.connect();
    wire->send(get("/"));
    std::this_thread::sleep_for(50ms);
    CHECK(time_of([&] { running.server.stop(); }) < 1500ms);
    CHECK(wire->closed());
}
