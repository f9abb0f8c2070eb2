#pragma once
// An audit of its own for tests of the chain: a database, a notary, rows over four months.

#include "../src/notary.hpp"
#include "../src/verify.hpp"

#include "support/test_database.hpp"

#include <filesystem>

namespace clinic::admin::test {

class Ledger {
public:
    /// `threads`: of PostgreSQL's pool, each a lane of its own.
    explicit Ledger(clinic::test::DatabaseKind kind = first_kind(), int threads = 4);
    /// All rows one after the other, whatever the database.
    static Ledger in_one_lane() { return Ledger(first_kind(), 1); }
    ~Ledger();

    /// Adds so many rows, an hour and 40 minutes apart, each in a transaction of its own.
    void write(int count);
    /// Four months of rows, a checkpoint every 40, all months sealed that are over.
    void fill();
    void sign() { (void)notary->checkpoint(); }
    /// Opens everything anew, as a restart does.
    void restart();
    /// As a command does that works beside no server.
    void reopen();

    /// Runs it as one transaction with nothing in its way: the triggers are gone.
    void tamper(const std::function<void(db::Tx&)>& deed);
    void tamper(std::string_view sql);
    [[nodiscard]] std::vector<std::string> file_lines() const;
    [[nodiscard]] Verified verified() const;
    [[nodiscard]] Verified verified(const std::vector<std::string>& file) const;
    /// "row_changed lane=1 place=5 …", one a line, without what differs from run to run.
    [[nodiscard]] std::string found() const;

    /// PostgreSQL where it can be had.
    static clinic::test::DatabaseKind first_kind() { return clinic::test::database_kinds().back(); }

    std::filesystem::path folder;
    clinic::test::TestDatabase database;
    Clock clock;
    std::unique_ptr<Lanes> lanes;
    std::unique_ptr<Notary> notary;

private:
    void open();
};

/// A row like those of the house.
[[nodiscard]] Record some_row(int number, Instant at);
/// Lets everything be done to the audit's tables.
void drop_guards(db::Tx&);
/// Gives every row of the lane behind `seq` the hash that it would have, as one who knows the form does.
void relink(db::Tx&, std::int64_t lane, const Form&);

} // namespace clinic::admin::test
