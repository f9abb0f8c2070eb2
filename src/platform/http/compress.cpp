#include "platform/http/compress.hpp"

#include "platform/http/ascii.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

namespace clinic::http {
namespace {

constexpr std::size_t worth_it = 1024; ///< below this an answer fits one packet anyway
constexpr int gzip_level = 5;
constexpr int brotli_quality = 4; // about gzip's speed, a tenth smaller

/// In thousandths; 1000 when there is none, 0 when malformed: a coding that we doubt is not used.
int quality(std::string_view parameters)
{
    const auto q = ascii::trimmed(parameters);
    if (q.empty()) return 1000;
    if (!ascii::starts_with(q, "q=") || q.size() < 3 || q.size() > 7) return 0;
    if (q[2] == '1') return 1000;
    if (q[2] != '0') return 0;
    int value = 0;
    for (std::size_t i = 4; i < 7; ++i) {
        const char digit = i < q.size() ? q[i] : '0';
        if (!ascii::is_digit(digit)) return 0;
        value = value * 10 + (digit - '0');
    }
    return value;
}

bool is_text_type(std::string_view type)
{
    type = ascii::trimmed(type.substr(0, type.find(';')));
    if (ascii::starts_with(type, "text/")) return !ascii::equal(type, "text/event-stream");
    for (const auto known : {"application/json", "application/problem+json",
             "application/javascript", "application/manifest+json", "application/xml",
             "application/ld+json", "application/jwk-set+json", "image/svg+xml"}) {
        if (ascii::equal(type, known)) return true;
    }
    return false;
}

/// A secret in a body that also repeats the attacker's own text can be guessed from the packed length
/// (BREACH, 2013), if the attacker can make the victim's browser ask again and again *with credentials*.
/// Ours travel in the Authorization header, which a foreign page cannot send; the one cookie is
/// SameSite=Strict and bound to the log-in routes, whose answers set a cookie: those stay unpacked.
bool may_pack(const Response& response)
{
    bool text = false;
    for (const auto& [name, value] : response.headers) {
        if (ascii::equal(name, "content-type")) text = is_text_type(value);
        if (ascii::equal(name, "content-encoding") || ascii::equal(name, "set-cookie"))
            return false;
        if (ascii::equal(name, "cache-control") && value.find("no-transform") != value.npos)
            return false;
    }
    return text && response.status != 204 && response.status != 206 && response.status != 304;
}

std::string_view suffix(Coding coding)
{
    return coding == Coding::gzip ? "-gz" : "-br";
}

} // namespace

Coding choose_coding(std::string_view accept_encoding, bool gzip, bool brotli)
{
    int for_gzip = -1;
    int for_brotli = -1;
    int for_rest = 0;
    int for_identity = -1;
    while (!accept_encoding.empty()) {
        const auto member = ascii::next_member(accept_encoding);
        const auto semicolon = std::min(member.find(';'), member.size());
        const auto name = ascii::trimmed(member.substr(0, semicolon));
        const int q = quality(semicolon < member.size() ? member.substr(semicolon + 1) : "");
        if (ascii::equal(name, "gzip") || ascii::equal(name, "x-gzip")) for_gzip = q;
        else if (ascii::equal(name, "br")) for_brotli = q;
        else if (ascii::equal(name, "identity")) for_identity = q;
        else if (name == "*") for_rest = q;
    }
    if (for_gzip < 0) for_gzip = for_rest;
    if (for_brotli < 0) for_brotli = for_rest;
    if (!gzip) for_gzip = 0;
    if (!brotli) for_brotli = 0;
    const int best = std::max(for_gzip, for_brotli);
    if (best == 0 || for_identity > best) return Coding::identity;
    return for_brotli >= for_gzip ? Coding::brotli : Coding::gzip;
}

std::string_view coding_name(Coding coding)
{
    switch (coding) {
    case Coding::gzip:
        return "gzip";
    case Coding::brotli:
        return "br";
    case Coding::identity:
        break;
    }
    return {};
}

void compress(Response& response, Coding wanted)
{
    const std::string_view body = response.body.empty() ? response.fixed_body : response.body;
    if (body.size() <= worth_it || !may_pack(response)) return;
    response.set("Vary", "Accept-Encoding");
    if (wanted == Coding::identity) return;
    response.body = wanted == Coding::gzip ? gzip(body) : brotli(body);
    response.fixed_body = {};
    response.set("Content-Encoding", std::string(coding_name(wanted)));
    for (auto& [name, value] : response.headers) {
        const bool strong = ascii::equal(name, "etag") && value.size() > 2 && value.front() == '"';
        if (strong) value.insert(value.size() - 1, suffix(wanted));
    }
}

std::string without_coding_suffixes(std::string_view etags)
{
    std::string out(etags);
    for (const std::string_view packed : {"-gz\"", "-br\""}) {
        for (auto at = out.find(packed); at != out.npos; at = out.find(packed, at))
            out.erase(at, 3);
    }
    return out;
}

std::string gzip(std::string_view bytes)
{
    z_stream stream{};
    constexpr int gzip_wrapper = 15 + 16;
    if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_wrapper, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        throw std::runtime_error("zlib could not start");
    }
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("zlib could not finish");
    return out;
}

std::string brotli(std::string_view bytes)
{
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string out(size, '\0');
    const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    if (BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
            in, &size, reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
        throw std::runtime_error("brotli could not pack");
    }
    out.resize(size);
    return out;
}

} // namespace clinic::http
