#include "platform/http/multipart.hpp"

#include <doctest/doctest.h>
#include <vector>

namespace clinic::http {
namespace {

struct Kept final : FormSink {
    struct Part {
        FormPart head;
        std::string bytes;
        bool ended = false;
    };
    std::vector<Part> parts;

    bool begin(FormPart part) override
    {
        parts.push_back({std::move(part), {}, false});
        return true;
    }
    bool take(std::string_view bytes) override
    {
        parts.back().bytes += bytes;
        return true;
    }
    void end() override { parts.back().ended = true; }
};

constexpr std::string_view form =
    "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n"
    "deux\r\nlignes\r\n--b\r\n"
    "Content-Disposition: form-data; name=\"file\"; filename=\"r\xc3\xa9sum\xc3\xa9.pdf\"\r\n"
    "Content-Type: application/pdf\r\n\r\n"
    "%PDF\r\n--\r\n--bx\r\n\r\n--b--\r\n";

/// "ok", or what was wrong.
std::string read(std::string_view bytes, Kept& kept, std::size_t step, FormLimits limits = {})
{
    FormReader reader("b", limits);
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        const auto fault = reader.feed(bytes.substr(at, step), kept);
        if (!fault) continue;
        return *fault == FormFault::malformed ? "malformed" : "too many";
    }
    return reader.finished() ? "ok" : "unfinished";
}

std::string read(std::string_view bytes)
{
    Kept kept;
    return read(bytes, kept, bytes.size());
}

std::string with_heads(std::string_view heads)
{
    return "--b\r\n" + std::string(heads) + "\r\n\r\nx\r\n--b--\r\n";
}

} // namespace

TEST_CASE("multipart: a form is read the same however its bytes are cut")
{
    for (std::size_t step = 1; step <= form.size(); ++step) {
        Kept kept;
        // "--bx" begins like the delimiter and is none... but "\r\n--b" + "x" is: it must be refused.
        REQUIRE(read(form, kept, step) == "malformed");
    }
    std::string good(form);
    good.replace(good.find("--bx"), 4, "--xb");
    for (std::size_t step = 1; step <= good.size(); ++step) {
        Kept kept;
        REQUIRE(read(good, kept, step) == "ok");
        REQUIRE(kept.parts.size() == 2);
        CHECK(kept.parts[0].head.name == "note");
        CHECK_FALSE(kept.parts[0].head.file_name);
        CHECK(kept.parts[0].bytes == "deux\r\nlignes");
        CHECK(kept.parts[1].head.file_name == "r\xc3\xa9sum\xc3\xa9.pdf");
        CHECK(kept.parts[1].head.type == "application/pdf");
        CHECK(kept.parts[1].bytes == "%PDF\r\n--\r\n--xb\r\n");
        CHECK(kept.parts[1].ended);
    }
}

TEST_CASE("multipart: a form that is cut off anywhere is never taken for a whole one")
{
    std::string good(form);
    good.replace(good.find("--bx"), 4, "--xb");
    for (std::size_t size = 0; size < good.size() - 2; ++size) {
        Kept kept;
        CHECK(read(good.substr(0, size), kept, 7) == "unfinished");
    }
}

TEST_CASE("multipart: names are bare names, escapes undone")
{
    const auto name_of = [](std::string_view file_name) {
        Kept kept;
        const auto heads = "Content-Disposition: form-data; name=f; filename=\"" +
                           std::string(file_name) + '"';
        if (read(with_heads(heads), kept, 1000) != "ok") return std::string("refused");
        return *kept.parts[0].head.file_name;
    };
    CHECK(name_of("a b.png") == "a b.png");
    CHECK(name_of("../../etc/passwd") == "passwd");
    CHECK(name_of("C:\\Users\\Noé\\scan.pdf") == "scan.pdf");
    CHECK(name_of("%22x%22.png") == "\"x\".png");
    CHECK(name_of("50%.png") == "50%.png");
    CHECK(name_of("") == "");
    CHECK(name_of("a%0D%0AX-Evil: 1.png") == "refused");
    CHECK(name_of("\xff.png") == "refused");
    CHECK(name_of("a\x01.png") == "refused");
}

TEST_CASE("multipart: what is unusual is refused")
{
    CHECK(read(with_heads("Content-Disposition: form-data; name=\"a\"")) == "ok");
    CHECK(read(with_heads("content-disposition:form-data;name=a")) == "ok");
    CHECK(read("--b--\r\n") == "ok");
    for (const std::string_view heads : {"Content-Type: text/plain",
             "Content-Disposition: form-data", "Content-Disposition: form-data; name=\"\"",
             "Content-Disposition: attachment; name=a", "Content-Disposition: form-data; name=\"a",
             "Content-Disposition: form-data; name=a; name=b",
             "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
             "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
             "Content-Disposition: form-data; name=a\r\n folded", "no colon at all"}) {
        CHECK_MESSAGE(read(with_heads(heads)) == "malformed", heads);
    }
    CHECK(read("preamble\r\n--b--\r\n") == "malformed");
    CHECK(read("--b--\r\nepilogue") == "malformed");
    CHECK(read("--b \r\n") == "malformed");
    CHECK(read("") == "unfinished");
}

TEST_CASE("multipart: limits hold before memory is spent")
{
    Kept kept;
    CHECK(read(with_heads("X: " + std::string(5000, 'x')), kept, 100) == "malformed");
    std::string many;
    for (int i = 0; i < 4; ++i)
        many += "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
    CHECK(read(many + "--b--\r\n", kept, 50, {.parts = 3}) == "too many");
}

TEST_CASE("multipart: the boundary comes from the content type, or there is none")
{
    CHECK(boundary_of("multipart/form-data; boundary=abc") == "abc");
    CHECK(boundary_of("Multipart/Form-Data; charset=utf-8; boundary=\"a-b_c\"") == "a-b_c");
    for (const std::string_view type : {"multipart/form-data", "multipart/mixed; boundary=a",
             "multipart/form-data; boundary=", "multipart/form-data; boundary=a; boundary=b",
             "multipart/form-data; boundary=\"a b\"", "application/json", ""}) {
        CHECK_MESSAGE(!boundary_of(type), type);
    }
    CHECK_FALSE(boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')));
}

} // namespace clinic::http
