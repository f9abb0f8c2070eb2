#include "account_commands.hpp"

#include "program.hpp"

#include <filesystem>
#include <fmt/format.h>

namespace clinic {
namespace {

/// At the cost in force.
std::string hash_of(
    const config::Config& config, std::string_view password, const auth::PasswordOwner& owner)
{
    if (const auto weak = auth::password_weakness("password", password, owner))
        throw std::runtime_error("--password: " + weak->errors.front().detail.en);
    auth::Options options;
    options.argon2_memory_kib = static_cast<std::uint64_t>(config.auth.argon2_memory_kib);
    options.argon2_passes = static_cast<std::uint64_t>(config.auth.argon2_passes);
    return auth::hash_password(password, options);
}

template <class T> T need(Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail.en);
    return *std::move(result);
}

} // namespace

int create_user(const config::Config& config, auth::NewUser user, const std::string& role,
    const std::string& password)
{
    auth::Role parsed{};
    if (!api::unspell(role, parsed))
        throw std::runtime_error("--role: there is no role called " + role + ".");
    user.roles = {parsed};
    user.by_operator = true;
    if (!password.empty())
        user.password_hash = hash_of(
            config, password, {user.email, user.first_name, user.last_name});
    Program program(config);
    auto& auth = program.clinic().auth;
    const auto made = need(auth.create_user(user));
    fmt::print("{} is a user now.\n", user.email);
    if (!password.empty()) return 0;
    const auto link = auth.invitation_link(made, config.public_url());
    fmt::print(
        "They choose a password, once, at:\n  {}\n", link.value_or("(no link could be made)"));
    return 0;
}

int reset_password(
    const config::Config& config, const std::string& email, const std::string& password)
{
    const auto hash = password.empty() ? std::string() : hash_of(config, password, {email});
    Program program(config);
    auto& auth = program.clinic().auth;
    if (hash.empty()) {
        fmt::print("They choose a new password, once, within 30 minutes, at:\n  {}\n",
            need(auth.reset_link(email, config.public_url())));
        return 0;
    }
    need(auth.set_password(email, hash));
    fmt::print("{} has a new password, and is logged out everywhere.\n", email);
    return 0;
}

int disable_user(const config::Config& config, const std::string& email)
{
    Program program(config);
    need(program.clinic().auth.disable(email));
    fmt::print("{} is disabled, and logged out everywhere.\n", email);
    return 0;
}

int reset_factors(const config::Config& config, const std::string& email)
{
    Program program(config);
    need(program.clinic().auth.reset_factors(email));
    fmt::print("{} has no second factor any more, and is logged out everywhere.\n", email);
    return 0;
}

int rotate_keys(const config::Config& config, const std::string& which, bool at_once)
{
    const std::filesystem::path folder = config.keys_dir();
    if (which == "sealing") {
        // Makes the first one when there is none, so that the new one is never taken for it.
        (void)crypto::SealingKey::load_or_create(folder);
        crypto::SealingKey::rotate(folder);
        fmt::print("A new sealing key is in {}. A running server seals with it within seconds, and "
                   "seals anew what the older ones sealed (keys.sealed_anew in its log). A day "
                   "later their files can be deleted; backups from before need them.\n",
            folder.string());
        return 0;
    }
    crypto::SigningKeys::rotate(folder, at_once);
    fmt::print("A new signing key is in {}. {}\n", folder.string(),
        at_once ? "The old ones are gone: a running server stops to accept their tokens within "
                  "seconds, and browsers renew them by themselves."
                : "A running server publishes it within seconds and signs with it in ten minutes.");
    return 0;
}

} // namespace clinic
