#include "platform/http/server.hpp"

#include "platform/http/listener.hpp"
#include "platform/http/live.hpp"
#include "platform/http/loop.hpp"
#include "platform/http/shared.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace clinic::http {
namespace {

/// Often enough that a deadline is met within a quarter of itself, seldom enough to cost nothing.
std::chrono::milliseconds tick_for(const ServerDeadlines& deadlines)
{
    using std::chrono::milliseconds;
    const auto shortest = std::min(
        {deadlines.handshake, deadlines.heads, deadlines.body, deadlines.write, deadlines.idle});
    return std::clamp(shortest / 4, milliseconds(10), milliseconds(250));
}

std::size_t thread_count(int wanted)
{
    return wanted > 0 ? static_cast<std::size_t>(wanted)
                      : std::max(1u, std::thread::hardware_concurrency());
}

/// Every connection is an open file, and the customary 1024 are soon taken.
void allow_many_sockets()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

struct Server::Impl {
    std::shared_ptr<Shared> shared;
    std::vector<std::shared_ptr<Loop>> loops;
    std::vector<std::shared_ptr<Listener>> listeners;
    std::vector<std::thread> threads;
    std::uint16_t port = 0;
};

Server::Server(
    ServerOptions options, Handler handler, PlanFor plan_for, ServerHooks hooks, Live* live)
    : impl_(std::make_unique<Impl>())
{
    TrustedProxies proxies(options.trusted_proxies);
    Cors cors(options.cors_origins);
    auto admission = std::make_shared<Admission>(
        options.limits.connections, options.limits.connections_per_address);
    impl_->shared = std::make_shared<Shared>(Shared{std::move(options), std::move(handler),
        std::move(plan_for), std::move(hooks), live ? live->registry() : nullptr,
        std::move(proxies), std::move(cors), std::move(admission), {}});
}

Server::~Server()
{
    stop();
}

void Server::start()
{
    auto& shared = *impl_->shared;
    const auto& options = shared.options;
    allow_many_sockets();
    if (!options.tls_certificate.empty()) {
        shared.tls = std::make_unique<Tls>(options.tls_certificate, options.tls_key);
    }
    impl_->port = options.port;
    if (options.port != 0) Listener::check_free(options.address, options.port);
    for (std::size_t i = 0; i < thread_count(options.threads); ++i) {
        auto loop = std::make_shared<Loop>(tick_for(options.deadlines), shared.hooks.trouble);
        auto listener = std::make_shared<Listener>(impl_->shared, loop, impl_->port);
        impl_->port = listener->port(); // port 0: the first one picks for all
        impl_->loops.push_back(std::move(loop));
        impl_->listeners.push_back(std::move(listener));
    }
    for (std::size_t i = 0; i < impl_->loops.size(); ++i) {
        impl_->listeners[i]->start();
        impl_->threads.emplace_back([loop = impl_->loops[i]]() { loop->run(); });
    }
}

std::uint16_t Server::port() const
{
    return impl_->port;
}

void Server::reload_certificate()
{
    if (impl_->shared->tls) impl_->shared->tls->reload();
}

void Server::stop()
{
    const auto limit = impl_->shared->options.deadlines.drain;
    for (std::size_t i = 0; i < impl_->threads.size(); ++i) {
        impl_->loops[i]->begin_drain(
            limit, [listener = impl_->listeners[i]]() { listener->drain(); });
    }
    for (auto& thread : impl_->threads) thread.join();
    impl_->threads.clear();
    impl_->listeners.clear();
    impl_->loops.clear();
}

std::size_t Server::connections() const
{
    return impl_->shared->admission->count();
}

} // namespace clinic::http
