#include "platform/db/postgres_connection.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace clinic::db {
namespace {

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

constexpr std::array control_texts{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE", "COMMIT", "ROLLBACK", "SAVEPOINT s",
    "ROLLBACK TO SAVEPOINT s", "RELEASE SAVEPOINT s"};

/// PostgreSQL 15, appendix A: the first two characters are the class.
Fault fault_of(std::string_view state)
{
    const auto family = state.substr(0, 2);
    if (state == "40001" || state == "40P01") return Fault::conflict;
    if (family == "23" || state == "P0001") return Fault::constraint; // P0001: RAISE in a trigger
    if (family == "08" || state == "57P01" || state == "57P02" || state == "57P03") {
        return Fault::disconnected;
    }
    if (state == "0A000" || state == "26000") return Fault::stale_plan;
    if (state == "53100") return Fault::full;
    if (state == "58030") return Fault::io;
    if (state == "57014") return Fault::timeout;
    if (state == "55P03") return Fault::busy;
    return Fault::other;
}

/// "ERROR:  duplicate key value…": the lines after the first quote values.
std::string first_line(std::string_view message)
{
    return std::string(message.substr(0, message.find('\n')));
}

soci::postgresql_statement_backend& backend_of(soci::statement& statement)
{
    return *static_cast<soci::postgresql_statement_backend*>(statement.get_backend());
}

void ignore_notice(void*, const PGresult*) {}

/// SOCI looks for options of its own among words with '=', and puts an '=' behind a url that has none.
std::string for_soci(const std::string& url)
{
    if (url.contains('=')) return url;
    return url + "?application_name=monoclinic";
}

} // namespace

PostgresConnection::PostgresConnection(const std::string& url, int statement_timeout_ms)
    : Connection(soci::postgresql, for_soci(url)),
      raw_(static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_)
{
    PQsetErrorVerbosity(raw_, PQERRORS_TERSE);
    PQsetNoticeReceiver(raw_, ignore_notice, nullptr);
    if (ask("SHOW server_encoding") != "UTF8") {
        throw std::runtime_error("The PostgreSQL database must be created with ENCODING 'UTF8'.");
    }
    command(
        fmt::format("SET statement_timeout = {0}; SET idle_in_transaction_session_timeout = {0}; "
                    "SET client_encoding = 'UTF8'; SET timezone = 'UTC'",
            statement_timeout_ms)
            .c_str());
}

PostgresConnection::~PostgresConnection()
{
    forget_statements();
}

std::string PostgresConnection::command(const char* sql)
{
    const Answer answer(PQexec(raw_, sql));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw error_of(answer.get(), sql);
    return PQcmdStatus(answer.get());
}

void PostgresConnection::control(Control which)
{
    const auto tag = command(control_texts[static_cast<std::size_t>(which)]);
    if (which == Control::commit && tag != "COMMIT") {
        // A statement had failed and its error was swallowed: PostgreSQL rolls back without an error.
        throw Error(Fault::other, "25P02", "A transaction with a failed statement was to be kept.");
    }
}

void PostgresConnection::script(std::string_view sql)
{
    forget_statements();
    command(std::string(sql).c_str());
}

std::string PostgresConnection::ask(const char* sql)
{
    const Answer answer(PQexec(raw_, sql));
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) throw error_of(answer.get(), sql);
    return PQgetvalue(answer.get(), 0, 0);
}

bool PostgresConnection::alive() const
{
    return PQstatus(raw_) == CONNECTION_OK;
}

Error PostgresConnection::error_of(const PGresult* result, std::string_view doing) const
{
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state != nullptr ? state : "08000";
    const auto message = result != nullptr ? PQresultErrorMessage(result) : PQerrorMessage(raw_);
    return Error(alive() ? fault_of(code) : Fault::disconnected, code,
        fmt::format("PostgreSQL {}: {}, in: {}", code, first_line(message), doing));
}

Error PostgresConnection::translate(const soci::soci_error& error, std::string_view sql)
{
    const auto* const known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    const std::string code = known != nullptr ? known->sqlstate() : "";
    const auto fault = alive() ? fault_of(code) : Fault::disconnected;
    return Error(fault, code,
        fmt::format("PostgreSQL {}: {}, in: {}", code, first_line(error.get_error_message()), sql));
}

std::vector<std::string> PostgresConnection::column_names(soci::statement& statement)
{
    const PGresult* const result = backend_of(statement).result_;
    std::vector<std::string> names;
    for (int i = 0; i < PQnfields(result); ++i) names.emplace_back(PQfname(result, i));
    return names;
}

std::int64_t PostgresConnection::close(soci::statement& statement)
{
    auto& backend = backend_of(statement);
    const char* const rows = PQcmdTuples(backend.result_.get_result());
    const auto changed = rows != nullptr && *rows != '\0' ? std::stoll(rows) : 0;
    backend.result_.reset();
    return changed;
}

} // namespace clinic::db
