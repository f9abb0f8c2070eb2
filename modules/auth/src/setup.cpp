#include "parts.hpp"
#include "passwords.hpp"

namespace clinic::auth {
namespace {

std::unexpected<Problem> setup_done()
{
    return conflict("setup_done", {"Ce cabinet a déjà un administrateur. Connectez-vous.",
                                      "This clinic has an administrator already. Sign in."});
}

std::unexpected<Problem> bad_setup_token()
{
    return refuse(Refusal::forbidden, "setup_token",
        {"Ce lien n’est plus bon. Le lien en vigueur est écrit au démarrage du serveur.",
            "This link is no longer good. The one in force is printed when the server starts."});
}

User first_admin(const SetUp& in, Instant now)
{
    User user;
    user.id = UserId::fresh();
    user.email = store::lower(in.email);
    user.first_name = in.first_name;
    user.last_name = in.last_name;
    user.roles = {Role::admin};
    user.language = in.language;
    user.created_at = now;
    return user;
}

} // namespace

Result<Setup> Entrance::setup_state(http::Context& cx, const http::NoInput&)
{
    return Setup{!store::admin_exists(cx.tx)};
}

Result<Session> Entrance::set_up(http::SlowContext& cx, const SetUp& in)
{
    const auto check = [&](db::Tx& tx) -> Result<Nothing> {
        if (store::admin_exists(tx)) return setup_done();
        if (!store::is_setup(tx, token_hash(in.token))) return bad_setup_token();
        if (store::has_email(tx, in.email)) return email_taken();
        return Nothing{};
    };
    if (const auto good = cx.read([&](http::Context& read) { return check(read.tx); }); !good) {
        return std::unexpected(good.error());
    }
    if (auto weakness = password_weakness(
            "password", in.password, {in.email, in.first_name, in.last_name})) {
        return std::unexpected(*std::move(weakness));
    }
    const auto hash = parts_.passwords.hash(as_hashed(in.password));
    if (!hash) return std::unexpected(busy());

    auto opened = cx.write([&](http::Context& write) -> Result<Opened> {
        if (const auto good = check(write.tx); !good) return std::unexpected(good.error());
        const auto user = first_admin(in, cx.now);
        if (!store::add(write.tx, user, *hash)) return email_taken();
        store::forget_setup(write.tx);
        write.subject("user", user.id.view());
        return parts_.sessions.open(write.tx, user, cx.request(), cx.now);
    });
    if (!opened) return std::unexpected(opened.error());
    return hand_over(cx, *std::move(opened));
}

} // namespace clinic::auth
