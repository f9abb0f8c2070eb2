#include "commands.hpp"

#include "account_commands.hpp"
#include "asyncapi.hpp"
#include "audit_commands.hpp"
#include "demo.hpp"
#include "program.hpp"

#include "platform/core/version.hpp"
#include "platform/log/log.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <map>
#include <string>

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

int run_demo(const Common& common, const std::string& password, int weeks)
{
    const auto config = common.load();
    if (const auto weak = auth::password_weakness("password", password, {})) {
        throw std::runtime_error("--password: " + weak->errors.front().detail.en);
    }
    Program program(config);
    make_demo(program.clinic(), password, weeks);
    fmt::print("{}", demo_logins(password));
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

int run_migrate(const Common& common)
{
    const auto config = common.load();
    const Program program(config);
    fmt::print("The database is up to date.\n");
    return 0;
}

int run_check_config(const Common& common, bool print_config)
{
    const auto config = common.load();
    if (print_config) std::cout << config::print(config);
    fmt::print(stderr, "The settings are good.\n");
    return 0;
}

/// Prints what needs the whole program but no data: over an empty folder of its own.
template <class F> int with_scratch_clinic(F&& text_of)
{
    const auto folder = std::filesystem::temp_directory_path() /
                        ("monoclinic-" + UserId::fresh().str());
    config::Config config;
    config.server.data = folder.string();
    {
        Program program(config);
        std::cout << text_of(program.clinic());
    }
    std::filesystem::remove_all(folder);
    return 0;
}

/// What the commands' options are read into, and what each command does.
class CommandLine {
public:
    explicit CommandLine(CLI::App& app)
    {
        app.set_version_flag("--version", std::string(version));
        app.require_subcommand(1);
        add_serve(app);
        add_demo(app);
        add_database(app);
        add_user(app);
        add_audit(app);
        add_keys(app);
        add_documents(app);
    }
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    int status = 0;

private:
    template <class F> CLI::App& add(CLI::App& app, const char* name, const char* what, F&& deed)
    {
        auto& command = *app.add_subcommand(name, what);
        command.callback([this, deed] { status = deed(); });
        return command;
    }
    template <class F> CLI::App& add_with_settings(
        CLI::App& app, const char* name, const char* what, F&& deed)
    {
        auto& command = add(app, name, what, deed);
        common_.add_to(command);
        return command;
    }

    void add_serve(CLI::App& app)
    {
        auto& command = add_with_settings(app, "serve", "Serve the clinic until told to stop",
            [this] { return run_serve(common_, print_config_); });
        command.add_option("--listen", common_.listen, "ADDRESS:PORT");
        command.add_flag("--print-config", print_config_, "Print the settings in force and exit");
    }

    void add_demo(CLI::App& app)
    {
        auto& command = add_with_settings(app, "demo", "Make a demo clinic in an empty data folder",
            [this] { return run_demo(common_, demo_password_, demo_weeks_); });
        command.add_option("--password", demo_password_, "Of every demo account");
        command
            .add_option("--weeks", demo_weeks_,
                fmt::format(
                    "Of visits before today, and one more after it; default: {}", demo_weeks))
            ->check(CLI::Range(1, 52));
    }

    void add_database(CLI::App& app)
    {
        add_with_settings(app, "migrate", "Bring the database up to date and exit",
            [this] { return run_migrate(common_); });
        auto& backup = add_with_settings(app, "backup", "Copy the database, consistently (SQLite)",
            [this] { return run_backup(common_, target_); });
        backup.add_option("TARGET", target_, "File to make")->required();
        auto& check = add_with_settings(app, "check-config", "Check the settings and exit",
            [this] { return run_check_config(common_, print_config_); });
        check.add_flag("--print-config", print_config_, "Also print the settings in force");
    }

    void add_user(CLI::App& app)
    {
        auto& user = *app.add_subcommand("user", "Manage accounts");
        user.require_subcommand(1);
        auto& create = add_with_settings(user, "create", "Make an account",
            [this] { return create_user(common_.load(), user_, role_, password_); });
        create.add_option("EMAIL", user_.email, "What they sign in with")->required();
        create.add_option("--first-name", user_.first_name, "First name")->required();
        create.add_option("--last-name", user_.last_name, "Last name")->required();
        create.add_option(
            "--role", role_, "patient, coach, practitioner, receptionist, accountant or admin");
        create
            .add_option(
                "--language", user_.language, "Of their screens and mails: fr (or absent) or en")
            ->transform(CLI::CheckedTransformer(
                std::map<std::string, Language>{{"fr", Language::fr}, {"en", Language::en}}));
        create.add_option("--password", password_, "Absent: a link to choose one is printed");
        auto& reset = add_with_settings(user, "reset-password", "Give an account a new password",
            [this] { return reset_password(common_.load(), user_.email, password_); });
        reset.add_option("EMAIL", user_.email, "Whose")->required();
        reset.add_option("--password", password_, "Absent: a link to choose one is printed");
        auto& disable = add_with_settings(user, "disable", "Let nobody in by an account any more",
            [this] { return disable_user(common_.load(), user_.email); });
        disable.add_option("EMAIL", user_.email, "Whose")->required();
        auto& factors = add_with_settings(user, "reset-factors",
            "Take all second factors of an account away, when none is left to log in with",
            [this] { return reset_factors(common_.load(), user_.email); });
        factors.add_option("EMAIL", user_.email, "Whose")->required();
    }

    void add_keys(CLI::App& app)
    {
        auto& keys = *app.add_subcommand("keys", "Manage the installation's own keys");
        keys.require_subcommand(1);
        auto& rotate = add_with_settings(keys, "rotate",
            "Make a new key; a running server takes it on within seconds",
            [this] { return rotate_keys(common_.load(), which_, at_once_); });
        rotate
            .add_option("WHICH", which_,
                "signing (of access tokens) or sealing (of what lies sealed at rest)")
            ->required()
            ->check(CLI::IsMember({"signing", "sealing"}));
        rotate.add_flag("--at-once", at_once_,
            "Delete the old signing keys: every browser renews its token, which the old one may "
            "have leaked with");
    }

    void add_audit(CLI::App& app)
    {
        auto& audit = *app.add_subcommand("audit", "Who did what: verify it, purge old months");
        audit.require_subcommand(1);
        auto& verify = add_with_settings(audit, "verify",
            "Find what was edited, deleted, inserted, moved or cut off; exits with 2 when there is "
            "any",
            [this] { return verify_audit(common_.load(), checkpoints_); });
        verify.add_option(
            "--checkpoint", checkpoints_, "A copy of the checkpoint file that was kept elsewhere");
        auto& purge = add_with_settings(audit, "purge",
            "Delete sealed months, when the audit verifies",
            [this] { return purge_audit(common_.load(), before_); });
        purge.add_option("--before", before_, "The first month that stays, as 2026-05")->required();
    }

    void add_documents(CLI::App& app)
    {
        add(app, "openapi", "Print the API as OpenAPI 3.1",
            [] { return with_scratch_clinic([](Clinic& clinic) { return clinic.openapi(); }); });
        add(app, "asyncapi", "Print the events as AsyncAPI 3.0", [] {
            return with_scratch_clinic([](Clinic& clinic) { return asyncapi(clinic.bus); });
        });
    }

    Common common_;
    bool print_config_ = false;
    std::string demo_password_ = "une-demo-agreable";
    int demo_weeks_ = demo_weeks;
    std::string target_;
    std::string checkpoints_;
    std::string before_;
    auth::NewUser user_;
    std::string role_ = "admin";
    std::string which_;
    bool at_once_ = false;
    std::string password_;
};

} // namespace

int run_command(int argc, char** argv)
{
    CLI::App app("Monoclinic: a whole clinic in one executable");
    CommandLine line(app);
    CLI11_PARSE(app, argc, argv);
    return line.status;
}

} // namespace clinic
