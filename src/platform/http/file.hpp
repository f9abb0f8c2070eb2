#pragma once
// A handler's answer that is a file and not JSON: Result<File>, or Result<OrFile<Report>> where the same address gives
// either. The router adds Content-Disposition (RFC 6266), ETag and If-None-Match, single ranges (RFC 9110 §14), and what
// keeps a user's file from ever acting as a page of ours.

#include "platform/core/byte_source.hpp"
#include "platform/http/message.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace clinic::http {

struct File {
    std::shared_ptr<const ByteSource> bytes;
    std::string type; ///< "application/pdf", "text/csv; charset=utf-8"
    std::string name; ///< as it is offered for saving, any UTF-8: "Facture 2026-0042.pdf"
    bool attachment = false; ///< saved rather than shown
    bool is_public = false; ///< never changes under its address, and anybody may keep it
    std::string etag{}; ///< without quotes; empty: made from the bytes when they are few, else none

    /// For what is small and made on the spot.
    [[nodiscard]] static File of(
        std::string bytes, std::string type, std::string name, bool attachment = true);
};

template <class T> using OrFile = std::variant<T, File>;

/// Makes the response to a GET of this file: 200, 206, 304, or 416 (whose body is the caller's to write).
void append_file(Response& response, File file, const Request& request);

/// `attachment; filename="Resume.pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf`
[[nodiscard]] std::string content_disposition(std::string_view name, bool attachment);

/// What a Range header asks of `size` bytes. Several ranges, other units and what is malformed are as if absent.
struct RangeChoice {
    enum Kind { whole, part, none } kind = whole; ///< none: nothing of it lies in the file (416)
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};
[[nodiscard]] RangeChoice choose_range(std::string_view range, std::uint64_t size);

/// RFC 9110 §13.1.2: weak comparison, "*" matches anything. `etag` with its quotes.
[[nodiscard]] bool etag_matches(std::string_view if_none_match, std::string_view etag);

} // namespace clinic::http
