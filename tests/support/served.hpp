#pragma once
// The practice, served on a port: requests and live news come over real sockets.

#include "platform/http/server.hpp"
#include "platform/http/socket_client.hpp"
#include "support/practice.hpp"

namespace clinic::test {

struct Served : Practice {
    http::testing::Running running{[this](http::Request request, http::Respond respond) {
                                       clinic->router.handle(
                                           std::move(request), std::move(respond));
                                   },
        {}, {}, &clinic->live};

    /// A socket over which this person hears news.
    std::unique_ptr<http::testing::Wire> listen(Visitor& who)
    {
        const auto ticket = who.post("/api/live/ticket").json("/ticket");
        auto socket = running.connect();
        socket->send(http::testing::upgrade("ticket=" + ticket));
        const auto answer = socket->answer(true);
        REQUIRE(answer);
        REQUIRE(answer->status == 101);
        CHECK(http::testing::next_frame(*socket).payload == R"({"type":"hello"})");
        return socket;
    }
};

} // namespace clinic::test
