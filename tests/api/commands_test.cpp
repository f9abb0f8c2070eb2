// What the command line does to accounts and keys, by the program's own entry.

#include "commands.hpp"
#include "program.hpp"
#include "support/test_clinic.hpp"

#include <array>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <future>
#include <thread>
#include <unistd.h>

namespace clinic::test {
namespace {

namespace fs = std::filesystem;

/// A data folder, and what the program says over it.
struct Operator {
    fs::path folder = fs::temp_directory_path() / ("monoclinic-cli-" + UserId::fresh().str());
    std::string said;

    Operator() { fs::create_directories(folder); }
    ~Operator() { fs::remove_all(folder); }

    /// The exit status, or -1 when it refuses with a sentence.
    int run(std::vector<std::string> words)
    {
        words.insert(words.begin(), "monoclinic");
        for (const auto* more : {"--data", folder.c_str(), "--set", "auth.argon2_memory_kib=19456",
                 "--set", "auth.argon2_passes=1", "--set", "log.console=false"})
            words.emplace_back(more);
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        const auto kept = folder / "said.txt";
        std::fflush(stdout);
        const int before = ::dup(STDOUT_FILENO);
        const int file = ::open(kept.c_str(), O_CREAT | O_TRUNC | O_RDWR, 0600);
        ::dup2(file, STDOUT_FILENO);
        int status = -1;
        std::string refusal;
        try {
            status = run_command(static_cast<int>(words.size()), argv.data());
        } catch (const std::exception& error) {
            refusal = error.what();
        }
        std::fflush(stdout);
        ::dup2(before, STDOUT_FILENO);
        ::close(before);
        std::array<char, 4096> bytes{};
        const auto size = ::pread(file, bytes.data(), bytes.size(), 0);
        ::close(file);
        said = refusal.empty() ? std::string(bytes.data(), static_cast<std::size_t>(size))
                               : refusal;
        return status;
    }
    int create(const std::string& email, const std::string& role)
    {
        return run({"user", "create", email, "--first-name", "Ada", "--last-name", "Vernet",
            "--role", role, "--password", std::string(TestClinic::password)});
    }
    [[nodiscard]] config::Config settings() const
    {
        config::Config config;
        config.server.data = folder.string();
        config.auth.argon2_memory_kib = 19'456;
        config.auth.argon2_passes = 1;
        return config;
    }
    /// What the audit has of the command line, once a server has run over the data.
    std::vector<std::string> noted()
    {
        const auto config = settings();
        Program program(config);
        program.clinic().start();
        const auto rows = [&] {
            return program.database().read_now([](db::Tx& tx) {
                return tx.all<std::string>(R"(
                    SELECT detail FROM admin_audit
                     WHERE action = 'auth.by_operator' AND subject_kind = 'user' ORDER BY at, id)");
            });
        };
        for (int i = 0; i < 500 && rows().size() < 6; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return rows();
    }
    int status_of_login(const std::string& email, std::string_view password)
    {
        const auto config = settings();
        Program program(config);
        http::Request request;
        request.method = http::Method::post;
        request.path = "/api/auth/login";
        request.headers = {{"content-type", "application/json"}};
        request.body = fmt::format(R"({{"email":"{}","password":"{}"}})", email, password);
        request.address = "127.0.0.1";
        std::promise<int> told;
        program.clinic().router.handle(
            std::move(request), [&](http::Response response) { told.set_value(response.status); });
        return told.get_future().get();
    }
};

std::size_t files_named(const fs::path& folder, std::string_view start)
{
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename().string().starts_with(start)) ++count;
    }
    return count;
}

} // namespace

TEST_CASE("commands: an account is made, given a new password, and disabled")
{
    Operator at;
    REQUIRE(at.create("ada@test.example", "admin") == 0);
    CHECK(at.status_of_login("ada@test.example", TestClinic::password) == 200);
    CHECK(at.run({"user", "reset-password", "Ada@test.example", "--password",
              "quite another phrase"}) == 0);
    CHECK(at.status_of_login("ada@test.example", TestClinic::password) == 401);
    CHECK(at.status_of_login("ada@test.example", "quite another phrase") == 200);
    CHECK(at.run({"user", "reset-password", "ada@test.example"}) == 0);
    CHECK(at.said.contains("/reset-password?token="));
    CHECK(at.run({"user", "reset-password", "nobody@test.example"}) == -1);
    CHECK(at.said == "No account has this e-mail address.");
    CHECK(at.run({"user", "reset-password", "ada@test.example", "--password", "azertyuiop"}) == -1);

    CHECK(at.run({"user", "disable", "ada@test.example"}) == -1);
    CHECK(at.said.starts_with("This is the last active administrator"));
    REQUIRE(at.create("max@test.example", "admin") == 0);
    CHECK(at.run({"user", "disable", "ada@test.example"}) == 0);
    CHECK(at.status_of_login("ada@test.example", "quite another phrase") == 403);
}

TEST_CASE("commands: what is done to accounts stands in the audit")
{
    Operator at;
    REQUIRE(at.create("ada@test.example", "admin") == 0);
    REQUIRE(at.create("max@test.example", "patient") == 0);
    REQUIRE(at.run({"user", "reset-password", "max@test.example"}) == 0);
    REQUIRE(at.run({"user", "reset-password", "max@test.example", "--password",
                "quite another phrase"}) == 0);
    REQUIRE(at.run({"user", "reset-factors", "max@test.example"}) == 0);
    CHECK(at.said ==
          "max@test.example has no second factor any more, and is logged out everywhere.\n");
    REQUIRE(at.run({"user", "disable", "max@test.example"}) == 0);
    CHECK(at.run({"user", "reset-factors", "nobody@test.example"}) == -1);
    const std::vector<std::string> acts{R"({"act":"create"})", R"({"act":"create"})",
        R"({"act":"reset_link"})", R"({"act":"set_password"})", R"({"act":"reset_factors"})",
        R"({"act":"disable"})"};
    CHECK(at.noted() == acts);
}

TEST_CASE("commands: beside a server over the same data, accounts are left alone, with a sentence")
{
    Operator at;
    REQUIRE(at.create("ada@test.example", "admin") == 0);
    const auto config = at.settings();
    const Program serving(config);
    CHECK(at.run({"user", "disable", "ada@test.example"}) == -1);
    CHECK_MESSAGE(at.said.contains("in use by another process"), at.said);
}

TEST_CASE("commands: keys are rotated beside a running server, and no session ends")
{
    Operator at;
    REQUIRE(at.create("ada@test.example", "admin") == 0);
    const auto config = at.settings();
    Program program(config);
    auto& clinic = program.clinic();
    const auto old = clinic.signing.kid();
    const auto token = clinic.signing.sign("message");
    REQUIRE(at.run({"keys", "rotate", "signing"}) == 0);
    CHECK(clinic.signing.reload());
    CHECK(clinic.signing.verify(old, "message", token));
    CHECK(files_named(at.folder / "keys", "signing-") == 2);
    REQUIRE(at.run({"keys", "rotate", "signing", "--at-once"}) == 0);
    CHECK(clinic.signing.reload());
    CHECK_FALSE(clinic.signing.verify(old, "message", token));
    CHECK(files_named(at.folder / "keys", "signing-") == 1);
    REQUIRE(at.run({"keys", "rotate", "sealing"}) == 0);
    CHECK(clinic.sealing.reload());
    CHECK(clinic.sealing.count() == 2);
    CHECK(at.run({"keys", "rotate", "other"}) != 0);
}

} // namespace clinic::test
