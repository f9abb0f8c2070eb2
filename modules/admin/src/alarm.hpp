#pragma once
// Mass reading: noticed after the commit of a read or as a list leaves, raised in a transaction of its own, ended by an admin.

#include "admin/admin.hpp"
#include "chain.hpp"
#include "platform/bus/bus.hpp"
#include "platform/db/database.hpp"
#include "reading_watch.hpp"

#include <memory>

namespace clinic::admin {

using AlertId = Id<struct AlertTag>;

struct Alert {
    AlertId id;
    UserId user_id;
    std::string user_name;
    std::int64_t patients = 0;
    Instant since;
    Instant raised_at;
    std::optional<Instant> cleared_at;
    std::optional<UserId> cleared_by;
    std::optional<std::string> cleared_name;
    std::optional<std::string> note;

    static constexpr auto schema = api::object(api::field("id", &Alert::id, "The alert"),
        api::field("user_id", &Alert::user_id, "Who read"),
        api::field("user_name", &Alert::user_name, "Their name at that time"),
        api::field("patients", &Alert::patients, "How many patients, when it was raised"),
        api::field("since", &Alert::since, "When the first of them was read"),
        api::field("raised_at", &Alert::raised_at, "When the limit was passed"),
        api::field("cleared_at", &Alert::cleared_at, "When an admin ended it"),
        api::field("cleared_by", &Alert::cleared_by, "Who ended it"),
        api::field("cleared_name", &Alert::cleared_name, "Their name"),
        api::field("note", &Alert::note, "What they found"));
};

/// Shared with commits still to come.
class Alarm : public std::enable_shared_from_this<Alarm> {
public:
    Alarm(db::Database& database, bus::Bus& bus, ReadingWatch::Limit limit)
        : database_(database), bus_(bus), limit_(limit), watch_(limit)
    {
    }

    /// What was open before the start, and what was read lately.
    void load(Instant now);
    /// In the transaction of that row.
    void watch(db::Tx&, const Record&);
    /// A list is about to show them.
    void watch(const http::Principal&, std::span<const http::Sight>, Instant now);
    /// Since when, while an alert on this account is open.
    [[nodiscard]] std::optional<Instant> raised_since(UserId) const;
    /// In the transaction that ends the alert.
    void cleared(db::Tx&, UserId);

private:
    struct Reader {
        UserId user;
        std::string name;
    };
    void note(const Reader&, std::span<const http::Sight>, Instant at);
    void raise(const Reader&, const ReadingWatch::Crossed&, Instant at);
    void mark(UserId, Instant since);

    db::Database& database_;
    bus::Bus& bus_;
    const ReadingWatch::Limit limit_;
    ReadingWatch watch_;
    mutable std::mutex mutex_;
    std::map<UserId, Instant> open_;
};

namespace store {
/// False when one on that account is open already.
bool insert(db::Tx&, const Alert&);
[[nodiscard]] std::vector<Alert> open_alerts(db::Tx&);
[[nodiscard]] std::vector<Alert> cleared_since(db::Tx&, Instant);
/// Newest first, those before this id when it is not empty.
[[nodiscard]] std::vector<Alert> alerts(db::Tx&, std::string_view before_id, int limit);
[[nodiscard]] std::optional<Alert> alert(db::Tx&, AlertId);
void clear(db::Tx&, const Alert&);
/// Reads of patients' data since then, oldest first.
[[nodiscard]] std::vector<Record> readings_since(db::Tx&, Instant);
} // namespace store

} // namespace clinic::admin
