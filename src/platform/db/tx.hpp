#pragma once
// A transaction, and the four ways to talk SQL inside it.
//
// SQL is a literal with `:name` placeholders. Arguments are bound in order of appearance, one for each
// appearance: a name that appears twice takes two arguments. A described struct given as an argument
// spreads into its fields. Both databases read the same SQL, so write CAST(x AS y), never x::y, and give
// PostgreSQL a CAST where it cannot guess a parameter's type (`CAST(:day AS TEXT) IS NULL`).

#include "platform/db/row.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace clinic::db {

class Connection;
class Statement;

/// One connection inside one transaction (or one read snapshot). Never shared between threads, never
/// kept beyond the work that it was given to. A failed statement throws db::Error.
class Tx {
public:
    /// `commits` counts those of the database: made before the snapshot is taken.
    Tx(Connection& connection, const std::atomic<std::uint64_t>& commits)
        : connection_(connection), commits_(commits), epoch_(commits.load())
    {
    }
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    /// The number of rows changed.
    template <class... A> std::int64_t run(std::string_view sql, const A&... args)
    {
        Statement& statement = start<NoRow>(sql, args...);
        return finish(statement);
    }

    /// The first row, or nothing.
    template <class T, class... A> std::optional<T> one(std::string_view sql, const A&... args)
    {
        Statement& statement = start<T>(sql, args...);
        std::optional<T> row;
        if (has_row(statement)) row = read<T>(statement);
        finish(statement);
        return row;
    }

    template <class T, class... A> std::vector<T> all(std::string_view sql, const A&... args)
    {
        Statement& statement = start<T>(sql, args...);
        std::vector<T> rows;
        for (bool more = has_row(statement); more; more = next(statement)) {
            rows.push_back(read<T>(statement));
        }
        finish(statement);
        return rows;
    }

    /// One value that must be there: throws std::logic_error when there is no row.
    template <class T, class... A> T value(std::string_view sql, const A&... args)
    {
        auto row = one<T>(sql, args...);
        if (!row) no_row(sql);
        return *std::move(row);
    }

    enum class Outcome {
        done,
        violated, ///< a constraint, or a trigger's RAISE(ABORT, …), said no; nothing was changed
    };
    /// run(), for statements whose constraint violation is an answer and not a mistake.
    template <class... A> Outcome attempt(std::string_view sql, const A&... args)
    {
        return guarded([&] { run(sql, args...); }) ? Outcome::done : Outcome::violated;
    }

    /// What `deed` changes is kept, or, when it throws, undone; the exception goes on.
    template <class F> void nested(F&& deed)
    {
        savepoint();
        const auto deeds = after_commit_.size();
        try {
            deed();
        } catch (...) {
            undo_nested();
            after_commit_.resize(deeds);
            throw;
        }
        release_savepoint();
    }

    /// Many statements without parameters, as a migration has.
    void script(std::string_view sql);

    /// For the few places where the SQL must differ.
    [[nodiscard]] bool postgres() const;

    /// How many commits of this process it sees at least; and, on SQLite's writer, exactly.
    [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
    [[nodiscard]] const std::atomic<std::uint64_t>* commits() const { return &commits_; }

    using Deeds = std::vector<std::move_only_function<void()>>;
    /// Runs once the commit is durable, on the thread that committed; never when it is undone.
    void after_commit(std::move_only_function<void()> deed)
    {
        after_commit_.push_back(std::move(deed));
    }
    /// For those who commit: hands over what after_commit() was told, and forgets it.
    [[nodiscard]] Deeds take_after_commit() { return std::exchange(after_commit_, {}); }

private:
    template <class Out, class... A> Statement& start(std::string_view sql, const A&... args)
    {
        Statement& statement = prepare(sql, layout<Out, A...>());
        [[maybe_unused]] Cell* at = parameters(statement);
        (Row<Argument<A>>::write(args, at), ...);
        execute(statement);
        return statement;
    }
    template <class T> T read(Statement& statement)
    {
        const Cell* at = columns(statement);
        try {
            return Row<T>::read(at);
        } catch (const BadCell& bad) {
            bad_cell(statement, bad);
        }
    }

    bool guarded(const std::function<void()>& deed);
    void savepoint();
    void undo_nested() noexcept;
    void release_savepoint();

    Statement& prepare(std::string_view sql, const Layout& layout);
    static Cell* parameters(Statement&);
    static const Cell* columns(const Statement&);
    void execute(Statement&);
    static bool has_row(const Statement&);
    bool next(Statement&);
    std::int64_t finish(Statement&);
    [[noreturn]] void bad_cell(Statement&, const BadCell&);
    [[noreturn]] static void no_row(std::string_view sql);

    Connection& connection_;
    const std::atomic<std::uint64_t>& commits_;
    const std::uint64_t epoch_;
    Deeds after_commit_;
    bool lost_ = false; // the transaction itself is gone: only its end is left
};

} // namespace clinic::db
