#pragma once
// The clinic in figures. Read models of its own, filled by events alone; what was there before the events is taken
// in once, through the other modules' public classes.

#include "platform/core/time.hpp"

#include <memory>

namespace clinic {

namespace appointments {
class Appointments;
}
namespace billing {
class Billing;
}
namespace bus {
class Bus;
}
namespace clinics {
class Clinics;
}
namespace coaching {
class Coaching;
}
namespace db {
class Database;
}
namespace http {
class Router;
}
namespace patients {
class Patients;
}

namespace reporting {

/// What it asks. All must outlive it.
struct Neighbours {
    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    const clinics::Clinics& clinics;
    const patients::Patients& patients;
    const appointments::Appointments& appointments;
    const billing::Billing& billing;
    const coaching::Coaching& coaching;
};

class Reporting {
public:
    /// Registers its listeners: before the bus starts.
    explicit Reporting(const Neighbours& neighbours);
    ~Reporting();
    Reporting(const Reporting&) = delete;
    Reporting& operator=(const Reporting&) = delete;

    void mount(http::Router& router);

    /// Takes in what was there before the events, when that was not done yet: a little at once, a lot on a thread of
    /// its own while the clinic serves. Events that arrive meanwhile are not disturbed.
    void start();
    void stop();
    /// Forgets all figures and takes everything in anew: after an import, or when a site has changed its time zone.
    /// Blocks; reports lack what is not taken in yet. Never inside a request.
    void rebuild();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace reporting
} // namespace clinic
