#pragma once
// The program around the clinic: the database it opens, the migrations it runs, the server it listens with.

#include "clinic.hpp"

#include <memory>

namespace clinic {

/// A database that is open and up to date, and the clinic over it. Throws std::runtime_error with a sentence for whoever
/// runs it.
class Program {
public:
    explicit Program(const config::Config& config);
    ~Program();

    [[nodiscard]] Clinic& clinic() { return *clinic_; }
    [[nodiscard]] db::Database& database() { return *database_; }
    [[nodiscard]] observe::Metrics& metrics() { return metrics_; }
    /// Set by the database when a commit's outcome is unknown: the process must stop, restart and recover.
    [[nodiscard]] bool must_stop() const { return fatal_; }

private:
    const config::Config& config_;
    observe::Metrics metrics_;
    std::atomic<bool> fatal_{false};
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<Clinic> clinic_;
};

/// Serves until SIGTERM or SIGINT; SIGHUP reads the certificate again. Returns the exit status.
int serve(const config::Config& config);

} // namespace clinic
