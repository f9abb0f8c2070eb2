#include "access.hpp"
#include "last_admin.hpp"
#include "parts.hpp"
#include "platform/core/text.hpp"
#include "secure.hpp"

namespace clinic::auth {
namespace {

std::unexpected<Problem> not_waiting()
{
    return conflict("not_invited",
        {"Ce compte n’attend pas d’invitation.", "This account is not waiting for an invitation."});
}

/// What `wanted` makes of the status: nothing when the account must be accepted first.
std::optional<UserStatus> status_after(SetStatus wanted, UserStatus now, bool has_password)
{
    if (wanted == SetStatus::disabled) return UserStatus::disabled;
    if (has_password) return UserStatus::active;
    if (now == UserStatus::disabled) return UserStatus::invited; // as it was before
    return std::nullopt;
}

/// `{"roles":["admin"],"status":"disabled"}`: what matters most of a change, for the audit.
struct AccessChange {
    std::optional<std::vector<Role>> roles;
    std::optional<UserStatus> status;
    static constexpr auto schema = api::object(api::field("roles", &AccessChange::roles, ""),
        api::field("status", &AccessChange::status, ""));
};

} // namespace

std::unexpected<Problem> email_taken()
{
    return conflict("email_taken", {"Un compte existe déjà avec cette adresse e-mail.",
                                       "There is an account with this e-mail address already."});
}

Result<http::Page<UserLine>> Accounts::list(http::Context& cx, const ListUsers& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    const auto view = view_of(cx.user());
    // What is not shown is not found by either: letter by letter, an answer would tell it.
    store::Listing wanted{view.roles, text::folded(in.q.value_or("")), view.whole, in.status};
    if (in.role) wanted.roles &= bit(*in.role);
    auto users = store::list(cx.tx, wanted, in.page, *after);
    http::Page<UserLine> page{{}, std::move(users.next), users.total};
    for (auto& user : users.items) page.items.push_back(line_of(std::move(user), view));
    return page;
}

Result<User> Accounts::show(http::Context& cx, const http::ById<UserId>& in)
{
    auto user = store::find(cx.tx, in.id);
    if (!user) return not_found();
    return *std::move(user);
}

Result<User> Accounts::invite(http::Context& cx, const InviteUser& in)
{
    User user;
    user.id = UserId::fresh();
    user.email = store::lower(in.email);
    user.first_name = in.first_name;
    user.last_name = in.last_name;
    user.roles = roles_of(bits_of(in.roles));
    user.language = in.language;
    user.status = UserStatus::invited;
    user.created_at = cx.now;
    if (!store::add(cx.tx, user, {})) return email_taken();
    cx.emit(Invited{user.id, cx.now});
    cx.subject("user", user.id.view(), api::to_json(AccessChange{user.roles, user.status}));
    return user;
}

Result<Nothing> Accounts::invite_again(http::Context& cx, const http::ById<UserId>& in)
{
    const auto user = store::find(cx.tx, in.id);
    if (!user) return not_found();
    if (user->status != UserStatus::invited) return not_waiting();
    cx.emit(Invited{in.id, cx.now});
    cx.subject("user", in.id.view());
    return Nothing{};
}

Result<User> Accounts::change(http::Context& cx, const ChangeUser& in)
{
    const auto old = store::find(cx.tx, in.id);
    if (!old) return not_found();
    if (cx.stale(old->version)) return stale();

    auto user = *old;
    user.first_name = in.first_name.value_or(user.first_name);
    user.last_name = in.last_name.value_or(user.last_name);
    user.language = in.language.value_or(user.language);
    if (in.roles) user.roles = roles_of(bits_of(*in.roles));
    if (in.status) {
        const bool has_password = store::credentials(cx.tx, in.id)->password_hash.has_value();
        const auto status = status_after(*in.status, user.status, has_password);
        if (!status) {
            return conflict("not_accepted", {"L’invitation n’a pas encore été acceptée.",
                                                "The invitation has not been accepted yet."});
        }
        user.status = *status;
    }
    if (auto refusal = leaves_no_admin(cx.tx, *old, user))
        return std::unexpected(*std::move(refusal));

    AccessChange access;
    if (user.roles != old->roles) access.roles = user.roles;
    if (user.status != old->status) access.status = user.status;
    if (access.status) secure(cx.tx, parts_, in.id, cx.now, "access_changed");
    else if (access.roles) parts_.sessions.end_all(cx.tx, in.id, cx.now, "access_changed");
    cx.subject("user", in.id.view(), api::to_json(access));
    cx.emit(UserChanged{in.id});
    return store::update(cx.tx, std::move(user));
}

Result<Nothing> Accounts::log_out_user(http::Context& cx, const http::ById<UserId>& in)
{
    if (!store::find(cx.tx, in.id)) return not_found();
    secure(cx.tx, parts_, in.id, cx.now, "ended_by_admin");
    cx.subject("user", in.id.view());
    return Nothing{};
}

Result<User> Accounts::me(http::Context& cx, const http::NoInput&)
{
    auto user = store::find(cx.tx, cx.user().user);
    if (!user) return not_found();
    return *std::move(user);
}

Result<User> Accounts::change_me(http::Context& cx, const ChangeMe& in)
{
    auto user = store::find(cx.tx, cx.user().user);
    if (!user) return not_found();
    if (cx.stale(user->version)) return stale();
    user->first_name = in.first_name.value_or(user->first_name);
    user->last_name = in.last_name.value_or(user->last_name);
    user->language = in.language.value_or(user->language);
    in.phone.apply(user->phone);
    cx.subject("user", user->id.view());
    cx.emit(UserChanged{user->id});
    return store::update(cx.tx, *std::move(user));
}

} // namespace clinic::auth
