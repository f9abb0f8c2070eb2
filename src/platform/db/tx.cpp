#include "platform/db/tx.hpp"

#include "platform/db/connection.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace clinic::db {

Statement& Tx::prepare(std::string_view sql, const Layout& layout)
{
    return connection_.prepare(sql, layout);
}

Cell* Tx::parameters(Statement& statement)
{
    return statement.in.data();
}

const Cell* Tx::columns(const Statement& statement)
{
    return statement.out.data();
}

void Tx::execute(Statement& statement)
{
    // SQLite would run it outside any transaction, and keep it.
    if (lost_) throw Error(Fault::other, "", "The transaction is gone after an earlier failure.");
    statement.execute();
}

bool Tx::has_row(const Statement& statement)
{
    return statement.has_row;
}

bool Tx::next(Statement& statement)
{
    return statement.next();
}

std::int64_t Tx::finish(Statement& statement)
{
    return statement.finish();
}

void Tx::bad_cell(Statement& statement, const BadCell& bad)
{
    const auto sentence = fmt::format(
        "The column {} {}, in: {}", statement.column_of(bad.cell), bad.what, statement.sql);
    statement.finish();
    throw std::logic_error(sentence);
}

void Tx::no_row(std::string_view sql)
{
    throw std::logic_error(fmt::format("No row where one must be, in: {}", sql));
}

bool Tx::guarded(const std::function<void()>& deed)
{
    try {
        // SQLite undoes a statement that fails by itself; PostgreSQL gives up the whole transaction.
        connection_.postgres() ? nested(deed) : deed();
        return true;
    } catch (const Error& error) {
        if (lost_ || error.fault() != Fault::constraint) throw;
        return false;
    }
}

void Tx::savepoint()
{
    connection_.control(Control::savepoint);
}

void Tx::undo_nested() noexcept
{
    try {
        connection_.control(Control::rollback_to_savepoint);
        connection_.control(Control::release_savepoint);
    } catch (const std::exception&) { // the first failure is the one worth telling
        lost_ = true;
    }
}

void Tx::release_savepoint()
{
    connection_.control(Control::release_savepoint);
}

void Tx::script(std::string_view sql)
{
    connection_.script(sql);
}

bool Tx::postgres() const
{
    return connection_.postgres();
}

} // namespace clinic::db
