#pragma once
// PostgreSQL: a pool of threads, each with its own connection.

#include "platform/db/counters.hpp"
#include "platform/db/postgres_connection.hpp"
#include "platform/db/postgres_lock.hpp"
#include "platform/db/queue.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <thread>
#include <vector>

namespace clinic::db {

/// Lets works run side by side, and one that keeps losing run alone: by itself it cannot lose again.
class Arena {
public:
    [[nodiscard]] std::shared_lock<std::shared_mutex> together()
    {
        const std::scoped_lock turn(turnstile_);
        return std::shared_lock(arena_);
    }
    /// Whoever asks is next: the turnstile keeps newcomers out until then.
    [[nodiscard]] std::unique_lock<std::shared_mutex> alone()
    {
        const std::scoped_lock turn(turnstile_);
        return std::unique_lock(arena_);
    }

private:
    std::mutex turnstile_;
    std::shared_mutex arena_;
};

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(Options);
    ~PostgresDatabase() override;

    void read(Work, Done) override;
    void write(Work, Done) override;
    void stop() override;
    [[nodiscard]] Stats stats() const override;
    [[nodiscard]] bool healthy() override;
    [[nodiscard]] bool postgres() const override { return true; }
    void backup_to(const std::string& path) override;

private:
    using Link = std::unique_ptr<PostgresConnection>;

    void read_blocking(const Deed&) override;
    void write_blocking(const Deed&) override;
    void submit(Job);
    void loop(Link link);
    void keep_locked();
    void run(Job, Link&);
    Written run_with_retries(Job&, Link&, Tx::Deeds& after_commit);
    Written run_in_turn(Job&, PostgresConnection&, Tx::Deeds& after_commit, int tries);
    Written run_once(Job&, PostgresConnection&, Tx::Deeds& after_commit);
    void commit(PostgresConnection&, Written&);
    bool may_retry(const Error&, Link&, int tries);
    [[nodiscard]] Link connect();

    const Options options_;
    Counters counters_;
    Queue queue_;
    Arena arena_;
    std::optional<PostgresLock> lock_;
    std::vector<std::thread> threads_;
};

} // namespace clinic::db
