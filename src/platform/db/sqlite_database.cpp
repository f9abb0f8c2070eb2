#include "platform/db/sqlite_database.hpp"

#include "platform/db/answers.hpp"
#include "platform/db/current.hpp"

#include <filesystem>
#include <stdexcept>

namespace clinic::db {
namespace {

std::string file_of(const std::string& url)
{
    const std::filesystem::path file = url.substr(std::string_view("sqlite:").size());
    if (file.native().find('"') != std::string::npos) {
        throw std::runtime_error("The path of the database may not hold a quotation mark.");
    }
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    return file.native();
}

std::uint64_t next_serial()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

struct Mine {
    std::uint64_t database;
    SqliteConnection* reader;
};
thread_local std::vector<Mine> my_readers; // serials are never reused, so old entries are only dust

} // namespace

SqliteDatabase::SqliteDatabase(Options options)
    : options_(std::move(options)),
      file_(file_of(options_.url)),
      serial_(next_serial()),
      lock_(file_),
      writer_(file_, options_, counters_, this)
{
}

SqliteDatabase::~SqliteDatabase()
{
    stop();
}

SqliteConnection& SqliteDatabase::reader()
{
    for (const Mine& mine : my_readers) {
        if (mine.database == serial_) return *mine.reader;
    }
    return add_reader();
}

SqliteConnection& SqliteDatabase::add_reader()
{
    auto made = std::make_unique<SqliteConnection>(file_, SqliteConnection::Role::reader);
    SqliteConnection& reader = *made;
    {
        const std::scoped_lock lock(readers_mutex_);
        readers_.push_back(std::move(made));
    }
    if (my_readers.size() >= 16) my_readers.erase(my_readers.begin());
    my_readers.push_back({serial_, &reader});
    return reader;
}

template <class F> void SqliteDatabase::in_snapshot(F&& deed)
{
    Counters::add(counters_.reads);
    if (Tx* const outer = Inside::current(this)) return static_cast<void>(deed(*outer));
    SqliteConnection& connection = reader();
    Tx tx(connection, counters_.commits);
    const Inside inside(this, tx);
    connection.control(Control::begin_read);
    try {
        deed(tx);
    } catch (...) {
        if (connection.in_transaction()) connection.control(Control::rollback);
        throw;
    }
    connection.control(Control::commit);
}

void SqliteDatabase::read(Work work, Done done)
{
    Written answer{.kind = Written::kept};
    try {
        in_snapshot([&](Tx& tx) {
            if (work(tx) == Verdict::undo) answer.kind = Written::undone;
        });
    } catch (...) {
        Counters::add(counters_.failed);
        answer = {Written::failed, std::current_exception()};
    }
    done(std::move(answer));
}

void SqliteDatabase::read_blocking(const Deed& deed)
{
    in_snapshot(deed);
}

void SqliteDatabase::write(Work work, Done done)
{
    writer_.submit({std::move(work), std::move(done), true});
}

void SqliteDatabase::write_blocking(const Deed& deed)
{
    if (writer_.is_this_thread() || Inside::current(this) != nullptr) {
        throw std::logic_error("write_now was called inside a work of the same database, where it "
                               "would wait for itself.");
    }
    raise_unless_done(wait_for([&](Done done) { write(std::cref(deed), std::move(done)); }));
}

void SqliteDatabase::stop()
{
    writer_.stop();
}

Stats SqliteDatabase::stats() const
{
    return counters_.snapshot(writer_.queued());
}

bool SqliteDatabase::healthy()
{
    try {
        in_snapshot([](Tx& tx) { tx.value<int>("SELECT 1"); });
        return writer_.takes_work();
    } catch (const std::exception&) {
        return false;
    }
}

void SqliteDatabase::backup_to(const std::string& path)
{
    SqliteConnection(file_, SqliteConnection::Role::reader).copy_to(path);
}

} // namespace clinic::db
