#pragma once
// A connection to PostgreSQL, with what SOCI cannot say: isolation, SQLSTATE, the health of the link.

#include "platform/db/connection.hpp"

#include <string>

namespace clinic::db {

class PostgresConnection final : public Connection {
public:
    PostgresConnection(const std::string& url, int statement_timeout_ms);
    ~PostgresConnection() override;

    void control(Control) override;
    void script(std::string_view sql) override;
    [[nodiscard]] bool postgres() const override { return true; }
    [[nodiscard]] Error translate(const soci::soci_error&, std::string_view sql) override;
    [[nodiscard]] std::vector<std::string> column_names(soci::statement&) override;
    std::int64_t close(soci::statement&) override;

    [[nodiscard]] bool alive() const;
    /// One row, one column, as text.
    [[nodiscard]] std::string ask(const char* sql);

private:
    /// Runs `sql` without parameters; returns the command tag ("COMMIT", "ROLLBACK").
    std::string command(const char* sql);
    [[nodiscard]] Error error_of(const PGresult* result, std::string_view doing) const;

    PGconn* raw_;
};

} // namespace clinic::db
