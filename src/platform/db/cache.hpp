#pragma once
// Rows that change rarely and are asked for all the time, kept in memory: as they are committed, for
// transactions that see just that. Whoever changes such rows says so by Changes::changed, in the same
// transaction; from then until its end everybody reads the database, and after its commit nobody is given
// what was kept before, nor is anything kept that an older snapshot saw. All of the database's writers must
// be in this process, which the house sees to.
//
//   db::Changes changes;  db::Cache<SiteId, std::optional<Site>> sites{changes};
//   sites.find(tx, id, [&] { return store::site(tx, id); });

#include "platform/db/tx.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace clinic::db {

class Changes {
public:
    /// The rows are about to change, or have just changed, in this transaction.
    void changed(Tx&);
    /// Which state of the rows the transaction sees, when that is the committed one of now.
    [[nodiscard]] std::optional<std::uint64_t> seen_by(const Tx&) const;

private:
    struct State {
        std::mutex mutex;
        int pending = 0; ///< transactions that have changed the rows and are not at their end
        std::uint64_t since = 0; ///< the number of commits that includes the last change
        std::uint64_t generation = 0;
    };
    struct Pending;
    std::shared_ptr<State> state_ = std::make_shared<State>(); // shared with transactions under way
};

template <class Key, class Value> class Cache {
public:
    explicit Cache(const Changes& changes) : changes_(changes) {}

    template <class F> Value find(const Tx& tx, const Key& key, F&& load)
    {
        const auto seen = changes_.seen_by(tx);
        if (!seen) return load();
        if (auto kept = kept_at(*seen, key)) return *std::move(kept);
        Value value = load();
        if (changes_.seen_by(tx) == seen) keep(*seen, key, value);
        return value;
    }

private:
    static constexpr std::size_t most = 4'096;

    std::optional<Value> kept_at(std::uint64_t generation, const Key& key)
    {
        const std::scoped_lock lock(mutex_);
        if (generation != generation_) return std::nullopt;
        const auto found = values_.find(key);
        return found == values_.end() ? std::nullopt : std::optional<Value>(found->second);
    }
    void keep(std::uint64_t generation, const Key& key, const Value& value)
    {
        const std::scoped_lock lock(mutex_);
        if (generation < generation_) return;
        if (generation > generation_ || values_.size() >= most) values_.clear();
        generation_ = generation;
        values_.insert_or_assign(key, value);
    }

    const Changes& changes_;
    std::mutex mutex_;
    std::uint64_t generation_ = 0;
    std::map<Key, Value> values_;
};

} // namespace clinic::db
