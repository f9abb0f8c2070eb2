// The ceiling that the clinic's speed is measured against: nothing but Beast, raw SQLite and JSON. No routes table,
// no log-in, no limits, no deadlines, no audit: what the same hardware gives when all of that is left out.
//
//   ceiling --listen 127.0.0.1:9090 --db /tmp/ceiling.db [--threads 2] [--rows 10000]
//
//   GET  /visits/{id}   one row; ids are 00000000-0000-7000-8000-000000000000 and up
//   GET  /visits        the first 50 rows by time
//   POST /visits        stores the JSON body's "reason" in a new row; answered after its own durable commit
//   POST /files         stores the body, sealed, and a row that names it; answered when both are durable
//   GET  /files/{name}  gives it back

#include "ceiling_files.hpp"
#include "ceiling_sqlite.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>

#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace json = boost::json;
using tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
template <class T> using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> awaiting;

namespace {

constexpr const char* schema = R"(
    CREATE TABLE IF NOT EXISTS visits (
        id TEXT NOT NULL PRIMARY KEY, patient_id TEXT NOT NULL, patient_name TEXT NOT NULL,
        practitioner_id TEXT NOT NULL, site_id TEXT NOT NULL, visit_type_id TEXT NOT NULL,
        mode TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, status TEXT NOT NULL,
        reason TEXT, note TEXT, arrived_at TEXT, started_at TEXT, completed_at TEXT, cancelled_at TEXT,
        cancel_reason TEXT, cancelled_by TEXT, created_at TEXT NOT NULL, version INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS visits_by_start ON visits (starts_at, id);)";
/// As a visit of ours that is over: the same columns, as many bytes of JSON. Times are kept as the text that is answered.
constexpr const char* insert_row = "INSERT INTO visits VALUES (?1, ?2, 'Lefèvre Noémie', ?2, ?2, "
                                   "?2, 'on_site', ?3, ?3, 'fulfilled', "
                                   "?4, NULL, ?3, ?3, ?3, NULL, NULL, NULL, ?3, 1)";
constexpr const char* select_row = "SELECT * FROM visits WHERE id = ?1";
constexpr const char* select_list = "SELECT * FROM visits ORDER BY starts_at, id LIMIT 50";

std::string id_of(std::int64_t number)
{
    char text[37];
    std::snprintf(
        text, sizeof text, "00000000-0000-7000-8000-%012lld", static_cast<long long>(number));
    return text;
}

std::string time_of(std::int64_t number)
{
    const std::time_t seconds = 1'790'000'000 + number * 1800;
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&seconds));
    return text;
}

void insert(Statement& statement, std::int64_t number, std::string_view reason)
{
    statement.bind(1, id_of(number));
    statement.bind(2, "00000000-0000-7000-9000-000000000001");
    statement.bind(3, time_of(number));
    statement.bind(4, reason);
    statement.step();
    statement.reset();
}

std::int64_t seed(Database& db, std::int64_t rows)
{
    db.run(schema);
    Statement count(db.raw(), "SELECT count(*) FROM visits");
    count.step();
    std::int64_t have = sqlite3_column_int64(count.raw(), 0);
    count.reset();
    db.run("BEGIN");
    Statement statement(db.raw(), insert_row);
    for (; have < rows; ++have) insert(statement, have, "Contrôle");
    db.run("COMMIT");
    return have;
}

json::object row_of(sqlite3_stmt* statement)
{
    json::object row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const char* name = sqlite3_column_name(statement, i);
        switch (sqlite3_column_type(statement, i)) {
        case SQLITE_NULL:
            break;
        case SQLITE_INTEGER:
            row[name] = sqlite3_column_int64(statement, i);
            break;
        default:
            row[name] = std::string_view(
                reinterpret_cast<const char*>(sqlite3_column_text(statement, i)),
                static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
        }
    }
    return row;
}

/// What one I/O thread reads with.
struct Reader {
    explicit Reader(const std::string& file) : db(file) {}
    Database db;
    Statement one{db.raw(), select_row};
    Statement list{db.raw(), select_list};
};

/// One thread that writes: each row is a transaction, a commit and an fsync of its own.
class Writer {
public:
    using Done = std::move_only_function<void(std::string id)>;

    Writer(const std::string& file, std::int64_t rows)
        : db_(file),
          next_(seed(db_, rows)),
          insert_(db_.raw(), insert_row),
          begin_(db_.raw(), "BEGIN IMMEDIATE"),
          commit_(db_.raw(), "COMMIT"),
          thread_([this] { work(); })
    {
    }
    ~Writer()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }

    void write(std::string reason, Done done)
    {
        {
            const std::lock_guard lock(mutex_);
            queue_.emplace_back(std::move(reason), std::move(done));
        }
        changed_.notify_one();
    }

private:
    void work()
    {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            auto [reason, done] = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            const auto number = next_++;
            begin_.step(), begin_.reset();
            insert(insert_, number, reason);
            commit_.step(), commit_.reset();
            done(id_of(number));
        }
    }

    Database db_;
    std::int64_t next_;
    Statement insert_, begin_, commit_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<std::string, Done>> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

// ---- HTTP --------------------------------------------------------------------------------------------

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

constexpr std::uint64_t longest_body = 16 * 1024 * 1024;

Response answer(const Request& request, http::status status, std::string body)
{
    Response response(status, request.version());
    response.set(http::field::content_type, "application/json");
    response.keep_alive(request.keep_alive());
    response.body() = std::move(body);
    response.prepare_payload();
    return response;
}

Response read_one(const Request& request, Reader& reader, std::string_view id)
{
    reader.one.bind(1, id);
    const bool found = reader.one.step();
    auto body = found ? json::serialize(row_of(reader.one.raw())) : R"({"code":"not_found"})";
    reader.one.reset();
    return answer(request, found ? http::status::ok : http::status::not_found, std::move(body));
}

Response read_list(const Request& request, Reader& reader)
{
    json::array items;
    while (reader.list.step()) items.push_back(row_of(reader.list.raw()));
    reader.list.reset();
    return answer(
        request, http::status::ok, json::serialize(json::object{{"items", std::move(items)}}));
}

/// Waits for the row's own durable commit.
Task<std::string> written(std::string reason, Writer& writer, asio::io_context& io)
{
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>,
        void(std::string)>(
        [&](auto handler) {
            writer.write(
                std::move(reason), [&io, handler = std::move(handler)](std::string id) mutable {
                    asio::post(io, [handler = std::move(handler), id = std::move(id)]() mutable {
                        std::move(handler)(std::move(id));
                    });
                });
        },
        awaiting);
}

Response created(const Request& request, const std::string& id)
{
    return answer(request, http::status::created, json::serialize(json::object{{"id", id}}));
}

Task<Response> create(const Request& request, Writer& writer, asio::io_context& io)
{
    const auto body = json::parse(request.body());
    std::string reason(body.as_object().at("reason").as_string());
    const auto id = co_await written(std::move(reason), writer, io);
    co_return created(request, id);
}

Task<Response> keep(
    const Request& request, Writer& writer, const Files& files, asio::io_context& io)
{
    const auto name = files.put(request.body());
    co_await written(name, writer, io);
    co_return created(request, name);
}

Response read_file(const Request& request, const Files& files, std::string_view name)
{
    auto response = answer(request, http::status::ok, files.get(name));
    response.set(http::field::content_type, "application/octet-stream");
    return response;
}

/// What all threads store in.
struct Stores {
    Writer& writer;
    const Files& files;
};

Task<Response> respond(
    const Request& request, Reader& reader, const Stores& stores, asio::io_context& io)
{
    constexpr std::string_view visit = "/visits/";
    constexpr std::string_view file = "/files/";
    const std::string_view target(request.target().data(), request.target().size());
    if (request.method() == http::verb::post) {
        if (target == "/files") co_return co_await keep(request, stores.writer, stores.files, io);
        co_return co_await create(request, stores.writer, io);
    }
    if (target.starts_with(visit)) co_return read_one(request, reader, target.substr(visit.size()));
    if (target.starts_with(file))
        co_return read_file(request, stores.files, target.substr(file.size()));
    co_return read_list(request, reader);
}

Task<void> serve(Socket socket, Reader& reader, Stores stores, asio::io_context& io)
{
    boost::beast::flat_buffer buffer;
    boost::system::error_code error;
    try {
        for (bool on = true; on;) {
            http::request_parser<http::string_body> parser;
            parser.body_limit(longest_body);
            co_await http::async_read(
                socket, buffer, parser, asio::redirect_error(awaiting, error));
            if (error) co_return;
            const Request request = parser.release();
            const Response response = co_await respond(request, reader, stores, io);
            co_await http::async_write(socket, response, asio::redirect_error(awaiting, error));
            on = !error && response.keep_alive();
        }
    } catch (const std::exception& problem) {
        std::fprintf(
            stderr, "ceiling: %s\n", problem.what()); // a bad body: the connection is dropped
    }
}

Task<void> accept(tcp::endpoint endpoint, Reader& reader, Stores stores, asio::io_context& io)
{
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    asio::basic_socket_acceptor<tcp, Executor> acceptor(io.get_executor());
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.set_option(ReusePort(true));
    acceptor.bind(endpoint);
    acceptor.listen(4096);
    for (;;) {
        Socket socket = co_await acceptor.async_accept(awaiting);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(io, serve(std::move(socket), reader, stores, io), asio::detached);
    }
}

void serve_on_this_thread(const std::string& file, tcp::endpoint endpoint, Stores stores)
{
    Reader reader(file);
    asio::io_context io(1);
    asio::co_spawn(io, accept(endpoint, reader, stores, io), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    io.run();
}

// ---- command line ------------------------------------------------------------------------------------

std::map<std::string, std::string> options_of(int count, char** words)
{
    std::map<std::string, std::string> options{
        {"--listen", "127.0.0.1:9090"}, {"--db", ""}, {"--threads", "2"}, {"--rows", "10000"}};
    for (int i = 1; i < count; i += 2) {
        if (!options.contains(words[i]) || i + 1 == count) {
            throw std::runtime_error(
                "ceiling --db <file> [--listen <address:port>] [--threads <n>] [--rows <n>]");
        }
        options[words[i]] = words[i + 1];
    }
    if (options["--db"].empty()) throw std::runtime_error("--db <file> is needed");
    return options;
}

tcp::endpoint endpoint_of(const std::string& text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) throw std::runtime_error("--listen wants address:port");
    return {asio::ip::make_address(text.substr(0, colon)),
        static_cast<unsigned short>(std::stoul(text.substr(colon + 1)))};
}

} // namespace

int main(int count, char** words)
try {
    auto options = options_of(count, words);
    const auto endpoint = endpoint_of(options["--listen"]);
    Writer writer(options["--db"], std::stoll(options["--rows"]));
    const Files files(options["--db"] + ".files");
    std::vector<std::thread> threads;
    for (int i = 0; i < std::stoi(options["--threads"]); ++i) {
        threads.emplace_back([&] {
            try {
                serve_on_this_thread(options["--db"], endpoint, {writer, files});
            } catch (const std::exception& problem) {
                std::fprintf(stderr, "ceiling: %s\n", problem.what());
                std::exit(1);
            }
        });
    }
    std::printf("ceiling: listening on %s\n", options["--listen"].c_str());
    std::fflush(stdout);
    for (auto& thread : threads) thread.join();
} catch (const std::exception& problem) {
    std::fprintf(stderr, "ceiling: %s\n", problem.what());
    return 1;
}
