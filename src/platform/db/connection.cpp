#include "platform/db/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace clinic::db {
namespace {

std::vector<Cell> cells_of(const std::vector<Kind>& kinds)
{
    std::vector<Cell> cells(kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i) cells[i].kind = kinds[i];
    return cells;
}

bool same_kinds(const std::vector<Cell>& cells, const std::vector<Kind>& kinds)
{
    return std::ranges::equal(cells, kinds, {}, &Cell::kind);
}

/// PostgreSQL cuts text at a NUL without a word, so neither database is given one.
void refuse_nul(const Cell& cell, std::string_view sql)
{
    if (cell.kind != Kind::text || cell.null) return;
    if (std::memchr(cell.text.data(), 0, cell.text.size()) == nullptr) return;
    throw Error(Fault::other, "nul", fmt::format("A text with a NUL byte was given to: {}", sql));
}

} // namespace

Statement::Statement(Connection& connection, std::string_view text, const Layout& layout)
    : in(cells_of(layout.in)),
      out(cells_of(layout.out)),
      sql(text),
      connection_(connection),
      layout_(&layout),
      in_null_(in.size(), soci::i_null),
      out_null_(out.size(), soci::i_null),
      handle_(connection.session)
{
    const auto numbered = number_placeholders(sql);
    if (numbered.count != in.size()) {
        throw std::logic_error(fmt::format(
            "{} placeholders, but {} values were given to: {}", numbered.count, in.size(), sql));
    }
    try {
        bind(numbered);
    } catch (const soci::soci_error& error) {
        throw connection.translate(error, sql);
    }
}

void Statement::bind(const Numbered& numbered)
{
    const auto bind_all = [&](std::vector<Cell>& cells, auto&& bind_one) {
        for (std::size_t i = 0; i < cells.size(); ++i) bind_one(cells[i], i);
    };
    bind_all(out, [&](Cell& cell, std::size_t i) {
        auto& null = out_null_[i];
        if (cell.kind == Kind::integer) handle_.exchange(soci::into(cell.integer, null));
        else if (cell.kind == Kind::real) handle_.exchange(soci::into(cell.real, null));
        else handle_.exchange(soci::into(cell.text, null));
    });
    bind_all(in, [&](Cell& cell, std::size_t i) {
        auto& null = in_null_[i];
        if (cell.kind == Kind::integer) handle_.exchange(soci::use(cell.integer, null));
        else if (cell.kind == Kind::real) handle_.exchange(soci::use(cell.real, null));
        else handle_.exchange(soci::use(cell.text, null));
    });
    handle_.alloc();
    handle_.prepare(numbered.sql);
    handle_.define_and_bind();
}

bool Statement::fits(const Layout& layout) const
{
    return layout_ == &layout || (same_kinds(in, layout.in) && same_kinds(out, layout.out) &&
                                     layout_->names == layout.names);
}

void Statement::execute()
{
    for (std::size_t i = 0; i < in.size(); ++i) {
        refuse_nul(in[i], sql);
        in_null_[i] = in[i].null ? soci::i_null : soci::i_ok;
    }
    try {
        open_ = true;
        has_row = handle_.execute(true) && !out.empty();
    } catch (const soci::soci_error& error) {
        const auto translated = connection_.translate(error, sql);
        finish();
        bind_anew();
        throw translated;
    }
    if (!checked_) check_names();
    null_the_outs();
}

/// SOCI's PostgreSQL side frees its copies of the parameters after a success only.
void Statement::bind_anew()
{
    if (!connection_.postgres()) return;
    handle_.undefine_and_bind();
    handle_.define_and_bind();
}

bool Statement::next()
{
    try {
        has_row = handle_.fetch();
    } catch (const soci::soci_error& error) {
        const auto translated = connection_.translate(error, sql);
        finish();
        throw translated;
    }
    null_the_outs();
    return has_row;
}

void Statement::null_the_outs()
{
    for (std::size_t i = 0; i < out.size(); ++i) out[i].null = out_null_[i] == soci::i_null;
}

std::int64_t Statement::finish()
{
    if (!std::exchange(open_, false)) return 0;
    has_row = false;
    return connection_.close(handle_);
}

void Statement::check_names()
{
    if (out.empty()) {
        checked_ = true;
        return;
    }
    const auto given = connection_.column_names(handle_);
    const auto& asked = layout_->names;
    const bool same = std::ranges::equal(given, asked,
        [](const auto& have, const auto& want) { return want.empty() || have == want; });
    if (!same) {
        finish();
        throw std::logic_error(fmt::format("The columns are ({}), but the row is made of ({}): {}",
            fmt::join(given, ", "), fmt::join(asked, ", "), sql));
    }
    checked_ = true;
}

std::string Statement::column_of(const Cell* cell) const
{
    const auto index = static_cast<std::size_t>(cell - out.data());
    const auto& name = layout_->names[index];
    return name.empty() ? fmt::format("{}", index + 1) : name;
}

Statement& Connection::prepare(std::string_view sql, const Layout& layout)
{
    if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
        statements_.splice(statements_.begin(), statements_, found->second);
        Statement& statement = statements_.front();
        statement.finish(); // a mapping that threw may have left it open
        if (statement.fits(layout)) return statement;
        by_sql_.erase(found);
        statements_.pop_front();
    }
    if (statements_.size() >= most_statements) {
        by_sql_.erase(statements_.back().sql);
        statements_.pop_back();
    }
    Statement& statement = statements_.emplace_front(*this, sql, layout);
    by_sql_.emplace(statement.sql, statements_.begin());
    return statement;
}

void Connection::forget_statements()
{
    by_sql_.clear();
    statements_.clear();
}

} // namespace clinic::db
