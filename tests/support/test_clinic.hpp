#pragma once
// A whole clinic over a temporary database, entered by the front door: requests go through the router as if they had come
// over the wire. On PostgreSQL when MONOCLINIC_TEST_POSTGRES is set, else on SQLite.

#include "clinic.hpp"
#include "support/test_database.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::test {

/// What came back.
struct Reply {
    int status = 0;
    std::vector<http::Header> headers;
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const; ///< empty when absent
    /// The text of a value of the body by JSON Pointer: strings without quotes, others as JSON; "" when absent.
    [[nodiscard]] std::string json(std::string_view pointer) const;
    /// "code" of a problem.
    [[nodiscard]] std::string code() const { return json("/code"); }
    /// Number of elements of the list at the pointer.
    [[nodiscard]] std::size_t size(std::string_view pointer = "/items") const;
};

class TestClinic;

/// Somebody at the front door.
class Visitor {
public:
    Visitor(TestClinic& clinic, std::string token, UserId user)
        : clinic_(&clinic), token_(std::move(token)), user_(user)
    {
    }
    Reply get(std::string_view target) { return send(http::Method::get, target, {}); }
    Reply post(std::string_view target, std::string_view json = {})
    {
        return send(http::Method::post, target, json);
    }
    Reply put(std::string_view target, std::string_view json)
    {
        return send(http::Method::put, target, json);
    }
    Reply patch(std::string_view target, std::string_view json)
    {
        return send(http::Method::patch, target, json);
    }
    Reply del(std::string_view target) { return send(http::Method::del, target, {}); }
    using Fields = std::vector<std::pair<std::string, std::string>>;
    /// A form with these fields and, when `name` is not empty, a file in its field "file".
    Reply upload(std::string_view target, const Fields& fields, std::string_view name,
        std::string_view bytes);
    Reply upload(http::Method method, std::string_view target, const Fields& fields,
        std::string_view name, std::string_view bytes);
    Reply send(http::Method method, std::string_view target, std::string_view json);
    /// For the next request only.
    Visitor& with(std::string name, std::string value);

    [[nodiscard]] UserId user() const { return user_; }
    [[nodiscard]] const std::string& token() const { return token_; }

private:
    TestClinic* clinic_;
    std::string token_;
    UserId user_;
    std::vector<http::Header> once_;
};

class TestClinic {
public:
    explicit TestClinic(const std::function<void(config::Config&)>& tune = {});
    ~TestClinic();

    [[nodiscard]] Clinic& operator*() { return *clinic_; }
    [[nodiscard]] Clinic* operator->() { return clinic_.get(); }

    /// A new account with these roles, signed in. Its e-mail is "<role><n>@test.example".
    Visitor sign_in(std::initializer_list<Role> roles, Language language = Language::en);
    Visitor sign_in(Role role, Language language = Language::en)
    {
        return sign_in({role}, language);
    }
    /// Signed in anew: after the clock was moved, when the old token has expired.
    Visitor again(const Visitor& visitor);
    [[nodiscard]] Visitor stranger() { return {*this, {}, {}}; }
    static constexpr std::string_view password = "correct horse battery";

    /// The program again over the same data, as after a restart. Clocks and sessions go on; hooks of tests are gone.
    void restart();

    /// Waits until the bus has nothing more to do.
    void settle();
    /// Names of the events told since the last call, in order, with those that other modules told in turn.
    [[nodiscard]] std::vector<std::string> events();
    /// Every row of every table but those named and the audit's signatures, as one text: to show that a refusal changed nothing.
    [[nodiscard]] std::string snapshot(const std::vector<std::string>& without = {});

    Reply send(http::Request request);
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    TestDatabase database;

private:
    void begin();
    void pass_on_body(http::Request& request);

    std::filesystem::path folder_;
    config::Config config_;
    observe::Metrics metrics_;
    std::unique_ptr<Clinic> clinic_;
    int people_ = 0;
    std::map<UserId, std::string> emails_;
    std::mutex told_mutex_;
    std::vector<std::string> told_;
};

} // namespace clinic::test
