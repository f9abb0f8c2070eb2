#include "parts.hpp"
#include "passwords.hpp"
#include "platform/log/log.hpp"
#include "refresh_cookie.hpp"
#include "secure.hpp"
#include "throttle.hpp"

namespace clinic::auth {
namespace {

std::unexpected<Problem> bad_credentials()
{
    return refuse(Refusal::unauthenticated, "bad_credentials",
        {"L’adresse e-mail ou le mot de passe n’est pas le bon.",
            "The e-mail address or the password is not right."});
}

/// Told only to those who know the password.
std::unexpected<Problem> disabled()
{
    return refuse(Refusal::forbidden, "account_disabled",
        {"Ce compte est désactivé. Adressez-vous à votre cabinet.",
            "This account is disabled. Ask your clinic."});
}

constexpr std::string_view password_moved = "password_moved";

/// Since it was looked at. A person sees this only when it happens twice in a second.
std::unexpected<Problem> hash_changed()
{
    auto refusal = conflict(std::string(password_moved),
        {"Le mot de passe de ce compte vient de changer. Réessayez.",
            "The password of this account has just changed. Try again."});
    refusal.error().retry_after = 1;
    return refusal;
}

std::unexpected<Problem> refresh_invalid()
{
    return refuse(Refusal::unauthenticated, "refresh_invalid",
        {"Votre session est terminée. Reconnectez-vous.",
            "Your session has ended. Sign in again."});
}

std::unexpected<Problem> refresh_raced()
{
    auto refusal = conflict(
        "refresh_raced", {"Un autre onglet vient de renouveler la session. Réessayez.",
                             "Another tab has just renewed the session. Try again."});
    refusal.error().retry_after = 1;
    return refusal;
}

Problem wrong_current_password()
{
    return invalid("current_password", "wrong",
        {"Ce n’est pas votre mot de passe actuel.", "This is not your current password."})
        .error();
}

} // namespace

Problem busy()
{
    Problem problem{Refusal::unavailable, "busy",
        {"Beaucoup de connexions en même temps. Réessayez dans quelques secondes.",
            "Many people are signing in at once. Try again in a few seconds."}};
    problem.retry_after = 2;
    return problem;
}

void Entrance::note_refusal(const http::Caller& cx, std::optional<UserId> user,
    std::string_view reason, const Throttle* tried)
{
    const auto& request = cx.request();
    parts_.database.write_now([&](db::Tx& tx) {
        if (tried != nullptr) tried->failed(tx, cx.now);
        parts_.bus.emit(tx,
            LoginRefused{request.request_id, user, request.address, std::string(reason), cx.now});
    });
    log::info("auth.refused", {{"reason", log::word(reason)}});
}

Result<Entrance::Shown> Entrance::shown_password(
    http::SlowContext& cx, const LogIn& in, const Trust& trust)
{
    std::optional<store::Credentials> known;
    int wait = 0;
    auto throttle = cx.read([&](http::Context& read) {
        known = store::credentials_of(read.tx, in.email);
        Throttle tries(read.tx, in.email, known ? std::optional(known->id) : std::nullopt, trust,
            cx.request().address);
        wait = tries.wait_seconds(read.tx, cx.now);
        return tries;
    });
    if (wait > 0) return std::unexpected(Throttle::too_many(wait));
    const bool has_password = known && known->password_hash;
    const auto right = has_password
                           ? parts_.passwords.verify(*known->password_hash, as_hashed(in.password))
                           : parts_.passwords.verify_nobody(as_hashed(in.password));
    if (!right) return std::unexpected(busy());
    if (!*right) {
        note_refusal(
            cx, known ? std::optional(known->id) : std::nullopt, "bad_credentials", &throttle);
        return bad_credentials();
    }
    if (known->status != UserStatus::active) {
        note_refusal(cx, known->id, "disabled");
        return disabled();
    }
    // Made at another cost than today's: the password is at hand now, and never else.
    const bool old = parts_.passwords.needs_rehash(*known->password_hash);
    auto fresh = old ? parts_.passwords.hash(as_hashed(in.password)) : std::nullopt;
    return Shown{known->id, *known->password_hash, std::move(fresh), std::move(throttle)};
}

Result<Entry> Entrance::let_in(http::SlowContext& cx, const Shown& shown, Trust& trust)
{
    return cx.write([&](http::Context& write) -> Result<Entry> {
        const auto still = store::credentials(write.tx, shown.user);
        if (!still || still->status != UserStatus::active) return disabled();
        if (still->password_hash != shown.hash) return hash_changed();
        if (shown.fresh) store::set_password(write.tx, shown.user, *shown.fresh);
        shown.throttle.succeeded(write.tx);
        write.subject("user", shown.user.view());
        auto entry = parts_.second_step.let_in(write.tx, *store::find(write.tx, shown.user),
            cx.request(), cx.now, shown.fresh.value_or(shown.hash));
        if (entry && entry->opened) trust.give(write.tx, shown.user);
        return entry;
    });
}

Result<LoggedIn> Entrance::log_in(http::SlowContext& cx, const LogIn& in)
{
    Trust trust(cx);
    auto shown = shown_password(cx, in, trust);
    if (!shown) return std::unexpected(shown.error());
    auto entry = let_in(cx, *shown, trust);
    if (!entry && entry.error().code == password_moved) {
        // By another log-in, which made it anew, or by another password: it is looked at again.
        shown = shown_password(cx, in, trust);
        if (!shown) return std::unexpected(shown.error());
        entry = let_in(cx, *shown, trust);
    }
    if (!entry) {
        note_refusal(cx, shown->user, entry.error().code);
        return std::unexpected(entry.error());
    }
    // A browser is trusted once all that is asked for was shown in it.
    const bool inside = entry->opened.has_value();
    auto answer = enter(cx, *std::move(entry));
    if (inside) trust.answer(cx);
    return answer;
}

/// Not through cx.write: a replay's effect must stay although it is refused, and a session that
/// goes on is no deed for the audit.
Result<Session> Entrance::refresh(http::SlowContext& cx, const Refresh& in)
{
    const auto token = cx.cookie(refresh_cookie);
    if (token.empty()) return refresh_invalid();
    auto renewal = parts_.database.write_now(
        [&](db::Tx& tx) { return parts_.sessions.renew(tx, token, in.active, cx.now); });
    switch (renewal.outcome) {
    case Renewal::renewed:
        return hand_over(cx, *std::move(renewal.opened));
    case Renewal::raced:
        return refresh_raced();
    case Renewal::replayed:
        note_refusal(cx, renewal.user, "refresh_replayed");
        break;
    case Renewal::invalid:
        break;
    }
    return refresh_invalid();
}

Result<Nothing> Entrance::log_out(http::Context& cx, const LogOut& in)
{
    const auto& me = cx.user();
    if (in.everywhere) parts_.sessions.end_all(cx.tx, me.user, cx.now, "logged_out");
    else parts_.sessions.end(cx.tx, me.user, me.session, cx.now, "logged_out");
    cx.subject("user", me.user.view());
    cx.answer_with("set-cookie", clear_refresh_cookie(cx.request().secure));
    return Nothing{};
}

Result<std::string> Entrance::check_own_password(http::SlowContext& cx, std::string_view password)
{
    const auto& me = cx.user();
    const Throttle tries(me.session);
    int wait = 0;
    const auto known = cx.read([&](http::Context& read) {
        wait = tries.wait_seconds(read.tx, cx.now);
        return store::credentials(read.tx, me.user);
    });
    if (wait > 0) return std::unexpected(Throttle::too_many(wait));
    if (!known || !known->password_hash) return std::unexpected(wrong_current_password());
    const auto right = parts_.passwords.verify(*known->password_hash, as_hashed(password));
    if (!right) return std::unexpected(busy());
    if (*right) return *known->password_hash;
    note_refusal(cx, me.user, "wrong_current_password", &tries);
    return std::unexpected(wrong_current_password());
}

Result<Nothing> Entrance::change_password(http::SlowContext& cx, const ChangePassword& in)
{
    const auto me = cx.read(
        [&](http::Context& read) { return store::find(read.tx, cx.user().user); });
    if (!me) return not_found();
    if (auto weakness = password_weakness(
            "new_password", in.new_password, {me->email, me->first_name, me->last_name})) {
        return std::unexpected(*std::move(weakness));
    }
    const auto shown = check_own_password(cx, in.current_password);
    if (!shown) return std::unexpected(shown.error());
    const auto hash = parts_.passwords.hash(as_hashed(in.new_password));
    if (!hash) return std::unexpected(busy());

    return cx.write([&](http::Context& write) -> Result<Nothing> {
        const auto still = store::credentials(write.tx, me->id);
        if (!still || still->password_hash != *shown) return hash_changed();
        store::set_password(write.tx, me->id, *hash);
        ask_letter(write, LetterKind::password_changed, me->email, me->id);
        secure(write.tx, parts_, me->id, cx.now, "password_changed", cx.user().session);
        write.subject("user", me->id.view());
        return Nothing{};
    });
}

} // namespace clinic::auth
