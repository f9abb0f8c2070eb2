#pragma once
// SQLite: one writer thread, and as many readers as ever read at once.

#include "platform/db/counters.hpp"
#include "platform/db/folder_lock.hpp"
#include "platform/db/sqlite_writer.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace clinic::db {

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(Options);
    ~SqliteDatabase() override;

    void read(Work, Done) override;
    void write(Work, Done) override;
    void stop() override;
    [[nodiscard]] Stats stats() const override;
    [[nodiscard]] bool healthy() override;
    [[nodiscard]] bool postgres() const override { return false; }
    void backup_to(const std::string& path) override;
    [[nodiscard]] std::string file() const override { return file_; }

private:
    void read_blocking(const Deed&) override;
    void write_blocking(const Deed&) override;
    template <class F> void in_snapshot(F&& deed);
    class Reader;

    const Options options_;
    const std::string file_;
    FileLock lock_;
    Counters counters_;
    SqliteWriter writer_;
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>>
        idle_readers_; ///< the one that read last is the next to read: it is warm
};

} // namespace clinic::db
