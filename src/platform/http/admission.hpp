#pragma once
// How many connections there may be, in all and per address. Shared by all I/O threads; asked once per
// connection, not per request.

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace clinic::http {

class Admission : public std::enable_shared_from_this<Admission> {
public:
    Admission(std::size_t in_all, std::size_t per_address)
        : in_all_(in_all), per_address_(per_address)
    {
    }

    /// A connection's place; given back when it is destroyed. Empty when there was none left.
    class Place {
    public:
        Place() = default;
        Place(std::shared_ptr<Admission> owner, std::string key)
            : owner_(std::move(owner)), key_(std::move(key))
        {
        }
        Place(Place&& other) noexcept = default;
        Place& operator=(Place&& other) noexcept = default;
        ~Place()
        {
            if (owner_) owner_->leave(key_);
        }
        explicit operator bool() const { return owner_ != nullptr; }

    private:
        std::shared_ptr<Admission> owner_;
        std::string key_;
    };

    /// An empty `key` is counted in all, but under no address (trusted proxies).
    [[nodiscard]] Place enter(std::string key)
    {
        const std::lock_guard lock(mutex_);
        if (count_ >= in_all_) return {};
        if (!key.empty()) {
            std::size_t& here = by_address_[key];
            if (here >= per_address_) return {};
            ++here;
        }
        ++count_;
        return {shared_from_this(), std::move(key)};
    }

    [[nodiscard]] std::size_t count() const
    {
        const std::lock_guard lock(mutex_);
        return count_;
    }

private:
    void leave(const std::string& key)
    {
        const std::lock_guard lock(mutex_);
        --count_;
        const auto here = by_address_.find(key);
        if (here != by_address_.end() && --here->second == 0) by_address_.erase(here);
    }

    const std::size_t in_all_;
    const std::size_t per_address_;
    mutable std::mutex mutex_;
    std::size_t count_ = 0;
    std::unordered_map<std::string, std::size_t> by_address_;
};

} // namespace clinic::http
