#include "factors.hpp"

#include "factor_check.hpp"
#include "parts.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/log/log.hpp"

namespace clinic::auth {
namespace {

constexpr std::string_view purpose = "passkey_add";
constexpr std::size_t most_passkeys = 20;

std::unexpected<Problem> not_registered()
{
    return invalid("attestation", "passkey_refused",
        {"Cette clé d’accès n’a pas pu être ajoutée. Recommencez.",
            "This passkey could not be added. Try again."});
}

std::unexpected<Problem> too_many_passkeys()
{
    return conflict("too_many_passkeys", {"Vingt clés d’accès, c’est le plus : supprimez-en une.",
                                             "Twenty passkeys are the most: remove one."});
}

std::unexpected<Problem> taken()
{
    return conflict("passkey_taken",
        {"Cette clé d’accès est déjà enregistrée.", "This passkey is registered already."});
}

} // namespace

Result<PasskeyOptions> Factors::passkey_options(http::Context& cx, const http::NoInput&)
{
    const auto me = cx.user().user;
    const auto user = store::find(cx.tx, me);
    if (!user) return not_found();
    PasskeyOptions options{crypto::random_token(), parts_.factor_check.party().id,
        crypto::base64url(me.view()), user->email, user->name(), {-8, -7}, {}};
    for (const auto& row : store::passkeys(cx.tx, me)) options.exclude.push_back(row.credential_id);
    if (options.exclude.size() >= most_passkeys) return too_many_passkeys();
    store::add_challenge(
        cx.tx, {token_hash(options.challenge), std::string(purpose), me, cx.user().session.str(), 1,
                   cx.now.plus_seconds(store::challenge_seconds)});
    cx.subject("user", me.view());
    return options;
}

Result<FactorAdded> Factors::add_passkey(http::Context& cx, const AddPasskey& in)
{
    const auto me = cx.user().user;
    auto user = store::find(cx.tx, me);
    if (!user) return not_found();
    const auto client = crypto::from_base64url(in.client_data);
    const auto attestation = crypto::from_base64url(in.attestation);
    const auto challenge = client ? crypto::challenge_in(*client) : std::nullopt;
    if (!attestation || !challenge) return not_registered();
    const auto hash = token_hash(*challenge);
    const auto asked = store::try_challenge(cx.tx, hash, purpose, cx.now);
    if (!asked || asked->user_id != me || asked->bound != cx.user().session.view())
        return not_registered();
    const auto made = crypto::read_registration(
        *client, *attestation, *challenge, parts_.factor_check.party());
    if (!made) {
        log::info("auth.passkey_refused", {{"why", log::word(made.error())}});
        return not_registered();
    }
    store::PasskeyRow row;
    row.id = PasskeyId::fresh();
    row.user_id = me;
    row.credential_id = crypto::base64url(made->credential_id);
    row.public_key = crypto::base64url(made->public_key);
    row.sign_count = made->counter;
    row.name = in.name;
    row.created_at = cx.now;
    if (!store::end_challenge(cx.tx, hash) || !store::add_passkey(cx.tx, row)) return taken();
    cx.subject("passkey", row.id.view());
    return added(cx, *std::move(user));
}

Result<PasskeyLine> Factors::rename_passkey(http::Context& cx, const RenamePasskey& in)
{
    const auto row = store::passkey(cx.tx, cx.user().user, in.passkey_id);
    if (!row) return not_found();
    if (cx.stale(row->version)) return stale();
    store::rename_passkey(cx.tx, in.passkey_id, in.name);
    cx.subject("passkey", in.passkey_id.view());
    return PasskeyLine{
        row->id, in.name, row->created_at, row->last_used_at, row->cloned_at, row->version + 1};
}

Result<Nothing> Factors::remove_passkey(http::Context& cx, const ByPasskey& in)
{
    const auto me = cx.user().user;
    const auto user = store::find(cx.tx, me);
    if (!user || !store::remove_passkey(cx.tx, me, in.passkey_id)) return not_found();
    cx.subject("passkey", in.passkey_id.view());
    return removed(cx, *user);
}

} // namespace clinic::auth
