#pragma once
// Passwords: Argon2id (RFC 9106) in its encoded form, "$argon2id$v=19$m=65536,t=3,p=1$…", which
// carries its own costs.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::crypto {

struct PasswordCost {
    std::uint64_t memory_kib = 65'536; ///< at least 8
    std::uint64_t passes = 3;          ///< at least 1
};

/// About 0.1–0.2 s and `memory_kib` of memory at the default cost: not on an I/O or writer thread.
/// Throws std::bad_alloc when the memory is not to be had.
[[nodiscard]] std::string hash_password(std::string_view password, const PasswordCost& cost);
[[nodiscard]] bool verify_password(const std::string& encoded, std::string_view password);
/// True when `encoded` was made at another cost (or is not ours at all): hash again at the next
/// good log-in.
[[nodiscard]] bool needs_rehash(const std::string& encoded, const PasswordCost& cost);

/// The only door to hashing while serving: `workers` hashes at once on threads that give way to
/// others, `waiting` more in line, and the surplus refused at once, so that a flood of log-ins
/// costs bounded memory and slows nobody else.
class PasswordPool {
public:
    struct Options {
        PasswordCost cost{};
        int workers = 2;
        std::size_t waiting = 16;
    };
    explicit PasswordPool(const Options& options);
    ~PasswordPool();

    /// These block until the work is done; nothing = too many at once, answer 503 with Retry-After.
    [[nodiscard]] std::optional<std::string> hash(std::string_view password);
    [[nodiscard]] std::optional<bool> verify(const std::string& encoded, std::string_view password);
    /// The same time as verify() on an account that does not exist, so that log-in does not tell
    /// who has one. Always false.
    [[nodiscard]] std::optional<bool> verify_nobody(std::string_view password);
    [[nodiscard]] bool needs_rehash(const std::string& encoded) const;
    [[nodiscard]] std::size_t waiting() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace clinic::crypto
