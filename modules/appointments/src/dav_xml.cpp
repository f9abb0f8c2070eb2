#include "dav_xml.hpp"

#include <algorithm>
#include <expat.h>
#include <fmt/format.h>
#include <memory>

namespace clinic::appointments::dav {
namespace {

constexpr std::size_t most_depth = 20;
constexpr std::size_t most_elements = 3000;
constexpr std::string_view head = R"(<?xml version="1.0" encoding="utf-8"?>)";
constexpr std::string_view spaces = R"(xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav")"
                                    R"( xmlns:S="http://calendarserver.org/ns/")";

/// What expat tells, put together; the parser stops at the first thing too much.
struct Building {
    XML_Parser parser;
    Element root{};
    std::vector<Element*> open{};
    std::size_t count = 0;
};

Building& building(void* user)
{
    return *static_cast<Building*>(user);
}

void on_start(void* user, const XML_Char* name, const XML_Char** attributes)
{
    auto& at = building(user);
    if (++at.count > most_elements || at.open.size() == most_depth) {
        XML_StopParser(at.parser, XML_FALSE);
        return;
    }
    auto& element = at.open.empty() ? at.root : at.open.back()->children.emplace_back();
    element.name = name;
    for (; *attributes != nullptr; attributes += 2)
        element.attributes.emplace_back(attributes[0], attributes[1]);
    at.open.push_back(&element);
}

void on_end(void* user, const XML_Char*)
{
    building(user).open.pop_back();
}

void on_text(void* user, const XML_Char* text, int length)
{
    auto& at = building(user);
    if (!at.open.empty()) at.open.back()->text.append(text, static_cast<std::size_t>(length));
}

/// Nobody who asks for a calendar needs entities of their own.
void on_document_type(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int)
{
    XML_StopParser(building(user).parser, XML_FALSE);
}

/// "D:prop" of "DAV:|prop"; a space of nobody's is declared where it stands.
std::string tag(std::string_view name, std::string_view inner)
{
    const auto bar = name.rfind('|');
    const auto space = bar == name.npos ? std::string_view() : name.substr(0, bar);
    const auto local = bar == name.npos ? name : name.substr(bar + 1);
    const auto prefixed = [&](std::string_view prefix) {
        return inner.empty()
                   ? fmt::format("<{}:{}/>", prefix, local)
                   : fmt::format("<{}:{}>{}</{}:{}>", prefix, local, inner, prefix, local);
    };
    if (space == "DAV:") return prefixed("D");
    if (space == "urn:ietf:params:xml:ns:caldav") return prefixed("C");
    if (space == "http://calendarserver.org/ns/") return prefixed("S");
    return fmt::format(R"(<{} xmlns="{}"/>)", local, escaped(space));
}

std::string propstat(std::string_view tags, std::string_view status)
{
    return fmt::format(
        "<D:propstat><D:prop>{}</D:prop><D:status>HTTP/1.1 {}</D:status></D:propstat>", tags,
        status);
}

} // namespace

const Element* Element::child(std::string_view child_name) const
{
    const auto found = std::ranges::find(children, child_name, &Element::name);
    return found == children.end() ? nullptr : &*found;
}

std::string_view Element::attribute(std::string_view attribute_name) const
{
    for (const auto& [key, value] : attributes) {
        if (key == attribute_name) return value;
    }
    return {};
}

std::optional<Element> read_xml(std::string_view text)
{
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(
        XML_ParserCreateNS("UTF-8", '|'), &XML_ParserFree);
    if (!parser) throw std::bad_alloc();
    Building at{parser.get()};
    XML_SetUserData(parser.get(), &at);
    XML_SetElementHandler(parser.get(), &on_start, &on_end);
    XML_SetCharacterDataHandler(parser.get(), &on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), &on_document_type);
    const auto status = XML_Parse(
        parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
    if (status != XML_STATUS_OK) return std::nullopt;
    return std::move(at.root);
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '"') out += "&quot;";
        else if (c == '\r') out += "&#13;";
        else out += c;
    }
    return out;
}

bool Wanted::wants(std::string_view name) const
{
    return std::ranges::find(names, name) != names.end();
}

Wanted wanted_of(const Element& request)
{
    Wanted wanted;
    wanted.names_only = request.child("DAV:|propname") != nullptr;
    const auto* prop = request.child("DAV:|prop");
    wanted.all = prop == nullptr && !wanted.names_only;
    if (prop != nullptr) {
        for (const auto& child : prop->children) wanted.names.push_back(child.name);
    }
    return wanted;
}

Multistatus::Multistatus() : xml_(fmt::format("{}<D:multistatus {}>", head, spaces)) {}

void Multistatus::add(std::string_view href, const Wanted& wanted, const Properties& known)
{
    std::string found;
    std::string missing;
    if (wanted.all || wanted.names_only) {
        for (const auto& [name, inner] : known) found += tag(name, wanted.all ? inner : "");
    }
    for (const auto& name : wanted.names) {
        const auto property = std::ranges::find_if(
            known, [&](const auto& pair) { return pair.first == name; });
        if (property == known.end()) missing += tag(name, {});
        else found += tag(name, property->second);
    }
    xml_ += fmt::format("<D:response><D:href>{}</D:href>", escaped(href));
    if (!found.empty() || missing.empty()) xml_ += propstat(found, "200 OK");
    if (!missing.empty()) xml_ += propstat(missing, "404 Not Found");
    xml_ += "</D:response>";
}

void Multistatus::add_missing(std::string_view href)
{
    xml_ += fmt::format(
        "<D:response><D:href>{}</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>",
        escaped(href));
}

std::string Multistatus::text(std::string_view sync_token)
{
    if (!sync_token.empty())
        xml_ += fmt::format("<D:sync-token>{}</D:sync-token>", escaped(sync_token));
    return std::move(xml_) + "</D:multistatus>";
}

std::string error(std::string_view condition)
{
    return fmt::format("{}<D:error {}>{}</D:error>", head, spaces, condition);
}

} // namespace clinic::appointments::dav
