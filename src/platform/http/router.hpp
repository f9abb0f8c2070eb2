#pragma once
// From a request to a handler and back: finds the row, checks the policy, reads the typed input, runs the handler in
// its kind of transaction, adds the audit row, and writes the answer. One table of rows serves, documents and is tested.

#include "platform/core/workers.hpp"
#include "platform/http/idempotency.hpp"
#include "platform/http/rate_limit.hpp"
#include "platform/http/recent_reads.hpp"
#include "platform/http/route.hpp"
#include "platform/http/upload.hpp"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clinic::http {

struct RouterOptions {
    Rate per_address{600, 600};
    Rate per_user{1200, 1200};
    Rate login{10, 10};
    Rate per_key{600, 600}; ///< requests with one API key
    int step_up_minutes = 5; ///< how long a proof of who it is counts for rows that ask for one
};

/// What the router stands on. All must outlive it.
struct RouterParts {
    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    Workers& slow;
    /// Runs the slow routes of the login class, so that a flood of log-ins holds up nothing else and its surplus is
    /// refused at once. Without it they share `slow`.
    Workers* doors = nullptr;
    const crypto::SealingKey& sealing;
    /// Where uploads wait until a handler has looked at them.
    std::filesystem::path uploads{};
    /// Set before serving.
    const Authenticator* authenticator = nullptr;
    /// Writes a change to the audit, in its transaction; a read, before its answer leaves.
    std::function<void(db::Tx&, const Deed&)> audit{};
    /// Hears whom a list has shown to whom. Quick, on any thread, before the answer leaves.
    std::function<void(const Principal&, std::span<const Sight>, Instant)> watch{};
    /// A bug or a broken disk, for the log: `what` is technical text.
    std::function<void(
        std::string_view request_id, std::string_view operation, std::string_view what)>
        on_failure{};
};

template <class Handlers> class Section;

class Router {
public:
    Router(RouterParts parts, const RouterOptions& options);
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    /// The rows of one module: `title` heads them in the API page, in lower case it begins their operations' names.
    template <class Handlers> Section<Handlers> section(std::string title, Handlers& handlers);

    /// For what is not JSON in, JSON out and open to everyone (health, metrics, keys, the API file): GET only.
    using PlainHandler = std::function<Response(const Request&)>;
    void plain(std::string path, std::string summary, PlainHandler handler);
    /// Everything outside /api that no row answers: the web app.
    void fallback(PlainHandler handler) { fallback_ = std::move(handler); }
    /// `/auth/login` answers as `/api/auth/login` where the client asks for JSON.
    void alias(std::string prefix) { aliases_.push_back(std::move(prefix)); }

    void set_authenticator(const Authenticator& authenticator)
    {
        parts_.authenticator = &authenticator;
    }
    void set_audit(std::function<void(db::Tx&, const Deed&)> audit)
    {
        parts_.audit = std::move(audit);
    }

    void set_watch(std::function<void(const Principal&, std::span<const Sight>, Instant)> watch)
    {
        parts_.watch = std::move(watch);
    }

    void handle(Request request, Respond respond);
    [[nodiscard]] BodyPlan body_plan(const Request& request);
    [[nodiscard]] const std::deque<Route>& routes() const { return routes_; }
    struct Plain {
        std::string path;
        std::string summary;
        PlainHandler handler;
    };
    [[nodiscard]] const std::vector<Plain>& plain_routes() const { return plain_; }

private:
    template <class Handlers> friend class Section;
    friend class Dispatch;

    struct Match {
        const Route* route = nullptr;
        std::vector<std::pair<std::string, std::string>> values; ///< of the path's parameters
        std::string allowed; ///< methods that this path has, when the asked one is not among them
    };
    void add(Route route);
    [[nodiscard]] Match match(Method method, std::string_view path) const;
    [[nodiscard]] bool may_enter(const Route& route, const Request& request) const;
    /// Who asks, by the Authorization header that the row reads (access.cpp).
    [[nodiscard]] std::optional<Principal> who(
        const Route& route, const Request& request, Instant now) const;
    /// By role, by what an API key is good for, and by how fresh the proof is: the one place (access.cpp).
    [[nodiscard]] Result<Nothing> may(
        const Route& route, const Request& request, const Principal& principal) const;
    [[nodiscard]] std::string canonical(const Request& request) const;
    [[nodiscard]] Response answer_plainly(const Request& request, const Match& match) const;

    RouterParts parts_;
    Idempotency idempotency_;
    RateLimiter per_address_;
    RateLimiter per_user_;
    RateLimiter login_;
    RateLimiter per_key_;
    const int step_up_minutes_;
    RecentReads recent_reads_;
    UploadRoom uploads_;
    /// A row's path, cut up once and not for every request.
    struct Pattern {
        const Route* route;
        std::vector<std::string_view> segments;
    };
    std::deque<Route> routes_; ///< stable addresses
    std::unordered_map<std::string_view, std::vector<Pattern>>
        by_head_; ///< by the first two segments
    std::vector<Plain> plain_;
    std::vector<std::string> aliases_;
    PlainHandler fallback_;
};

template <class Handlers> class Section {
public:
    Section(Router& router, std::string title, Handlers& handlers);

    template <auto F> void get(std::string_view path, const Row& row)
    {
        add<F>(Method::get, path, row);
    }
    template <auto F> void post(std::string_view path, const Row& row)
    {
        add<F>(Method::post, path, row);
    }
    template <auto F> void put(std::string_view path, const Row& row)
    {
        add<F>(Method::put, path, row);
    }
    template <auto F> void patch(std::string_view path, const Row& row)
    {
        add<F>(Method::patch, path, row);
    }
    template <auto F> void del(std::string_view path, const Row& row)
    {
        add<F>(Method::del, path, row);
    }
    /// Methods that only few protocols know: PROPFIND, REPORT, OPTIONS.
    template <auto F> void on(Method method, std::string_view path, const Row& row)
    {
        add<F>(method, path, row);
    }

private:
    template <auto F> void add(Method method, std::string_view path, const Row& row)
    {
        router_.add(make_route<F>(method, path, title_, module_, handlers_, row));
    }
    Router& router_;
    std::string title_;
    std::string module_;
    Handlers& handlers_;
};

template <class Handlers>
Section<Handlers>::Section(Router& router, std::string title, Handlers& handlers)
    : router_(router), title_(std::move(title)), module_(title_), handlers_(handlers)
{
    for (char& c : module_) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == ' ') c = '_';
    }
}

template <class Handlers> Section<Handlers> Router::section(std::string title, Handlers& handlers)
{
    return Section<Handlers>(*this, std::move(title), handlers);
}

/// Inputs that many routes share.
struct NoInput {
    static constexpr auto schema = api::object();
};
template <class I> struct ById {
    I id;
    static constexpr auto schema = api::object(api::field("id", &ById::id, "Which one"));
};

} // namespace clinic::http
