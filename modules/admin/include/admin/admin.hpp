#pragma once
// What runs the clinic looks at: who did what, the state of the system, events that could not be
// delivered.

#include "auth/auth.hpp"
#include "platform/http/context.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace clinic::admin {

struct Options {
    std::string log_dir{}; ///< of the daily files
};

/// Answers since the start.
struct Traffic {
    std::uint64_t answers = 0;
    std::uint64_t failures = 0; ///< statuses of 500 and more
    /// (bound in seconds, answers at or below it and above the one before); ascending.
    std::vector<std::pair<double, std::uint64_t>> latency{};
};

/// Figures that other modules own; one that is absent is left out of the answer.
struct Counters {
    std::function<std::int64_t()> patients{};
    std::function<std::int64_t()> appointments_today{};
    std::function<std::int64_t()> sessions{};
    std::function<std::int64_t()> live_sockets{};
    std::function<std::int64_t()> slow_waiting{};
    std::function<std::int64_t()> documents_bytes{};
    std::function<Traffic()> traffic{};
};

class Admin {
public:
    /// All must outlive it. Listens to auth.login_refused: before Bus::start().
    Admin(db::Database&, bus::Bus&, const auth::Directory&, Options = {}, Counters = {});
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
