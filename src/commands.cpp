#include "commands.hpp"

#include "asyncapi.hpp"
#include "demo.hpp"
#include "program.hpp"

#include "platform/core/version.hpp"
#include "platform/crypto/password.hpp"
#include "platform/log/log.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

namespace clinic {
namespace {

/// What every command takes.
struct Common {
    std::optional<std::string> file{};
    std::string data{};
    std::string listen{};
    std::vector<std::string> settings{}; ///< "limits.login_per_minute=20"
    bool quiet = false;

    void add_to(CLI::App& command)
    {
        command.add_option("--config", file, "TOML file with settings; see config/monoclinic.toml");
        command.add_option("--data", data, "Folder that holds everything of this clinic");
        command.add_option(
            "--set", settings, "One setting, as in --set limits.login_per_minute=20");
    }

    [[nodiscard]] config::Config load(
        const std::vector<std::pair<std::string, std::string>>& defaults = {}) const
    {
        config::Sources sources{file, config::process_environment(), defaults};
        if (!data.empty()) sources.overrides.emplace_back("server.data", data);
        if (!listen.empty()) sources.overrides.emplace_back("server.listen", listen);
        for (const auto& setting : settings) {
            const auto equals = setting.find('=');
            sources.overrides.emplace_back(setting.substr(0, equals),
                equals == std::string::npos ? "" : setting.substr(equals + 1));
        }
        auto config = config::load(sources);
        if (config) return *std::move(config);
        std::string all;
        for (const auto& fault : config.error())
            all += (all.empty() ? "" : "\n            ") + fault;
        throw std::runtime_error(all);
    }
};

void start_log(const config::Config& config, bool console)
{
    log::start({.dir = config.log_dir(),
        .level = log::level_named(config.log.level).value_or(log::Level::info),
        .console = console && config.log.console,
        .days = static_cast<int>(config.log.days)});
}

int run_serve(const Common& common, bool print_config)
{
    const auto config = common.load();
    if (print_config) {
        std::cout << config::print(config);
        return 0;
    }
    start_log(config, true);
    const int status = serve(config);
    log::stop();
    return status;
}

int run_demo(const Common& common, const std::string& password)
{
    const auto config = common.load();
    if (const auto weak = auth::password_weakness("password", password, "")) {
        throw std::runtime_error("--password: " + weak->errors.front().detail.en);
    }
    Program program(config);
    make_demo(program.clinic(), password);
    fmt::print("{}", demo_logins(password));
    return 0;
}

int run_user_create(const Common& common, const auth::NewUser& wanted, const std::string& role,
    const std::string& password)
{
    auto user = wanted;
    auth::Role parsed{};
    if (!api::unspell(role, parsed))
        throw std::runtime_error("--role: there is no role called " + role + ".");
    user.roles = {parsed};
    if (!password.empty()) {
        if (const auto weak = auth::password_weakness("password", password, user.email)) {
            throw std::runtime_error("--password: " + weak->errors.front().detail.en);
        }
        user.password_hash = crypto::hash_password(password, {});
    }
    const auto config = common.load();
    Program program(config);
    const auto made = program.clinic().auth.create_user(user);
    if (!made) throw std::runtime_error(made.error().detail.en);
    fmt::print("{} is a user now.\n", user.email);
    if (!password.empty()) return 0;
    const auto link = program.clinic().auth.invitation_link(*made, config.public_url());
    fmt::print(
        "They choose a password, once, at:\n  {}\n", link.value_or("(no link could be made)"));
    return 0;
}

int run_backup(const Common& common, const std::string& target)
{
    const auto config = common.load();
    Program program(config);
    program.database().backup_to(target);
    fmt::print("A consistent copy of the database is in {}.\n", target);
    return 0;
}

/// A command that needs the program but no data: over an empty folder of its own.
template <class F> int with_scratch_clinic(F&& print)
{
    const auto folder = std::filesystem::temp_directory_path() /
                        fmt::format("monoclinic-{}", ::getpid());
    config::Config config;
    config.server.data = folder.string();
    int status = 0;
    {
        Program program(config);
        status = print(program.clinic());
    }
    std::filesystem::remove_all(folder);
    return status;
}

} // namespace

int run_command(int argc, char** argv)
{
    CLI::App app("Monoclinic: a whole clinic in one executable");
    app.set_version_flag("--version", std::string(version));
    app.require_subcommand(1);
    Common common;

    auto& serve_command = *app.add_subcommand("serve", "Serve the clinic until told to stop");
    common.add_to(serve_command);
    serve_command.add_option("--listen", common.listen, "ADDRESS:PORT");
    bool print_config = false;
    serve_command.add_flag("--print-config", print_config, "Print the settings in force and exit");

    auto& demo_command = *app.add_subcommand("demo", "Make a demo clinic in an empty data folder");
    common.add_to(demo_command);
    std::string password = "une-demo-agreable";
    demo_command.add_option("--password", password, "Of every demo account");

    auto& migrate_command = *app.add_subcommand(
        "migrate", "Bring the database up to date and exit");
    common.add_to(migrate_command);

    auto& backup_command = *app.add_subcommand(
        "backup", "Copy the database, consistently (SQLite)");
    common.add_to(backup_command);
    std::string target;
    backup_command.add_option("TARGET", target, "File to make")->required();

    auto& user_command = *app.add_subcommand("user", "Manage accounts");
    auto& create_command = *user_command.add_subcommand("create", "Make an account");
    user_command.require_subcommand(1);
    common.add_to(create_command);
    auth::NewUser user;
    std::string role = "admin";
    std::string user_password;
    create_command.add_option("EMAIL", user.email, "What they sign in with")->required();
    create_command.add_option("--first-name", user.first_name, "First name")->required();
    create_command.add_option("--last-name", user.last_name, "Last name")->required();
    create_command.add_option(
        "--role", role, "patient, coach, practitioner, receptionist, accountant or admin");
    create_command.add_option(
        "--password", user_password, "Absent: a link to choose one is printed");

    auto& openapi_command = *app.add_subcommand("openapi", "Print the API as OpenAPI 3.1");
    auto& asyncapi_command = *app.add_subcommand("asyncapi", "Print the events as AsyncAPI 3.0");
    auto& check_command = *app.add_subcommand("check-config", "Check the settings and exit");
    common.add_to(check_command);
    check_command.add_flag("--print-config", print_config, "Also print the settings in force");

    CLI11_PARSE(app, argc, argv);

    if (serve_command) return run_serve(common, print_config);
    if (demo_command) return run_demo(common, password);
    if (backup_command) return run_backup(common, target);
    if (create_command) return run_user_create(common, user, role, user_password);
    if (openapi_command) {
        return with_scratch_clinic([](Clinic& clinic) { return std::cout << clinic.openapi(), 0; });
    }
    if (asyncapi_command) {
        return with_scratch_clinic(
            [](Clinic& clinic) { return std::cout << asyncapi(clinic.bus), 0; });
    }
    const auto config = common.load();
    if (print_config) std::cout << config::print(config);
    if (check_command) return fmt::print(stderr, "The settings are good.\n"), 0;
    const Program program(config);
    fmt::print("The database is up to date.\n");
    return 0;
}

} // namespace clinic
