#include "platform/http/static.hpp"

#include "platform/http/ascii.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/file.hpp"
#include "platform/http/security_headers.hpp"
#include "platform/http/uri.hpp"

#include <openssl/sha.h>

#include <array>

namespace clinic::http {
namespace {

constexpr std::string_view nonce_place = "name=\"csp-nonce\" content=\"";

struct Type {
    std::string_view extension;
    std::string_view type;
};

constexpr Type types[] = {
    {"css", "text/css; charset=utf-8"},
    {"gif", "image/gif"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/x-icon"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"txt", "text/plain; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"webmanifest", "application/manifest+json"},
    {"webp", "image/webp"},
    {"woff2", "font/woff2"},
};

std::string_view extension(std::string_view path)
{
    const auto name = path.substr(path.rfind('/') + 1);
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

std::string_view type_of(std::string_view path)
{
    for (const auto& [known, type] : types) {
        if (ascii::equal(known, extension(path))) return type;
    }
    return "application/octet-stream";
}

std::string etag_of(std::string_view bytes)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    std::string etag = "\"";
    for (std::size_t i = 0; i < 12; ++i) {
        etag += hex[digest[i] >> 4];
        etag += hex[digest[i] & 15];
    }
    return etag + "\"";
}

Response plain(int status, std::string sentence)
{
    Response response;
    response.status = status;
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.set("Cache-Control", "no-cache");
    response.body = std::move(sentence);
    return response;
}

} // namespace

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files)
{
    for (const auto& embedded : files) {
        std::string path = "/" + std::string(embedded.path);
        const auto twin = extension(path);
        const auto stem = path.substr(0, path.size() - 3);
        if (twin == "br") files_[stem].brotli = embedded.bytes;
        else if (twin == "gz") files_[stem].gzip = embedded.bytes;
        else files_[path].identity = embedded.bytes;
    }
    for (auto& [path, file] : files_) {
        file.etag = etag_of(file.identity);
        file.type = type_of(path);
        file.immutable = path.starts_with("/assets/");
    }
    take_pages();
}

void StaticFiles::take_pages()
{
    for (auto at = files_.begin(); at != files_.end();) {
        if (!at->first.ends_with(".html")) {
            ++at;
            continue;
        }
        const std::string text(at->second.identity);
        const auto place = text.find(nonce_place);
        const bool has_nonce = place != std::string::npos;
        const auto cut = has_nonce ? place + nonce_place.size() : text.size();
        pages_[at->first] = {text.substr(0, cut), text.substr(cut), has_nonce};
        at = files_.erase(at);
    }
}

Response StaticFiles::serve(const Request& request) const
{
    if (request.method != Method::get && request.method != Method::head) {
        Response response = plain(405, "Méthode non permise. Method not allowed.\n");
        response.set("Allow", "GET, HEAD");
        return response;
    }
    const auto path = percent_decoded(request.path, false);
    if (!path) return plain(400, "Adresse mal formée. Malformed address.\n");
    if (const auto found = files_.find(*path); found != files_.end())
        return file(found->second, request);
    const bool page = *path == "/index.html" || extension(*path).empty();
    if (!page) return plain(404, "Introuvable. Not found.\n");
    return this->page("/index.html");
}

Response StaticFiles::page(std::string_view path) const
{
    const auto found = pages_.find(path);
    if (found != pages_.end()) return with_nonce(found->second);
    return plain(404, "Cette version de Monoclinic a été construite sans l’application web. "
                      "This build of Monoclinic has no web app inside.\n");
}

Response StaticFiles::file(const File& file, const Request& request) const
{
    const Coding coding = choose_coding(
        request.header("accept-encoding"), !file.gzip.empty(), !file.brotli.empty());
    Response response;
    // The ETag names the file in all its codings, hence weak; the bytes are hashed, so it never lies.
    response.set("ETag", "W/" + file.etag);
    response.set(
        "Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!file.gzip.empty() || !file.brotli.empty()) response.set("Vary", "Accept-Encoding");
    if (etag_matches(request.header("if-none-match"), file.etag)) {
        response.status = 304;
        return response;
    }
    response.set("Content-Type", std::string(file.type));
    if (coding != Coding::identity)
        response.set("Content-Encoding", std::string(coding_name(coding)));
    response.fixed_body = coding == Coding::brotli ? file.brotli
                          : coding == Coding::gzip ? file.gzip
                                                   : file.identity;
    return response;
}

/// Never 304: the policy in the heads and the nonce in the page must be of one answer.
Response StaticFiles::with_nonce(const Page& page)
{
    const std::string nonce = new_nonce();
    Response response;
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Cache-Control", "no-cache");
    response.set("Content-Security-Policy", page_policy(nonce));
    response.body.reserve(page.before.size() + nonce.size() + page.after.size());
    response.body = page.before;
    if (page.has_nonce) response.body += nonce;
    response.body += page.after;
    return response;
}

} // namespace clinic::http
