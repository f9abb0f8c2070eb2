#include "platform/http/file.hpp"

#include "client.hpp"

#include "platform/http/upload.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fmt/format.h>
#include <thread>
#include <unistd.h>

namespace clinic::http::testing {
namespace {

std::string chosen(std::string_view range, std::uint64_t size)
{
    const auto choice = choose_range(range, size);
    if (choice.kind == RangeChoice::whole) return "whole";
    if (choice.kind == RangeChoice::none) return "none";
    return fmt::format("{}+{}", choice.first, choice.length);
}

std::string long_text()
{
    std::string text;
    for (int i = 0; text.size() < 300'000; ++i) text += fmt::format("{},", i);
    return text;
}

/// A source that breaks after 100,000 bytes.
struct Broken final : ByteSource {
    std::uint64_t size() const override { return 200'000; }
    std::size_t read(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset + into.size() > 100'000)
            throw std::runtime_error("the bytes are not what was stored");
        std::ranges::fill(into, 'x');
        return into.size();
    }
};

void serve_file(Request request, Respond respond)
{
    Response response;
    File file = File::of(long_text(), "application/pdf", "Résumé.pdf");
    if (request.path == "/broken") file.bytes = std::make_shared<Broken>(), file.etag = "e";
    append_file(response, std::move(file), request);
    respond(std::move(response));
}

std::filesystem::path upload_folder()
{
    return std::filesystem::temp_directory_path() / fmt::format("uploads-{}", ::getpid());
}

/// Takes forms of at most 200,000 bytes at /up, refuses by the head at /no.
struct UploadServer {
    UploadRoom room{upload_folder()};
    Running server{[](Request request, Respond respond) {
                       Response response;
                       const auto& upload = request.upload;
                       response.body =
                           upload ? fmt::format("{} {} {}", static_cast<int>(upload->fault()),
                                        upload->fields().size(),
                                        upload->file() ? upload->file()->bytes->size() : 0)
                                  : "none";
                       respond(std::move(response));
                   },
        {}, {}, nullptr,
        [this](const Request& request) {
            if (request.path == "/no") return BodyPlan{.unwanted = true};
            return BodyPlan{.bytes = 300'000,
                .upload = std::make_shared<Upload>(request.header("content-type"), 200'000, room)};
        }};

    ~UploadServer() { std::filesystem::remove_all(upload_folder()); }
    [[nodiscard]] static bool leaves_nothing()
    {
        return !std::filesystem::exists(upload_folder()) ||
               std::filesystem::is_empty(upload_folder());
    }
};

std::string form_of(std::size_t size)
{
    return "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b\r\n"
           "Content-Disposition: form-data; name=f; filename=x\r\n\r\n" +
           std::string(size, 'y') + "\r\n--b--\r\n";
}

constexpr std::string_view form_type = "Content-Type: multipart/form-data; boundary=b\r\n";

} // namespace

TEST_CASE("file: a single range is understood, everything else is as if absent")
{
    CHECK(chosen("bytes=0-9", 100) == "0+10");
    CHECK(chosen("bytes=90-", 100) == "90+10");
    CHECK(chosen("bytes=90-1000", 100) == "90+10");
    CHECK(chosen("bytes=-10", 100) == "90+10");
    CHECK(chosen("bytes=-1000", 100) == "0+100");
    CHECK(chosen("BYTES=0-0", 100) == "0+1");
    CHECK(chosen("bytes=100-", 100) == "none");
    CHECK(chosen("bytes=-0", 100) == "none");
    CHECK(chosen("bytes=0-", 0) == "none");
    for (const std::string_view odd :
        {"", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "items=0-1", "bytes=a-b",
            "bytes=+1-2", "bytes=99999999999999999999-"}) {
        CHECK_MESSAGE(chosen(odd, 100) == "whole", odd);
    }
}

TEST_CASE("file: names of any alphabet are offered in a header that cannot be broken")
{
    CHECK(content_disposition("a.pdf", true) == "attachment; filename=\"a.pdf\"");
    CHECK(content_disposition("Résumé.pdf", false) ==
          "inline; filename=\"R_sum_.pdf\"; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf");
    const auto evil = content_disposition("a\"\r\nX: 1\\.pdf", true);
    CHECK(evil.find_first_of("\r\n") == std::string::npos);
    CHECK(evil.starts_with("attachment; filename=\"a___X: 1_.pdf\"; filename*="));
}

TEST_CASE("file: it is sent whole, in part, or not again")
{
    const Running server(serve_file);
    const auto text = long_text();
    const auto whole = server.ask(get("/f"));
    REQUIRE(whole);
    CHECK(whole->status == 200);
    CHECK(whole->body == text);
    CHECK(whole->header("content-type") == "application/pdf");
    CHECK(whole->header("accept-ranges") == "bytes");
    CHECK(whole->header("cache-control") == "private, no-store");
    CHECK(whole->header("content-security-policy").starts_with("sandbox"));
    CHECK(whole->header("X-Content-Type-Options") == "nosniff");
    const auto etag = whole->header("etag");

    const auto part = server.ask(
        get("/f", "Range: bytes=100000-249999\r\nAccept-Encoding: gzip\r\n"));
    CHECK(part->status == 206);
    CHECK(part->body == text.substr(100'000, 150'000));
    CHECK(part->header("content-range") == fmt::format("bytes 100000-249999/{}", text.size()));

    const auto beyond = server.ask(get("/f", "Range: bytes=9000000-\r\n"));
    CHECK(beyond->status == 416);
    CHECK(beyond->header("content-range") == fmt::format("bytes */{}", text.size()));

    CHECK(server.ask(get("/f", "If-None-Match: " + etag + "\r\n"))->status == 304);
    CHECK(server.ask(get("/f", "Range: bytes=0-1\r\nIf-Range: " + etag + "\r\n"))->status == 206);
    CHECK(server.ask(get("/f", "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n"))->status == 200);
}

TEST_CASE("file: HEAD tells the length, sends no byte and knows no ranges")
{
    const Running server(serve_file);
    const auto wire = server.connect();
    wire->send("HEAD /f HTTP/1.1\r\nHost: clinic.test\r\nRange: bytes=0-1\r\n\r\n" +
               get("/f", "Range: bytes=0-0\r\n"));
    const auto heads = wire->answer(true);
    REQUIRE(heads);
    CHECK(heads->status == 200);
    CHECK(heads->header("Content-Length") == std::to_string(long_text().size()));
    const auto next = wire->answer();
    REQUIRE(next);
    CHECK(next->status == 206);
    CHECK(next->body == "0");
}

TEST_CASE("file: one that breaks half-way closes the connection short of the promised length")
{
    const Running server(serve_file);
    const auto wire = server.connect();
    wire->send(get("/broken"));
    CHECK_FALSE(wire->answer()); // it ends before the length that it promised
    CHECK(wire->closed());
}

TEST_CASE("upload: a form arrives in pieces and leaves nothing behind")
{
    UploadServer up;
    CHECK(up.server.ask(post("/up", form_of(150'000), form_type))->body == "0 1 150000");
    // Chunked, as programs that do not know the length send it.
    std::string chunked = "POST /up HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n" +
                          std::string(form_type) + "\r\n";
    const auto form = form_of(100'000);
    for (std::size_t at = 0; at < form.size(); at += 9000) {
        const auto piece = form.substr(at, 9000);
        chunked += fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
    }
    CHECK(up.server.ask(chunked + "0\r\n\r\n")->body == "0 1 100000");
    CHECK(up.leaves_nothing());
    CHECK(up.room.free_places == 64);
}

TEST_CASE("upload: what is too much, cut off or unwanted is refused without being read to the end")
{
    UploadServer up;
    const auto fault_of = [&](std::string_view bytes, std::string_view type = form_type) {
        const auto answer = up.server.ask(post("/up", bytes, type));
        REQUIRE(answer);
        return static_cast<Upload::Fault>(answer->body.front() - '0');
    };
    CHECK(fault_of(form_of(200'000)) == Upload::Fault::none);
    CHECK(fault_of(form_of(200'001)) == Upload::Fault::too_large);
    CHECK(up.server.ask(post("/up", form_of(400'000), form_type))->status == 413);
    CHECK(fault_of("--b\r\nnonsense\r\n\r\n") == Upload::Fault::malformed);
    CHECK(fault_of("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1") ==
          Upload::Fault::malformed);
    CHECK(fault_of("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n" +
                   std::string(20'000, 'x') + "\r\n--b--") == Upload::Fault::field_too_long);
    const auto two = form_of(10);
    CHECK(fault_of(two.substr(0, two.size() - 4) + two.substr(1)) != Upload::Fault::none);
    CHECK(fault_of("{}", "Content-Type: application/json\r\n") == Upload::Fault::not_a_form);
    CHECK(up.server.ask(post("/no", form_of(10'000), form_type))->body == "none");
    CHECK(up.leaves_nothing());
}

TEST_CASE("upload: a client that leaves half-way leaves nothing")
{
    UploadServer up;
    {
        const auto wire = up.server.connect();
        const auto whole = post("/up", form_of(150'000), form_type);
        wire->send(std::string_view(whole).substr(0, 90'000));
        CHECK(up.leaves_nothing()); // not even a name while it comes in
    }
    for (int i = 0; i < 100 && up.room.free_places != 64; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(up.room.free_places == 64);
    CHECK(up.leaves_nothing());
}

TEST_CASE("upload: when too many are under way the next is refused before it is read")
{
    UploadServer up;
    up.room.free_places = 0;
    const auto answer = up.server.ask(post("/up", form_of(10), form_type));
    REQUIRE(answer);
    CHECK(answer->body.front() - '0' == static_cast<int>(Upload::Fault::busy));
}

} // namespace clinic::http::testing
