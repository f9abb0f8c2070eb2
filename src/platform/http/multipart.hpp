#pragma once
// multipart/form-data (RFC 7578, RFC 2046 §5.1) as browsers and programs send it, read as it arrives. What is unusual is
// refused rather than guessed: text before the first boundary, parts without a name, transfer encodings, stray bytes.
// Memory is bounded by the limits, whatever comes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::http {

struct FormLimits {
    std::size_t parts = 32;
    std::size_t heads = 4 * 1024; ///< bytes of one part's header lines
    std::size_t field = 16 * 1024; ///< bytes of one field's value
    std::size_t fields = 64 * 1024; ///< bytes of all of them
};

/// What a part says of itself.
struct FormPart {
    std::string name;
    std::optional<std::string> file_name; ///< only files have one; a bare name, without any folder
    std::string type; ///< as the client claims; never believed
};

/// Where the parts go. Everything arrives in order; a part's bytes in as many pieces as they came.
class FormSink {
public:
    virtual ~FormSink() = default;
    /// False when this part is not wanted: the reader stops with FormFault::unwanted.
    [[nodiscard]] virtual bool begin(FormPart part) = 0;
    [[nodiscard]] virtual bool take(std::string_view bytes) = 0;
    virtual void end() = 0;
};

enum class FormFault { malformed, too_many_parts, unwanted };

/// The boundary of a Content-Type, when it is multipart/form-data with a lawful one (1 to 70 characters).
[[nodiscard]] std::optional<std::string> boundary_of(std::string_view content_type);

class FormReader {
public:
    FormReader(std::string_view boundary, FormLimits limits);

    /// Takes the next bytes of the body. After a fault nothing more may be fed.
    [[nodiscard]] std::optional<FormFault> feed(std::string_view bytes, FormSink& sink);
    /// True once the closing boundary has come.
    [[nodiscard]] bool finished() const { return state_ == State::done; }

private:
    enum class State { start, after_boundary, heads, bytes, done };
    enum class Step { on, wait, malformed, too_many_parts, unwanted };

    Step step(FormSink& sink);
    Step read_start();
    Step read_after_boundary();
    Step read_heads(FormSink& sink);
    Step read_bytes(FormSink& sink);
    Step read_end();
    void used(std::size_t count) { buffer_.erase(0, count); }

    std::string delimiter_; ///< CRLF, two hyphens, boundary
    FormLimits limits_;
    std::string buffer_;
    State state_ = State::start;
    std::size_t parts_ = 0;
};

} // namespace clinic::http
