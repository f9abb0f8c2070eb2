#pragma once
// The client's side of a WebSocket (RFC 6455), as far as tests need it.

#include "platform/http/client.hpp"

#include <string>
#include <string_view>

namespace clinic::http::testing {

struct Frame {
    int opcode = -1; ///< -1: the connection is gone
    std::string payload;

    /// Of a close frame.
    [[nodiscard]] int code() const
    {
        return payload.size() < 2 ? 0
                                  : (static_cast<unsigned char>(payload[0]) << 8) |
                                        static_cast<unsigned char>(payload[1]);
    }
};

inline constexpr int text_frame = 1;
inline constexpr int close_frame = 8;
inline constexpr int ping_frame = 9;

inline std::string upgrade(std::string_view query, std::string_view more = "")
{
    return "GET /api/live?" + std::string(query) +
           " HTTP/1.1\r\nHost: clinic.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           std::string(more) + "\r\n";
}

inline Frame next_frame(Wire& wire, std::chrono::milliseconds patience = 5000ms)
{
    const auto have = [&](std::size_t size) {
        while (wire.buffer.size() < size) {
            if (!wire.receive(patience)) return false;
        }
        return true;
    };
    if (!have(2)) return {};
    Frame frame{wire.buffer[0] & 0x0f, {}};
    std::size_t size = wire.buffer[1] & 0x7f;
    std::size_t start = 2;
    if (size == 126) {
        if (!have(4)) return {};
        size = (static_cast<unsigned char>(wire.buffer[2]) << 8) |
               static_cast<unsigned char>(wire.buffer[3]);
        start = 4;
    }
    if (!have(start + size)) return {};
    frame.payload = wire.buffer.substr(start, size);
    wire.buffer.erase(0, start + size);
    return frame;
}

} // namespace clinic::http::testing
