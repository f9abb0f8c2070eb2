#include "platform/crypto/password.hpp"

#include "platform/core/workers.hpp"
#include "platform/crypto/bytes.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <future>
#include <new>

namespace clinic::crypto {

std::string hash_password(std::string_view password, const PasswordCost& cost)
{
    std::string encoded(crypto_pwhash_STRBYTES, '\0');
    const int failed = crypto_pwhash_str_alg(encoded.data(), password.data(), password.size(),
        cost.passes, cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0) throw std::bad_alloc();
    encoded.resize(encoded.find('\0'));
    return encoded;
}

bool verify_password(const std::string& encoded, std::string_view password)
{
    // The library reads a fixed-size field.
    if (encoded.size() >= crypto_pwhash_STRBYTES) return false;
    return crypto_pwhash_str_verify(encoded.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(const std::string& encoded, const PasswordCost& cost)
{
    if (encoded.size() >= crypto_pwhash_STRBYTES) return true;
    return crypto_pwhash_str_needs_rehash(encoded.c_str(), cost.passes, cost.memory_kib * 1024) !=
           0;
}

struct PasswordPool::State {
    PasswordCost cost;
    std::string nobody; ///< an account's hash that no password opens
    Workers workers;

    /// Runs f on a worker and waits for it; nothing when the pool is full.
    template <class F>
    auto run(F f) -> std::optional<decltype(f())>
    {
        std::packaged_task<decltype(f())()> task(std::move(f));
        auto result = task.get_future();
        if (!workers.submit([&task] { task(); })) return std::nullopt;
        return result.get();
    }
};

/// The encoded form of a hash that was never computed: checking it costs what the real ones cost,
/// making it costs nothing, and no password is behind it.
static std::string hash_of_nobody(const PasswordCost& cost)
{
    const auto field = [](std::size_t bytes) {
        auto text = base64(random_bytes(bytes));
        text.resize(text.find_last_not_of('=') + 1);
        return text;
    };
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_kib, cost.passes,
        field(crypto_pwhash_SALTBYTES), field(32));
}

PasswordPool::PasswordPool(const Options& options)
    : state_(new State{options.cost, hash_of_nobody(options.cost),
          Workers({.name = "passwords",
              .threads = options.workers,
              .queue_limit = options.waiting,
              .nice = 10})})
{
}

PasswordPool::~PasswordPool() = default;

std::optional<std::string> PasswordPool::hash(std::string_view password)
{
    return state_->run([this, password] { return hash_password(password, state_->cost); });
}

std::optional<bool> PasswordPool::verify(const std::string& encoded, std::string_view password)
{
    return state_->run([&encoded, password] { return verify_password(encoded, password); });
}

std::optional<bool> PasswordPool::verify_nobody(std::string_view password)
{
    auto answer = verify(state_->nobody, password);
    if (answer) answer = false;
    return answer;
}

bool PasswordPool::needs_rehash(const std::string& encoded) const
{
    return crypto::needs_rehash(encoded, state_->cost);
}

std::size_t PasswordPool::waiting() const
{
    return state_->workers.waiting();
}

}
