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
    /// A page besides the index, as "/docs.html": with a nonce and the pages' policy, like it. 404 when it is not inside.
    [[nodiscard]] Response page(std::string_view path) const;

private:
    struct File {
        std::string_view identity, gzip, brotli;
        std::string etag; ///< quoted, of the identity bytes
        std::string_view type;
        bool immutable = false;
    };

    [[nodiscard]] Response file(const File&, const Request&) const;
    /// A page around the place of its nonce.
    struct Page {
        std::string before, after;
        bool has_nonce = false;
    };
    void take_pages();
    [[nodiscard]] static Response with_nonce(const Page&);

    std::map<std::string, File, std::less<>> files_; ///< by path with a leading slash
    std::map<std::string, Page, std::less<>> pages_; ///< by path with a leading slash
};

} // namespace clinic::http
