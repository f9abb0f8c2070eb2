#include "platform/db/postgres_database.hpp"

#include "platform/db/answers.hpp"
#include "platform/db/current.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace clinic::db {
namespace {

using namespace std::chrono_literals;

constexpr int most_tries = 8;
constexpr int tries_together = 3; // then alone: on a hot row, luck may not come in eight tries
constexpr auto idle_after = std::chrono::milliseconds(5000);

thread_local const void* pool_of_this_thread = nullptr;

/// 1, 2, 4… up to 64 ms, each somewhere between half and the whole, so that rivals part ways.
void pause_before(int tries)
{
    thread_local std::minstd_rand random{std::random_device{}()};
    const int most = 1000 << std::min(tries, 6);
    std::uniform_int_distribution<int> between(most / 2, most);
    std::this_thread::sleep_for(std::chrono::microseconds(between(random)));
}

} // namespace

PostgresDatabase::PostgresDatabase(Options options)
    : options_(std::move(options)), queue_(options_.queue_limit)
{
    Link first;
    try {
        lock_.emplace(options_.url, options_.statement_timeout_ms);
        first = connect();
    } catch (const soci::soci_error& error) {
        throw std::runtime_error(
            fmt::format("PostgreSQL cannot be reached: {}", error.get_error_message()));
    }
    threads_.emplace_back([this, link = std::move(first)]() mutable { loop(std::move(link)); });
    for (int i = 1; i < options_.pool; ++i) threads_.emplace_back([this] { loop({}); });
}

PostgresDatabase::~PostgresDatabase()
{
    stop();
}

PostgresDatabase::Link PostgresDatabase::connect()
{
    return std::make_unique<PostgresConnection>(options_.url, options_.statement_timeout_ms);
}

void PostgresDatabase::read(Work work, Done done)
{
    submit({std::move(work), std::move(done), false});
}

void PostgresDatabase::write(Work work, Done done)
{
    submit({std::move(work), std::move(done), true});
}

void PostgresDatabase::submit(Job job)
{
    Written::Kind refused{};
    if (auto back = queue_.push(std::move(job), refused)) {
        counters_.answer(refused);
        back->done({.kind = refused});
    }
}

void PostgresDatabase::read_blocking(const Deed& deed)
{
    if (Tx* const outer = Inside::current(this)) {
        deed(*outer);
        return;
    }
    if (pool_of_this_thread == this) {
        throw std::logic_error("read_now was called by a Done, which must hand over and return.");
    }
    raise_unless_done(wait_for([&](Done done) { read(std::cref(deed), std::move(done)); }));
}

void PostgresDatabase::write_blocking(const Deed& deed)
{
    if (pool_of_this_thread == this || Inside::current(this) != nullptr) {
        throw std::logic_error("write_now was called inside a work of the same database, where it "
                               "would wait for itself.");
    }
    raise_unless_done(wait_for([&](Done done) { write(std::cref(deed), std::move(done)); }));
}

void PostgresDatabase::loop(Link link)
{
    pool_of_this_thread = this;
    while (!queue_.drained()) {
        auto jobs = queue_.take(1, idle_after);
        keep_locked();
        if (!jobs.empty()) run(std::move(jobs.front()), link);
    }
}

void PostgresDatabase::keep_locked()
{
    try {
        lock_->check(false);
    } catch (const std::exception& error) { // the next connection made insists on it
        tell(options_, "lock_lost", error.what());
    }
}

void PostgresDatabase::run(Job job, Link& link)
{
    Tx::Deeds after_commit;
    Written answer = run_with_retries(job, link, after_commit);
    if (!job.writes) Counters::add(counters_.reads);
    if (job.writes || answer.kind == Written::failed) counters_.answer(answer.kind);
    run_all(std::move(after_commit), options_);
    job.done(std::move(answer));
}

Written PostgresDatabase::run_with_retries(Job& job, Link& link, Tx::Deeds& after_commit)
{
    for (int tries = 1;; ++tries) {
        try {
            if (!link) {
                lock_->check(true);
                link = connect();
            }
            return run_in_turn(job, *link, after_commit, tries);
        } catch (const Error& error) {
            if (may_retry(error, link, tries)) continue;
            return {error.fault() == Fault::full ? Written::disk_full : Written::failed,
                std::current_exception()};
        } catch (const soci::soci_error& error) { // connect() found nobody
            const Error lost(Fault::disconnected, "08001", error.get_error_message());
            if (may_retry(lost, link, tries)) continue;
            return {Written::failed, std::make_exception_ptr(lost)};
        } catch (...) {
            return {Written::failed, std::current_exception()};
        }
    }
}

bool PostgresDatabase::may_retry(const Error& error, Link& link, int tries)
{
    const auto fault = error.fault();
    if (fault == Fault::disconnected) {
        link.reset();
        Counters::add(counters_.reconnects);
        tell(options_, "connection_lost", error.what());
    } else if (fault == Fault::stale_plan && link) {
        link->forget_statements();
    } else if (fault != Fault::conflict) {
        return false;
    }
    if (tries >= most_tries) return false;
    Counters::add(counters_.retries);
    pause_before(tries);
    return true;
}

Written PostgresDatabase::run_in_turn(
    Job& job, PostgresConnection& connection, Tx::Deeds& after_commit, int tries)
{
    if (!job.writes) return run_once(job, connection, after_commit);
    if (tries <= tries_together) {
        const auto lock = arena_.together();
        return run_once(job, connection, after_commit);
    }
    const auto lock = arena_.alone();
    return run_once(job, connection, after_commit);
}

Written PostgresDatabase::run_once(
    Job& job, PostgresConnection& connection, Tx::Deeds& after_commit)
{
    Written answer;
    Tx tx(connection, counters_.commits);
    connection.control(job.writes ? Control::begin_write : Control::begin_read);
    try {
        const Inside inside(this, tx);
        if (job.work(tx) == Verdict::undo) answer.kind = Written::undone;
    } catch (...) {
        if (connection.alive()) connection.control(Control::rollback);
        throw;
    }
    if (answer.kind == Written::undone) {
        connection.control(Control::rollback);
        return answer;
    }
    commit(connection, answer);
    if (answer.kind == Written::kept) after_commit = tx.take_after_commit();
    return answer;
}

void PostgresDatabase::commit(PostgresConnection& connection, Written& answer)
{
    const auto started = std::chrono::steady_clock::now();
    try {
        connection.control(Control::commit);
        counters_.batch(1, started);
    } catch (const Error& error) {
        if (error.fault() != Fault::disconnected) throw;
        // The server may have committed before the link broke: running it again could do it twice.
        tell(options_, "commit_outcome_unknown", error.what());
        answer = {Written::outcome_unknown, std::current_exception()};
    }
}

void PostgresDatabase::stop()
{
    queue_.close();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

Stats PostgresDatabase::stats() const
{
    return counters_.snapshot(queue_.size());
}

bool PostgresDatabase::healthy()
{
    try {
        read_now([](Tx& tx) { return tx.value<int>("SELECT 1"); });
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

void PostgresDatabase::backup_to(const std::string&)
{
    throw std::logic_error("A PostgreSQL database is copied with pg_dump.");
}

} // namespace clinic::db
