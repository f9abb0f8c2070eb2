#pragma once
// What a database refused, without the values: these texts go to the log, and values are personal.

#include <stdexcept>
#include <string>

namespace clinic::db {

enum class Fault {
    constraint,   ///< unique, foreign key, check, exclusion, or a trigger's RAISE(ABORT, …)
    conflict,     ///< serialisation failure or deadlock: the same work may succeed if run again
    stale_plan,   ///< a cached plan outlived a change of the schema: prepare again
    full,         ///< no space left; heals by itself
    io,           ///< the disk failed
    busy,         ///< locked by another process for too long
    disconnected, ///< the connection to the server is gone
    timeout,      ///< the server cancelled a statement that took too long
    overloaded,   ///< too much work queued here
    stopping,     ///< this database no longer takes work
    unknown,      ///< a commit whose outcome nobody knows
    other,        ///< a mistake in the SQL, mostly
};

class Error : public std::runtime_error {
public:
    /// `code` is SQLite's extended result code or PostgreSQL's SQLSTATE, as text.
    Error(Fault fault, std::string code, const std::string& what)
        : std::runtime_error(what), fault_(fault), code_(std::move(code))
    {
    }
    [[nodiscard]] Fault fault() const { return fault_; }
    [[nodiscard]] const std::string& code() const { return code_; }

private:
    Fault fault_;
    std::string code_;
};

} // namespace clinic::db
