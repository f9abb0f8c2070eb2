#pragma once
// All settings. The defaults are the initializers below; config/table.cpp says of each its key, its
// rule and its meaning, and that one table drives the TOML reader, the environment, the command
// line, --print-config and config/monoclinic.toml. Precedence: command line > environment
// (MONOCLINIC_SERVER_LISTEN) > file > default.

#include "platform/core/secret.hpp"

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::config {

using Number = std::int64_t;
using Names = std::vector<std::string>;

struct Server {
    std::string listen = "127.0.0.1:8080"; ///< address:port; [::1]:8080 for IPv6
    std::string data = "data";
    std::string public_url{}; ///< "" = http(s)://<listen>
    Number threads = 0; ///< I/O threads; 0 = one per core
    Number slow_threads = 4; ///< workers for slow routes
    Names trusted_proxies{}; ///< addresses or CIDR ranges
    Names cors_origins{};
    std::string tls_certificate{};
    std::string tls_key{};
    Number head_seconds = 10;
    Number body_seconds = 30;
    Number idle_seconds = 60;
    Number write_seconds = 30;
    Number max_connections = 10'000;
    Number drain_seconds = 10;
};
struct Database {
    std::string url{}; ///< "" = sqlite:<data>/clinic.db
    Number pool = 8; ///< PostgreSQL connections
    Number batch = 256; ///< SQLite: writes that may share a commit
    Secret password{}; ///< PostgreSQL, when the URL has none
};
struct Auth {
    Number access_minutes = 10;
    Number refresh_days = 30;
    Number idle_days = 7;
    Number staff_hours = 12;
    Number staff_idle_minutes = 30;
    Number argon2_memory_kib = 65'536;
    Number argon2_passes = 3;
    Number argon2_workers = 2;
    std::string second_factor = "required_for_staff"; ///< or optional
    Number step_up_minutes = 5;
};
struct Booking {
    Number hold_minutes = 5;
    Number offer_minutes = 30;
    bool private_network = false;
    Names embed_origins = {"*"}; ///< sites that may frame the public booking page
    Names holidays{}; ///< core/holiday.hpp
};
/// Log-in with an OpenID provider; without an issuer there is none.
struct Oidc {
    std::string issuer{};
    std::string client_id{};
    Secret client_secret{};
    std::string label{}; ///< "" = the issuer's host
    bool private_network = false;
};
struct Limits {
    Number per_address_per_minute = 600;
    Number per_user_per_minute = 1'200;
    Number login_per_minute = 60;
    Number per_key_per_minute = 600;
    Number body_bytes = 1'048'576;
};
struct Smtp {
    std::string url{}; ///< smtp://host:587, smtps://host:465; "" = mail off
    std::string from = "Monoclinic <no-reply@localhost.localdomain>";
    std::string user{};
    Secret password{};
    std::string starttls = "required"; ///< required, optional or off
    std::string ca_file{}; ///< "" = whom the system trusts
};
struct Log {
    std::string level = "info";
    std::string dir{}; ///< "" = <data>/logs
    Number days = 30;
    bool console = true;
};
struct Audit {
    std::string checkpoint_file{}; ///< "" = <data>/audit-checkpoints.txt
    Number keep_months = 0; ///< 0 = for ever
    Number mass_reading_patients = 100;
    Number mass_reading_minutes = 10;
};
struct Metrics {
    bool enabled = true;
    Names allow = {"127.0.0.1", "::1"};
};

struct Config {
    Server server{};
    Database database{};
    Auth auth{};
    Oidc oidc{};
    Booking booking{};
    Limits limits{};
    Smtp smtp{};
    Log log{};
    Audit audit{};
    Metrics metrics{};

    /// The ones whose default depends on others, resolved.
    [[nodiscard]] std::string database_url() const;
    [[nodiscard]] std::string log_dir() const;
    [[nodiscard]] std::string keys_dir() const; ///< of this installation: its owner alone reads it
    [[nodiscard]] std::string uploads_dir() const; ///< while they come in
    [[nodiscard]] std::string checkpoint_file() const; ///< of the audit
    [[nodiscard]] std::string public_url() const; ///< no trailing slash
    [[nodiscard]] std::string listen_address() const; ///< "127.0.0.1"
    [[nodiscard]] unsigned short listen_port() const;
};

using Variables = std::map<std::string, std::string>;
struct Sources {
    std::optional<std::string> file{}; ///< path of a TOML file
    Variables environment{}; ///< process_environment(); others than MONOCLINIC_* are passed over
    /// From the command line: {"server.listen", "0.0.0.0:80"}.
    std::vector<std::pair<std::string, std::string>> overrides{};
};
/// The MONOCLINIC_* variables of this process.
[[nodiscard]] Variables process_environment();

/// Every fault at once, one sentence each, naming the file or variable, the key and what is
/// allowed.
[[nodiscard]] std::expected<Config, std::vector<std::string>> load(const Sources& sources);

/// One setting in force, as print() spells it.
struct Setting {
    std::string key; ///< "server.listen"
    std::string value; ///< of a secret: "****", or "" when there is none
    std::string fallback; ///< its default
    bool changed = false;
    bool secret = false;
};
[[nodiscard]] std::vector<Setting> settings(const Config& config);

/// The settings in force as TOML; secrets as "****".
[[nodiscard]] std::string print(const Config& config);
/// config/monoclinic.toml: every key, its meaning, what is allowed, its default.
[[nodiscard]] std::string document();

} // namespace clinic::config
