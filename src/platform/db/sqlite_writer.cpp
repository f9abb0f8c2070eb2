#include "platform/db/sqlite_writer.hpp"

#include "platform/db/answers.hpp"
#include "platform/db/current.hpp"

#include <fmt/format.h>

namespace clinic::db {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto longest_batch = 50ms; // so that one slow work does not make hundreds wait
constexpr auto idle_after = 500ms;
constexpr int wal_pages_to_copy = 1'000;     // 4 MiB: readers search a short WAL
constexpr int wal_pages_to_restart = 16'000; // 64 MiB: readers have kept it from starting over

Written::Kind kind_of(const Error& error)
{
    return error.fault() == Fault::full ? Written::disk_full : Written::failed;
}

/// What a work threw: only a full disk is an answer of its own.
Written answer_of(const std::exception_ptr& thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const Error& error) {
        return {kind_of(error), thrown};
    } catch (...) {
        return {Written::failed, thrown};
    }
}

} // namespace

SqliteWriter::SqliteWriter(
    const std::string& file, const Options& options, Counters& counters, const void* database)
    : options_(options),
      counters_(counters),
      database_(database),
      connection_(file, SqliteConnection::Role::writer),
      queue_(options.queue_limit)
{
    connection_.pragma(options.sync_full ? "synchronous = FULL" : "synchronous = OFF");
    connection_.pragma("journal_size_limit = 67108864");
    if (options.max_bytes > 0) {
        connection_.pragma(fmt::format("max_page_count = {}", options.max_bytes / 4096));
    }
    thread_ = std::thread([this] { loop(); });
}

SqliteWriter::~SqliteWriter()
{
    stop();
}

void SqliteWriter::submit(Job job)
{
    Written::Kind refused{};
    if (auto back = queue_.push(std::move(job), refused)) {
        counters_.answer(refused);
        back->done({.kind = refused});
    }
}

void SqliteWriter::stop()
{
    queue_.close();
    if (thread_.joinable()) thread_.join();
}

void SqliteWriter::loop()
{
    const auto most = static_cast<std::size_t>(options_.batch);
    while (!queue_.drained()) {
        auto jobs = queue_.take(most, idle_after);
        const bool idle = jobs.empty();
        if (dead_) refuse(std::move(jobs), Written::stopping, {});
        else if (!idle) run_batch(std::move(jobs));
        if (!dead_) tend_wal(idle);
    }
    if (!dead_) checkpoint(SqliteConnection::Checkpoint::truncate);
}

void SqliteWriter::run_batch(std::deque<Job> jobs)
{
    try {
        connection_.control(Control::begin_write);
    } catch (const Error& error) {
        tell(options_, "begin_failed", error.what());
        return refuse(std::move(jobs), kind_of(error), std::current_exception());
    }
    std::vector<Ran> batch;
    batch.reserve(jobs.size());
    const auto until = steady_clock::now() + longest_batch;
    while (!jobs.empty() && connection_.in_transaction() &&
           (batch.empty() || steady_clock::now() < until)) {
        batch.push_back(run(std::move(jobs.front())));
        jobs.pop_front();
    }
    queue_.put_back(std::move(jobs));
    end(batch);
    answer(std::move(batch));
}

Ran SqliteWriter::run(Job job)
{
    Ran ran{std::move(job.done), {}, {}};
    Tx tx(connection_, counters_.commits);
    try {
        const bool keep = run_in_savepoint(job.work, tx) == Verdict::keep;
        ran.answer.kind = keep ? Written::kept : Written::undone;
        if (keep) ran.after_commit = tx.take_after_commit();
    } catch (...) {
        ran.answer = answer_of(std::current_exception());
    }
    return ran;
}

Verdict SqliteWriter::run_in_savepoint(Database::Work& work, Tx& tx)
{
    struct Undo {};
    const Inside inside(database_, tx);
    try {
        tx.nested([&] {
            if (work(tx) == Verdict::undo) throw Undo{};
            if (connection_.owes_foreign_keys()) {
                throw Error(Fault::constraint, "787", "A foreign key was left without its row.");
            }
        });
        return Verdict::keep;
    } catch (const Undo&) {
        return Verdict::undo;
    }
}

void SqliteWriter::end(std::vector<Ran>& batch)
{
    const auto started = steady_clock::now();
    try {
        if (!connection_.in_transaction()) {
            throw Error(Fault::other, "", "SQLite rolled the whole batch back");
        }
        connection_.control(Control::commit);
        counters_.batch(batch.size(), started);
    } catch (const Error& error) {
        const bool lost = !connection_.in_transaction();
        if (!lost) connection_.control(Control::rollback);
        if (error.fault() == Fault::io) {
            spoil(batch, error, Written::outcome_unknown);
            return die(error);
        }
        const bool full = error.fault() == Fault::full ||
                          std::ranges::any_of(batch,
                              [](const Ran& ran) { return ran.answer.kind == Written::disk_full; });
        spoil(batch, error, full ? Written::disk_full : Written::failed);
    }
}

/// Nothing of the batch is kept, whatever its works were told.
void SqliteWriter::spoil(std::vector<Ran>& batch, const Error& error, Written::Kind kind)
{
    tell(options_, kind == Written::disk_full ? "disk_full" : "commit_failed", error.what());
    for (Ran& ran : batch) {
        if (ran.answer.kind != Written::kept) continue;
        ran.answer = {kind, std::make_exception_ptr(error)};
        ran.after_commit.clear();
    }
}

void SqliteWriter::answer(std::vector<Ran> batch)
{
    for (Ran& ran : batch) run_all(std::move(ran.after_commit), options_);
    for (Ran& ran : batch) {
        counters_.answer(ran.answer.kind);
        ran.done(std::move(ran.answer));
    }
}

void SqliteWriter::refuse(std::deque<Job> jobs, Written::Kind kind, const std::exception_ptr& error)
{
    for (Job& job : jobs) {
        counters_.answer(kind);
        job.done({kind, error});
    }
}

void SqliteWriter::tend_wal(bool idle)
{
    const int pages = connection_.wal_pages();
    counters_.wal_pages = static_cast<std::uint64_t>(pages);
    if (pages >= wal_pages_to_restart) checkpoint(SqliteConnection::Checkpoint::restart);
    else if (pages >= wal_pages_to_copy || (idle && pages > 0)) {
        checkpoint(SqliteConnection::Checkpoint::passive);
    }
}

void SqliteWriter::checkpoint(SqliteConnection::Checkpoint kind)
{
    try {
        connection_.checkpoint(kind);
        Counters::add(counters_.checkpoints);
    } catch (const Error& error) { // the WAL still has everything; the next one tries again
        tell(options_, "checkpoint_failed", error.what());
    }
}

void SqliteWriter::die(const Error& error)
{
    dead_ = true;
    queue_.close();
    if (options_.on_fatal) options_.on_fatal(error.what());
}

} // namespace clinic::db
