#pragma once
// The API keys that are good, in memory: a request is let in without a look at the database. What other processes make,
// revoke or change (rights of owners too) is followed with the revocations, within 5 s.

#include "key_store.hpp"
#include "platform/db/database.hpp"
#include "platform/http/principal.hpp"
#include "proofs.hpp"

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace clinic::auth {

inline constexpr std::string_view key_start = "mk_";

class KeyRing {
public:
    explicit KeyRing(const Proofs& proofs) : proofs_(proofs) {}

    [[nodiscard]] std::optional<http::Principal> who(std::string_view key, Instant now) const;

    /// Effective when they return.
    void put(const store::LiveKey&);
    void drop(ApiKeyId);
    void drop_all(UserId);
    /// All that the database says, and writes down which were used in which hour.
    void follow(db::Database&, Instant now);

private:
    struct Entry {
        http::Principal principal;
        Instant expires_at;
        bool has_factor = false; ///< the owner
    };
    [[nodiscard]] static Entry entry_of(const store::LiveKey&);
    void note_use(const std::string& id, Instant now) const;
    void write_uses(db::Database&);

    const Proofs& proofs_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Entry> by_hash_;
    std::int64_t changes_ =
        0; ///< so that a look at the database from before one of ours is dropped
    mutable std::mutex uses_mutex_;
    mutable std::unordered_map<std::string, Instant> uses_; ///< the hour of the latest
    std::unordered_map<std::string, Instant> written_;
};

} // namespace clinic::auth
