#pragma once
// A connection to a SQLite file, with what SOCI cannot say: pragmas, error codes, checkpoints, copies.

#include "platform/db/connection.hpp"

#include <array>
#include <string>

namespace clinic::db {

class SqliteConnection final : public Connection {
public:
    /// A reader can change nothing; neither kind checkpoints by itself.
    enum class Role { reader, writer };
    SqliteConnection(const std::string& file, Role);
    ~SqliteConnection() override;

    void control(Control) override;
    void script(std::string_view sql) override;
    [[nodiscard]] bool postgres() const override { return false; }
    [[nodiscard]] Error translate(const soci::soci_error&, std::string_view sql) override;
    [[nodiscard]] std::vector<std::string> column_names(soci::statement&) override;
    std::int64_t close(soci::statement&) override;

    void pragma(const std::string& text);
    /// False when SQLite has rolled the transaction back by itself, as after some failures.
    [[nodiscard]] bool in_transaction() const;
    /// A deferred foreign key waits to be satisfied: COMMIT would fail.
    [[nodiscard]] bool owes_foreign_keys() const;
    /// Pages in the WAL after the latest commit.
    [[nodiscard]] int wal_pages() const { return wal_pages_; }
    enum class Checkpoint { passive, restart, truncate };
    void checkpoint(Checkpoint);
    /// The whole database as of now, into a new file.
    void copy_to(const std::string& file);

private:
    static int on_commit(void*, sqlite_api::sqlite3*, const char*, int pages);
    [[nodiscard]] Error last_error(std::string_view doing) const;

    sqlite_api::sqlite3* raw_;
    std::array<sqlite_api::sqlite3_stmt*, 7> controls_{};
    int wal_pages_ = 0;
};

} // namespace clinic::db
