#include "platform/http/socket_client.hpp"

#include "platform/http/live.hpp"

#include <doctest/doctest.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace clinic::http;
using namespace clinic::http::testing;

namespace {

/// Client frames are masked (RFC 6455 §5.3); a mask of zeros leaves the text as it is.
std::string masked(int opcode, std::string_view payload)
{
    std::string frame(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size() & 0xff);
    }
    return frame + std::string(4, '\0') + std::string(payload);
}

/// Tickets are "user-session", each good once.
class Tickets {
public:
    std::optional<LiveUser> use(std::string_view ticket)
    {
        const std::lock_guard lock(mutex_);
        const auto dash = ticket.find('-');
        if (dash == std::string_view::npos || !used_.emplace(ticket).second) return std::nullopt;
        LiveUser user{
            std::string(ticket.substr(0, dash)), std::string(ticket.substr(dash + 1)), 0, {}};
        if (user.user == "ana") user.topics = {"site:1"};
        return user;
    }

private:
    std::mutex mutex_;
    std::set<std::string, std::less<>> used_;
};

struct LiveServer {
    explicit LiveServer(LiveOptions options = {}, ServerOptions server_options = {})
        : live(with_tickets(std::move(options))),
          running(echo, std::move(server_options), {}, &live)
    {
    }
    LiveOptions with_tickets(LiveOptions options)
    {
        options.verify = [this](std::string_view ticket) { return tickets.use(ticket); };
        return options;
    }
    std::unique_ptr<Wire> open(std::string_view ticket)
    {
        auto wire = running.connect();
        wire->send(upgrade("ticket=" + std::string(ticket)));
        const auto answer = wire->answer(true);
        REQUIRE(answer);
        REQUIRE(answer->status == 101);
        CHECK(next_frame(*wire).payload == R"({"type":"hello"})");
        return wire;
    }

    Tickets tickets;
    Live live;
    Running running;
};

void wait_for_sockets(const Live& live, std::size_t count)
{
    for (int i = 0; i < 2000 && live.sockets() != count; ++i) std::this_thread::sleep_for(1ms);
    CHECK(live.sockets() == count);
}

} // namespace

TEST_CASE("news reach the user, the topic, or whoever is meant, and nobody else")
{
    LiveServer server;
    const auto ana = server.open("ana-1");
    const auto ana_phone = server.open("ana-2");
    const auto ben = server.open("ben-3");
    wait_for_sockets(server.live, 3);
    server.live.send("ana", "for ana");
    server.live.publish("site:1", "for the site");
    server.live.send_where(
        [](const LiveUser& user) { return user.session == "3"; }, "for session 3");
    server.live.send_where([](const LiveUser&) { return true; }, std::string(300, 'a'));
    for (const auto& wire : {ana.get(), ana_phone.get()}) {
        CHECK(next_frame(*wire).payload == "for ana");
        CHECK(next_frame(*wire).payload == "for the site");
        CHECK(next_frame(*wire).payload.size() == 300);
    }
    CHECK(next_frame(*ben).payload == "for session 3");
    CHECK(next_frame(*ben).payload.size() == 300);
}

TEST_CASE("a socket is opened by a fresh ticket only")
{
    LiveServer server;
    const auto status = [&](const std::string& bytes) { return server.running.ask(bytes)->status; };
    CHECK(status(upgrade("")) == 401);
    CHECK(status(upgrade("ticket=nonsense")) == 401);
    const auto open = server.open("ana-1");
    CHECK(status(upgrade("ticket=ana-1")) == 401);
    CHECK(status(get("/api/live?ticket=ana-2")) == 426);
    CHECK(status(post("/api/live?ticket=ana-2", "x")) == 426);
    CHECK(server.running.ask(get("/api/other"))->status == 200);
}

TEST_CASE("pages of other origins are refused before their ticket is used up")
{
    LiveOptions options;
    options.origins = {"https://app.test"};
    LiveServer server(options);
    for (const auto foreign :
        {"https://evil.test", "null", "https://clinic.test", "http://clinic.test.evil.test"}) {
        const auto answer = server.running.ask(
            upgrade("ticket=ana-1", "Origin: " + std::string(foreign) + "\r\n"));
        CHECK(answer->status == 403);
    }
    for (const auto home : {"http://clinic.test", "https://app.test"}) {
        const auto wire = server.running.connect();
        const std::string ticket = std::string("ticket=ana-") + home[4];
        wire->send(upgrade(ticket, "Origin: " + std::string(home) + "\r\n"));
        CHECK(wire->answer(true)->status == 101);
    }
}

TEST_CASE("signing out closes the session's sockets, after a last word")
{
    LiveServer server;
    const auto first = server.open("ana-1");
    const auto second = server.open("ana-2");
    const auto ben = server.open("ben-3");
    wait_for_sockets(server.live, 3);
    server.live.drop_session("1");
    CHECK(next_frame(*first).payload == R"({"type":"signed_out"})");
    CHECK(next_frame(*first).opcode == close_frame);
    CHECK(first->closed());
    wait_for_sockets(server.live, 2);
    server.live.drop("ana");
    CHECK(next_frame(*second).payload == R"({"type":"signed_out"})");
    CHECK(next_frame(*second).code() == 1000);
    server.live.send("ben", "still here");
    CHECK(next_frame(*ben).payload == "still here");
}

TEST_CASE("floods and oversized frames are closed, and others do not notice")
{
    LiveOptions options;
    options.max_frames_in_per_minute = 20;
    LiveServer server(options);
    const auto quiet = server.open("ben-1");
    SUBCASE("too many frames: 1008")
    {
        const auto loud = server.open("ana-2");
        for (int i = 0; i < 50; ++i) loud->send(masked(text_frame, "hi"));
        const Frame last = next_frame(*loud);
        CHECK(last.opcode == close_frame);
        CHECK(last.code() == 1008);
    }
    SUBCASE("too many pings: 1008")
    {
        const auto loud = server.open("ana-2");
        for (int i = 0; i < 50; ++i) loud->send(masked(ping_frame, "hi"));
        Frame frame = next_frame(*loud);
        while (frame.opcode > ping_frame) frame = next_frame(*loud); // pongs
        CHECK(frame.opcode == close_frame);
        CHECK(frame.code() == 1008);
    }
    SUBCASE("a frame past the limit: 1009")
    {
        const auto large = server.open("ana-2");
        large->send(masked(text_frame, std::string(5000, 'x')));
        const Frame last = next_frame(*large);
        CHECK(last.opcode == close_frame);
        CHECK(last.code() == 1009);
    }
    SUBCASE("a frame without its mask: 1002")
    {
        const auto rude = server.open("ana-2");
        rude->send("\x81\x02hi");
        CHECK(next_frame(*rude).code() == 1002);
    }
    server.live.send("ben", "still here");
    CHECK(next_frame(*quiet).payload == "still here");
    wait_for_sockets(server.live, 1);
}

TEST_CASE("silent clients are pinged, and those that do not answer are closed")
{
    LiveOptions options;
    options.idle = 200ms;
    LiveServer server(options);
    const auto dead = server.open("ana-1");
    CHECK(next_frame(*dead).opcode == ping_frame);
    wait_for_sockets(server.live, 0);
}

TEST_CASE("a reader too slow for its news is dropped, and memory stays bounded")
{
    LiveOptions options;
    options.max_queue_frames = 16;
    LiveServer server(options);
    const auto slow = server.open("ana-1");
    const auto ben = server.open("ben-2");
    wait_for_sockets(server.live, 2);
    const std::string news(60'000, 'n');
    for (int i = 0; i < 400 && server.live.sockets() == 2; ++i) {
        server.live.send("ana", news);
        std::this_thread::sleep_for(1ms);
    }
    wait_for_sockets(server.live, 1);
    server.live.send("ben", "still here");
    CHECK(next_frame(*ben).payload == "still here");
}

TEST_CASE("a user's oldest socket makes room for a newer one")
{
    LiveOptions options;
    options.max_sockets_per_user = 2;
    LiveServer server(options);
    const auto first = server.open("ana-1");
    const auto second = server.open("ana-2");
    const auto third = server.open("ana-3");
    CHECK(next_frame(*first).payload == R"({"type":"replaced"})");
    server.live.send("ana", "news");
    CHECK(next_frame(*third).payload == "news");
}

TEST_CASE("a stopping server says goodbye to its sockets")
{
    LiveServer server;
    const auto wire = server.open("ana-1");
    std::thread stopper([&] { server.running.server.stop(); });
    const Frame last = next_frame(*wire);
    CHECK(last.opcode == close_frame);
    CHECK(last.code() == 1001);
    stopper.join();
    CHECK(server.live.sockets() == 0);
    server.live.send("ana", "into nothing");
}
