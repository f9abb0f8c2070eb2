#pragma once
// What a handler is given besides its typed input. `now` is read once per request.

#include "platform/bus/bus.hpp"
#include "platform/core/result.hpp"
#include "platform/core/time.hpp"
#include "platform/db/database.hpp"
#include "platform/http/message.hpp"
#include "platform/http/principal.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::http {

enum class DeedKind {
    write, ///< a change: its row is in the same commit
    read, ///< of personal data: its row is durable before the answer leaves
};

/// A change or a read, as the audit keeps it.
struct Deed {
    DeedKind kind;
    Instant at;
    const Principal* actor; ///< null: somebody without a token (log-in, registration)
    std::string_view action; ///< the route's operation: "appointments.book"
    std::string_view subject_kind;
    std::string_view subject_id;
    std::string_view detail; ///< JSON text or empty; never clinical text, never a secret
    std::string_view address;
    std::string_view request_id;
};

/// How closely a list lets one look at a person.
enum class Look {
    glance, ///< to choose from: the first page of a list
    reading, ///< page after page of it, or more at once than a screen shows
};

/// Whose data a list has shown. What it means is for who watches over readers (Router::set_watch).
struct Sight {
    std::string patient;
    Look look = Look::glance;
};

/// Shared by everything that serves one request.
struct Exchange {
    Request request;
    std::string_view action; ///< of the route
    std::optional<Principal> principal;
    Language language = Language::fr;
    Instant now;
};

/// The caller's side: the same in every kind of handler.
class Caller {
public:
    explicit Caller(const Exchange& exchange) : now(exchange.now), exchange_(exchange) {}

    const Instant now;

    /// The person who asks. Only where the policy asks for a token: std::logic_error elsewhere.
    [[nodiscard]] const Principal& user() const;
    [[nodiscard]] const std::optional<Principal>& principal() const { return exchange_.principal; }
    [[nodiscard]] Language language() const { return exchange_.language; }
    [[nodiscard]] const Request& request() const { return exchange_.request; }
    /// The value of a cookie, or an empty view.
    [[nodiscard]] std::string_view cookie(std::string_view name) const;
    /// True when If-Match names another version than this one (RFC 9110 §13.1.1).
    [[nodiscard]] bool stale(std::int64_t version) const;

    /// Adds a header to the answer.
    void answer_with(std::string name, std::string value)
    {
        headers_.emplace_back(std::move(name), std::move(value));
    }
    [[nodiscard]] std::vector<Header>& answer_headers() { return headers_; }

protected:
    [[nodiscard]] const Exchange& exchange() const { return exchange_; }

private:
    const Exchange& exchange_;
    std::vector<Header> headers_;
};

/// For read and write handlers: one transaction, which the router commits when the handler succeeds and undoes when
/// it refuses.
class Context : public Caller {
public:
    Context(const Exchange& exchange, db::Tx& transaction, bus::Bus& bus)
        : Caller(exchange), tx(transaction), bus_(bus)
    {
    }

    db::Tx& tx;

    /// Tells an event, in this transaction.
    template <bus::Event E> void emit(const E& event) { bus_.emit(tx, event); }

    /// Names what was changed, for the audit: the last call counts; without one, the answer's id.
    /// In a GET: whose data, and which, is shown; each call is a row, one a minute for the same
    /// person. A GET that shows nobody's data does not call it; a search gives its kind and no id.
    void subject(std::string_view kind, std::string_view id, std::string detail = {});

    struct Subject {
        std::string kind;
        std::string id;
        std::string detail;
    };
    [[nodiscard]] std::vector<Subject>& subjects() { return subjects_; }

    /// In a GET of a list: a patient on its page. Makes no audit row; is counted.
    void lists(std::string_view patient, Look look)
    {
        sights_.push_back({std::string(patient), look});
    }
    [[nodiscard]] std::vector<Sight>& sights() { return sights_; }

private:
    bus::Bus& bus_;
    std::vector<Subject> subjects_;
    std::vector<Sight> sights_;
};

/// For slow handlers, on the worker pool: they open their own short reads and writes. Write last: what was written
/// stays when the handler refuses afterwards.
class SlowContext : public Caller {
public:
    /// Runs one deed inside a transaction with its audit row; the router provides it.
    using Transact = std::function<void(const std::function<bool(Context&)>&)>;

    SlowContext(const Exchange& exchange, Transact read, Transact write)
        : Caller(exchange), read_(std::move(read)), write_(std::move(write))
    {
    }

    /// `deed(Context&) -> T`
    template <class F> auto read(F&& deed)
    {
        std::optional<std::invoke_result_t<F&, Context&>> result;
        read_([&](Context& cx) { return result.emplace(deed(cx)), true; });
        return *std::move(result);
    }
    /// `deed(Context&) -> Result<T>`: durable when it succeeds and this returns, undone when it refuses.
    template <class F> auto write(F&& deed)
    {
        std::optional<std::invoke_result_t<F&, Context&>> result;
        write_([&](Context& cx) {
            result.emplace(deed(cx));
            for (auto& header : cx.answer_headers()) answer_headers().push_back(std::move(header));
            return result->has_value();
        });
        return *std::move(result);
    }

private:
    Transact read_;
    Transact write_;
};

} // namespace clinic::http
