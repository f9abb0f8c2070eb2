#pragma once
// Who reads how many records: distinct patients of each account within the last minutes, in memory.

#include "platform/core/time.hpp"
#include "platform/http/principal.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
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
        std::int64_t patients = 0;
        Instant since; ///< the oldest reading that counts
    };
    /// Something once the account has read more patients than the limit, and until forget() nothing more.
    [[nodiscard]] std::optional<Crossed> note(UserId reader, std::string_view patient, Instant at);
    /// Begins anew with this account.
    void forget(UserId reader);
    /// It has been told of already.
    void silence(UserId reader);

private:
    struct Reader {
        std::unordered_map<std::string, Instant> last_read; ///< by patient
        bool silent = false;
    };
    void drop_old(Reader&, Instant now) const;
    void drop_idle(Instant now);

    const Limit limit_;
    std::mutex mutex_;
    std::map<UserId, Reader> readers_;
    Instant swept_at_;
};

} // namespace clinic::admin
