#include "key_ring.hpp"

#include "sessions.hpp"

namespace clinic::auth {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

} // namespace

std::optional<http::Principal> KeyRing::who(std::string_view key, Instant now) const
{
    if (!key.starts_with(key_start) || key.size() > 100) return std::nullopt;
    const auto hash = token_hash(key);
    const std::shared_lock lock(mutex_);
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end() || found->second.expires_at <= now) return std::nullopt;
    note_use(found->second.principal.key->id, now);
    auto principal = found->second.principal;
    principal.enrolling = !found->second.has_factor && proofs_.demands_factor(principal.roles);
    return principal;
}

/// The audit shows the key beside the name of who answers for it.
KeyRing::Entry KeyRing::entry_of(const store::LiveKey& row)
{
    http::Principal principal;
    principal.user = row.user_id;
    principal.name = row.first_name + ' ' + row.last_name + " (" + row.name + ", " + row.prefix +
                     "…)";
    principal.roles = static_cast<http::Roles>(row.roles);
    principal.language = row.language;
    principal.key = std::make_shared<const http::KeyRights>(
        http::KeyRights{row.id.str(), row.scopes});
    return {std::move(principal), row.expires_at, row.factors > 0};
}

void KeyRing::put(const store::LiveKey& row)
{
    const std::unique_lock lock(mutex_);
    ++changes_;
    by_hash_.insert_or_assign(row.key_hash, entry_of(row));
}

void KeyRing::drop(ApiKeyId id)
{
    const std::unique_lock lock(mutex_);
    ++changes_;
    std::erase_if(
        by_hash_, [&](const auto& item) { return item.second.principal.key->id == id.view(); });
}

void KeyRing::drop_all(UserId user)
{
    const std::unique_lock lock(mutex_);
    ++changes_;
    std::erase_if(by_hash_, [&](const auto& item) { return item.second.principal.user == user; });
}

void KeyRing::follow(db::Database& database, Instant now)
{
    std::int64_t before = 0;
    {
        const std::shared_lock lock(mutex_);
        before = changes_;
    }
    const auto rows = database.read_now([&](db::Tx& tx) { return store::live_keys(tx, now); });
    std::unordered_map<std::string, Entry> fresh;
    for (const auto& row : rows) fresh.emplace(row.key_hash, entry_of(row));
    {
        const std::unique_lock lock(mutex_);
        if (changes_ == before) by_hash_.swap(fresh);
    }
    write_uses(database);
}

void KeyRing::note_use(const std::string& id, Instant now) const
{
    const std::scoped_lock lock(uses_mutex_);
    uses_[id] = {now.ms / hour_ms * hour_ms};
}

void KeyRing::write_uses(db::Database& database)
{
    std::unordered_map<std::string, Instant> uses;
    {
        const std::scoped_lock lock(uses_mutex_);
        uses.swap(uses_);
    }
    std::erase_if(uses, [&](const auto& use) {
        const auto known = written_.find(use.first);
        return known != written_.end() && known->second >= use.second;
    });
    if (uses.empty()) return;
    database.write_now([&](db::Tx& tx) {
        for (const auto& [id, hour] : uses) store::note_key_use(tx, *ApiKeyId::parse(id), hour);
    });
    for (const auto& [id, hour] : uses) written_[id] = hour;
}

} // namespace clinic::auth
