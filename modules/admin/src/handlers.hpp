#pragma once

#include "alarm.hpp"
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
    Result<http::File> export_audit(http::SlowContext&, const ExportAudit&);
    Result<Safekeeping> safekeeping(http::Context&, const http::NoInput&);
    Result<http::Page<Alert>> alerts(http::Context&, const ListAlerts&);
    Result<Alert> clear_alert(http::Context&, const ClearAlert&);
    Result<Settings> settings(http::Context&, const http::NoInput&);
    Result<LogPage> logs(http::SlowContext&, const ListLogs&);
    Result<LogLevel> log_level(http::Context&, const http::NoInput&);
    Result<LogLevel> set_log_level(http::Context&, const LogLevel&);
    Result<Stats> stats(http::Context&, const http::NoInput&);
    Result<EventsState> events(http::Context&, const http::NoInput&);
    Result<Nothing> replay(http::Context&, const ReplayEvent&);

private:
    Admin::Parts& parts_;
};

/// What patients see of the audit.
class Accesses {
public:
    explicit Accesses(Admin::Parts& parts) : parts_(parts) {}

    Result<http::Page<Access>> list(http::Context&, const ListAccesses&);

private:
    Admin::Parts& parts_;
};

struct Admin::Parts {
    Parts(db::Database& db, bus::Bus& events, const Clock& time, const auth::Directory& directory,
        const patients::Patients& records, Options chosen, Counters figures)
        : database(db),
          bus(events),
          clock(time),
          users(directory),
          patients(records),
          options(std::move(chosen)),
          counters(std::move(figures)),
          notary(db, time, lanes,
              {.keys = options.keys,
                  .file = options.checkpoint_file,
                  .keep_months = options.keep_months}),
          alarm(std::make_shared<Alarm>(db, events,
              ReadingWatch::Limit{static_cast<std::size_t>(options.mass_reading_patients),
                  options.mass_reading_minutes}))
    {
    }

    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    const auth::Directory& users;
    const patients::Patients& patients;
    const Options options;
    const Counters counters;
    Lanes lanes;
    Notary notary;
    std::shared_ptr<Alarm> alarm; // with commits still to come
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    Handlers handlers{*this};
    Accesses accesses{*this};
};

} // namespace clinic::admin
