#include "platform/config/config.hpp"

#include "platform/core/id.hpp"
#include "support/source_folder.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

using namespace clinic;
namespace fs = std::filesystem;

namespace {

/// A file with that text, for the length of a test.
struct File {
    std::string path =
        (fs::temp_directory_path() / ("config-" + Id<File>::fresh().str() + ".toml")).string();

    explicit File(std::string_view text) { std::ofstream(path) << text; }
    ~File() { fs::remove(path); }
};

std::string faults(const config::Sources& sources)
{
    const auto loaded = config::load(sources);
    if (loaded) return "";
    std::string all;
    for (const auto& fault : loaded.error()) all += fault + "\n";
    return all;
}

std::string faults_of(std::string_view toml)
{
    const File file(toml);
    auto text = faults({.file = file.path});
    for (auto at = text.find(file.path); at != std::string::npos; at = text.find(file.path))
        text.replace(at, file.path.size(), "FILE");
    return text;
}

bool mentions(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

}

TEST_CASE("without file, variables or options there are the defaults, and they are allowed")
{
    const auto loaded = config::load({});
    REQUIRE(loaded.has_value());
    CHECK(config::print(*loaded) == config::print(config::Config()));
    CHECK(loaded->database_url() == "sqlite:data/clinic.db");
    CHECK(loaded->log_dir() == "data/logs");
    CHECK(loaded->public_url() == "http://127.0.0.1:8080");
    CHECK(loaded->listen_address() == "127.0.0.1");
    CHECK(loaded->listen_port() == 8080);
}

TEST_CASE("the command line wins over variables, and variables over the file")
{
    const File file("[server]\nlisten = \"127.0.0.1:1\"\ndata = \"a\"\nthreads = 1\n"
                    "trusted_proxies = [\"10.0.0.1\", \"fd00::/8\"]\n[log]\nconsole = false\n");
    const auto loaded = config::load({.file = file.path,
        .environment = {{"MONOCLINIC_SERVER_LISTEN", "127.0.0.1:2"},
            {"MONOCLINIC_SERVER_DATA", "b"}, {"MONOCLINIC_METRICS_ENABLED", "false"},
            {"MONOCLINIC_SERVER_CORS_ORIGINS", "https://a.example, https://b.example:8443"}},
        .overrides = {{"server.listen", "[::1]:3"}}});
    REQUIRE(loaded.has_value());
    CHECK(loaded->server.listen == "[::1]:3");
    CHECK(loaded->listen_address() == "::1");
    CHECK(loaded->server.data == "b");
    CHECK(loaded->server.threads == 1);
    CHECK(loaded->server.trusted_proxies == config::Names{"10.0.0.1", "fd00::/8"});
    CHECK(loaded->server.cors_origins ==
          config::Names{"https://a.example", "https://b.example:8443"});
    CHECK_FALSE(loaded->log.console);
    CHECK_FALSE(loaded->metrics.enabled);
}

TEST_CASE("every fault of a file is told at once, with its line and what is allowed")
{
    CHECK(faults_of("[server]\nlisen = \"x\"\nlisten = \"nowhere\"\nthreads = 1000\n"
                    "[log]\nconsole = \"yes\"\nlevel = \"loud\"\n[metrics]\nallow = [\"all\"]\n") ==
          "FILE, line 2: There is no setting \"server.lisen\"; did you mean server.listen?\n"
          "FILE, line 3: server.listen is \"nowhere\", but must be an address and a port, as "
          "127.0.0.1:8080 or [::1]:8080.\n"
          "FILE, line 4: server.threads is 1000, but must be a whole number from 0 to 256.\n"
          "FILE, line 6: log.console is \"yes\", but must be true or false.\n"
          "FILE, line 7: log.level is \"loud\", but must be one of debug, info, warn, error.\n"
          "FILE, line 9: metrics.allow is [\"all\"], but must be a list, each item an address or a "
          "range, as 10.0.0.7, 10.0.0.0/8 or fd00::/8.\n");
}

TEST_CASE("a file that is no TOML, has a stray key, or is not there, is told")
{
    CHECK(mentions(faults_of("[server\n"), "FILE, line 1: "));
    CHECK(mentions(faults_of("listen = \"127.0.0.1:1\"\n"), "FILE, line 1: There is no setting"));
    CHECK(mentions(faults_of("[sever]\nlisten = \"127.0.0.1:1\"\n"), "did you mean server.listen"));
    CHECK(mentions(faults_of("[server]\nthreads = 1.5\n"), "whole number"));
    CHECK(mentions(
        faults({.file = "/nowhere/monoclinic.toml"}), "/nowhere/monoclinic.toml cannot be read"));
}

TEST_CASE("faults of variables and of the command line are told by name")
{
    CHECK(faults({.environment = {{"MONOCLINIC_SERVER_THREADS", "many"}}}) ==
          "Variable MONOCLINIC_SERVER_THREADS: server.threads must be a whole number from 0 to "
          "256.\n");
    CHECK(mentions(faults({.environment = {{"MONOCLINIC_SERVER_LISEN", "x"}}}),
        "no setting for the variable MONOCLINIC_SERVER_LISEN"));
    CHECK(faults({.environment = {{"MONOCLINIC_TEST_POSTGRES", "x"}, {"HOME", "/"}}}).empty());
    CHECK(mentions(faults({.overrides = {{"server.threds", "1"}}}),
        "Command line: There is no setting \"server.threds\"; did you mean server.threads?"));
    CHECK(mentions(faults({.overrides = {{"log.days", "0"}}}),
        "Command line: log.days is 0, but must be a whole number from 1 to 3650."));
}

TEST_CASE("secrets come from files or variables, and are never printed")
{
    const File secret("hunter2\n");
    const auto loaded = config::load(
        {.environment = {{"MONOCLINIC_SMTP_PASSWORD_FILE", secret.path},
             {"MONOCLINIC_SMTP_USER", "clinic"}, {"MONOCLINIC_DATABASE_PASSWORD", "hunter3"},
             {"MONOCLINIC_DATABASE_URL", "postgresql://clinic:hunter4@db:5432/clinic"}}});
    REQUIRE(loaded.has_value());
    CHECK(loaded->smtp.password.reveal() == "hunter2");
    CHECK(loaded->database.password.reveal() == "hunter3");
    const auto printed = config::print(*loaded);
    CHECK_FALSE(mentions(printed, "hunter"));
    CHECK(mentions(printed, "password_file = \"****\""));
    CHECK(mentions(printed, "postgresql://clinic:****@db:5432/clinic"));
    CHECK(mentions(faults_of("[smtp]\npassword_file = \"/nowhere/secret\"\n"),
        "the file /nowhere/secret cannot be read"));
    const auto misplaced = faults_of("[smtp]\npassword = \"hunter2\"\n");
    CHECK(mentions(misplaced, "There is no setting \"smtp.password\""));
    CHECK_FALSE(mentions(misplaced, "hunter2"));
}

TEST_CASE("a remote address needs encryption, here or at a trusted proxy")
{
    const auto at = [](std::string listen, config::Variables more = {}) {
        more.emplace("MONOCLINIC_SERVER_LISTEN", std::move(listen));
        return faults({.environment = std::move(more)});
    };
    CHECK(at("127.0.0.1:8080").empty());
    CHECK(at("[::1]:8080").empty());
    CHECK(mentions(at("0.0.0.0:8080"), "without encryption"));
    CHECK(mentions(at("[::]:8080"), "without encryption"));
    CHECK(mentions(at("10.0.0.5:80"), "without encryption"));
    CHECK(at("0.0.0.0:8080", {{"MONOCLINIC_SERVER_TRUSTED_PROXIES", "10.0.0.1"}}).empty());
    CHECK(at("0.0.0.0:8080",
        {{"MONOCLINIC_SERVER_TLS_CERTIFICATE", "c.pem"}, {"MONOCLINIC_SERVER_TLS_KEY", "k.pem"}})
            .empty());
    CHECK(mentions(at("127.0.0.1:80", {{"MONOCLINIC_SERVER_TLS_KEY", "k.pem"}}), "go together"));
}

TEST_CASE("odd values are refused")
{
    const auto refused = [](std::string key, std::string text) {
        return !faults({.overrides = {{std::move(key), std::move(text)}}}).empty();
    };
    for (const auto* listen : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:65536", "::1:80",
             "localhost:80", "127.0.0.1:-1", "[127.0.0.1]:80", "127.0.0.1:80 "})
        CHECK_MESSAGE(refused("server.listen", listen), listen);
    for (const auto* range : {"10.0.0.0/33", "10.0.0.0/", "10.0.0", "fd00::/129", "example.org"})
        CHECK_MESSAGE(refused("server.trusted_proxies", range), range);
    for (const auto* origin : {"*", "https://a.example/", "a.example", "https://", "https://*"})
        CHECK_MESSAGE(refused("server.cors_origins", origin), origin);
    for (const auto* origin : {"https://a.example/", "a.example", "'self'", "https://a;script-src"})
        CHECK_MESSAGE(refused("booking.embed_origins", origin), origin);
    CHECK_FALSE(refused("booking.embed_origins", "*"));
    CHECK_FALSE(refused("booking.holidays", "BE 07-21 Fête nationale"));
    CHECK(refused("booking.holidays", "BE 21-07 Fête nationale"));
    CHECK(refused("smtp.url", "http://mail"));
    CHECK(refused("smtp.url", "smtp://"));
    CHECK(refused("smtp.from", "nobody"));
    CHECK(refused("smtp.from", "a@b.example\r\nBcc: c@d.example"));
    CHECK(refused("database.url", "mysql://x"));
    CHECK(refused("auth.argon2_memory_kib", "1024"));
    CHECK(refused("auth.idle_days", "60"));
}

TEST_CASE("what is printed can be read back")
{
    const auto loaded = config::load(
        {.overrides = {{"server.data", "C:\\a \"b\"\n"},
             {"server.cors_origins", "https://a.example,https://b.example"}}});
    REQUIRE(loaded.has_value());
    const File file(config::print(*loaded));
    const auto again = config::load({.file = file.path});
    REQUIRE(again.has_value());
    CHECK(again->server.data == "C:\\a \"b\"\n");
    CHECK(config::print(*again) == config::print(*loaded));
}

TEST_CASE("the documentation, with every key set free, is the defaults")
{
    const File file(
        std::regex_replace(config::document(), std::regex("\n#([a-z0-9_]+ = )"), "\n$1"));
    const auto loaded = config::load({.file = file.path});
    REQUIRE(loaded.has_value());
    CHECK(config::print(*loaded) == config::print(config::Config()));
    CHECK(loaded->server.drain_seconds == 10);
}

TEST_CASE("config/monoclinic.toml is the table's own documentation")
{
    const fs::path path = test::source_folder() / "config" / "monoclinic.toml";
    // To write the file anew: MONOCLINIC_TEST_REWRITE=1 and run this test.
    if (std::getenv("MONOCLINIC_TEST_REWRITE")) std::ofstream(path) << config::document();
    std::ifstream in(path);
    const std::string kept{std::istreambuf_iterator<char>(in), {}};
    CHECK_MESSAGE(kept == config::document(), "run this test with MONOCLINIC_TEST_REWRITE=1");
}
