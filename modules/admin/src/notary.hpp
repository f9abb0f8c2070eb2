#pragma once
// Signs the audit: checkpoints every 1,000 rows or 60 s, in the database and in a second file; months once they are over;
// purges of sealed months. One thread of its own; it writes nothing while nothing happens.

#include "chain_store.hpp"
#include "checkpoint_file.hpp"
#include "lanes.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/database.hpp"
#include "signed_line.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

namespace clinic::admin {

class Notary {
public:
    struct Options {
        std::filesystem::path keys; ///< folder
        std::filesystem::path file; ///< the second place
        int keep_months = 0; ///< sealed months older than that are purged; 0: none
        std::uint64_t every_rows = 1'000;
        std::chrono::milliseconds every{60'000};
    };
    Notary(db::Database&, const Clock&, Lanes&, Options);
    ~Notary();

    /// Gives rows from before the chain their places, once; then works until stop(), which signs what is left.
    void start();
    void stop();

    /// Signs the ends of all lanes; nothing when they are those of the last checkpoint.
    std::optional<Checkpoint> checkpoint();
    /// Seals every month that is over, by a day at least.
    void seal_months();
    /// Orders the purge of sealed months before this one ("2026-05") and carries out what was ordered. Throws
    /// std::runtime_error, and purges nothing, when the chain does not verify. Returns how many rows went.
    std::int64_t purge_before(const std::string& month);
    /// Goes on with purges that a stop interrupted.
    std::int64_t carry_out_purges();

    /// Whether the second file has everything; else why not.
    [[nodiscard]] std::string file_trouble() const;
    [[nodiscard]] const crypto::SigningKeys& keys() const { return keys_; }
    [[nodiscard]] const Options& options() const { return options_; }

private:
    void place_old_rows();
    [[nodiscard]] bool has_signed();
    void load_last(); ///< once; `signing_` is held
    void bring_file_up_to_date();
    void write_to_file(const std::vector<std::string>& lines);
    void work();
    void tend_months();
    bool seal_next();
    void order(const store::Seal&);
    std::int64_t purge_part(const LanePart&);

    db::Database& database_;
    const Clock& clock_;
    Lanes& lanes_;
    const Options options_;
    const crypto::SigningKeys keys_;
    std::mutex signing_; ///< one checkpoint at a time
    std::optional<Checkpoint> last_;
    std::string last_line_;
    mutable std::mutex trouble_mutex_;
    std::string trouble_;
    std::atomic<bool> ending_{false};
    std::thread thread_;
};

/// "2026-05"
[[nodiscard]] std::string month_of(Instant);
/// The first moment of the month after.
[[nodiscard]] Instant end_of_month(const std::string& month);
/// That many months before.
[[nodiscard]] std::string months_before(const std::string& month, int count);

} // namespace clinic::admin
