#pragma once
// Telling people: in the app's centre, live on open pages, by mail. Nothing here decides anything about
// a visit; it listens to the bus and tells those concerned, each of them once.

#include "platform/core/secret.hpp"
#include "platform/core/time.hpp"
#include "platform/http/live.hpp"
#include "platform/http/principal.hpp"
#include "platform/net/mailer.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace clinic {

namespace appointments {
class Appointments;
}
namespace auth {
class Auth;
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

namespace notifications {

struct Options {
    std::string
        public_url; ///< no trailing slash; its host is the one of calendar UIDs and Message-IDs
    std::string mail_from; ///< "Name <local@domain>"
    std::optional<net::SmtpOptions> smtp; ///< nothing = mail off
};

/// What it asks and whom it tells. All must outlive it.
struct Neighbours {
    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    http::Live& live;
    auth::Auth& auth;
    const clinics::Clinics& clinics;
    const patients::Patients& patients;
    const appointments::Appointments& appointments;
    const billing::Billing& billing;
    const coaching::Coaching& coaching;
};

class Notifications {
public:
    /// Registers its listeners: before the bus starts. Throws std::runtime_error when mail is on and the
    /// sender is no address.
    Notifications(const Neighbours& neighbours, Options options);
    ~Notifications();
    Notifications(const Notifications&) = delete;
    Notifications& operator=(const Notifications&) = delete;

    void mount(http::Router& router);

    /// For http::LiveOptions::verify: whose ticket it is, once, within 30 s of its issue. Quick.
    [[nodiscard]] std::optional<http::LiveUser> take_ticket(std::string_view ticket);
    /// Tickets of a session that has ended open nothing.
    void forget_session(SessionId session);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace notifications
} // namespace clinic
