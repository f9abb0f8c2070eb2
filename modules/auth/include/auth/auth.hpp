#pragma once
// People who sign in: accounts, roles, sessions, tokens. UserId and SessionId live in
// platform/http/principal.hpp, because every request carries them.

#include "platform/core/result.hpp"
#include "platform/core/time.hpp"
#include "platform/http/principal.hpp"
#include "platform/schema/schema.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::db {
class Database;
}
namespace clinic::bus {
class Bus;
}
namespace clinic::crypto {
class SigningKeys;
class SealingKey;
}
namespace clinic::http {
class Router;
}

namespace clinic {
constexpr auto spelled(Language)
{
    return api::names("fr", "en");
}
}

namespace clinic::auth {

enum class Role { patient, coach, practitioner, receptionist, accountant, admin };
constexpr auto spelled(Role)
{
    return api::names("patient", "coach", "practitioner", "receptionist", "accountant", "admin");
}
/// A role as http::Roles and the database keep it.
constexpr http::Roles bit(Role role)
{
    return http::Roles{1} << static_cast<unsigned>(role);
}
[[nodiscard]] http::Roles bits_of(std::span<const Role> roles);
[[nodiscard]] std::vector<Role> roles_of(http::Roles bits);

enum class UserStatus {
    invited,  ///< has no password yet
    active,
    disabled, ///< cannot sign in
};
constexpr auto spelled(UserStatus)
{
    return api::names("invited", "active", "disabled");
}

struct User {
    UserId id;
    std::string email; ///< lower case
    std::string first_name;
    std::string last_name;
    std::vector<Role> roles; ///< at least one, in the order of the enum
    Language language = Language::fr;
    std::optional<std::string> phone;
    UserStatus status = UserStatus::active;
    std::optional<Instant> last_login_at;
    Instant created_at;
    std::int64_t version = 1;
    std::optional<std::string> avatar; ///< see Auth::set_avatar

    [[nodiscard]] std::string name() const { return first_name + ' ' + last_name; }

    static constexpr auto schema = api::object(api::field("id", &User::id, "Names the account"),
        api::field("email", &User::email, "What they sign in with"),
        api::field("first_name", &User::first_name, "As they are called"),
        api::field("last_name", &User::last_name, "Family name"),
        api::field("roles", &User::roles, "What they may do"),
        api::field("language", &User::language, "In which the clinic speaks to them"),
        api::field("phone", &User::phone, "For calls and messages"),
        api::field("status", &User::status, "Whether they can sign in"),
        api::field("last_login_at", &User::last_login_at, "When they last signed in"),
        api::field("created_at", &User::created_at, "Since when the account exists"),
        api::field("version", &User::version, "Counts the changes, for If-Match"),
        api::field("avatar", &User::avatar,
            "Names their picture at /api/users/{id}/avatar: another one has another name"));
};

// ---- events -------------------------------------------------------------------------------------

/// A patient registered on their own, and their address is proven. Names and e-mail: Directory::find.
struct Registered {
    UserId user;
    std::optional<std::string> phone;
    std::optional<LocalDate> birth_date;

    static constexpr std::string_view event_name = "auth.registered";
    [[nodiscard]] std::string aggregate() const { return user.str(); }
    static constexpr auto schema = api::object(
        api::field("user", &Registered::user, "Whose account it is"),
        api::field("phone", &Registered::phone, "As given on registration"),
        api::field("birth_date", &Registered::birth_date, "As given on registration"));
};

/// Somebody is invited, or invited again. Carries no token: who sends the mail asks for
/// Auth::invitation_link when sending it.
struct Invited {
    UserId user;
    std::optional<Instant> at; ///< tells one invitation from the next

    static constexpr std::string_view event_name = "auth.invited";
    [[nodiscard]] std::string aggregate() const { return user.str(); }
    static constexpr auto schema = api::object(
        api::field("user", &Invited::user, "Who is to accept"),
        api::field("at", &Invited::at, "When they were invited"));
};

/// Names, language, phone, roles or status of an account changed.
struct UserChanged {
    UserId user;

    static constexpr std::string_view event_name = "auth.user_changed";
    [[nodiscard]] std::string aggregate() const { return user.str(); }
    static constexpr auto schema = api::object(
        api::field("user", &UserChanged::user, "Whose account it is"));
};

/// A log-in was refused, or a refresh token was used twice. The e-mail tried is never kept.
struct LoginRefused {
    std::string request_id;
    std::optional<UserId> user; ///< when there is such an account
    std::string address;
    std::string reason; ///< "bad_credentials", "disabled", "refresh_replayed"
    Instant at;

    static constexpr std::string_view event_name = "auth.login_refused";
    [[nodiscard]] std::string aggregate() const { return request_id; }
    static constexpr auto schema = api::object(
        api::field("request_id", &LoginRefused::request_id, "Which request"),
        api::field("user", &LoginRefused::user, "Whose account, when there is one"),
        api::field("address", &LoginRefused::address, "From where"),
        api::field("reason", &LoginRefused::reason, "Why"),
        api::field("at", &LoginRefused::at, "When"));
};

enum class OperatorAct { create, reset_link, set_password, disable, reset_factors };
constexpr auto spelled(OperatorAct)
{
    return api::names("create", "reset_link", "set_password", "disable", "reset_factors");
}

/// Whoever runs the server did something to an account from the command line, where nobody is signed in.
struct ByOperator {
    UserId user;
    OperatorAct act = OperatorAct::create;
    Instant at;

    static constexpr std::string_view event_name = "auth.by_operator";
    [[nodiscard]] std::string aggregate() const { return user.str(); }
    static constexpr auto schema = api::object(
        api::field("user", &ByOperator::user, "Whose account it is"),
        api::field("act", &ByOperator::act, "What was done"),
        api::field("at", &ByOperator::at, "When"));
};

// ---- letters ------------------------------------------------------------------------------------

using LetterId = Id<struct LetterTag>;

/// A mail that auth asks for.
enum class LetterKind {
    verify_address, ///< with a link: proves an address, and a registration becomes an account
    have_account, ///< an address was given that has an account already
    reset_password, ///< with a link: choose a new password
    password_changed,
    confirm_address, ///< with a link, to the new address of an account
    address_changing, ///< word of it to the old one
    address_changed, ///< likewise, when it is done
    security_changed, ///< a second factor or an API key came, went or was put out of service
    codes_guessed, ///< wrong codes in a row after the right password
};
constexpr auto spelled(LetterKind)
{
    return api::names("verify_address", "have_account", "reset_password", "password_changed",
        "confirm_address", "address_changing", "address_changed", "security_changed",
        "codes_guessed");
}

/// A mail is to be written. Says neither to whom nor whether anybody is there: who sends it asks
/// Auth::letter then.
struct LetterAsked {
    LetterId letter;

    static constexpr std::string_view event_name = "auth.letter_asked";
    [[nodiscard]] std::string aggregate() const { return letter.str(); }
    static constexpr auto schema = api::object(
        api::field("letter", &LetterAsked::letter, "Which one"));
};

struct Letter {
    LetterKind kind = LetterKind::verify_address;
    std::string to;
    std::string first_name; ///< empty before the address is proven
    Language language = Language::fr;
    std::string link; ///< may be empty
};

// ---- who is who ---------------------------------------------------------------------------------

/// What other modules ask. Reads in the transaction of the handler or listener that calls.
class Directory {
public:
    virtual ~Directory() = default;
    [[nodiscard]] virtual std::optional<User> find(UserId) const = 0;
    [[nodiscard]] virtual std::optional<User> find_by_email(std::string_view email) const = 0;
    /// Those that exist, in no particular order.
    [[nodiscard]] virtual std::vector<User> find_all(std::span<const UserId>) const = 0;
    /// Active ones that hold the role, by name.
    [[nodiscard]] virtual std::vector<User> with_role(Role) const = 0;
    /// All accounts, whatever their status.
    [[nodiscard]] virtual std::int64_t count() const = 0;
};

/// An account made without a request: by the command line or for a demo.
struct NewUser {
    std::string email;
    std::string first_name;
    std::string last_name;
    std::vector<Role> roles;
    Language language = Language::fr;
    std::optional<std::string> phone{};
    /// hash_password(…) at any cost: the next log-in makes it the configured one. Empty: invited,
    /// with no password until an invitation is accepted.
    std::string password_hash{};
    bool by_operator = false; ///< by the command line: told as such; else says no event
};

/// Log-in with an OpenID provider (OpenID Connect Core 1.0); without an issuer there is none.
struct OpenIdProvider {
    std::string issuer{};
    std::string client_id{};
    std::string client_secret{}; ///< empty: a public client
    std::string label{}; ///< what the button names
    bool private_network = false; ///< it may be at a private address
};

struct Options {
    std::string issuer = "monoclinic"; ///< of access tokens, and their audience
    std::string audience = "monoclinic";
    int access_minutes = 10;
    // A patient's session ends after so many days whatever happens, or after so many without an act
    // of the person; that of anybody else sooner.
    int refresh_days = 30;
    int idle_days = 7;
    int staff_hours = 12;
    int staff_idle_minutes = 30;
    /// Letters are sent: an address is proven before it has an account.
    bool mail = false;
    std::uint64_t argon2_memory_kib = 65'536;
    std::uint64_t argon2_passes = 3;
    int argon2_workers = 2;
    std::string public_url = "http://localhost"; ///< whose passkeys (WebAuthn); no trailing slash
    bool second_factor_for_staff = false; ///< who has none can do nothing but add one
    OpenIdProvider openid{};
};

/// Whose password it is to be; what is not known is left empty.
struct PasswordOwner {
    std::string_view email{};
    std::string_view first_name{};
    std::string_view last_name{};
};
/// The answer to a password that will not do, or nothing: 10 to 200 characters, not a common one,
/// not made of its owner's address or name.
[[nodiscard]] std::optional<Problem> password_weakness(
    std::string_view field, std::string_view password, const PasswordOwner&);

/// For NewUser, with the options' cost.
[[nodiscard]] std::string hash_password(std::string_view password, const Options&);

class Auth final : public Directory {
public:
    /// All must outlive it; the tables (migrations/auth) must be there before start().
    Auth(db::Database&, bus::Bus&, const Clock&, const crypto::SigningKeys&,
        const crypto::SealingKey&, const Options& = {});
    ~Auth() override;

    void mount(http::Router&);
    /// Takes in what was revoked before, then follows what other processes revoke (≤ 5 s) and
    /// clears away what expired, on a thread of its own.
    void start();
    void stop();
    /// Nobody must have a second factor, whatever the options say: for a demo.
    void waive_second_factor();

    /// For Router::set_authenticator.
    [[nodiscard]] const http::Authenticator& authenticator() const;

    [[nodiscard]] std::optional<User> find(UserId) const override;
    [[nodiscard]] std::optional<User> find_by_email(std::string_view email) const override;
    [[nodiscard]] std::vector<User> find_all(std::span<const UserId>) const override;
    [[nodiscard]] std::vector<User> with_role(Role) const override;
    [[nodiscard]] std::int64_t count() const override;
    /// Devices that are logged in now.
    [[nodiscard]] std::int64_t open_sessions() const;

    /// While no admin exists: "<public_url>/setup?token=…", which makes the first one, once. Each
    /// call makes a new link and ends the one before. Blocks on a write, as the next two do.
    [[nodiscard]] std::optional<std::string> setup_link(std::string_view public_url);
    /// A fresh "<public_url>/invitation?token=…", good for 7 days and one use; nothing unless the
    /// account is waiting to be accepted. Links made before stay good until one is used.
    [[nodiscard]] std::optional<std::string> invitation_link(UserId, std::string_view public_url);
    /// What to write, to whom, with a fresh link where it needs one: "<public_url>/…?token=…", good
    /// for 30 minutes and one use. Nothing when nobody is there, or it is late, or one went just now
    /// whose link is still good.
    [[nodiscard]] std::optional<Letter> letter(LetterId, std::string_view public_url);
    /// Refuses with `email_taken`.
    Result<UserId> create_user(const NewUser&);
    /// What names the account's picture, which whoever keeps pictures knows; nothing: there is none.
    void set_avatar(UserId, const std::optional<std::string>& name);

    // For the command line, when nobody can log in. They refuse with `no_account`, and say auth.by_operator.
    /// "<public_url>/reset-password?token=…", good for 30 minutes and one use.
    Result<std::string> reset_link(std::string_view email, std::string_view public_url);
    /// Ends all sessions; an invited account is active then.
    Result<Nothing> set_password(std::string_view email, const std::string& password_hash);
    /// Ends all sessions; refuses with `last_admin`.
    Result<Nothing> disable(std::string_view email);
    /// Takes all second factors away, and tells the owner: for who has none left to log in with. Ends all sessions.
    Result<Nothing> reset_factors(std::string_view email);

    /// Called once for each session that ends before its time, after the commit, on any thread: it
    /// must be quick. For live sockets. Before start().
    using Revoked = std::function<void(UserId, SessionId)>;
    void on_revoked(Revoked);

    /// Since when an account must prove itself anew, whatever it proved before; nothing: it need not.
    /// For the rule of fresh proofs, which asks on any thread: it must be quick. Before start().
    using ProofDemanded = std::function<std::optional<Instant>(UserId)>;
    void on_proof_demanded(ProofDemanded);

    /// After signing keys came or went: each access token is checked anew.
    void forget_tokens();
    /// What start()'s thread does each time, for tests.
    void follow_revocations();
    /// Forgets expired sessions, tokens and invitations; returns how many rows.
    std::int64_t clear_expired();
    /// Seals the secrets of authenticator apps anew that an older installation key sealed; see
    /// db::seal_anew. Returns how many.
    std::int64_t seal_anew();

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

} // namespace clinic::auth

namespace clinic {
using auth::Role;
}

/// The policies of the house, for route rows: `allow::patient | allow::front_desk`.
namespace clinic::allow {

inline constexpr auto everyone = http::Policy::everyone();
inline constexpr auto signed_in = http::Policy::signed_in();
/// Anybody signed in may ask; the record's own rule decides.
inline constexpr auto parties = http::Policy::signed_in();

inline constexpr auto patient = http::Policy::roles(auth::bit(Role::patient));
inline constexpr auto coach = http::Policy::roles(auth::bit(Role::coach));
inline constexpr auto practitioner = http::Policy::roles(auth::bit(Role::practitioner));
inline constexpr auto receptionist = http::Policy::roles(auth::bit(Role::receptionist));
inline constexpr auto accountant = http::Policy::roles(auth::bit(Role::accountant));
inline constexpr auto admin = http::Policy::roles(auth::bit(Role::admin));

inline constexpr auto front_desk = receptionist | admin;
inline constexpr auto staff = coach | practitioner | receptionist | accountant | admin;

} // namespace clinic::allow

namespace clinic::auth {

/// Whether one of these works for the clinic.
[[nodiscard]] constexpr bool is_staff(http::Roles roles)
{
    return (roles & allow::staff.any_of()) != 0;
}

} // namespace clinic::auth
