#pragma once
// One SOCI session with its prepared statements; what differs between the databases is virtual.

#include "platform/db/cell.hpp"
#include "platform/db/error.hpp"
#include "platform/db/placeholders.hpp"
#include "platform/db/soci.hpp"

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clinic::db {

class Connection;

/// A prepared statement bound, once, to its own cells: running it moves values, nothing else.
class Statement {
public:
    Statement(Connection&, std::string_view sql, const Layout&);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    [[nodiscard]] bool fits(const Layout& layout) const;
    void execute();
    bool next();
    /// The rows changed; the statement lets go of its cursor and locks.
    std::int64_t finish();
    /// Names the column of that cell.
    [[nodiscard]] std::string column_of(const Cell* cell) const;

    std::vector<Cell> in;
    std::vector<Cell> out;
    bool has_row = false;
    const std::string sql;

private:
    void bind(const Numbered& numbered);
    void bind_anew();
    void null_the_outs();
    void check_names();

    Connection& connection_;
    const Layout* layout_;
    std::vector<soci::indicator> in_null_;
    std::vector<soci::indicator> out_null_;
    soci::statement handle_;
    bool checked_ = false;
    bool open_ = false;
};

/// What begins and ends transactions, said without SOCI: its own begin() is deferred.
enum class Control {
    begin_read,
    begin_write,
    commit,
    rollback,
    savepoint,
    rollback_to_savepoint,
    release_savepoint,
};

class Connection {
public:
    Connection(const soci::backend_factory& factory, const std::string& parameters)
        : session(factory, parameters)
    {
    }
    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// From the cache, which keeps the most recently used ones.
    Statement& prepare(std::string_view sql, const Layout& layout);
    /// After the schema changed.
    void forget_statements();

    virtual void control(Control) = 0;
    virtual void script(std::string_view sql) = 0;
    [[nodiscard]] virtual bool postgres() const = 0;

    /// What SOCI caught, with its class and code and without SOCI's context, which holds values.
    [[nodiscard]] virtual Error translate(const soci::soci_error&, std::string_view sql) = 0;
    [[nodiscard]] virtual std::vector<std::string> column_names(soci::statement&) = 0;
    virtual std::int64_t close(soci::statement&) = 0; ///< resets it; the rows changed

    soci::session session;

private:
    static constexpr std::size_t most_statements = 512;
    std::list<Statement> statements_; // the most recently used first
    std::unordered_map<std::string_view, std::list<Statement>::iterator> by_sql_;
};

} // namespace clinic::db
