#pragma once
// The database of this process: SQLite (one file, one writer) or PostgreSQL (a pool of connections).

#include "platform/db/error.hpp"
#include "platform/db/tx.hpp"

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace clinic::db {

struct Options {
    std::string url; ///< "sqlite:/var/lib/monoclinic/clinic.db" or "postgresql://…" (libpq's)
    int pool = 8; ///< PostgreSQL: threads, each with its connection
    std::size_t queue_limit = 4096; ///< works waiting; beyond it they are `overloaded` at once
    int batch = 256; ///< SQLite: works that may share one commit
    bool sync_full = true; ///< SQLite: false gives up durability (for tests that need no disk)
    int statement_timeout_ms = 30'000; ///< PostgreSQL
    std::int64_t max_bytes = 0; ///< SQLite: the file may not grow beyond this; 0 = the disk decides

    /// Told of what an operator should know: a short name ("commit_failed") and technical text,
    /// never values. Called from any thread.
    std::function<void(std::string_view event, std::string_view detail)> on_problem;
    /// Told once that the outcome of a commit is unknown because the disk failed: the process must
    /// stop and recover. The writer has already stopped taking work.
    std::function<void(std::string_view detail)> on_fatal;
};

enum class Verdict { keep, undo };

struct Written {
    enum Kind {
        kept, ///< durable
        undone, ///< the work said undo
        failed, ///< the work threw; `error` holds what
        disk_full, ///< nothing changed; reading goes on
        outcome_unknown, ///< the commit failed in a way that leaves both possible
        overloaded, ///< never ran: too many works are waiting
        stopping, ///< never ran
    } kind = kept;
    std::exception_ptr error{};
};

/// Counted since open(), for metrics.
struct Stats {
    std::uint64_t reads = 0;
    std::uint64_t kept = 0;
    std::uint64_t undone = 0;
    std::uint64_t failed = 0;
    std::uint64_t overloaded = 0;
    std::uint64_t disk_full = 0;
    std::uint64_t commits = 0; ///< on SQLite, each is one sync of the disk
    std::uint64_t commit_micros = 0; ///< spent in all commits
    std::uint64_t largest_batch = 0; ///< works that shared one commit
    std::uint64_t retries = 0; ///< PostgreSQL: works run again
    std::uint64_t reconnects = 0; ///< PostgreSQL
    std::uint64_t checkpoints = 0; ///< SQLite
    std::uint64_t wal_pages = 0; ///< SQLite: waiting for a checkpoint
    std::size_t queued = 0; ///< works waiting now
};

class Database {
public:
    /// Throws std::runtime_error with one clear sentence when the file or server cannot be had, or
    /// when another process holds the same SQLite file.
    static std::unique_ptr<Database> open(Options);
    virtual ~Database() = default;

    /// A work must bear being run again: PostgreSQL does so after a serialisation failure.
    using Work = std::move_only_function<Verdict(Tx&)>;
    /// May be called on another thread, the writer's above all: hand over and return.
    using Done = std::move_only_function<void(Written)>;

    /// SQLite: runs now, on this thread's own read-only connection, before read() returns.
    /// PostgreSQL: runs on the pool, in a READ ONLY transaction. One snapshot for all of the work.
    virtual void read(Work, Done) = 0;
    /// SQLite: the one writer thread runs works in the order they came, each in its SAVEPOINT, many to
    /// one durable commit, then calls all Done. PostgreSQL: SERIALIZABLE on the pool.
    virtual void write(Work, Done) = 0;

    /// Blocking reads and writes, for slow handlers, listeners, the command line and tests.
    /// read_now inside a work of the same database reads in that work's own transaction.
    /// Throws what `deed` throws, or db::Error.
    template <class F> auto read_now(F&& deed);
    /// `deed` returns T (kept) or Result<T> (undone when it holds a Problem). Inside a work it would
    /// wait for itself: std::logic_error.
    template <class F> auto write_now(F&& deed);

    /// Finishes the works accepted so far, refuses new ones. Also done by the destructor.
    virtual void stop() = 0;
    [[nodiscard]] virtual Stats stats() const = 0;
    /// SELECT 1, and the writer still takes work.
    [[nodiscard]] virtual bool healthy() = 0;
    [[nodiscard]] virtual bool postgres() const = 0;
    /// A consistent copy while the clinic works on. SQLite only: on PostgreSQL use pg_dump
    /// (std::logic_error). The target must not exist.
    virtual void backup_to(const std::string& path) = 0;
    /// SQLite: the file; PostgreSQL: empty.
    [[nodiscard]] virtual std::string file() const { return {}; }

protected:
    using Deed = std::function<Verdict(Tx&)>;
    virtual void read_blocking(const Deed&) = 0;
    virtual void write_blocking(const Deed&) = 0;
};

template <class T>
concept Refusable = requires(const T& result) {
    { result.has_value() } -> std::same_as<bool>;
    result.error();
};

template <class F> auto Database::read_now(F&& deed)
{
    using T = std::invoke_result_t<F&, Tx&>;
    if constexpr (std::is_void_v<T>) {
        read_blocking([&](Tx& tx) { return deed(tx), Verdict::keep; });
    } else {
        std::optional<T> result;
        read_blocking([&](Tx& tx) { return result.emplace(deed(tx)), Verdict::keep; });
        return *std::move(result);
    }
}

template <class F> auto Database::write_now(F&& deed)
{
    using T = std::invoke_result_t<F&, Tx&>;
    if constexpr (std::is_void_v<T>) {
        write_blocking([&](Tx& tx) { return deed(tx), Verdict::keep; });
    } else {
        std::optional<T> result;
        write_blocking([&](Tx& tx) {
            result.emplace(deed(tx));
            if constexpr (Refusable<T>) {
                if (!result->has_value()) return Verdict::undo;
            }
            return Verdict::keep;
        });
        return *std::move(result);
    }
}

} // namespace clinic::db
