#pragma once
// What runs the clinic looks at: who did what, the state of the system, events that could not be
// delivered.

#include "auth/auth.hpp"
#include "platform/http/context.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace clinic::admin {

/// Figures that other modules own; one that is absent is left out of the answer.
struct Counters {
    std::function<std::int64_t()> patients{};
    std::function<std::int64_t()> appointments_today{};
};

class Admin {
public:
    /// All must outlive it. Listens to auth.login_refused: before Bus::start().
    Admin(db::Database&, bus::Bus&, const auth::Directory&, Counters = {});
    ~Admin();

    void mount(http::Router&);
    /// For Router::set_audit: adds the row in the transaction of the change itself, so that neither
    /// stands without the other; of a read, in one of its own.
    void record(db::Tx&, const http::Deed&);

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

} // namespace clinic::admin
