#pragma once
// The one thread that changes a SQLite file: group commit, and all checkpoints.

#include "platform/db/counters.hpp"
#include "platform/db/queue.hpp"
#include "platform/db/sqlite_connection.hpp"

#include <thread>
#include <vector>

namespace clinic::db {

/// A work that ran, and what is to be told of it once the batch has ended.
struct Ran {
    Database::Done done;
    Written answer;
    std::vector<std::move_only_function<void()>> after_commit;
};

class SqliteWriter {
public:
    /// `database` is what Inside::current knows it by.
    SqliteWriter(const std::string& file, const Options&, Counters&, const void* database);
    ~SqliteWriter();
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;

    void submit(Job);
    void stop();
    [[nodiscard]] bool is_this_thread() const
    {
        return std::this_thread::get_id() == thread_.get_id();
    }
    [[nodiscard]] bool takes_work() const { return !queue_.closed(); }
    [[nodiscard]] std::size_t queued() const { return queue_.size(); }

private:
    void loop();
    void run_batch(std::deque<Job> jobs);
    Ran run(Job job);
    Verdict run_in_savepoint(Database::Work&, Tx&);
    void end(std::vector<Ran>& batch);
    void spoil(std::vector<Ran>& batch, const Error&, Written::Kind);
    void answer(std::vector<Ran> batch);
    void refuse(std::deque<Job> jobs, Written::Kind, const std::exception_ptr&);
    void tend_wal(bool idle);
    void checkpoint(SqliteConnection::Checkpoint);
    void die(const Error&);

    const Options& options_;
    Counters& counters_;
    const void* database_;
    SqliteConnection connection_;
    Queue queue_;
    std::atomic<bool> dead_{false};
    std::thread thread_;
};

} // namespace clinic::db
