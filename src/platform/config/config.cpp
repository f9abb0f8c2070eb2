#include "platform/config/config.hpp"

#include "platform/config/rules.hpp"
#include "platform/config/toml_file.hpp"
#include "platform/config/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unistd.h>

namespace clinic::config {

namespace {

using Faults = std::vector<std::string>;

/// Variables of the tests and rigs, and the one that names the file, are not settings.
bool is_setting(std::string_view variable)
{
    constexpr std::array others{"MONOCLINIC_CONFIG", "MONOCLINIC_TEST_", "MONOCLINIC_FAULT",
        "MONOCLINIC_BENCH_", "MONOCLINIC_RUN_"};
    return variable.starts_with("MONOCLINIC_") &&
           std::ranges::none_of(others, [&](auto other) { return variable.starts_with(other); });
}

/// MONOCLINIC_SMTP_PASSWORD holds the secret itself, MONOCLINIC_SMTP_PASSWORD_FILE names its file.
void apply_variable(
    const std::string& variable, const std::string& text, Config& config, Faults& faults)
{
    for (const auto& row : table()) {
        if (row.secret() && variable == row.variable()) {
            *std::get<Secret*>(row.member(config)) = Secret(text);
            return;
        }
        if (variable != row.variable() + (row.secret() ? "_FILE" : "")) continue;
        if (auto fault = apply(row, value_of(row, text), config, "Variable " + variable))
            faults.push_back(*fault);
        return;
    }
    faults.push_back(fmt::format("There is no setting for the variable {}.", variable));
}

void apply_override(const std::string& key, const std::string& text, Config& config, Faults& faults)
{
    const auto row = std::ranges::find(table(), key, &Row::key);
    if (row == table().end()) {
        faults.push_back("Command line: " + unknown_key(key));
    } else if (auto fault = apply(*row, value_of(*row, text), config, "Command line")) {
        faults.push_back(*fault);
    }
}

/// What no key can tell on its own.
void check_together(const Config& config, Faults& faults)
{
    const auto& server = config.server;
    if (server.tls_certificate.empty() != server.tls_key.empty())
        faults.emplace_back("server.tls_certificate and server.tls_key go together: set both, or "
                            "neither.");
    const bool remote = !is_loopback(config.listen_address());
    if (remote && server.tls_certificate.empty() && server.trusted_proxies.empty())
        faults.push_back(fmt::format("server.listen is {}, which others can reach without "
                                     "encryption. Set server.tls_certificate and server.tls_key, "
                                     "or name the encrypting proxy in server.trusted_proxies, or "
                                     "listen on 127.0.0.1.",
            server.listen));
    if (config.auth.idle_days > config.auth.refresh_days)
        faults.emplace_back("auth.idle_days must not be more than auth.refresh_days.");
    if (config.smtp.user.empty() != config.smtp.password.empty())
        faults.emplace_back("smtp.user and smtp.password_file go together: set both, or neither.");
}

}

Variables process_environment()
{
    Variables variables;
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos && is_setting(text.substr(0, equals)))
            variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

std::expected<Config, std::vector<std::string>> load(const Sources& sources)
{
    Config config;
    Faults faults;
    if (sources.file) apply_file(*sources.file, config, faults);
    for (const auto& [variable, text] : sources.environment) {
        if (is_setting(variable)) apply_variable(variable, text, config, faults);
    }
    for (const auto& [key, text] : sources.overrides) apply_override(key, text, config, faults);
    check_together(config, faults);
    if (!faults.empty()) return std::unexpected(faults);
    return config;
}

std::string Config::database_url() const
{
    return database.url.empty() ? "sqlite:" + server.data + "/clinic.db" : database.url;
}

std::string Config::log_dir() const
{
    return log.dir.empty() ? server.data + "/logs" : log.dir;
}

std::string Config::keys_dir() const
{
    return server.data + "/keys";
}

std::string Config::uploads_dir() const
{
    return server.data + "/uploads";
}

std::string Config::checkpoint_file() const
{
    return audit.checkpoint_file.empty() ? server.data + "/audit-checkpoints.txt"
                                         : audit.checkpoint_file;
}

std::string Config::public_url() const
{
    if (server.public_url.empty())
        return (server.tls_certificate.empty() ? "http://" : "https://") + server.listen;
    return server.public_url.substr(0, server.public_url.find_last_not_of('/') + 1);
}

std::string Config::listen_address() const
{
    return parse_listen(server.listen).address;
}
unsigned short Config::listen_port() const
{
    return parse_listen(server.listen).port;
}

}
