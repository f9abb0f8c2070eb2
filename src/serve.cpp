#include "demo.hpp"
#include "housekeeper.hpp"
#include "program.hpp"

#include "platform/core/version.hpp"
#include "platform/http/server.hpp"
#include "platform/log/log.hpp"

#include <cerrno>
#include <csignal>
#include <fmt/format.h>
#include <mutex>

namespace clinic {
namespace {

std::chrono::milliseconds seconds(std::int64_t count)
{
    return std::chrono::seconds(count);
}

http::ServerOptions server_options(const config::Config& config)
{
    http::ServerOptions options;
    options.address = config.listen_address();
    options.port = config.listen_port();
    options.threads = static_cast<int>(config.server.threads);
    options.tls_certificate = config.server.tls_certificate;
    options.tls_key = config.server.tls_key;
    options.trusted_proxies = config.server.trusted_proxies;
    options.cors_origins = config.server.cors_origins;
    options.limits.connections = static_cast<std::size_t>(config.server.max_connections);
    options.deadlines.heads = seconds(config.server.head_seconds);
    options.deadlines.body = seconds(config.server.body_seconds);
    options.deadlines.idle = seconds(config.server.idle_seconds);
    options.deadlines.write = seconds(config.server.write_seconds);
    options.deadlines.drain = seconds(config.server.drain_seconds);
    return options;
}

/// Counts finished answers by route: found once, then one addition each.
class RouteFigures {
public:
    explicit RouteFigures(observe::Metrics& metrics) : metrics_(metrics) {}

    void count(const http::Finished& finished)
    {
        auto& route = of(finished.route.empty() ? "other" : finished.route);
        route.seconds->observe(std::chrono::duration<double>(finished.duration).count());
        route.bytes_in->add(finished.bytes_in);
        route.bytes_out->add(finished.bytes_out);
        route.by_class[static_cast<std::size_t>(std::clamp(finished.status / 100, 1, 5))]->add();
    }

private:
    struct Figures {
        observe::Histogram* seconds;
        observe::Counter* bytes_in;
        observe::Counter* bytes_out;
        std::array<observe::Counter*, 6> by_class{};
    };

    Figures& of(std::string_view route)
    {
        const std::lock_guard lock(mutex_);
        const auto known = figures_.find(route);
        if (known != figures_.end()) return known->second;
        const observe::Labels labels{{"route", std::string(route)}};
        Figures made{&metrics_.histogram("clinic_http_seconds", "Time to answer", labels),
            &metrics_.counter("clinic_http_bytes_in_total", "Received", labels),
            &metrics_.counter("clinic_http_bytes_out_total", "Sent", labels), {}};
        for (std::size_t i = 1; i <= 5; ++i) {
            made.by_class[i] = &metrics_.counter("clinic_http_answers_total",
                "Answers by class of status",
                {{"route", std::string(route)}, {"status", fmt::format("{}xx", i)}});
        }
        return figures_.emplace(std::string(route), made).first->second;
    }

    observe::Metrics& metrics_;
    std::mutex mutex_;
    std::map<std::string, Figures, std::less<>> figures_;
};

http::ServerHooks hooks(RouteFigures& figures)
{
    return {[&figures](const http::Finished& finished) { figures.count(finished); },
        [](std::string_view event, std::string_view detail) {
            log::warn(
                "http.trouble", {{"what", log::word(event)}, {"detail", log::trusted(detail)}});
        }};
}

sigset_t signals_of_interest()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    return signals;
}

/// Blocks until the program shall stop.
void wait_for_the_end(http::Server& server, const sigset_t& signals)
{
    while (true) {
        const int signal = ::sigwaitinfo(&signals, nullptr);
        if (signal == -1 && errno == EINTR) continue;
        if (signal != SIGHUP) return;
        try {
            server.reload_certificate();
            log::info("http.certificate_reloaded");
        } catch (const std::exception& error) {
            log::error("http.certificate_refused", {{"why", log::trusted(error.what())}});
        }
    }
}

bool is_loopback(std::string_view address)
{
    return address == "127.0.0.1" || address == "::1" || address == "localhost";
}

/// The whole world knows a demo's passwords.
void keep_demo_at_home(const Clinic& clinic)
{
    if (!is_demo(clinic) || is_loopback(clinic.config.listen_address())) return;
    throw std::runtime_error("This data is a demo, whose passwords everybody knows: serve it on "
                             "127.0.0.1 only, or make a clinic of your own with another --data.");
}

void say_where(Clinic& clinic, const http::Server& server)
{
    const auto& config = clinic.config;
    fmt::print("Monoclinic {} serves on {}://{}:{}\n", version,
        config.server.tls_certificate.empty() ? "http" : "https", config.listen_address(),
        server.port());
    if (const auto link = clinic.auth.setup_link(config.public_url())) {
        fmt::print("No administrator yet. Make the first one, once, at:\n  {}\n", *link);
    }
    std::fflush(stdout);
}

} // namespace

int serve(const config::Config& config)
{
    // Before any thread is made: all of them then leave these signals to sigwaitinfo.
    const auto signals = signals_of_interest();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    Program program(config);
    auto& clinic = program.clinic();
    keep_demo_at_home(clinic);
    if (is_demo(clinic)) clinic.auth.waive_second_factor();
    RouteFigures figures(program.metrics());
    http::Server server(
        server_options(config),
        [&clinic](http::Request request, http::Respond respond) {
            clinic.router.handle(std::move(request), std::move(respond));
        },
        [&clinic](const http::Request& request) { return clinic.router.body_plan(request); },
        hooks(figures), &clinic.live);
    program.metrics().gauge_from("clinic_http_connections", "Open now", {},
        [&server] { return static_cast<double>(server.connections()); });
    program.metrics().gauge_from("clinic_live_sockets", "Live sockets open now", {},
        [&clinic] { return static_cast<double>(clinic.live.sockets()); });
    const Housekeeper housekeeper(clinic);
    clinic.start();
    server.start();
    log::info("http.serving", {{"port", server.port()}});
    say_where(clinic, server);

    wait_for_the_end(server, signals);
    log::info("http.stopping");
    server.stop();
    clinic.stop();
    log::info("http.stopped");
    return program.must_stop() ? 1 : 0;
}

} // namespace clinic
