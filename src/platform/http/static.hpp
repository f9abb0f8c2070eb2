#pragma once
// The embedded web app. `/assets/*` is content-hashed and cached for ever; a path with an extension that
// is not there is 404; every other path is the app's index page, filled with a fresh CSP nonce.

#include "platform/core/embedded.hpp"
#include "platform/http/message.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace clinic::http {

class StaticFiles {
public:
    /// The files' bytes must outlive this object and every answer. Twins `x.br` and `x.gz` are taken as
    /// encodings of `x`.
    explicit StaticFiles(std::span<const EmbeddedFile> files);

    /// Answers any GET path outside /api; 405 for other methods. Without a web app inside, every path is
    /// a plain sentence saying so.
    [[nodiscard]] Response serve(const Request&) const;

private:
    struct File {
        std::string_view identity, gzip, brotli;
        std::string etag; ///< quoted, of the identity bytes
        std::string_view type;
        bool immutable = false;
    };

    [[nodiscard]] Response file(const File&, const Request&) const;
    [[nodiscard]] Response index() const;

    std::map<std::string, File, std::less<>> files_; ///< by path with a leading slash
    std::string index_before_, index_after_;         ///< the index page around its nonce
    bool has_nonce_ = false;
};

} // namespace clinic::http
