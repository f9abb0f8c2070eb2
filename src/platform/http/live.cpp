#include "platform/http/live.hpp"

#include "platform/http/answer.hpp"
#include "platform/http/ascii.hpp"
#include "platform/http/live_socket.hpp"
#include "platform/http/uri.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <map>

namespace clinic::http {
namespace {

constexpr Fault not_a_socket{426, "websocket_only", "Cette adresse ne parle que WebSocket."};
constexpr Fault foreign{403, "foreign_origin", "Cette page n’a pas le droit d’ouvrir ce canal."};
constexpr Fault no_ticket{401, "bad_ticket", "Ce ticket est inconnu, périmé ou déjà utilisé."};

std::string ticket_of(std::string_view query)
{
    for (auto& [name, value] :
        query_pairs(query).value_or(std::vector<std::pair<std::string, std::string>>())) {
        if (name == "ticket") return std::move(value);
    }
    return {};
}

/// Browsers always tell the origin of a WebSocket. Without one it is a program, which has a ticket or has not.
bool is_at_home(const Request& request, const std::vector<std::string>& allowed)
{
    const auto origin = request.header("origin");
    if (origin.empty()) return true;
    const auto host = std::string(request.header("host"));
    if (ascii::equal(origin, (request.secure ? "https://" : "http://") + host)) return true;
    return std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

using Sockets = std::vector<std::shared_ptr<LiveSocket>>;

/// Runs `deed` for each socket on its own thread, with one message per thread however many sockets it has.
template <class Deed> void on_their_loops(const Sockets& sockets, Deed deed)
{
    std::map<std::shared_ptr<Loop>, std::vector<std::weak_ptr<LiveSocket>>> by_loop;
    for (const auto& socket : sockets) by_loop[socket->loop()].push_back(socket);
    for (auto& [loop, there] : by_loop) {
        asio::post(loop->io(), [there = std::move(there), deed]() {
            for (const auto& weak : there) {
                if (const auto socket = weak.lock()) deed(*socket);
            }
        });
    }
}

} // namespace

// ---- the public face ---------------------------------------------------------------------------------

Live::Live(LiveOptions options) : registry_(std::make_shared<LiveRegistry>(std::move(options))) {}
Live::~Live() = default;

void Live::send(std::string_view user, std::string_view frame)
{
    registry_->send_to(user, frame);
}

void Live::publish(std::string_view topic, std::string_view frame)
{
    registry_->send(
        [topic](const LiveUser& user) {
            return std::find(user.topics.begin(), user.topics.end(), topic) != user.topics.end();
        },
        frame);
}

void Live::send_where(const std::function<bool(const LiveUser&)>& wanted, std::string_view frame)
{
    registry_->send(wanted, frame);
}

namespace {
constexpr std::string_view signed_out = R"({"type":"signed_out"})";
}

void Live::drop(std::string_view user)
{
    registry_->drop([user](const LiveUser& one) { return one.user == user; }, signed_out);
}

void Live::drop_session(std::string_view session)
{
    registry_->drop([session](const LiveUser& one) { return one.session == session; }, signed_out);
}

std::size_t Live::sockets() const
{
    return registry_->count();
}

// ---- the registry ------------------------------------------------------------------------------------

std::expected<LiveUser, Response> LiveRegistry::check(const Request& request) const
{
    const bool upgrade = request.method == Method::get && request.body.empty() &&
                         ascii::equal(request.header("upgrade"), "websocket");
    if (!upgrade) {
        auto response = problem_response(not_a_socket, request.request_id);
        response.set("Upgrade", "websocket");
        return std::unexpected(std::move(response));
    }
    // The origin first: a ticket is used up by being looked at.
    if (!is_at_home(request, options_.origins)) {
        return std::unexpected(problem_response(foreign, request.request_id));
    }
    const auto ticket = ticket_of(request.query);
    auto user = ticket.empty() ? std::nullopt : options_.verify(ticket);
    if (!user) return std::unexpected(problem_response(no_ticket, request.request_id));
    return std::move(*user);
}

void LiveRegistry::open(std::shared_ptr<Loop> loop, Stream stream, Admission::Place place,
    const Request& request, LiveUser user)
{
    auto& io = loop->io();
    const auto socket = std::make_shared<LiveSocket>(
        shared_from_this(), std::move(loop), std::move(stream), std::move(place), std::move(user));
    asio::co_spawn(io, socket->run(request), asio::detached);
}

LiveRegistry::Sockets LiveRegistry::matching(const Wanted& wanted) const
{
    const std::lock_guard lock(mutex_);
    Sockets found;
    for (const auto& [user, sockets] : by_user_) {
        for (const auto& socket : sockets) {
            if (wanted(socket->user())) found.push_back(socket);
        }
    }
    return found;
}

void LiveRegistry::send(const Wanted& wanted, std::string_view frame)
{
    const auto shared = std::make_shared<const std::string>(frame);
    on_their_loops(matching(wanted), [shared](LiveSocket& socket) { socket.send(shared); });
}

void LiveRegistry::send_to(std::string_view user, std::string_view frame)
{
    Sockets sockets;
    {
        const std::lock_guard lock(mutex_);
        const auto found = by_user_.find(std::string(user));
        if (found != by_user_.end()) sockets = found->second;
    }
    const auto shared = std::make_shared<const std::string>(frame);
    on_their_loops(sockets, [shared](LiveSocket& socket) { socket.send(shared); });
}

void LiveRegistry::drop(const Wanted& wanted, std::string_view frame)
{
    const auto last = std::make_shared<const std::string>(frame);
    on_their_loops(matching(wanted), [last](LiveSocket& socket) { socket.send_last(last); });
}

void LiveRegistry::joined(const std::shared_ptr<LiveSocket>& socket)
{
    std::shared_ptr<LiveSocket> oldest;
    {
        const std::lock_guard lock(mutex_);
        auto& sockets = by_user_[socket->user().user];
        if (sockets.size() >= options_.max_sockets_per_user) oldest = sockets.front();
        sockets.push_back(socket);
        ++count_;
    }
    if (!oldest) return;
    const auto replaced = std::make_shared<const std::string>(R"({"type":"replaced"})");
    on_their_loops({oldest}, [replaced](LiveSocket& one) { one.send_last(replaced); });
}

void LiveRegistry::left(const LiveSocket& socket)
{
    const std::lock_guard lock(mutex_);
    const auto found = by_user_.find(socket.user().user);
    if (found == by_user_.end()) return;
    const auto gone = std::erase_if(found->second,
        [&](const std::shared_ptr<LiveSocket>& one) { return one.get() == &socket; });
    count_ -= gone;
    if (found->second.empty()) by_user_.erase(found);
}

std::size_t LiveRegistry::count() const
{
    const std::lock_guard lock(mutex_);
    return count_;
}

} // namespace clinic::http
