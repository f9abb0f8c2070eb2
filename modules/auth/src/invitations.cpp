#include "parts.hpp"
#include "passwords.hpp"
#include "platform/crypto/bytes.hpp"

namespace clinic::auth {
namespace {

constexpr int invitation_days = 7;

std::unexpected<Problem> invitation_over()
{
    return refuse(Refusal::not_found, "invitation_over",
        {"Cette invitation n’est plus bonne. Demandez-en une autre à votre cabinet.",
            "This invitation is no longer good. Ask your clinic for another."});
}

/// The account that the link is for, while it waits.
std::optional<User> guest(db::Tx& tx, std::string_view token, Instant now)
{
    const auto id = store::invited(tx, token_hash(token), now);
    auto user = id ? store::find(tx, *id) : std::nullopt;
    if (user && user->status != UserStatus::invited) return std::nullopt;
    return user;
}

} // namespace

Result<Invitation> Entrance::invitation(http::Context& cx, const ByToken& in)
{
    const auto user = guest(cx.tx, in.token, cx.now);
    if (!user) return invitation_over();
    return Invitation{user->email, user->first_name, user->last_name, user->language};
}

Result<Session> Entrance::accept_invitation(http::SlowContext& cx, const AcceptInvitation& in)
{
    const auto invited = cx.read(
        [&](http::Context& read) { return guest(read.tx, in.token, cx.now); });
    if (!invited) return invitation_over();
    if (auto weakness = password_weakness("password", in.password,
            {invited->email, in.first_name.value_or(invited->first_name),
                in.last_name.value_or(invited->last_name)})) {
        return std::unexpected(*std::move(weakness));
    }
    const auto hash = parts_.passwords.hash(as_hashed(in.password));
    if (!hash) return std::unexpected(busy());

    auto opened = cx.write([&](http::Context& write) -> Result<Opened> {
        auto user = guest(write.tx, in.token, cx.now);
        if (!user) return invitation_over();
        user->first_name = in.first_name.value_or(user->first_name);
        user->last_name = in.last_name.value_or(user->last_name);
        user->status = UserStatus::active;
        store::set_password(write.tx, user->id, *hash);
        store::forget_invitations(write.tx, user->id);
        auto active = store::update(write.tx, *std::move(user));
        write.emit(UserChanged{active.id});
        write.subject("user", active.id.view());
        return parts_.sessions.open(write.tx, std::move(active), cx.request(), cx.now);
    });
    if (!opened) return std::unexpected(opened.error());
    return hand_over(cx, *std::move(opened));
}

std::optional<std::string> Auth::invitation_link(UserId id, std::string_view public_url)
{
    const auto token = crypto::random_token();
    const auto now = parts_->clock.now();
    const bool waiting = parts_->database.write_now([&](db::Tx& tx) {
        const auto user = store::find(tx, id);
        if (!user || user->status != UserStatus::invited) return false;
        store::add_invitation(tx, token_hash(token), id, now, now.plus_days(invitation_days));
        return true;
    });
    if (!waiting) return std::nullopt;
    return std::string(public_url) + "/invitation?token=" + token;
}

} // namespace clinic::auth
