#pragma once
// Who reads how many patients: distinct ones of each account within the last minutes, in memory.
//
// The rule of mass reading, all of it. A patient counts once, by the closest look within those minutes:
//
//   whole        whose record, or a part of it, was opened; who stood on a page of a list that was turned to, or that
//                showed more than a screen does
//   a twentieth  who stood on the first page of a list: a search offers many to find one, and yet a thousand searches read
//                everybody
//
// Which lists show patients is said by their handlers (Context::lists), how closely by http::look_at. The day's board shows
// nobody in this sense, and a calendar from a month ago on only glances: whom one is to receive is one's work.

#include "platform/core/time.hpp"
#include "platform/http/context.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

namespace clinic::admin {

class ReadingWatch {
public:
    struct Limit {
        std::size_t patients = 100;
        std::int64_t minutes = 10;
    };
    explicit ReadingWatch(Limit limit) : limit_(limit) {}

    struct Crossed {
        std::int64_t patients = 0; ///< looked at, however closely
        Instant since; ///< the oldest look that counts
    };
    /// Something once the account has read more than the limit, and until forget() nothing more.
    [[nodiscard]] std::optional<Crossed> note(
        UserId reader, std::span<const http::Sight> seen, Instant at);
    /// Begins anew with this account.
    void forget(UserId reader);
    /// It has been told of already.
    void silence(UserId reader);

    static constexpr std::size_t glances_to_a_reading = 20;

private:
    /// When somebody was last looked at, and how closely.
    struct Seen {
        std::optional<Instant> glanced;
        std::optional<Instant> read;

        [[nodiscard]] std::size_t weight() const { return read ? glances_to_a_reading : 1; }
        [[nodiscard]] Instant first() const;
    };
    struct Reader {
        std::unordered_map<std::string, Seen> patients;
        std::size_t weight = 0; ///< of all of them
        bool silent = false;
    };
    static void add(Reader&, const http::Sight&, Instant at);
    [[nodiscard]] bool above(const Reader&) const;
    void drop_old(Reader&, Instant now) const;
    void drop_idle(Instant now);

    const Limit limit_;
    std::mutex mutex_;
    std::map<UserId, Reader> readers_;
    Instant swept_at_;
};

} // namespace clinic::admin
