#pragma once
// What the routes take and answer whose business goes on by mail.

#include "api.hpp"

namespace clinic::auth {

/// The same to everybody, whether or not there is anybody to write to.
struct ByMail {
    bool mail = false;
    static constexpr auto schema = api::object(api::field("mail", &ByMail::mail,
        "Whether the clinic sends mail: what comes next is written there, if the address is "
        "right"));
};

struct VerifyEmail {
    std::string token;
    std::string password;

    static constexpr auto schema = api::object(
        api::field("token", &VerifyEmail::token, "From the link in the mail", token_rule()),
        api::field(
            "password", &VerifyEmail::password, "As chosen at registration", password_rule()));
};

struct ByEmail {
    std::string email;
    static constexpr auto schema = api::object(
        api::field("email", &ByEmail::email, "Where the mail goes", email_rule()));
};

struct ResetPassword {
    std::string token;
    std::string password;

    static constexpr auto schema = api::object(
        api::field("token", &ResetPassword::token, "From the link in the mail", token_rule()),
        api::field("password", &ResetPassword::password, password_lengths, password_rule()));
};

struct ChangeEmail {
    std::string email;
    std::string current_password;

    static constexpr auto schema = api::object(
        api::field("email", &ChangeEmail::email, "The new address", email_rule()),
        api::field("current_password", &ChangeEmail::current_password, "The one in force",
            password_rule()));
};

/// In a body, unlike ByToken of a path.
struct ConfirmEmail {
    std::string token;
    static constexpr auto schema = api::object(
        api::field("token", &ConfirmEmail::token, "From the link in the mail", token_rule()));
};

} // namespace clinic::auth
