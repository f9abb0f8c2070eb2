#pragma once
// What runs the clinic looks at: who did what, the state of the system, events that could not be
// delivered.

#include "auth/auth.hpp"
#include "platform/http/context.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace clinic::patients {
class Patients;
}

namespace clinic::admin {

/// A setting in force.
struct Setting {
    std::string key; ///< "server.listen"
    std::string value; ///< as the file spells it; of a secret "****", or empty
    std::string fallback; ///< its default
    bool changed = false; ///< not the default
    bool secret = false;

    static constexpr auto schema = api::object(
        api::field("key", &Setting::key, "Its name", api::example("server.listen")),
        api::field("value", &Setting::value, "As the file spells it; secrets are masked"),
        api::field("fallback", &Setting::fallback, "Its default"),
        api::field("changed", &Setting::changed, "Whether it is another than that"),
        api::field("secret", &Setting::secret, "Whether it is one"));
};

struct Options {
    std::string log_dir{}; ///< of the daily files
    std::filesystem::path keys{}; ///< folder of the keys that sign the audit
    std::filesystem::path checkpoint_file{}; ///< the second place of signed checkpoints
    int keep_months = 0; ///< sealed months of the audit that are older are purged; 0: none
    std::filesystem::path scratch{}; ///< folder for files on their way out
    int mass_reading_patients = 100; ///< more than so many patients by one account…
    int mass_reading_minutes = 10; ///< …within so many minutes raise an alert
    std::vector<Setting> settings{}; ///< in force, for admins to look at
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

// ---- the audit, verified ------------------------------------------------------------------------

/// What was found. Of rows: `lane`, `from` and `to` say where.
enum class Fault {
    row_changed, ///< not what was hashed, or not where it stood
    rows_missing, ///< within the chain
    row_added, ///< without a place in the chain
    history_rewritten, ///< a chain that holds, but is not the one that was signed
    tail_cut, ///< a signed line knows of rows behind the last one
    checkpoint_broken, ///< changed, out of order, or one before it is missing
    checkpoint_differs, ///< the file has another of that number
    checkpoint_lost, ///< the file has it, the database has not: cut off, or an old copy restored
    signature_foreign, ///< not by this clinic's keys
    seal_broken, ///< of a month
    purge_not_ordered, ///< rows are gone that no signed order names
};
constexpr auto spelled(Fault)
{
    return api::names("row_changed", "rows_missing", "row_added", "history_rewritten", "tail_cut",
        "checkpoint_broken", "checkpoint_differs", "checkpoint_lost", "signature_foreign",
        "seal_broken", "purge_not_ordered");
}

struct Finding {
    Fault fault = Fault::row_changed;
    std::int64_t lane = 0;
    std::int64_t from = 0; ///< the first place in the lane; of checkpoints, the number
    std::int64_t to = 0;
    std::string row{}; ///< its id
    std::optional<Instant> at{}; ///< when the row says that it was written
    std::string source{}; ///< the signed line that tells: "checkpoint 12", "month 2026-05"
};
/// "row_changed lane 1 place 45 …": the same in every language, for programs.
[[nodiscard]] std::string coordinates(const Finding&);
[[nodiscard]] Text sentence(const Finding&);

struct Verified {
    std::int64_t rows = 0;
    std::int64_t without_place = 0; ///< the chain begins with the next start
    std::int64_t checkpoints = 0;
    std::int64_t file_lines = 0; ///< of the second file
    std::int64_t segments = 0; ///< sealed months
    std::int64_t purged = 0; ///< of these
    std::optional<Instant> last_checkpoint{};
    std::int64_t found = 0;
    std::vector<Finding> findings{}; ///< the first hundred
};
/// Where the keys that sign the audit lie, below the installation's: apart from those of tokens, whose rotation must not
/// make old signatures foreign.
[[nodiscard]] std::filesystem::path audit_keys(const std::filesystem::path& keys);
/// Reads one snapshot of the whole audit, while the clinic works or not. Throws std::runtime_error without keys.
[[nodiscard]] Verified verify_audit(
    db::Database&, const std::filesystem::path& keys, const std::filesystem::path& checkpoint_file);

/// One account has read more patients than anybody's work asks for.
struct MassReading {
    std::string alert;
    UserId user;
    std::int64_t patients = 0;
    Instant at;

    static constexpr std::string_view event_name = "admin.mass_reading";
    [[nodiscard]] std::string aggregate() const { return user.str(); }
    static constexpr auto schema = api::object(
        api::field("alert", &MassReading::alert, "The alert"),
        api::field("user", &MassReading::user, "Who read"),
        api::field("patients", &MassReading::patients, "How many patients"),
        api::field("at", &MassReading::at, "When the limit was passed"));
};

class Admin {
public:
    /// All must outlive it. Listens to auth.login_refused and auth.by_operator: before Bus::start().
    Admin(db::Database&, bus::Bus&, const Clock&, const auth::Directory&, const patients::Patients&,
        Options = {}, Counters = {});
    ~Admin();

    /// Chains what was written before there was a chain, and signs from now on, on a thread of its own.
    void start();
    /// Signs what is left.
    void stop();

    void mount(http::Router&);
    /// For Router::set_audit: adds the row in the transaction of the change itself, so that neither
    /// stands without the other; of a read, in one of its own.
    void record(db::Tx&, const http::Deed&);

    /// For Router::set_watch: counts whom lists have shown. Quick, on any thread.
    void watch(const http::Principal&, std::span<const http::Sight>, Instant now);

    /// Since when, while an alert on this account is open. Quick, on any thread.
    [[nodiscard]] std::optional<Instant> must_prove_anew(UserId) const;

    /// Purges the sealed months before this one ("2026-05"); returns how many rows went. Throws std::runtime_error
    /// when the audit does not verify. Blocks on writes.
    std::int64_t purge_audit_before(const std::string& month);
    /// Signs now what is not signed yet. Blocks on a write.
    void sign_audit();

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

} // namespace clinic::admin
