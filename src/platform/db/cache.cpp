#include "platform/db/cache.hpp"

namespace clinic::db {

/// Lives as long as the deed that the transaction has for after its commit: until that, or until it is undone.
struct Changes::Pending {
    explicit Pending(std::shared_ptr<State> of) : state(std::move(of))
    {
        const std::scoped_lock lock(state->mutex);
        ++state->pending;
    }
    ~Pending()
    {
        const std::scoped_lock lock(state->mutex);
        --state->pending;
    }
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;

    std::shared_ptr<State> state;
};

void Changes::changed(Tx& tx)
{
    tx.after_commit([pending = std::make_unique<Pending>(state_), commits = tx.commits()] {
        const std::scoped_lock lock(pending->state->mutex);
        pending->state->since = commits->load();
        ++pending->state->generation;
    });
}

std::optional<std::uint64_t> Changes::seen_by(const Tx& tx) const
{
    const std::scoped_lock lock(state_->mutex);
    if (state_->pending > 0 || tx.epoch() < state_->since) return std::nullopt;
    return state_->generation;
}

} // namespace clinic::db
