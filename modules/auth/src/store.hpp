#pragma once
// Rows and SQL of accounts, sessions, invitations.

#include "api.hpp"
#include "platform/db/tx.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::auth::store {

// ---- accounts -----------------------------------------------------------------------------------

struct Credentials {
    UserId id;
    std::optional<std::string> password_hash;
    UserStatus status = UserStatus::active;

    static constexpr auto schema = api::object(api::field("id", &Credentials::id, ""),
        api::field("password_hash", &Credentials::password_hash, ""),
        api::field("status", &Credentials::status, ""));
};

/// ASCII lower case: how addresses are kept and compared.
[[nodiscard]] std::string lower(std::string_view email);

[[nodiscard]] std::optional<User> find(db::Tx&, UserId);
/// `email` in any case, as below.
[[nodiscard]] std::optional<User> find_by_email(db::Tx&, std::string_view email);
[[nodiscard]] std::optional<Credentials> credentials(db::Tx&, UserId);
[[nodiscard]] std::optional<Credentials> credentials_of(db::Tx&, std::string_view email);
[[nodiscard]] bool has_email(db::Tx&, std::string_view email);

/// False when the e-mail is taken. An empty hash is no password.
[[nodiscard]] bool add(db::Tx&, const User&, const std::string& password_hash);
/// Names, roles, language, phone, status and avatar; counts the version up.
[[nodiscard]] User update(db::Tx&, User);
void set_password(db::Tx&, UserId, const std::string& password_hash);
/// The account's new e-mail; false when it is taken. Counts the version up.
[[nodiscard]] bool set_email(db::Tx&, const User&);
void note_login(db::Tx&, UserId, Instant now);

[[nodiscard]] bool admin_exists(db::Tx&);
[[nodiscard]] bool other_active_admin(db::Tx&, UserId);
[[nodiscard]] std::vector<User> with_role(db::Tx&, Role);
[[nodiscard]] std::int64_t count(db::Tx&);

struct Listing {
    http::Roles roles; ///< any of these
    std::string words; ///< folded; empty = all
    bool by_address; ///< words are looked for in e-mail addresses too
    std::optional<UserStatus> status;
};
[[nodiscard]] http::Page<User> list(
    db::Tx&, const Listing&, const http::Paging&, const std::vector<std::string>& after);

// ---- sessions -----------------------------------------------------------------------------------

struct SessionRow {
    SessionId id;
    UserId user_id;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> ended_at;

    static constexpr auto schema = api::object(api::field("id", &SessionRow::id, ""),
        api::field("user_id", &SessionRow::user_id, ""),
        api::field("created_at", &SessionRow::created_at, ""),
        api::field("expires_at", &SessionRow::expires_at, ""),
        api::field("ended_at", &SessionRow::ended_at, ""));
};
struct RefreshRow {
    SessionId session_id;
    Instant expires_at;
    std::optional<Instant> used_at;

    static constexpr auto schema = api::object(
        api::field("session_id", &RefreshRow::session_id, ""),
        api::field("expires_at", &RefreshRow::expires_at, ""),
        api::field("used_at", &RefreshRow::used_at, ""));
};
struct Ended {
    SessionId id;
    UserId user_id;
    Instant ended_at;

    static constexpr auto schema = api::object(api::field("id", &Ended::id, ""),
        api::field("user_id", &Ended::user_id, ""), api::field("ended_at", &Ended::ended_at, ""));
};

void add_session(db::Tx&, const SessionRow&, const std::string& device, const std::string& address);
[[nodiscard]] std::optional<SessionRow> session(db::Tx&, SessionId);
void use_session(db::Tx&, SessionId, Instant now, Instant expires_at);
/// False when it had ended before.
bool end_session(db::Tx&, SessionId, Instant now, std::string_view reason);
/// Of the user, not ended and not expired.
[[nodiscard]] std::vector<SessionId> live_sessions(db::Tx&, UserId, Instant now);
[[nodiscard]] std::int64_t count_live_sessions(db::Tx&, Instant now);
/// Newest first; `current` is left false.
[[nodiscard]] std::vector<DeviceSession> sessions_of(
    db::Tx&, UserId, Instant now, std::string_view before_id, int limit);
[[nodiscard]] std::vector<Ended> ended_since(db::Tx&, Instant);
/// Those that ended by themselves in that time, with the moment.
[[nodiscard]] std::vector<Ended> expired_between(db::Tx&, Instant since, Instant now);

void add_refresh_token(db::Tx&, std::string_view hash, SessionId, Instant now, Instant expires_at);
[[nodiscard]] std::optional<RefreshRow> refresh_token(db::Tx&, std::string_view hash);
/// True for exactly one caller.
bool use_refresh_token(db::Tx&, std::string_view hash, Instant now);

// ---- links --------------------------------------------------------------------------------------

void add_invitation(db::Tx&, std::string_view hash, UserId, Instant now, Instant expires_at);
/// Whose it is, when it is good.
[[nodiscard]] std::optional<UserId> invited(db::Tx&, std::string_view hash, Instant now);
void forget_invitations(db::Tx&, UserId);

void replace_setup(db::Tx&, std::string_view hash, Instant now);
[[nodiscard]] bool is_setup(db::Tx&, std::string_view hash);
void forget_setup(db::Tx&);

/// Deletes what ended or expired before that moment.
std::int64_t clear(db::Tx&, Instant before);

} // namespace clinic::auth::store
