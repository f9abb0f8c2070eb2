#pragma once
// One client connection: reads a request, has it answered, writes the answer, again. A coroutine on its
// loop's thread. For .cpp files of this folder only.

#include "platform/http/compress.hpp"
#include "platform/http/loop.hpp"
#include "platform/http/request_parser.hpp"
#include "platform/http/security_headers.hpp"
#include "platform/http/shared.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace clinic::http {

/// The time that `bytes` may take: `base`, and a second more per 64 KiB.
inline SteadyClock::duration with_size(std::chrono::milliseconds base, std::size_t bytes)
{
    return base + std::chrono::seconds(bytes / (64 * 1024));
}

class Connection final : public Session, public std::enable_shared_from_this<Connection> {
public:
    /// With an empty place the client is told 503 and goes.
    Connection(std::shared_ptr<const Shared>, std::shared_ptr<Loop>, Stream, std::string peer,
        Admission::Place);
    ~Connection() override;

    [[nodiscard]] Task<void> run();

    void tick(SteadyClock::time_point now) override;
    void drain() override;
    void abort() override;

    /// From any thread, once per request: the answer, or nothing when the handler dropped its Respond.
    void settle(std::optional<Response> response);

private:
    enum class Phase { handshake, idle, heads, body, handling, writing, lingering };

    /// What must be known of a request after it has been given away.
    struct Exchange {
        Method method = Method::get;
        bool head = false; ///< asked with HEAD: the body stays here
        int minor = 1;
        bool keep_alive = false;
        AnswerFacts facts;
        Coding coding = Coding::identity;
        std::string origin;
        std::string request_id;
        std::string
            packed_etags; ///< If-None-Match as it came, when it named a packed representation
        SteadyClock::time_point arrived;
        std::uint64_t bytes_in = 0;
    };

    [[nodiscard]] Task<bool> handshake();
    [[nodiscard]] Task<bool> serve_one();
    [[nodiscard]] Task<std::optional<std::size_t>> read_heads();
    [[nodiscard]] Task<bool> read_body(RequestParser&, const Framing&, Request&);
    [[nodiscard]] Task<bool> read_sized(const Framing&, Request&);
    [[nodiscard]] Task<bool> read_chunked(RequestParser&, std::size_t limit, Request&);
    [[nodiscard]] bool pass_on(Request&);
    [[nodiscard]] Task<void> settled();
    [[nodiscard]] Task<bool> more();
    [[nodiscard]] Task<bool> refuse(const Fault&);
    [[nodiscard]] Task<bool> send(Response);
    [[nodiscard]] Task<bool> write_source(const Response&);
    [[nodiscard]] Task<bool> write_rest(std::string heads, std::string_view body, Io io);
    [[nodiscard]] Task<bool> say_continue();
    [[nodiscard]] Task<void> linger();

    void enter(Phase phase, SteadyClock::duration limit);
    void note(Request&, const Framing&, const RequestParser&);
    void call_handler(Request);
    void resume();
    void call_live(const Request&);
    void write_heads(Response&);
    void dress(Response&) const;
    void tell_finished(const Response&, std::uint64_t bytes_out) const;

    std::shared_ptr<const Shared> shared_;
    std::shared_ptr<Loop> loop_;
    Stream stream_;
    std::string peer_;
    Admission::Place place_;
    bool turned_away_;

    std::string in_; ///< read, and not yet used
    Exchange exchange_;
    Phase phase_ = Phase::handshake;
    SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
    bool expired_ = false;
    bool aborted_ = false;

    bool settled_ = false;
    std::optional<Response> response_;
    std::move_only_function<void()> resume_; ///< the coroutine, while it waits for the handler
};

} // namespace clinic::http
