#pragma once
// Live news to browsers: a hub of WebSockets (RFC 6455). Frames go out only; what clients send is
// bounded and ignored. A socket is opened with a one-time ticket, because browsers cannot set an
// Authorization header on a WebSocket and a URL must not hold a token that lives on.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::http {

struct LiveUser {
    std::string user;    ///< user id text
    std::string session; ///< session id text
    std::uint32_t roles = 0;
    std::vector<std::string> topics{}; ///< what publish() reaches this socket by
};

struct LiveOptions {
    std::string path = "/api/live"; ///< upgraded when asked as `path?ticket=…`
    /// Tells whose ticket this is and uses it up. Called on an I/O thread: it must be quick.
    std::function<std::optional<LiveUser>(std::string_view ticket)> verify;
    std::vector<std::string> origins{};       ///< allowed besides the server's own host
    std::chrono::milliseconds idle{
        60'000};   ///< pinged at half of it, closed when silent for all of it
    std::size_t max_frame_in = 4 * 1024;      ///< bytes; more closes with 1009
    int max_frames_in_per_minute = 60;        ///< more closes with 1008
    std::size_t max_queue_frames = 128;       ///< a reader slower than this is dropped
    std::size_t max_queue_bytes = 256 * 1024;
    std::size_t max_sockets_per_user = 20;    ///< the oldest one is closed for a newer
};

class LiveRegistry;

/// All calls are thread-safe and never block on a client. `frame` is JSON text.
class Live {
public:
    explicit Live(LiveOptions);
    ~Live();
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    void send(std::string_view user, std::string_view frame);
    void publish(std::string_view topic, std::string_view frame);
    void send_where(const std::function<bool(const LiveUser&)>& wanted, std::string_view frame);

    /// Closes after a last {"type":"signed_out"}.
    void drop(std::string_view user);
    void drop_session(std::string_view session);

    [[nodiscard]] std::size_t sockets() const;

    /// For the server's own use.
    [[nodiscard]] const std::shared_ptr<LiveRegistry>& registry() const { return registry_; }

private:
    std::shared_ptr<LiveRegistry> registry_;
};

} // namespace clinic::http
