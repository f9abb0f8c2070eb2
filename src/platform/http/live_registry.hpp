#pragma once
// The hub behind Live: who is connected, and the door that the server opens for upgrades.

#include "platform/http/admission.hpp"
#include "platform/http/live.hpp"
#include "platform/http/message.hpp"

#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clinic::http {

class Loop;
class Stream;
class LiveSocket;

class LiveRegistry : public std::enable_shared_from_this<LiveRegistry> {
public:
    explicit LiveRegistry(LiveOptions options) : options_(std::move(options)) {}

    [[nodiscard]] const LiveOptions& options() const { return options_; }

    /// May this request become a socket? Otherwise the answer to give: 426, 403 or 401.
    [[nodiscard]] std::expected<LiveUser, Response> check(const Request&) const;

    /// Completes the upgrade and takes the connection over. On the loop's thread.
    void open(std::shared_ptr<Loop>, Stream, Admission::Place, const Request&, LiveUser);

    using Wanted = std::function<bool(const LiveUser&)>;
    void send(const Wanted& wanted, std::string_view frame);
    void send_to(std::string_view user, std::string_view frame);
    /// `frame` is the last one.
    void drop(const Wanted& wanted, std::string_view frame);

    void joined(const std::shared_ptr<LiveSocket>&);
    void left(const LiveSocket&);
    [[nodiscard]] std::size_t count() const;

private:
    using Sockets = std::vector<std::shared_ptr<LiveSocket>>;
    [[nodiscard]] Sockets matching(const Wanted& wanted) const;

    LiveOptions options_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Sockets> by_user_;
    std::size_t count_ = 0;
};

} // namespace clinic::http
