#pragma once

#include "api.hpp"
#include "platform/bus/bus.hpp"
#include "platform/http/context.hpp"
#include "platform/http/router.hpp"

#include <chrono>

namespace clinic::admin {

class Handlers {
public:
    explicit Handlers(Admin::Parts& parts) : parts_(parts) {}

    Result<http::Page<AuditRow>> audit(http::Context&, const ListAudit&);
    Result<LogPage> logs(http::SlowContext&, const ListLogs&);
    Result<LogLevel> log_level(http::Context&, const http::NoInput&);
    Result<LogLevel> set_log_level(http::Context&, const LogLevel&);
    Result<Stats> stats(http::Context&, const http::NoInput&);
    Result<EventsState> events(http::Context&, const http::NoInput&);
    Result<Nothing> replay(http::Context&, const ReplayEvent&);

private:
    Admin::Parts& parts_;
};

struct Admin::Parts {
    db::Database& database;
    bus::Bus& bus;
    const auth::Directory& users;
    Options options;
    Counters counters;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    Handlers handlers{*this};
};

} // namespace clinic::admin
