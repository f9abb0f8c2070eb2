#include "support/test_clinic.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/password.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <condition_variable>
#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {
namespace {

namespace fs = std::filesystem;

config::Config test_config(const fs::path& folder, const std::function<void(config::Config&)>& tune)
{
    config::Config config;
    config.server.data = folder.string();
    config.auth.argon2_memory_kib = 8;
    config.auth.argon2_passes = 1;
    config.auth.second_factor = "optional";
    config.audit.mass_reading_patients = 1'000'000; // tests of it say otherwise
    config.limits.per_address_per_minute = 1'000'000;
    config.limits.per_user_per_minute = 1'000'000;
    config.limits.login_per_minute = 1'000'000;
    if (tune) tune(config);
    return config;
}

fs::path new_folder()
{
    auto folder = fs::temp_directory_path() /
                  ("monoclinic-test-" + crypto::hex(crypto::random_bytes(8)));
    fs::create_directories(folder);
    return folder;
}

const std::string& cheap_hash()
{
    static const auto hash = crypto::hash_password(TestClinic::password, {8, 1});
    return hash;
}

std::vector<std::string> tables_of(db::Tx& tx)
{
    if (tx.postgres()) {
        return tx.all<std::string>("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname "
                                   "= 'public' ORDER BY tablename");
    }
    return tx.all<std::string>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name");
}

std::vector<std::string> rows_of(db::Tx& tx, const std::string& table)
{
    if (tx.postgres()) {
        return tx.all<std::string>(
            fmt::format("SELECT CAST(t AS TEXT) FROM {} t ORDER BY 1", table));
    }
    std::string columns;
    for (const auto& name : tx.all<std::string>("SELECT name FROM pragma_table_info(:t)", table)) {
        columns += fmt::format("{}quote(\"{}\")", columns.empty() ? "" : " || ',' || ", name);
    }
    return tx.all<std::string>(fmt::format("SELECT {} FROM {} ORDER BY 1", columns, table));
}

/// Of ASCII: names of headers know no case (RFC 9110 §5.1).
char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string Reply::header(std::string_view name) const
{
    for (const auto& [key, value] : headers) {
        if (std::ranges::equal(key, name, {}, lower, lower)) return value;
    }
    return {};
}

std::string Reply::json(std::string_view pointer) const
{
    boost::system::error_code error;
    const auto value = boost::json::parse(body, error);
    if (error) return {};
    const auto* found = value.find_pointer(pointer, error);
    if (found == nullptr) return {};
    if (found->is_string()) return {found->get_string().data(), found->get_string().size()};
    return boost::json::serialize(*found);
}

std::size_t Reply::size(std::string_view pointer) const
{
    boost::system::error_code error;
    const auto value = boost::json::parse(body, error);
    if (error) return 0;
    const auto* found = value.find_pointer(pointer, error);
    return found != nullptr && found->is_array() ? found->get_array().size() : 0;
}

Visitor& Visitor::with(std::string name, std::string value)
{
    once_.emplace_back(std::move(name), std::move(value));
    return *this;
}

Reply Visitor::upload(
    std::string_view target, const Fields& fields, std::string_view name, std::string_view bytes)
{
    return upload(http::Method::post, target, fields, name, bytes);
}

Reply Visitor::upload(http::Method method, std::string_view target, const Fields& fields,
    std::string_view name, std::string_view bytes)
{
    constexpr std::string_view boundary = "----boundary-of-the-test";
    std::string form;
    for (const auto& [field, value] : fields) {
        form += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n",
            boundary, field, value);
    }
    if (!name.empty()) {
        form += fmt::format(
            "--{}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n{}\r\n",
            boundary, name, bytes);
    }
    form += fmt::format("--{}--\r\n", boundary);
    with("content-type", fmt::format("multipart/form-data; boundary={}", boundary));
    return send(method, target, form);
}

Reply Visitor::send(http::Method method, std::string_view target, std::string_view json)
{
    http::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    request.address = "127.0.0.1";
    request.request_id = "test";
    request.body = json;
    request.headers = std::exchange(once_, {});
    if (!json.empty() && request.header("content-type").empty()) {
        request.headers.emplace_back("content-type", "application/json");
    }
    if (!token_.empty() && request.header("authorization").empty()) {
        request.headers.emplace_back("authorization", "Bearer " + token_);
    }
    return clinic_->send(std::move(request));
}

/// Two connections are enough for two to be in each other's way, and each more is a process of PostgreSQL's that begins cold.
TestClinic::TestClinic(const std::function<void(config::Config&)>& tune)
    : database({.kind = database_kinds().back(),
          .tune = [](auto& options) { options.pool = 2; },
          .may_be_used = true}),
      folder_(new_folder()),
      config_(test_config(folder_, tune))
{
    begin();
}

void TestClinic::restart()
{
    const auto now = clinic_->clock.now();
    clinic_.reset();
    begin();
    clinic_->clock.set(now);
}

void TestClinic::begin()
{
    clinic_ = std::make_unique<Clinic>(config_, *database, metrics_);
    clinic_->bus.watch([this](std::string_view event) {
        const std::lock_guard lock(told_mutex_);
        told_.emplace_back(event);
    });
    clinic_->start();
}

TestClinic::~TestClinic()
{
    clinic_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Visitor TestClinic::sign_in(std::initializer_list<Role> roles, Language language)
{
    const auto email = fmt::format("{}{}@test.example", api::spell(*roles.begin()), ++people_);
    const auto user = clinic_->auth.create_user({.email = email,
        .first_name = "Camille",
        .last_name = fmt::format("Testeur{}", people_),
        .roles = roles,
        .language = language,
        .password_hash = cheap_hash()});
    REQUIRE(user);
    emails_[*user] = email;
    return again({*this, {}, *user});
}

Visitor TestClinic::again(const Visitor& visitor)
{
    const auto reply = stranger().post("/api/auth/login",
        fmt::format(R"({{"email":"{}","password":"{}"}})", emails_.at(visitor.user()), password));
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return {*this, reply.json("/access_token"), visitor.user()};
}

void TestClinic::settle()
{
    REQUIRE(clinic_->bus.idle_within(std::chrono::seconds(20)));
}

std::vector<std::string> TestClinic::events()
{
    settle(); // some tell of others: a visit that ends makes a draft
    const std::lock_guard lock(told_mutex_);
    return std::exchange(told_, {});
}

std::string TestClinic::snapshot(const std::vector<std::string>& without)
{
    settle(); // what earlier requests told is still on its way
    return database->read_now([&](db::Tx& tx) {
        std::string text;
        for (const auto& table : tables_of(tx)) {
            // The audit's rows are signed by a thread of its own whenever it gets to it; the rows themselves are compared.
            if (table == "admin_checkpoints" || std::ranges::find(without, table) != without.end())
                continue;
            text += table + ":\n";
            for (const auto& row : rows_of(tx, table)) text += row + '\n';
        }
        return text;
    });
}

/// As the server does: the body of an upload goes to it piece by piece.
void TestClinic::pass_on_body(http::Request& request)
{
    auto plan = clinic_->router.body_plan(request);
    if (!plan.upload) return;
    request.upload = std::move(plan.upload);
    const auto body = std::exchange(request.body, {});
    for (std::size_t at = 0; at < body.size(); at += 1000) {
        if (plan.unwanted || !request.upload->receive(std::string_view(body).substr(at, 1000)))
            return;
    }
}

Reply TestClinic::send(http::Request request)
{
    if (!request.body.empty()) pass_on_body(request);
    std::mutex mutex;
    std::condition_variable arrived;
    std::optional<http::Response> response;
    clinic_->router.handle(std::move(request), [&](http::Response given) {
        const std::lock_guard lock(mutex);
        response = std::move(given);
        arrived.notify_one();
    });
    std::unique_lock lock(mutex);
    REQUIRE(arrived.wait_for(lock, std::chrono::seconds(60), [&] { return response.has_value(); }));
    Reply reply{response->status, std::move(response->headers), std::move(response->body)};
    if (reply.body.empty()) reply.body = response->fixed_body;
    if (reply.body.empty() && response->source) {
        reply.body.resize(response->length);
        CHECK(response->source->read(response->offset, reply.body) == response->length);
    }
    return reply;
}

} // namespace clinic::test
