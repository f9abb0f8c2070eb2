#pragma once

#include "api.hpp"
#include "notary.hpp"
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
    Parts(db::Database& db, bus::Bus& events, const Clock& time, const auth::Directory& directory,
        Options chosen, Counters figures)
        : database(db),
          bus(events),
          clock(time),
          users(directory),
          options(std::move(chosen)),
          counters(std::move(figures)),
          notary(db, time, lanes,
              {.keys = options.keys,
                  .file = options.checkpoint_file,
                  .keep_months = options.keep_months})
    {
    }

    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    const auth::Directory& users;
    const Options options;
    const Counters counters;
    Lanes lanes;
    Notary notary;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    Handlers handlers{*this};
};

} // namespace clinic::admin
