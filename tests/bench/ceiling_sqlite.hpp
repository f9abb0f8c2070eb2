#pragma once
// SQLite with nothing around it, for the bare server.

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <string_view>

inline void check(int result, sqlite3* db)
{
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW) {
        throw std::runtime_error(sqlite3_errmsg(db));
    }
}

class Statement {
public:
    Statement(sqlite3* db, const char* sql) : db_(db)
    {
        check(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw_, nullptr), db);
    }
    ~Statement() { sqlite3_finalize(raw_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void bind(int place, std::string_view text)
    {
        check(sqlite3_bind_text(
                  raw_, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT),
            db_);
    }
    bool step()
    {
        const int result = sqlite3_step(raw_);
        check(result, db_);
        return result == SQLITE_ROW;
    }
    void reset() { sqlite3_reset(raw_); }
    [[nodiscard]] sqlite3_stmt* raw() const { return raw_; }

private:
    sqlite3* db_;
    sqlite3_stmt* raw_ = nullptr;
};

class Database {
public:
    explicit Database(const std::string& file)
    {
        check(sqlite3_open_v2(file.c_str(), &raw_,
                  SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr),
            raw_);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;"
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536;");
    }
    ~Database() { sqlite3_close(raw_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql) { check(sqlite3_exec(raw_, sql, nullptr, nullptr, nullptr), raw_); }
    [[nodiscard]] sqlite3* raw() const { return raw_; }

private:
    sqlite3* raw_ = nullptr;
};
