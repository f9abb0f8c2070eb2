#include "audit_commands.hpp"

#include "program.hpp"

#include "platform/db/look.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

namespace clinic {
namespace {

constexpr int damaged = 2;

/// POSIX: the first of these that is set decides.
bool speaks_french()
{
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name);
        if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("fr");
    }
    return false;
}

void print_findings(const admin::Verified& verified, bool french)
{
    for (const auto& finding : verified.findings) {
        const auto text = admin::sentence(finding);
        fmt::print("{}: {}\n", admin::coordinates(finding), french ? text.fr : text.en);
    }
    const auto shown = static_cast<std::int64_t>(verified.findings.size());
    if (shown < verified.found) {
        fmt::print(fmt::runtime(french ? "… et {} de plus.\n" : "… and {} more.\n"),
            verified.found - shown);
    }
}

void print_summary(const admin::Verified& verified, double seconds, bool french)
{
    const auto last = verified.last_checkpoint ? verified.last_checkpoint->text() : "-";
    fmt::print(
        fmt::runtime(french ? "{} lignes, {} points de contrôle ({} dans le fichier, le dernier du "
                              "{}), {} mois "
                              "scellés dont {} purgés ; {:.1f} s, {:.0f} lignes par seconde.\n"
                            : "{} rows, {} checkpoints ({} in the file, the last of {}), {} sealed "
                              "months of which "
                              "{} purged; {:.1f} s, {:.0f} rows a second.\n"),
        verified.rows, verified.checkpoints, verified.file_lines, last, verified.segments,
        verified.purged, seconds, static_cast<double>(verified.rows) / seconds);
    if (verified.without_place > 0) {
        fmt::print(fmt::runtime(french ? "{} lignes seront chaînées au prochain démarrage.\n"
                                       : "{} rows will be chained by the next start.\n"),
            verified.without_place);
    }
    if (verified.found > 0) {
        fmt::print(fmt::runtime(french ? "Le journal a été altéré : {} constats.\n"
                                       : "The audit was tampered with: {} findings.\n"),
            verified.found);
        return;
    }
    fmt::print(fmt::runtime(
        french ? "Le journal est tel qu’il a été écrit.\n" : "The audit is as it was written.\n"));
}

} // namespace

int verify_audit(const config::Config& config, const std::string& checkpoint_file)
{
    using std::chrono::steady_clock;
    const std::filesystem::path file = checkpoint_file.empty() ? config.checkpoint_file()
                                                               : checkpoint_file;
    if (!checkpoint_file.empty() && !std::filesystem::exists(file)) {
        throw std::runtime_error(fmt::format("There is no file {}.", file.string()));
    }
    const auto started = steady_clock::now();
    const auto database = db::open_to_read({.url = config.database_url()});
    const auto verified = admin::verify_audit(
        *database, admin::audit_keys(config.keys_dir()), file);
    const std::chrono::duration<double> took = steady_clock::now() - started;
    const bool french = speaks_french();
    print_findings(verified, french);
    print_summary(verified, took.count(), french);
    return verified.found > 0 ? damaged : 0;
}

int purge_audit(const config::Config& config, const std::string& before)
{
    Program program(config);
    auto& clinic = program.clinic();
    const auto rows = clinic.admin.purge_audit_before(before);
    clinic.admin.sign_audit();
    fmt::print(fmt::runtime(speaks_french() ? "{} lignes purgées.\n" : "{} rows purged.\n"), rows);
    return 0;
}

} // namespace clinic
