#include "platform/http/client.hpp"

#include "platform/http/compress.hpp"

#include <doctest/doctest.h>

#include <zlib.h>

using namespace clinic::http;
using namespace clinic::http::testing;

namespace {

std::string unpacked(std::string_view packed, std::size_t size)
{
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string out(size + 1, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

const std::string rows = [] {
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += R"({"id":)" + std::to_string(i) + R"(,"name":"Lefèvre"},)";
    return text;
}();

} // namespace

TEST_CASE("the coding is the client's best by its q-values")
{
    CHECK(choose_coding("gzip, deflate, br") == Coding::brotli);
    CHECK(choose_coding("br;q=0.5, gzip;q=0.8") == Coding::gzip);
    CHECK(choose_coding("gzip ; q=1.0 , br; q=0.999") == Coding::gzip);
    CHECK(choose_coding("*") == Coding::brotli);
    CHECK(choose_coding("*;q=0.1, br;q=0") == Coding::gzip);
    CHECK(choose_coding("X-GZIP") == Coding::gzip);
    CHECK(choose_coding("br", true, false) == Coding::identity);
    for (const auto none : {"", "identity", "deflate", "gzip;q=0", "gzip;q=0.000", "gzip;q=x",
             "gzip;", "identity, gzip;q=0.5", "gzip;quality=1"}) {
        CAPTURE(none);
        const bool empty_parameter = std::string_view(none) == "gzip;";
        CHECK((choose_coding(none) == Coding::identity) == !empty_parameter);
    }
}

TEST_CASE("large text is packed on the way out, and its ETag names the packed form")
{
    std::string seen;
    const Running running([&](Request request, Respond respond) {
        seen = request.header("if-match");
        Response response;
        response.set("Content-Type", "application/json; charset=utf-8");
        response.set("ETag", "\"v3\"");
        if (request.header("if-none-match") == "\"v3\"") response.status = 304;
        else response.body = request.path == "/short" ? "{}" : rows;
        if (request.path == "/login") response.set("Set-Cookie", "session=x");
        if (request.path == "/picture") response.headers[0].second = "image/png";
        respond(std::move(response));
    });
    const auto packed = running.ask(get("/list", "Accept-Encoding: gzip\r\n"));
    CHECK(packed->header("Content-Encoding") == "gzip");
    CHECK(packed->header("Vary") == "Accept-Encoding");
    CHECK(packed->header("ETag") == "\"v3-gz\"");
    CHECK(packed->body.size() < rows.size() / 4);
    CHECK(unpacked(packed->body, rows.size()) == rows);

    const auto brotli = running.ask(get("/list", "Accept-Encoding: br\r\n"));
    CHECK(brotli->header("Content-Encoding") == "br");
    CHECK(brotli->header("ETag") == "\"v3-br\"");
    CHECK(brotli->body.size() < rows.size() / 4);

    SUBCASE("the handler is asked with its own ETag, and the client answered with the one it knows")
    {
        const auto unchanged = running.ask(
            get("/list", "Accept-Encoding: br\r\nIf-None-Match: \"v3-br\"\r\n"));
        CHECK(unchanged->status == 304);
        CHECK(unchanged->header("ETag") == "\"v3-br\"");
        running.ask(get("/list", "If-Match: \"v3-gz\"\r\n"));
        CHECK(seen == "\"v3\"");
    }
    SUBCASE("what is short, not text, or comes with a secret cookie is left as it is")
    {
        for (const auto path : {"/short", "/picture", "/login"}) {
            CAPTURE(path);
            const auto plain = running.ask(get(path, "Accept-Encoding: gzip\r\n"));
            CHECK(plain->header("Content-Encoding").empty());
            CHECK(plain->header("ETag") == "\"v3\"");
        }
        const auto unasked = running.ask(get("/list"));
        CHECK(unasked->body == rows);
        CHECK(unasked->header("Vary") == "Accept-Encoding");
    }
}
