// Every route that takes a file × every field of its form × every way to spoil it, and every wrong file: refused with a
// pointer at what is wrong, nothing written down, nothing left on the disk. A new upload route is in it by being a route.
//
// It was seen to fail with: a form's name read without its max_length; content believed by its ending; a file that stays
// behind when its row is refused.

#include "bad_input.hpp"
#include "sample.hpp"
#include "two_houses.hpp"

#include <algorithm>
#include <ranges>

namespace clinic::test {
namespace {

/// A form with one thing wrong in it.
struct BadForm {
    std::string what;
    Visitor::Fields fields;
    std::string file_name;
    std::string bytes;
    std::string pointer; ///< what errors[] of a 422 must point to
};

void set(Visitor::Fields& fields, const std::string& name, const std::string& value)
{
    const auto known = std::ranges::find(fields, name, &Visitor::Fields::value_type::first);
    if (known == fields.end()) fields.emplace_back(name, value);
    else known->second = value;
}

std::vector<BadForm> bad_fields(const http::Route& route)
{
    const auto sample = sample_fields(route);
    std::vector<BadForm> out;
    for (const auto& [field, what, value, required] : bad_texts(route)) {
        BadForm form{field + ": " + what, sample, "a.png", std::string(grey_png), '/' + field};
        set(form.fields, field, value);
        out.push_back(form);
        if (!required) continue;
        std::erase_if(form.fields, [&](const auto& one) { return one.first == field; });
        form.what = field + ": missing";
        out.push_back(form);
    }
    for (const auto& [field, value] : sample) {
        BadForm twice{field + ": twice", sample, "a.png", std::string(grey_png), '/' + field};
        twice.fields.emplace_back(field, value);
        out.push_back(std::move(twice));
    }
    auto more = sample;
    more.emplace_back("no_such_field", "x");
    out.push_back({"an unknown field", more, "a.png", std::string(grey_png), "/no_such_field"});
    more.back().second.assign(20'000, 'x');
    out.push_back({"a field past all limits", more, "a.png", std::string(grey_png), ""});
    more.back() = {"no_such_field", "\xff\xfe"};
    out.push_back({"bytes that are not UTF-8", more, "a.png", std::string(grey_png), ""});
    return out;
}

std::vector<BadForm> bad_files(const http::Route& route)
{
    const auto sample = sample_fields(route);
    const std::string png(grey_png);
    auto without_file = sample;
    without_file.emplace_back("file", "a text where the file belongs");
    auto torn = png;
    torn[40] = static_cast<char>(torn[40] ^ 0x55);
    const std::vector<std::pair<std::string, std::string>> contents{{"empty", ""},
        {"plain text", "bonjour"}, {"a page", "<!doctype html><script>alert(1)</script>"},
        {"a drawing with a script", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"},
        {"a program", std::string("MZ\x90\0\3\0\0\0", 8)}, {"an archive", "PK\3\4" + png},
        {"half a picture", png.substr(0, png.size() / 2)}, {"a picture that was changed", torn},
        {"a picture and more", png + "<script>"}, {"a PDF by its first bytes", "%PDF-1.7\nxxxx"},
        {"too large", png + std::string(route.row.upload, ' ')}};
    std::vector<BadForm> out{{"file: missing", sample, "", "", "/file"},
        {"file: a text", without_file, "", "", "/file"},
        {"file: a control character in its name", sample, "a\x01.png", png, ""},
        {"file: a name that is not UTF-8", sample, "a\xff.png", png, ""},
        {"file: a line break in its name", sample, "a\r\nX-Evil: 1.png", png, ""}};
    for (const auto& [what, bytes] : contents)
        out.push_back({"file: " + what, sample, "a.png", bytes, "/file"});
    return out;
}

/// What is wrong with the form as such.
std::vector<std::pair<std::string, std::string>> broken_forms()
{
    const std::string part =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n";
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += fmt::format("--b\r\nContent-Disposition: form-data; name=\"x{}\"\r\n\r\n\r\n", i);
    return {{"no end", part + std::string(grey_png)}, {"no boundary", std::string(grey_png)},
        {"two files", part + "x\r\n" + part + "y\r\n--b--\r\n"},
        {"a part without a name", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"},
        {"a hundred parts", many + "--b--\r\n"}, {"nothing in it", "--b--\r\n"}};
}

std::string fault_of(const Reply& reply, const std::string& pointer)
{
    if (reply.status < 400 || reply.status > 499) return fmt::format("{}", reply.status);
    if (reply.code().empty() || reply.json("/title").empty()) return "no code or title";
    if (reply.status != 422 || pointer.empty()) return {};
    for (std::size_t i = 0; i < reply.size("/errors"); ++i) {
        if (reply.json(fmt::format("/errors/{}/pointer", i)).starts_with(pointer)) return {};
    }
    return "errors[] points elsewhere: " + reply.body;
}

std::size_t files_in(const TestClinic& clinic)
{
    const auto folder = clinic.folder() / "documents";
    if (!std::filesystem::exists(folder)) return 0;
    const std::filesystem::recursive_directory_iterator all(folder);
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [](const auto& entry) { return entry.is_regular_file(); }));
}

} // namespace

TEST_CASE(
    "bad input: forms and files are refused with a pointer to what is wrong, and leave nothing")
{
    TestClinic clinic;
    clinic->clock.set(*Instant::parse("2026-06-01T06:00:00Z"));
    auto house = Builder(clinic, "Sud").build();
    auto& who = house.people.at(Role::patient);
    const auto before = clinic.snapshot();
    const auto files = files_in(clinic);
    int routes = 0;
    for (const auto& route : clinic->router.routes()) {
        if (route.row.upload == 0) continue;
        REQUIRE(!route.path.contains('{'));
        auto forms = bad_fields(route);
        std::ranges::move(bad_files(route), std::back_inserter(forms));
        for (const auto& bad : forms) {
            const auto reply = who.upload(
                route.method, route.path, bad.fields, bad.file_name, bad.bytes);
            const auto fault = fault_of(reply, bad.pointer);
            CHECK_MESSAGE(fault.empty(), route.operation << " · " << bad.what << ": " << fault);
        }
        for (const auto& [what, body] : broken_forms()) {
            who.with("content-type", "multipart/form-data; boundary=b");
            const auto fault = fault_of(who.send(route.method, route.path, body), "");
            CHECK_MESSAGE(fault.empty(), route.operation << " · " << what << ": " << fault);
        }
        CHECK_MESSAGE(clinic.snapshot() == before, route.operation);
        CHECK_MESSAGE(files_in(clinic) == files, route.operation);
        ++routes;
    }
    CHECK(routes >= 2);
    // And it was what was wrong with them: the plain form is taken.
    for (const auto& route : clinic->router.routes()) {
        if (route.row.upload == 0) continue;
        const auto reply = who.upload(
            route.method, route.path, sample_fields(route), "a.png", grey_png);
        CHECK_MESSAGE(reply.status == route.row.status, route.operation << reply.body);
    }
    CHECK(files_in(clinic) > files);
}

} // namespace clinic::test
