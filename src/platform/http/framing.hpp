#pragma once
// Where a request ends. Beast's parser is lenient where proxies disagree, and disagreement is how requests
// are smuggled; so whatever two readers could understand in two ways is refused here (RFC 9112 §11.2).

#include "platform/http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace clinic::http {

/// A refusal before any handler; `detail` is French. The connection closes after it.
struct Fault {
    int status;
    std::string_view code;
    std::string_view detail;
};

namespace faults {
constexpr Fault malformed{400, "malformed_request", "Cette requête HTTP est mal formée."};
constexpr Fault framing{400, "bad_framing", "La longueur de cette requête est ambiguë."};
constexpr Fault host{400, "bad_host", "L’en-tête Host doit être présent une fois, et bien formé."};
constexpr Fault target{400, "bad_target", "L’adresse demandée est mal formée."};
constexpr Fault method{405, "method_not_allowed", "Cette méthode HTTP n’est pas permise."};
constexpr Fault late{408, "request_timeout", "La requête a mis trop de temps à arriver."};
constexpr Fault body{413, "body_too_large", "Le contenu envoyé est trop volumineux."};
constexpr Fault long_target{414, "target_too_long", "L’adresse demandée est trop longue."};
constexpr Fault expectation{417, "expectation_failed", "Cette attente (Expect) n’est pas connue."};
constexpr Fault heads{431, "headers_too_large", "Les en-têtes sont trop nombreux ou trop longs."};
constexpr Fault crashed{500, "internal_error", "Une erreur interne est survenue. Réessayez."};
constexpr Fault unknown_method{501, "unknown_method", "Cette méthode HTTP n’est pas connue."};
constexpr Fault crowded{503, "too_many_connections", "Le serveur est très occupé. Réessayez."};
constexpr Fault version{505, "http_version", "Seuls HTTP/1.0 et HTTP/1.1 sont servis."};
} // namespace faults

/// Looks for the empty line that ends the heads, from `from` on. Nothing yet: std::nullopt. A line feed
/// without its carriage return is a fault at once.
[[nodiscard]] std::expected<std::optional<std::size_t>, Fault> find_heads_end(
    std::string_view bytes, std::size_t from);

/// Heads as they came, empty line included: no control characters, no folded lines, no bare CR, UTF-8.
[[nodiscard]] std::optional<Fault> check_raw_heads(std::string_view heads);

struct Framing {
    std::uint64_t length = 0; ///< of the body, when not chunked
    bool chunked = false;
    bool keep_alive = true;
    bool expects_continue = false;
};

/// Decides from parsed fields. `minor` is the y of HTTP/1.y; `authority` that of an absolute-form target.
[[nodiscard]] std::expected<Framing, Fault> decide_framing(
    const std::vector<Header>& headers, int minor, std::string_view authority);

} // namespace clinic::http
