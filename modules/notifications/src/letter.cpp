#include "letter.hpp"

#include "auth/auth.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string paragraph(std::string_view text)
{
    return fmt::format(R"(<p style="margin:0 0 16px">{}</p>)", escaped(text));
}

std::string table(const std::vector<Page::Line>& lines)
{
    if (lines.empty()) return {};
    std::string rows;
    for (const auto& [label, value] : lines) {
        rows += fmt::format(R"(<tr><th scope="row" style="text-align:left;padding:4px 16px 4px 0;)"
                            R"(font-weight:normal;color:#4a5557;vertical-align:top">{}</th>)"
                            R"(<td style="padding:4px 0"><strong>{}</strong></td></tr>)",
            escaped(label), escaped(value));
    }
    return fmt::format(
        R"(<table style="margin:0 0 16px;border-collapse:collapse">{}</table>)", rows);
}

std::string button(const Page& page)
{
    if (page.link.empty()) return {};
    return fmt::format(R"(<p style="margin:0 0 16px"><a href="{}" style="display:inline-block;)"
                       R"(padding:12px 20px;border-radius:8px;background:#0e5a5e;color:#ffffff;)"
                       R"(text-decoration:none">{}</a></p>)",
        escaped(page.link), escaped(page.link_label));
}

} // namespace

std::string plain_text(const Page& page)
{
    auto out = fmt::format("{}\n\n{}\n\n", page.greeting, page.lead);
    for (const auto& [label, value] : page.lines) {
        // French sets a space before a colon; in a table of words it does no harm in English.
        out += fmt::format("{} : {}\n", label, value);
    }
    if (!page.lines.empty()) out += '\n';
    if (!page.link.empty()) out += fmt::format("{} : {}\n\n", page.link_label, page.link);
    return out + page.closing + '\n';
}

std::string html(const Page& page, Language language)
{
    return fmt::format(
        R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>)"
        R"(<body style="margin:0;padding:24px;background:#ffffff;color:#1b2526;)"
        R"(font:16px/1.5 Verdana,Arial,sans-serif"><div style="max-width:560px;margin:0 auto">)"
        "{}{}{}{}{}</div></body></html>",
        api::spell(language), escaped(page.subject), paragraph(page.greeting), paragraph(page.lead),
        table(page.lines), button(page), paragraph(page.closing));
}

} // namespace clinic::notifications
