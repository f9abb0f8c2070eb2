#pragma once
// What a value may be: a test, and the words for it. For the sources of this folder.

#include "platform/config/config.hpp"

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace clinic::config {

struct NumberRule {
    Number least;
    Number most;
};
struct TextRule {
    std::string allowed; ///< completes "it must be …"
    std::function<bool(std::string_view)> holds;
};

[[nodiscard]] TextRule any_text(std::string allowed);
[[nodiscard]] TextRule one_of(std::initializer_list<std::string_view> choices);
[[nodiscard]] TextRule address_and_port();
/// Empty, or one of the schemes ("smtp://") and something after it without white space.
[[nodiscard]] TextRule empty_or_url(std::initializer_list<std::string_view> schemes);
/// An address, or a range in CIDR form: 10.0.0.0/8, fd00::/8.
[[nodiscard]] TextRule network();
/// A web origin (RFC 6454): https://clinic.example, without path.
[[nodiscard]] TextRule origin();
/// The same, or * for any.
[[nodiscard]] TextRule origin_or_any();
[[nodiscard]] TextRule mail_address();
/// core/holiday.hpp
[[nodiscard]] TextRule holiday();

struct Listen {
    std::string address;
    unsigned short port;
};
/// "127.0.0.1:8080", "[::1]:8080"; throws std::invalid_argument on what address_and_port() refuses.
[[nodiscard]] Listen parse_listen(std::string_view text);
[[nodiscard]] bool is_loopback(const std::string& address);

}
