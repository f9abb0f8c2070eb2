// Asks one server over and over, on kept connections, from one thread, and says how fast it answered. Lean, so that
// on a machine with two cores the server is what is measured.
//
//   loader --port 8080 [--connections 64] [--seconds 2] [--header "Authorization: Bearer …"]…
//          --path /x | --paths FILE | --path /x --bodies FILE [--keys] | --path /x --upload FILE
//
// A path: GET of it, again and again. Paths: GET of each line of the file in turn, again and again. Bodies: each line of
// the file is POSTed to the path once, with an Idempotency-Key of its own if so told; it ends when the time or the lines
// are over. Upload: all of the file is POSTed to the path, again and again; a header says what type it is.
// Prints one line of JSON: {"answers", "refused", "seconds", "per_second", "p50_ms", "p99_ms", "bytes"}; refused are
// answers other than 2xx.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    int port = 0;
    std::size_t connections = 64;
    double seconds = 2;
    std::vector<std::string> paths{"/"};
    std::string headers;
    std::vector<std::string> bodies;
    std::string upload;
    bool keys = false;
};

/// The requests to send, one after the other.
class Script {
public:
    explicit Script(const Options& options) : options_(options), unique_(std::to_string(::getpid()))
    {
    }

    /// False when there is nothing left to ask.
    bool next(std::string& request)
    {
        const auto& bodies = options_.bodies;
        if (!bodies.empty() && at_ == bodies.size()) return false;
        const auto& upload = options_.upload;
        request = bodies.empty() && upload.empty() ? "GET " : "POST ";
        request += options_.paths[at_ % options_.paths.size()];
        request += " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        request += options_.headers;
        if (!bodies.empty()) add_json(request, bodies[at_]);
        else if (!upload.empty()) add_body(request, upload);
        else request += "\r\n";
        ++at_;
        return true;
    }

private:
    void add_json(std::string& request, const std::string& body) const
    {
        if (options_.keys)
            request += "Idempotency-Key: bench-" + unique_ + '-' + std::to_string(at_) + "\r\n";
        request += "Content-Type: application/json\r\n";
        add_body(request, body);
    }
    static void add_body(std::string& request, const std::string& body)
    {
        request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
        request += body;
    }

    const Options& options_;
    std::string unique_;
    std::size_t at_ = 0;
};

struct Figures {
    std::vector<float> milliseconds;
    std::size_t refused = 0;
    std::size_t bytes = 0;
};

[[noreturn]] void fail(const std::string& what)
{
    throw std::runtime_error(what);
}

class Connection {
public:
    explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            fail("no connection");
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }

    bool ask(Script& script)
    {
        if (!script.next(request_)) return false;
        asked_ = Clock::now();
        // Sockets block, so that requests go out whole.
        const auto sent = ::send(socket_, request_.data(), request_.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(request_.size())) fail("a request did not leave");
        return true;
    }

    /// True when an answer is complete.
    bool hear(Figures& figures)
    {
        std::array<char, 65536> buffer;
        const auto got = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (got <= 0) fail("the server closed a connection");
        in_.append(buffer.data(), static_cast<std::size_t>(got));
        if (size_ == 0) size_ = size_of_answer();
        if (size_ == 0 || in_.size() < size_) return false;
        const std::chrono::duration<float, std::milli> took = Clock::now() - asked_;
        figures.milliseconds.push_back(took.count());
        figures.bytes += in_.size();
        if (!in_.starts_with("HTTP/1.1 2")) note_refusal(figures);
        in_.clear();
        size_ = 0;
        return true;
    }

    [[nodiscard]] int socket() const { return socket_; }

private:
    [[nodiscard]] std::size_t size_of_answer() const
    {
        const auto end = in_.find("\r\n\r\n");
        if (end == in_.npos) return 0;
        constexpr std::string_view name = "\r\nContent-Length: ";
        const auto at = in_.find(name);
        std::size_t body = 0;
        if (at < end) std::from_chars(in_.data() + at + name.size(), in_.data() + end, body);
        return end + 4 + body;
    }

    void note_refusal(Figures& figures) const
    {
        if (figures.refused++ == 0) std::fprintf(stderr, "loader: refused: %s\n", in_.c_str());
    }

    int socket_;
    std::string request_;
    std::string in_;
    std::size_t size_ = 0;
    Clock::time_point asked_;
};

class Load {
public:
    explicit Load(const Options& options)
        : options_(options), script_(options), poll_(::epoll_create1(0))
    {
        for (std::size_t i = 0; i < options.connections; ++i)
            connections_.emplace_back(options.port);
        for (auto& connection : connections_) {
            epoll_event event{.events = EPOLLIN, .data = {.ptr = &connection}};
            ::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket(), &event);
        }
    }

    void run()
    {
        const auto begun = Clock::now();
        const auto end = begun + std::chrono::duration_cast<Clock::duration>(
                                     std::chrono::duration<double>(options_.seconds));
        std::size_t open = 0;
        for (auto& connection : connections_) open += connection.ask(script_) ? 1 : 0;
        std::array<epoll_event, 256> events;
        while (open > 0) {
            const int count = ::epoll_wait(poll_, events.data(), events.size(), 10'000);
            if (count <= 0) fail("no answer for ten seconds");
            for (int i = 0; i < count; ++i) {
                auto& connection = *static_cast<Connection*>(
                    events[static_cast<std::size_t>(i)].data.ptr);
                if (!connection.hear(figures_)) continue;
                if (Clock::now() >= end || !connection.ask(script_)) --open;
            }
        }
        seconds_ = std::chrono::duration<double>(Clock::now() - begun).count();
    }

    void tell()
    {
        auto& times = figures_.milliseconds;
        if (times.empty()) fail("nothing was asked");
        std::ranges::sort(times);
        const auto at = [&](double share) {
            return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
        };
        std::printf(
            "{\"answers\":%zu,\"refused\":%zu,\"seconds\":%.3f,\"per_second\":%.1f,\"p50_ms\":%.3f,"
            "\"p99_ms\":%.3f,\"bytes\":%zu}\n",
            times.size(), figures_.refused, seconds_, static_cast<double>(times.size()) / seconds_,
            at(0.5), at(0.99), figures_.bytes / times.size());
    }

private:
    const Options& options_;
    Script script_;
    int poll_;
    std::vector<Connection> connections_;
    Figures figures_;
    double seconds_ = 0;
};

std::vector<std::string> lines_of(const char* file)
{
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    if (lines.empty()) fail(std::string(file) + " is empty");
    return lines;
}

std::string whole(const char* file)
{
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.empty()) fail(std::string(file) + " is empty");
    return bytes;
}

Options options_of(int count, char** words)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = words[i];
        if (name == "--keys") {
            options.keys = true;
            continue;
        }
        if (++i == count) fail("a value is missing");
        const char* value = words[i];
        if (name == "--port") options.port = std::atoi(value);
        else if (name == "--connections")
            options.connections = static_cast<std::size_t>(std::atoi(value));
        else if (name == "--seconds") options.seconds = std::atof(value);
        else if (name == "--path") options.paths = {value};
        else if (name == "--paths") options.paths = lines_of(value);
        else if (name == "--header") options.headers += std::string(value) + "\r\n";
        else if (name == "--bodies") options.bodies = lines_of(value);
        else if (name == "--upload") options.upload = whole(value);
        else fail("unknown option " + std::string(name));
    }
    return options;
}

} // namespace

int main(int count, char** words)
try {
    const auto options = options_of(count, words);
    Load load(options);
    load.run();
    load.tell();
} catch (const std::exception& problem) {
    std::fprintf(stderr, "loader: %s\n", problem.what());
    return 1;
}
