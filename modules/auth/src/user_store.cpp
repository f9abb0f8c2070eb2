#include "platform/core/text.hpp"
#include "store.hpp"

namespace clinic::auth::store {
namespace {

struct UserRow {
    UserId id;
    std::string email;
    std::string first_name;
    std::string last_name;
    std::int64_t roles = 0;
    Language language = Language::fr;
    std::optional<std::string> phone;
    UserStatus status = UserStatus::active;
    std::optional<Instant> last_login_at;
    Instant created_at;
    std::int64_t version = 1;
    std::optional<std::string> avatar;
    std::string sort_name;

    static constexpr auto schema = api::object(api::field("id", &UserRow::id, ""),
        api::field("email", &UserRow::email, ""),
        api::field("first_name", &UserRow::first_name, ""),
        api::field("last_name", &UserRow::last_name, ""), api::field("roles", &UserRow::roles, ""),
        api::field("language", &UserRow::language, ""), api::field("phone", &UserRow::phone, ""),
        api::field("status", &UserRow::status, ""),
        api::field("last_login_at", &UserRow::last_login_at, ""),
        api::field("created_at", &UserRow::created_at, ""),
        api::field("version", &UserRow::version, ""), api::field("avatar", &UserRow::avatar, ""),
        api::field("sort_name", &UserRow::sort_name, ""));
};

User user_of(UserRow row)
{
    return {row.id, std::move(row.email), std::move(row.first_name), std::move(row.last_name),
        roles_of(static_cast<http::Roles>(row.roles)), row.language, std::move(row.phone),
        row.status, row.last_login_at, row.created_at, row.version, std::move(row.avatar)};
}

std::optional<User> user_of(std::optional<UserRow> row)
{
    if (!row) return std::nullopt;
    return user_of(*std::move(row));
}

std::int64_t role_bits(const User& user)
{
    return bits_of(user.roles);
}

/// First and last name in both orders, then the address: a query's words find them in either.
std::string search_text(const User& user)
{
    return text::folded(
        user.first_name + ' ' + user.last_name + ' ' + user.first_name + ' ' + user.email);
}
std::string sort_name(const User& user)
{
    return text::folded(user.last_name + ' ' + user.first_name);
}

/// "%du%mar%" for "du mar".
std::string pattern_of(std::string_view words)
{
    std::string pattern = "%";
    for (const char c : words) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c == ' ' ? '%' : c;
    }
    return pattern + '%';
}

} // namespace

std::string lower(std::string_view email)
{
    std::string lower(email);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::optional<User> find(db::Tx& tx, UserId id)
{
    return user_of(tx.one<UserRow>(R"(
        SELECT id, email, first_name, last_name, roles, language, phone, status, last_login_at,
               created_at, version, avatar, sort_name
          FROM auth_users WHERE id = :id)",
        id));
}

std::optional<User> find_by_email(db::Tx& tx, std::string_view email)
{
    return user_of(tx.one<UserRow>(R"(
        SELECT id, email, first_name, last_name, roles, language, phone, status, last_login_at,
               created_at, version, avatar, sort_name
          FROM auth_users WHERE email = :email)",
        lower(email)));
}

std::optional<Credentials> credentials(db::Tx& tx, UserId id)
{
    return tx.one<Credentials>(
        "SELECT id, password_hash, status FROM auth_users WHERE id = :id", id);
}

std::optional<Credentials> credentials_of(db::Tx& tx, std::string_view email)
{
    return tx.one<Credentials>(
        "SELECT id, password_hash, status FROM auth_users WHERE email = :email", lower(email));
}

bool has_email(db::Tx& tx, std::string_view email)
{
    return tx.one<std::int64_t>("SELECT 1 FROM auth_users WHERE email = :email", lower(email))
        .has_value();
}

bool add(db::Tx& tx, const User& user, const std::string& password_hash)
{
    const auto hash = password_hash.empty() ? std::nullopt : std::optional(password_hash);
    return tx.attempt(R"(
        INSERT INTO auth_users (id, email, password_hash, first_name, last_name, roles, language,
                                phone, status, search, sort_name, created_at)
        VALUES (:id, :email, :hash, :first, :last, :roles, :language, :phone,
                :status, :search, :sort, :now))",
               user.id, lower(user.email), hash, user.first_name, user.last_name, role_bits(user),
               user.language, user.phone, user.status, search_text(user), sort_name(user),
               user.created_at) == db::Tx::Outcome::done;
}

User update(db::Tx& tx, User user)
{
    tx.run(R"(
        UPDATE auth_users
           SET first_name = :first, last_name = :last, roles = :roles, language = :language,
               phone = :phone, status = :status, search = :search, sort_name = :sort,
               avatar = :avatar, version = version + 1
         WHERE id = :id)",
        user.first_name, user.last_name, role_bits(user), user.language, user.phone, user.status,
        search_text(user), sort_name(user), user.avatar, user.id);
    ++user.version;
    return user;
}

void set_password(db::Tx& tx, UserId id, const std::string& password_hash)
{
    tx.run("UPDATE auth_users SET password_hash = :hash WHERE id = :id", password_hash, id);
}

bool set_email(db::Tx& tx, const User& user)
{
    return tx.attempt(R"(
        UPDATE auth_users SET email = :email, search = :search, version = version + 1
         WHERE id = :id)",
               lower(user.email), search_text(user), user.id) == db::Tx::Outcome::done;
}

void note_login(db::Tx& tx, UserId id, Instant now)
{
    tx.run("UPDATE auth_users SET last_login_at = :now WHERE id = :id", now, id);
}

bool admin_exists(db::Tx& tx)
{
    return tx
        .one<std::int64_t>(
            "SELECT 1 FROM auth_users WHERE roles > 1 AND (roles & :admin) <> 0 LIMIT 1",
            std::int64_t{bit(Role::admin)})
        .has_value();
}

bool other_active_admin(db::Tx& tx, UserId id)
{
    return tx
        .one<std::int64_t>(R"(
        SELECT 1 FROM auth_users
         WHERE roles > 1 AND (roles & :admin) <> 0 AND status = 'active' AND id <> :id LIMIT 1)",
            std::int64_t{bit(Role::admin)}, id)
        .has_value();
}

std::vector<User> with_role(db::Tx& tx, Role role)
{
    const std::int64_t wanted = bit(role);
    // Of the many who are patients and nothing else, the index has none.
    const auto rows = role == Role::patient ? tx.all<UserRow>(R"(
        SELECT id, email, first_name, last_name, roles, language, phone, status, last_login_at,
               created_at, version, avatar, sort_name
          FROM auth_users
         WHERE (roles & :role) <> 0 AND status = 'active' ORDER BY sort_name, id)",
                                                  wanted)
                                            : tx.all<UserRow>(R"(
        SELECT id, email, first_name, last_name, roles, language, phone, status, last_login_at,
               created_at, version, avatar, sort_name
          FROM auth_users
         WHERE roles > 1 AND (roles & :role) <> 0 AND status = 'active' ORDER BY sort_name, id)",
                                                  wanted);
    std::vector<User> users;
    for (const auto& row : rows) users.push_back(user_of(row));
    return users;
}

std::int64_t count(db::Tx& tx)
{
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM auth_users");
}

http::Page<User> list(db::Tx& tx, const Listing& wanted, const http::Paging& paging,
    const std::vector<std::string>& after)
{
    const std::int64_t roles = wanted.roles;
    const std::string status = wanted.status ? std::string(api::spell(*wanted.status))
                                             : std::string();
    const auto pattern = pattern_of(wanted.words);
    auto rows = http::page_of(tx.all<UserRow>(R"(
        SELECT id, email, first_name, last_name, roles, language, phone, status, last_login_at,
               created_at, version, avatar, sort_name
          FROM auth_users
         WHERE (roles & :roles) <> 0
           AND (CAST(:status AS TEXT) = '' OR status = :status)
           AND CASE WHEN CAST(:address AS INTEGER) = 1 THEN search
                    ELSE sort_name || ' ' || sort_name END LIKE :pattern ESCAPE '\'
           AND (sort_name > :name OR (sort_name = :name AND id > :id))
         ORDER BY sort_name, id
         LIMIT :limit)",
                                  roles, status, status, wanted.by_address, pattern, after[0],
                                  after[0], after[1], paging.limit + 1),
        paging, [](const UserRow& row) { return std::vector{row.sort_name, row.id.str()}; });
    http::Page<User> page{{}, rows.next, {}};
    for (auto& row : rows.items) page.items.push_back(user_of(std::move(row)));
    if (paging.count) {
        page.total = tx.value<std::int64_t>(R"(
            SELECT COUNT(*) FROM auth_users
             WHERE (roles & :roles) <> 0
               AND (CAST(:status AS TEXT) = '' OR status = :status)
               AND CASE WHEN CAST(:address AS INTEGER) = 1 THEN search
                        ELSE sort_name || ' ' || sort_name END LIKE :pattern ESCAPE '\')",
            roles, status, status, wanted.by_address, pattern);
    }
    return page;
}

} // namespace clinic::auth::store
