#include "second_step.hpp"

#include "factor_check.hpp"
#include "parts.hpp"
#include "platform/crypto/bytes.hpp"
#include "trusted_device.hpp"

namespace clinic::auth {
namespace {

constexpr int tries = 5;
constexpr std::int64_t told_at = 10; ///< wrong codes in a row, their owner hears of it
constexpr std::string_view second_factor_purpose = "second_factor";
constexpr std::string_view passkey_purpose = "passkey";

std::unexpected<Problem> challenge_over()
{
    return refuse(Refusal::unauthenticated, "challenge_over",
        {"Cette connexion a trop attendu, ou trop d’essais ont échoué. Recommencez.",
            "This log-in waited too long, or too many attempts failed. Start again."});
}

std::unexpected<Problem> factor_lost()
{
    return refuse(Refusal::forbidden, "second_factor_lost",
        {"Votre seconde preuve d’identité est refusée et il ne reste aucun code de secours. "
         "Adressez-vous à votre cabinet.",
            "Your second proof of identity is refused and no recovery code is left. Ask your "
            "clinic."});
}

std::unexpected<Problem> one_answer()
{
    return invalid("code", "one_of",
        {"Donnez un code, un code de secours ou une clé d’accès.",
            "Give a code, a recovery code or a passkey."});
}

std::unexpected<Problem> wrong_password()
{
    return invalid(
        "password", "wrong", {"Ce n’est pas votre mot de passe.", "This is not your password."});
}

/// What must still be so when the answer comes: the same browser, the same password.
std::string bound_to(const http::Request& request, std::string_view password_hash)
{
    return token_hash(
        std::string(request.header("user-agent")) + '\n' + std::string(password_hash));
}

SecondFactor question(db::Tx& tx, UserId user, const crypto::RelyingParty& party)
{
    SecondFactor asked{crypto::random_token(), store::challenge_seconds, {}, party.id, {}};
    const auto totp = store::totp(tx, user);
    if (totp && totp->confirmed_at) asked.methods.push_back(FactorKind::totp);
    for (const auto& passkey : store::passkeys(tx, user)) {
        if (!passkey.cloned_at) asked.passkeys.push_back(passkey.credential_id);
    }
    if (!asked.passkeys.empty()) asked.methods.push_back(FactorKind::passkey);
    if (store::recovery_codes_left(tx, user) > 0)
        asked.methods.push_back(FactorKind::recovery_code);
    return asked;
}

/// Of an account that may still sign in; nothing else.
std::optional<User> active(db::Tx& tx, UserId id)
{
    auto user = store::find(tx, id);
    if (user && user->status != UserStatus::active) return std::nullopt;
    return user;
}

} // namespace

LoggedIn enter(http::Caller& cx, Entry entry)
{
    if (entry.opened) {
        auto session = hand_over(cx, *std::move(entry.opened));
        return {std::move(session.access_token), session.token_type, session.expires_in,
            session.idle_seconds, session.ends_in, std::move(session.user), {}};
    }
    cx.answer_with("cache-control", "no-store");
    LoggedIn asked;
    asked.second_factor_required = std::move(entry.asked);
    return asked;
}

Result<Entry> SecondStep::let_in(db::Tx& tx, User user, const http::Request& request, Instant now,
    std::string_view password_hash) const
{
    if (!store::asks_second_step(tx, user.id))
        return Entry{parts_.sessions.open(tx, std::move(user), request, now), {}};
    auto asked = question(tx, user.id, parts_.factor_check.party());
    if (asked.methods.empty()) return factor_lost();
    store::add_challenge(tx,
        {token_hash(asked.challenge), std::string(second_factor_purpose), user.id,
            bound_to(request, password_hash), tries, now.plus_seconds(store::challenge_seconds)});
    return Entry{{}, std::move(asked)};
}

Result<Session> SecondStep::second_factor(http::SlowContext& cx, const AnswerSecondFactor& in)
{
    if (in.answer.given() != 1) return one_answer();
    const auto hash = token_hash(in.challenge);
    // A try is spent although the answer may be refused: so not in the transaction that a refusal undoes.
    Result<std::int64_t> tried = 0;
    const auto asked = parts_.database.write_now([&](db::Tx& tx) {
        auto found = store::try_challenge(tx, hash, second_factor_purpose, cx.now);
        if (found && found->user_id)
            tried = parts_.factor_check.take_try(tx, *found->user_id, in.answer, cx.now);
        return found;
    });
    if (!asked || !asked->user_id) return challenge_over();
    const auto id = *asked->user_id;
    if (!tried) return std::unexpected(tried.error());

    Trust trust(cx);
    auto opened = cx.write([&](http::Context& write) -> Result<Opened> {
        auto user = active(write.tx, id);
        if (!user) return challenge_over();
        const auto password = store::credentials(write.tx, id)->password_hash.value_or("");
        if (asked->bound != bound_to(cx.request(), password)) return challenge_over();
        const auto right = parts_.factor_check.answer(
            write.tx, id, in.answer, in.challenge, cx.now);
        if (!right) return std::unexpected(right.error());
        if (!store::end_challenge(write.tx, hash)) return challenge_over();
        trust.give(write.tx, id);
        write.subject("user", id.view());
        return parts_.sessions.open(write.tx, *std::move(user), cx.request(), cx.now);
    });
    if (opened) {
        auto session = hand_over(cx, *std::move(opened));
        trust.answer(cx);
        return session;
    }
    note(cx, id, opened.error(), in.answer.passkey);
    if (tried == told_at) {
        parts_.database.write_now(
            [&](db::Tx& tx) { tell(tx, id, LetterKind::codes_guessed, cx.now); });
    }
    return std::unexpected(opened.error());
}

void SecondStep::tell(db::Tx& tx, UserId id, LetterKind kind, Instant now)
{
    const auto owner = store::find(tx, id);
    if (owner) parts_.bus.emit(tx, letter_asked(tx, kind, owner->email, owner->id, now));
}

void SecondStep::note(const http::Caller& cx, std::optional<UserId> user, const Problem& problem,
    const std::optional<PasskeyAssertion>& passkey)
{
    if (passkey && problem.code == "passkey_cloned") {
        parts_.database.write_now([&](db::Tx& tx) {
            const auto row = store::passkey_by_credential(tx, passkey->credential_id);
            if (row && store::mark_cloned(tx, row->id, cx.now))
                tell(tx, row->user_id, LetterKind::security_changed, cx.now);
        });
    }
    parts_.entrance.note_refusal(cx, user, problem.code);
}

Result<PasskeyChallenge> SecondStep::passkey_challenge(http::Context& cx, const http::NoInput&)
{
    PasskeyChallenge fresh{
        crypto::random_token(), parts_.factor_check.party().id, store::challenge_seconds};
    store::add_challenge(cx.tx, {token_hash(fresh.challenge), std::string(passkey_purpose), {}, "",
                                    1, cx.now.plus_seconds(store::challenge_seconds)});
    return fresh;
}

std::optional<std::string> SecondStep::take_passkey_challenge(
    const PasskeyAssertion& given, Instant now)
{
    const auto client = crypto::from_base64url(given.client_data);
    auto challenge = client ? crypto::challenge_in(*client) : std::nullopt;
    if (!challenge) return std::nullopt;
    const bool ours = parts_.database.write_now([&](db::Tx& tx) {
        const auto hash = token_hash(*challenge);
        return store::try_challenge(tx, hash, passkey_purpose, now).has_value() &&
               store::end_challenge(tx, hash);
    });
    if (!ours) return std::nullopt;
    return challenge;
}

Result<Session> SecondStep::log_in_with_passkey(http::SlowContext& cx, const PasskeyAssertion& in)
{
    const auto challenge = take_passkey_challenge(in, cx.now);
    if (!challenge) return challenge_over();
    std::optional<UserId> whose;
    auto opened = cx.write([&](http::Context& write) -> Result<Opened> {
        const auto row = store::passkey_by_credential(write.tx, in.credential_id);
        if (row) whose = row->user_id;
        auto user = row ? active(write.tx, row->user_id) : std::nullopt;
        if (!user) return passkey_refused();
        const auto right = parts_.factor_check.passkey(write.tx, *row, in, *challenge, cx.now);
        if (!right) return std::unexpected(right.error());
        write.subject("user", user->id.view());
        return parts_.sessions.open(write.tx, *std::move(user), cx.request(), cx.now);
    });
    if (opened) return hand_over(cx, *std::move(opened));
    note(cx, whose, opened.error(), in);
    return std::unexpected(opened.error());
}

/// By the same rule as a change of the password, pauses included, which writes its refusals down.
Result<Nothing> SecondStep::check_password(http::SlowContext& cx, const std::string& password)
{
    const auto right = parts_.entrance.check_own_password(cx, password);
    if (right) return Nothing{};
    if (right.error().refusal == Refusal::invalid) return wrong_password();
    return std::unexpected(right.error());
}

Result<Nothing> SecondStep::take_try(UserId user, const FactorAnswer& given, Instant now)
{
    const auto tried = parts_.database.write_now(
        [&](db::Tx& tx) { return parts_.factor_check.take_try(tx, user, given, now); });
    if (!tried) return std::unexpected(tried.error());
    return Nothing{};
}

Result<Session> SecondStep::step_up(http::SlowContext& cx, const StepUp& in)
{
    if (in.answer.given() + int{in.password.has_value()} != 1) return one_answer();
    const auto me = cx.user().user;
    Result<Nothing> right = Nothing{};
    std::string challenge;
    if (in.password) right = check_password(cx, *in.password);
    else right = take_try(me, in.answer, cx.now);
    if (right && in.answer.passkey) {
        auto taken = take_passkey_challenge(*in.answer.passkey, cx.now);
        if (taken) challenge = *std::move(taken);
        else right = challenge_over();
    }
    auto session = right ? proven(cx,
                               [&](http::Context& write) -> Result<Nothing> {
                                   if (in.password) return Nothing{};
                                   return parts_.factor_check.answer(
                                       write.tx, me, in.answer, challenge, cx.now);
                               })
                         : Result<Session>(std::unexpected(right.error()));
    if (session) return session;
    if (!in.password) note(cx, me, session.error(), in.answer.passkey);
    // The session is as good as before: 401 would tell the browser to renew it and ask again.
    if (session.error().refusal == Refusal::unauthenticated)
        session.error().refusal = Refusal::invalid;
    return session;
}

Result<Session> SecondStep::proven(
    http::SlowContext& cx, const std::function<Result<Nothing>(http::Context&)>& prove)
{
    auto session = cx.write([&](http::Context& write) -> Result<Session> {
        auto user = active(write.tx, cx.user().user);
        if (!user) return not_found();
        if (auto right = prove(write); !right) return std::unexpected(right.error());
        store::prove(write.tx, cx.user().session, cx.now);
        write.subject("user", user->id.view());
        const auto session = store::session(write.tx, cx.user().session);
        if (!session) return not_found();
        return parts_.sessions.reissue(
            write.tx, *std::move(user), session->id, session->expires_at, cx.now);
    });
    cx.answer_with("cache-control", "no-store");
    return session;
}

} // namespace clinic::auth
