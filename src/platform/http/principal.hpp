#pragma once
// Who asks, and who may. The platform knows no role by name: roles are bits, named by the module that owns them.

#include "platform/core/id.hpp"
#include "platform/core/text.hpp"
#include "platform/core/time.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;

namespace http {

using Roles = std::uint32_t; ///< one bit a role

/// What an API key is good for: nothing but what it names, and never more than its owner may.
struct KeyRights {
    std::string id;
    /// "appointments:read": GET under /api/appointments; "appointments:write": all other methods there.
    std::vector<std::string> scopes;

    [[nodiscard]] bool allows(std::string_view scope) const
    {
        return std::ranges::find(scopes, scope) != scopes.end();
    }
};

/// A person who has shown a good access token, or a program with an API key of theirs.
struct Principal {
    UserId user;
    SessionId session; ///< empty for an API key
    std::string name; ///< as colleagues see it, for the audit
    Roles roles = 0;
    Language language = Language::fr;
    /// When they last showed who they are: by logging in, or by proving it again (step-up).
    Instant proven_at{};
    /// The account owes a second factor: only rows marked `while_enrolling` are open to it.
    bool enrolling = false;
    /// Somebody wants to know that it is still them: every row but those `while_enrolling` asks for a fresh proof.
    bool proof_due = false;
    std::shared_ptr<const KeyRights> key{}; ///< null for a person

    [[nodiscard]] bool has(Roles any_of) const { return (roles & any_of) != 0; }
};

/// Who may call a route at all. Deny by default: there is no default policy, so that a row without one does not compile.
/// Which record they may touch is decided where it is read, in one place per module.
class Policy {
public:
    enum class Door {
        everyone, ///< no token asked for
        signed_in, ///< any good token
        roles, ///< a token with one of these roles
    };

    static constexpr Policy everyone() { return {Door::everyone, 0}; }
    static constexpr Policy signed_in() { return {Door::signed_in, ~Roles{0}}; }
    static constexpr Policy roles(Roles any_of) { return {Door::roles, any_of}; }

    [[nodiscard]] constexpr Door door() const { return door_; }
    [[nodiscard]] constexpr Roles any_of() const { return any_of_; }
    friend constexpr Policy operator|(Policy a, Policy b) { return roles(a.any_of_ | b.any_of_); }

private:
    constexpr Policy(Door door, Roles any_of) : door_(door), any_of_(any_of) {}
    Door door_;
    Roles any_of_;
};

/// Tells whose token it is. Called on I/O threads for every request, so it must be quick and must not block.
class Authenticator {
public:
    virtual ~Authenticator() = default;
    [[nodiscard]] virtual std::optional<Principal> who(
        std::string_view token, Instant now) const = 0;
};

} // namespace http
} // namespace clinic
