#include "platform/db/look.hpp"

#include "platform/db/counters.hpp"
#include "platform/db/current.hpp"
#include "platform/db/postgres_connection.hpp"
#include "platform/db/sqlite_connection.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

namespace clinic::db {
namespace {

std::unique_ptr<Connection> connect(const Options& options)
{
    const std::string_view url = options.url;
    if (!url.starts_with("sqlite:")) {
        return std::make_unique<PostgresConnection>(options.url, options.statement_timeout_ms);
    }
    const std::string file(url.substr(7));
    if (!std::filesystem::exists(file)) {
        throw std::runtime_error(fmt::format("There is no database {}.", file));
    }
    return std::make_unique<SqliteConnection>(file, SqliteConnection::Role::reader);
}

class Look final : public Database {
public:
    explicit Look(const Options& options) : connection_(connect(options)) {}

    void read(Work work, Done done) override
    {
        Written answer;
        read_blocking([&](Tx& tx) {
            const auto verdict = work(tx);
            if (verdict == Verdict::undo) answer.kind = Written::undone;
            return verdict;
        });
        done(std::move(answer));
    }
    void write(Work, Done) override { refuse(); }
    void stop() override {}
    [[nodiscard]] Stats stats() const override { return counters_.snapshot(0); }
    [[nodiscard]] bool healthy() override { return true; }
    [[nodiscard]] bool postgres() const override { return connection_->postgres(); }
    void backup_to(const std::string&) override { refuse(); }

private:
    void read_blocking(const Deed& deed) override
    {
        Tx tx(*connection_, counters_.commits);
        const Inside inside(this, tx);
        connection_->control(Control::begin_read);
        try {
            deed(tx);
        } catch (...) {
            connection_->control(Control::rollback);
            throw;
        }
        connection_->control(Control::commit);
    }
    void write_blocking(const Deed&) override { refuse(); }

    [[noreturn]] static void refuse()
    {
        throw std::logic_error("This database was opened to be looked at.");
    }

    Counters counters_;
    std::unique_ptr<Connection> connection_;
};

} // namespace

std::unique_ptr<Database> open_to_read(const Options& options)
{
    try {
        return std::make_unique<Look>(options);
    } catch (const soci::soci_error& error) {
        throw std::runtime_error(
            fmt::format("The database cannot be reached: {}", error.get_error_message()));
    }
}

} // namespace clinic::db
