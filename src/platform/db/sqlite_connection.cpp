#include "platform/db/sqlite_connection.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <stdexcept>

namespace clinic::db {

using namespace sqlite_api; // NOLINT: where SOCI puts sqlite3.h

namespace {

constexpr int busy_ms = 5000;
constexpr int checkpoint_busy_ms = 100; // readers are short; the next checkpoint comes soon

Fault fault_of(int extended)
{
    switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
        return Fault::constraint;
    case SQLITE_FULL:
        return Fault::full;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
        return Fault::io;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Fault::busy;
    default:
        return Fault::other;
    }
}

/// Every connection is with one thread at a time, so SQLite's own locks around them are a waste.
void drop_mutexes()
{
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(
            SQLITE_CONFIG_MEMSTATUS, 0); // counting bytes takes a lock at each allocation
    });
}

/// SQLite gives its -wal and -shm files the mode of the main file: medical data, the owner's alone.
void create_private(const std::string& file)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0) ::close(descriptor);
}

std::string parameters(const std::string& file)
{
    drop_mutexes();
    create_private(file);
    return fmt::format("db=\"{}\"", file);
}

sqlite3_stmt* statement_of(soci::statement& statement)
{
    return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_;
}

constexpr std::array control_texts{
    "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "SAVEPOINT s", "ROLLBACK TO s", "RELEASE s"};

} // namespace

SqliteConnection::SqliteConnection(const std::string& file, Role role)
    : Connection(soci::sqlite3, parameters(file)),
      raw_(static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_)
{
    sqlite3_extended_result_codes(raw_, 1);
    sqlite3_busy_timeout(raw_, busy_ms);
    sqlite3_db_config(raw_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    pragma("trusted_schema = OFF");
    pragma("foreign_keys = ON");
    pragma("temp_store = MEMORY");
    pragma("cache_size = -16384");
    if (role == Role::reader) {
        pragma("query_only = ON");
        pragma(
            "mmap_size = 2147418112"); // the most that SQLite maps: no copy of each page that is looked at
    } else {
        pragma("journal_mode = WAL");
    }
    pragma("wal_autocheckpoint = 0"); // takes the hook's place, so the hook comes after it
    if (role == Role::writer) sqlite3_wal_hook(raw_, &SqliteConnection::on_commit, this);
}

SqliteConnection::~SqliteConnection()
{
    forget_statements();
    for (sqlite3_stmt* control : controls_) sqlite3_finalize(control);
}

int SqliteConnection::on_commit(void* self, sqlite3*, const char*, int pages)
{
    static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
}

void SqliteConnection::control(Control which)
{
    const auto index = static_cast<std::size_t>(which);
    sqlite3_stmt*& statement = controls_[index];
    if (statement == nullptr && sqlite3_prepare_v3(raw_, control_texts[index], -1,
                                    SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
        throw last_error(control_texts[index]);
    }
    const int code = sqlite3_step(statement);
    if (code != SQLITE_DONE) {
        const Error error = last_error(control_texts[index]);
        sqlite3_reset(statement);
        throw error;
    }
    sqlite3_reset(statement);
}

void SqliteConnection::script(std::string_view sql)
{
    const std::string text(sql);
    const int code = sqlite3_exec(raw_, text.c_str(), nullptr, nullptr, nullptr);
    const auto error = last_error("a script");
    forget_statements();
    if (code != SQLITE_OK) throw error;
}

void SqliteConnection::pragma(const std::string& text)
{
    const std::string sql = "PRAGMA " + text;
    if (sqlite3_exec(raw_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw last_error(sql);
    }
}

Error SqliteConnection::last_error(std::string_view doing) const
{
    const int code = sqlite3_extended_errcode(raw_);
    return Error(fault_of(code), std::to_string(code),
        fmt::format("SQLite {}: {}, in: {}", code, sqlite3_errmsg(raw_), doing));
}

Error SqliteConnection::translate(const soci::soci_error& error, std::string_view sql)
{
    if (dynamic_cast<const soci::sqlite3_soci_error*>(&error) != nullptr) return last_error(sql);
    return Error(Fault::other, "soci", fmt::format("{}, in: {}", error.get_error_message(), sql));
}

std::vector<std::string> SqliteConnection::column_names(soci::statement& statement)
{
    sqlite3_stmt* const raw = statement_of(statement);
    std::vector<std::string> names;
    for (int i = 0; i < sqlite3_column_count(raw); ++i)
        names.emplace_back(sqlite3_column_name(raw, i));
    return names;
}

std::int64_t SqliteConnection::close(soci::statement& statement)
{
    sqlite3_stmt* const raw = statement_of(statement);
    const auto changes = sqlite3_stmt_readonly(raw) != 0 ? 0 : sqlite3_changes64(raw_);
    sqlite3_reset(raw);
    return changes;
}

bool SqliteConnection::in_transaction() const
{
    return sqlite3_get_autocommit(raw_) == 0;
}

bool SqliteConnection::owes_foreign_keys() const
{
    int owed = 0;
    int unused = 0;
    sqlite3_db_status(raw_, SQLITE_DBSTATUS_DEFERRED_FKS, &owed, &unused, 0);
    return owed != 0;
}

void SqliteConnection::checkpoint(Checkpoint kind)
{
    constexpr std::array modes{
        SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_RESTART, SQLITE_CHECKPOINT_TRUNCATE};
    int pages = 0;
    int copied = 0;
    sqlite3_busy_timeout(raw_, checkpoint_busy_ms);
    const int code = sqlite3_wal_checkpoint_v2(
        raw_, nullptr, modes[static_cast<std::size_t>(kind)], &pages, &copied);
    sqlite3_busy_timeout(raw_, busy_ms);
    // Busy only means that a reader is still looking at old pages: the next checkpoint gets them.
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) throw last_error("a checkpoint");
    if (pages == copied) wal_pages_ = 0;
}

void SqliteConnection::copy_to(const std::string& file)
{
    const int created = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (created < 0) throw std::runtime_error(fmt::format("{} cannot be created.", file));
    ::close(created);

    struct Close {
        void operator()(::sqlite_api::sqlite3* handle) const { sqlite3_close(handle); }
    };
    ::sqlite_api::sqlite3* opened = nullptr;
    const int open_code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<::sqlite_api::sqlite3, Close> target(opened);
    auto* const backup =
        open_code == SQLITE_OK ? sqlite3_backup_init(target.get(), "main", raw_, "main") : nullptr;
    const int step = backup != nullptr ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    const int finish = backup != nullptr ? sqlite3_backup_finish(backup) : SQLITE_ERROR;
    if (step == SQLITE_DONE && finish == SQLITE_OK) return;
    const std::string why = target ? sqlite3_errmsg(target.get()) : "out of memory";
    ::unlink(file.c_str());
    throw std::runtime_error(fmt::format("The copy to {} failed: {}.", file, why));
}

} // namespace clinic::db
