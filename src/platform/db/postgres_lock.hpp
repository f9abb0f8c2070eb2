#pragma once
// One process to a database, as the folder lock sees to on SQLite: a session's advisory lock, held by a connection
// of its own for as long as the process lives.

#include "platform/db/postgres_connection.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

namespace clinic::db {

class PostgresLock {
public:
    /// Throws std::runtime_error with one clear sentence when another process has it.
    PostgresLock(std::string url, int statement_timeout_ms);

    /// Once in a while, and always after the server was away (`now`): takes it again when the link is gone. Throws
    /// db::Error (disconnected) while another process, or a session of ours that the server has not missed yet, has it.
    void check(bool now);

private:
    /// Empty when it was had, or else the sentence.
    std::string take();

    const std::string url_;
    const int statement_timeout_ms_;
    std::mutex mutex_;
    std::unique_ptr<PostgresConnection> connection_;
    std::chrono::steady_clock::time_point checked_{};
};

} // namespace clinic::db
