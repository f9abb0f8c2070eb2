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

} // namespace

SqliteDatabase::SqliteDatabase(Options options)
    : options_(std::move(options)),
      file_(file_of(options_.url)),
      lock_(file_),
      writer_(file_, options_, counters_, this)
{
}

SqliteDatabase::~SqliteDatabase()
{
    stop();
}

/// A connection for one snapshot. A thread's own would be cold for most of what it is asked.
class SqliteDatabase::Reader {
public:
    explicit Reader(SqliteDatabase& database) : database_(database)
    {
        {
            const std::scoped_lock lock(database_.readers_mutex_);
            auto& idle = database_.idle_readers_;
            if (!idle.empty()) {
                connection_ = std::move(idle.back());
                idle.pop_back();
            }
        }
        if (connection_) return;
        using enum SqliteConnection::Role;
        connection_ = std::make_unique<SqliteConnection>(database_.file_, reader);
    }
    ~Reader()
    {
        if (connection_->in_transaction()) return; // it could not even be undone
        const std::scoped_lock lock(database_.readers_mutex_);
        database_.idle_readers_.push_back(std::move(connection_));
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    SqliteConnection& operator*() const { return *connection_; }

private:
    SqliteDatabase& database_;
    std::unique_ptr<SqliteConnection> connection_;
};

template <class F> void SqliteDatabase::in_snapshot(F&& deed)
{
    Counters::add(counters_.reads);
    if (Tx* const outer = Inside::current(this)) return static_cast<void>(deed(*outer));
    const Reader reader(*this);
    SqliteConnection& connection = *reader;
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
