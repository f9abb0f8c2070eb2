#pragma once
// What auth's routes take and answer.

#include "auth/auth.hpp"
#include "passwords.hpp"
#include "platform/http/page.hpp"
#include "platform/schema/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace clinic::auth {

constexpr auto email_rule()
{
    return [](api::Limits& limits) {
        api::format(api::checks::email)(limits);
        limits.max_length = 254; // RFC 5321 §4.5.3.1
        limits.example = "marie.dupont@example.org";
    };
}
/// How long it must be is told by password_weakness, with the other rules.
constexpr auto password_rule()
{
    return [](api::Limits& limits) {
        limits.min_length = 1;
        limits.max_length = longest_password;
        limits.secret = true;
    };
}
constexpr auto token_rule()
{
    return [](api::Limits& limits) {
        limits.min_length = 1;
        limits.max_length = 100;
        limits.secret = true;
    };
}

enum class TokenType { bearer };
constexpr auto spelled(TokenType)
{
    return api::names("Bearer");
}

struct Session {
    std::string access_token;
    TokenType token_type = TokenType::bearer;
    int expires_in = 0;
    std::int64_t idle_seconds = 0;
    std::int64_t ends_in = 0;
    User user;

    static constexpr auto schema = api::object(api::field("access_token", &Session::access_token,
                                                   "For the Authorization header (RFC 6750)"),
        api::field("token_type", &Session::token_type, "How to send it"),
        api::field("expires_in", &Session::expires_in, "Seconds until it must be refreshed"),
        api::field("idle_seconds", &Session::idle_seconds,
            "It ends when so long passes without a refresh that says `active`"),
        api::field("ends_in", &Session::ends_in, "Seconds until that is so, counted from now"),
        api::field("user", &Session::user, "Who is signed in"));
};

struct Setup {
    bool needed = false;
    static constexpr auto schema = api::object(
        api::field("needed", &Setup::needed, "Whether there is no admin yet"));
};

struct SetUp {
    std::string token;
    std::string email;
    std::string password;
    std::string first_name;
    std::string last_name;
    Language language = Language::fr;

    static constexpr auto schema = api::object(
        api::field(
            "token", &SetUp::token, "From the link printed at the first start", token_rule()),
        api::field("email", &SetUp::email, "Of the first admin", email_rule()),
        api::field("password", &SetUp::password, password_lengths, password_rule()),
        api::field("first_name", &SetUp::first_name, "As they are called", api::name()),
        api::field("last_name", &SetUp::last_name, "Family name", api::name()),
        api::field("language", &SetUp::language, "In which the clinic speaks to them"));
};

struct Register {
    std::string email;
    std::string password;
    std::string first_name;
    std::string last_name;
    std::optional<LocalDate> birth_date;
    std::optional<std::string> phone;
    Language language = Language::fr;

    static constexpr auto schema = api::object(
        api::field(
            "email", &Register::email, "To sign in with, and for confirmations", email_rule()),
        api::field("password", &Register::password, password_lengths, password_rule()),
        api::field("first_name", &Register::first_name, "As they are called", api::name()),
        api::field("last_name", &Register::last_name, "Family name", api::name()),
        api::field("birth_date", &Register::birth_date, "For the patient's record"),
        api::field("phone", &Register::phone, "For the patient's record",
            api::format(api::checks::phone), api::max_length(30)),
        api::field("language", &Register::language, "In which the clinic speaks to them"));
};

struct LogIn {
    std::string email;
    std::string password;

    static constexpr auto schema = api::object(
        api::field("email", &LogIn::email, "Of the account", email_rule()),
        api::field("password", &LogIn::password, "Of the account", password_rule()));
};

struct Refresh {
    bool active = false;
    static constexpr auto schema = api::object(api::field("active", &Refresh::active,
        "The person has acted since the last refresh; what a page does by itself keeps no session "
        "alive",
        api::or_default()));
};

struct LogOut {
    bool everywhere = false;
    static constexpr auto schema = api::object(
        api::field("everywhere", &LogOut::everywhere, "On all devices", api::or_default()));
};

struct ListSessions {
    http::Paging page;
    static constexpr auto schema = api::object(api::embed(&ListSessions::page));
};

struct DeviceSession {
    SessionId id;
    std::string device;
    std::string address;
    Instant created_at;
    Instant last_used_at;
    bool current = false;

    static constexpr auto schema = api::object(
        api::field("id", &DeviceSession::id, "Names the session"),
        api::field(
            "device", &DeviceSession::device, "Browser and system, or the program; may be empty"),
        api::field("address", &DeviceSession::address, "From where it was opened"),
        api::field("created_at", &DeviceSession::created_at, "When it was opened"),
        api::field("last_used_at", &DeviceSession::last_used_at, "When it was last refreshed"),
        api::field("current", &DeviceSession::current, "Whether it is the one that asks"));
};

struct ChangePassword {
    std::string current_password;
    std::string new_password;

    static constexpr auto schema = api::object(
        api::field("current_password", &ChangePassword::current_password, "The one in force",
            password_rule()),
        api::field(
            "new_password", &ChangePassword::new_password, password_lengths, password_rule()));
};

struct ByToken {
    std::string token;
    static constexpr auto schema = api::object(
        api::field("token", &ByToken::token, "From the link in the mail", token_rule()));
};

struct Invitation {
    std::string email;
    std::string first_name;
    std::string last_name;
    Language language = Language::fr;

    static constexpr auto schema = api::object(
        api::field("email", &Invitation::email, "Whom it was sent to"),
        api::field("first_name", &Invitation::first_name, "As they are called"),
        api::field("last_name", &Invitation::last_name, "Family name"),
        api::field("language", &Invitation::language, "In which the clinic speaks to them"));
};

struct AcceptInvitation {
    std::string token;
    std::string password;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;

    static constexpr auto schema = api::object(
        api::field("token", &AcceptInvitation::token, "From the link in the mail", token_rule()),
        api::field("password", &AcceptInvitation::password, password_lengths, password_rule()),
        api::field("first_name", &AcceptInvitation::first_name, "To correct it", api::name()),
        api::field("last_name", &AcceptInvitation::last_name, "To correct it", api::name()));
};

// ---- users --------------------------------------------------------------------------------------

struct ListUsers {
    std::optional<std::string> q;
    std::optional<Role> role;
    std::optional<UserStatus> status;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field(
            "q", &ListUsers::q, "Part of a name or e-mail, accents ignored", api::max_length(100)),
        api::field("role", &ListUsers::role, "Only those who hold it"),
        api::field("status", &ListUsers::status, "Only those in it"), api::embed(&ListUsers::page));
};

/// A User as far as the reader may see it.
struct UserLine {
    UserId id;
    std::optional<std::string> email;
    std::string first_name;
    std::string last_name;
    std::vector<Role> roles;
    Language language = Language::fr;
    std::optional<std::string> phone;
    UserStatus status = UserStatus::active;
    std::optional<Instant> last_login_at;
    Instant created_at;
    std::int64_t version = 1;
    std::optional<std::string> avatar;

    static constexpr auto schema = api::object(api::field("id", &UserLine::id, "Names the account"),
        api::field("email", &UserLine::email, "What they sign in with; for admins"),
        api::field("first_name", &UserLine::first_name, "As they are called"),
        api::field("last_name", &UserLine::last_name, "Family name"),
        api::field("roles", &UserLine::roles, "What they may do"),
        api::field("language", &UserLine::language, "In which the clinic speaks to them"),
        api::field("phone", &UserLine::phone, "For calls and messages; for admins"),
        api::field("status", &UserLine::status, "Whether they can sign in"),
        api::field(
            "last_login_at", &UserLine::last_login_at, "When they last signed in; for admins"),
        api::field("created_at", &UserLine::created_at, "Since when the account exists"),
        api::field("version", &UserLine::version, "Counts the changes, for If-Match"),
        api::field("avatar", &UserLine::avatar, "As in a User"));
};

struct InviteUser {
    std::string email;
    std::string first_name;
    std::string last_name;
    std::vector<Role> roles;
    Language language = Language::fr;

    static constexpr auto schema = api::object(
        api::field("email", &InviteUser::email, "Where the invitation goes", email_rule()),
        api::field("first_name", &InviteUser::first_name, "As they are called", api::name()),
        api::field("last_name", &InviteUser::last_name, "Family name", api::name()),
        api::field(
            "roles", &InviteUser::roles, "What they may do", api::min_items(1), api::max_items(6)),
        api::field("language", &InviteUser::language, "In which the clinic speaks to them"));
};

enum class SetStatus { active, disabled };
constexpr auto spelled(SetStatus)
{
    return api::names("active", "disabled");
}

struct ChangeUser {
    UserId id;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::vector<Role>> roles;
    std::optional<SetStatus> status;
    std::optional<Language> language;

    static constexpr auto schema = api::object(api::field("id", &ChangeUser::id, "Which one"),
        api::field("first_name", &ChangeUser::first_name, "As they are called", api::name()),
        api::field("last_name", &ChangeUser::last_name, "Family name", api::name()),
        api::field("roles", &ChangeUser::roles, "All that they may do; ends their sessions",
            api::min_items(1), api::max_items(6)),
        api::field("status", &ChangeUser::status, "Whether they can sign in; ends their sessions"),
        api::field("language", &ChangeUser::language, "In which the clinic speaks to them"));
};

struct ChangeMe {
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<Language> language;
    api::Change<std::string> phone;

    static constexpr auto schema = api::object(
        api::field("first_name", &ChangeMe::first_name, "As you are called", api::name()),
        api::field("last_name", &ChangeMe::last_name, "Family name", api::name()),
        api::field("language", &ChangeMe::language, "In which the clinic speaks to you"),
        api::field("phone", &ChangeMe::phone, "For calls and messages; null takes it out",
            api::format(api::checks::phone), api::max_length(30)));
};

} // namespace clinic::auth
