#include "auth/auth.hpp"

#include "letter_store.hpp"
#include "parts.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/log/log.hpp"
#include "throttle.hpp"

#include <algorithm>

namespace clinic::auth {
namespace {

/// Half of the 5 s within which a revocation made elsewhere is to be known here.
constexpr auto follow_every = std::chrono::milliseconds(2'000);
constexpr auto clear_every_rounds = 900; // half an hour
/// Clocks of two machines differ, and a transaction commits after it wrote its moment.
constexpr int overlap_minutes = 10;
/// Ended sessions are remembered far longer than an access token lives, in case the clock is set
/// back.
constexpr int remembered_days = 1;

} // namespace

Auth::Auth(db::Database& database, bus::Bus& bus, const Clock& clock,
    const crypto::SigningKeys& keys, const crypto::SealingKey& sealing, const Options& options)
    : parts_(std::make_unique<Parts>(database, bus, clock, keys, sealing, options))
{
    bus.announce<Registered>();
    bus.announce<Invited>();
    bus.announce<UserChanged>();
    bus.announce<LoginRefused>();
    bus.announce<LetterAsked>();
    bus.announce<ByOperator>();
}

Auth::~Auth()
{
    stop();
}

void Auth::start()
{
    follow_revocations();
    parts_->follower.start(follow_every, [this, rounds = 0]() mutable {
        try {
            follow_revocations();
            if (++rounds % clear_every_rounds == 0) clear_expired();
        } catch (const std::exception& error) { // the next round tries again
            log::warn("auth.follow_failed", {{"why", log::trusted(error.what())}});
        }
    });
}

void Auth::stop()
{
    parts_->follower.stop();
}

void Auth::waive_second_factor()
{
    parts_->proofs.waive();
}

const http::Authenticator& Auth::authenticator() const
{
    return parts_->doorkeeper;
}

void Auth::on_revoked(Revoked hook)
{
    parts_->revocations.on_revoked(std::move(hook));
}

void Auth::on_proof_demanded(ProofDemanded demanded)
{
    parts_->proof_demanded = std::move(demanded);
}

void Auth::forget_tokens()
{
    parts_->tokens.forget_all();
}

void Auth::follow_revocations()
{
    auto& revocations = parts_->revocations;
    const auto now = parts_->clock.now();
    const auto oldest = now.plus_days(-remembered_days);
    const auto since = std::max(
        oldest, std::min(now, revocations.latest()).plus_minutes(-overlap_minutes));
    // Those that ended by themselves are dead by their date; they are told to who keeps sockets.
    const auto ended = parts_->database.read_now([&](db::Tx& tx) {
        auto all = store::ended_since(tx, since);
        // Another process whose clock is a little behind may still renew one.
        std::ranges::copy(
            store::expired_between(tx, since, now.plus_seconds(-2)), std::back_inserter(all));
        return all;
    });
    for (const auto& session : ended) {
        revocations.add(session.user_id, session.id, session.ended_at);
    }
    revocations.forget_before(oldest);
    parts_->key_ring.follow(parts_->database, now);
}

std::int64_t Auth::clear_expired()
{
    const auto before = parts_->clock.now().plus_days(-remembered_days);
    const auto now = parts_->clock.now();
    return parts_->database.write_now([&](db::Tx& tx) {
        return store::clear(tx, before) + store::clear_letters(tx, before) +
               clear_devices(tx, now.plus_days(-400)) + Throttle::clear(tx, now) +
               store::clear_challenges(tx, now);
    });
}

std::int64_t Auth::seal_anew()
{
    return parts_->factor_check.seal_anew(parts_->database);
}

void Auth::set_avatar(UserId id, const std::optional<std::string>& name)
{
    parts_->database.write_now([&](db::Tx& tx) {
        auto user = store::find(tx, id);
        if (!user || user->avatar == name) return;
        user->avatar = name;
        (void)store::update(tx, *std::move(user));
        parts_->bus.emit(tx, UserChanged{id});
    });
}

std::optional<User> Auth::find(UserId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::find(tx, id); });
}

std::optional<User> Auth::find_by_email(std::string_view email) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::find_by_email(tx, email); });
}

std::vector<User> Auth::find_all(std::span<const UserId> ids) const
{
    return parts_->database.read_now([&](db::Tx& tx) {
        std::vector<User> users;
        for (const auto id : ids) {
            if (auto user = store::find(tx, id)) users.push_back(*std::move(user));
        }
        return users;
    });
}

std::vector<User> Auth::with_role(Role role) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::with_role(tx, role); });
}

std::int64_t Auth::count() const
{
    return parts_->database.read_now([](db::Tx& tx) { return store::count(tx); });
}

std::int64_t Auth::open_sessions() const
{
    const auto now = parts_->clock.now();
    return parts_->database.read_now(
        [&](db::Tx& tx) { return store::count_live_sessions(tx, now); });
}

std::optional<std::string> Auth::setup_link(std::string_view public_url)
{
    const auto token = crypto::random_token();
    const bool needed = parts_->database.write_now([&](db::Tx& tx) {
        if (store::admin_exists(tx)) return false;
        store::replace_setup(tx, token_hash(token), parts_->clock.now());
        return true;
    });
    if (!needed) return std::nullopt;
    return std::string(public_url) + "/setup?token=" + token;
}

Result<UserId> Auth::create_user(const NewUser& given)
{
    if (!api::checks::email.holds(given.email)) {
        return invalid("email", "email",
            {std::string(api::checks::email.fr), std::string(api::checks::email.en)});
    }
    if (given.roles.empty()) {
        return invalid("roles", "required", {"Au moins un rôle.", "At least one role."});
    }
    User user;
    user.id = UserId::fresh();
    user.email = store::lower(given.email);
    user.first_name = given.first_name;
    user.last_name = given.last_name;
    user.roles = roles_of(bits_of(given.roles));
    user.language = given.language;
    user.phone = given.phone;
    user.status = given.password_hash.empty() ? UserStatus::invited : UserStatus::active;
    user.created_at = parts_->clock.now();
    return parts_->database.write_now([&](db::Tx& tx) -> Result<UserId> {
        if (!store::add(tx, user, given.password_hash)) return email_taken();
        if (given.by_operator)
            parts_->bus.emit(tx, ByOperator{user.id, OperatorAct::create, user.created_at});
        return user.id;
    });
}

} // namespace clinic::auth
