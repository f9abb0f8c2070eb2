#pragma once
// What the commands about accounts and keys do, once the settings are read. Each prints what it did and
// returns the exit status; a refusal is a std::runtime_error with a sentence.

#include "auth/auth.hpp"
#include "platform/config/config.hpp"

#include <string>

namespace clinic {

// These need the database for themselves: while a server runs over the same data, they refuse and say so.
int create_user(
    const config::Config&, auth::NewUser, const std::string& role, const std::string& password);
int reset_password(const config::Config&, const std::string& email, const std::string& password);
int disable_user(const config::Config&, const std::string& email);
int reset_factors(const config::Config&, const std::string& email);

/// `which`: signing or sealing. Beside a running server, which reads the folder every few seconds.
int rotate_keys(const config::Config&, const std::string& which, bool at_once);

} // namespace clinic
