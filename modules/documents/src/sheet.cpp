#include "sheet.hpp"

#include "fonts.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <hpdf.h>
#include <set>
#include <stdexcept>
#include <utf8proc.h>
#include <vector>

namespace clinic::documents {
namespace {

/// The next code point, taken off the front.
char32_t next_code_point(std::string_view& text)
{
    utf8proc_int32_t code = -1;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &code);
    text.remove_prefix(size > 0 ? static_cast<std::size_t>(size) : 1);
    return code < 0 ? U'?' : static_cast<char32_t>(code);
}

bool is_control(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

void append_utf8(std::string& out, char32_t code)
{
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

/// Codes are the letters' own numbers in UTF-16.
std::string code_map(const std::set<char16_t>& codes)
{
    std::string map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    constexpr std::size_t most_in_block = 100;
    for (auto at = codes.begin(); at != codes.end();) {
        const auto left = static_cast<std::size_t>(std::distance(at, codes.end()));
        const auto count = std::min(left, most_in_block);
        map += fmt::format("{} beginbfchar\n", count);
        for (std::size_t i = 0; i < count; ++i, ++at)
            map += fmt::format("<{0:04X}> <{0:04X}>\n", static_cast<unsigned>(*at));
        map += "endbfchar\n";
    }
    return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

} // namespace

struct Sheets::Document {
    HPDF_Doc pdf = HPDF_New(nullptr, nullptr);
    HPDF_FontDef definitions[2]{};
    HPDF_Font fonts[2]{};
    std::vector<HPDF_Page> pages;
    HPDF_Page page = nullptr;
    std::set<char16_t> used[2]; ///< by weight

    Document() = default;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document() { HPDF_Free(pdf); }

    void check() const
    {
        const auto status = HPDF_GetError(pdf);
        if (status != HPDF_OK) {
            throw std::runtime_error(
                fmt::format("libharu refused: {:#x}, {}", status, HPDF_GetErrorDetail(pdf)));
        }
    }
    /// The library loads fonts from files only; this is what it does then, with a stream in memory.
    HPDF_Font load(bool bold)
    {
        const auto bytes = font(bold);
        HPDF_Stream stream = HPDF_MemStream_New(pdf->mmgr, static_cast<HPDF_UINT>(bytes.size()));
        if (stream == nullptr ||
            HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                static_cast<HPDF_UINT>(bytes.size())) != HPDF_OK)
            throw std::runtime_error("no memory for a font");
        HPDF_FontDef definition = HPDF_TTFontDef_Load(pdf->mmgr, stream, HPDF_TRUE);
        if (definition == nullptr || HPDF_List_Add(pdf->fontdef_list, definition) != HPDF_OK)
            throw std::runtime_error("a font did not load");
        std::string tag = bold ? "CLINIB" : "CLINIR"; // of a subset: ISO 32000-1 §9.6.4
        HPDF_TTFontDef_SetTagName(definition, tag.data());
        definitions[bold ? 1 : 0] = definition;
        return HPDF_GetFont(pdf, definition->base_font, "UTF-8");
    }
    /// What each code stands for, so that text can be copied and searched (ISO 32000-1 §9.10.3). The library writes a
    /// map of another kind there, which readers complain about.
    void explain_codes(bool bold)
    {
        HPDF_Dict map = HPDF_DictStream_New(pdf->mmgr, pdf->xref);
        if (map == nullptr) throw std::runtime_error("no memory for a PDF");
        map->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
        HPDF_Stream_WriteStr(map->stream, code_map(used[bold ? 1 : 0]).c_str());
        HPDF_Dict_Add(fonts[bold ? 1 : 0], "ToUnicode", map);
    }
    [[nodiscard]] bool has(char32_t code, bool bold) const
    {
        return code <= 0xffff && HPDF_TTFontDef_GetGlyphid(definitions[bold ? 1 : 0],
                                     static_cast<HPDF_UINT16>(code)) != 0;
    }
    /// Only what the font has a letter for.
    template <class F> void for_each_shown(std::string_view text, bool bold, F&& f) const
    {
        while (!text.empty()) {
            const auto code = next_code_point(text);
            if (is_control(code)) continue;
            f(has(code, bold) ? code : U'?');
        }
    }
};

Sheets::Sheets(std::string_view title, std::string_view language)
    : document_(std::make_unique<Document>())
{
    auto& d = *document_;
    if (d.pdf == nullptr) throw std::runtime_error("no memory for a PDF");
    HPDF_SetCompressionMode(d.pdf, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(d.pdf);
    HPDF_SetCurrentEncoder(d.pdf, "UTF-8");
    d.fonts[0] = d.load(false);
    d.fonts[1] = d.load(true);
    HPDF_SetInfoAttr(d.pdf, HPDF_INFO_TITLE, std::string(title).c_str());
    HPDF_SetInfoAttr(d.pdf, HPDF_INFO_CREATOR, "Monoclinic");
    HPDF_Dict_Add(d.pdf->catalog, "Lang",
        HPDF_String_New(d.pdf->mmgr, std::string(language).c_str(), nullptr));
    d.check();
}

Sheets::~Sheets() = default;

void Sheets::add_page()
{
    auto& d = *document_;
    d.page = HPDF_AddPage(d.pdf);
    d.check();
    HPDF_Page_SetSize(d.page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    d.pages.push_back(d.page);
}

void Sheets::go_to_page(int number)
{
    document_->page = document_->pages.at(static_cast<std::size_t>(number));
}

int Sheets::pages() const
{
    return static_cast<int>(document_->pages.size());
}

void Sheets::text(float x, float y, std::string_view text, const TextStyle& style)
{
    auto& d = *document_;
    std::string shown;
    d.for_each_shown(text, style.bold, [&](char32_t code) {
        append_utf8(shown, code);
        d.used[style.bold ? 1 : 0].insert(static_cast<char16_t>(code));
    });
    if (shown.empty()) return;
    HPDF_Page_BeginText(d.page);
    HPDF_Page_SetRGBFill(d.page, style.colour.red, style.colour.green, style.colour.blue);
    HPDF_Page_SetFontAndSize(d.page, d.fonts[style.bold ? 1 : 0], style.size);
    HPDF_Page_TextOut(d.page, x, page_height - y, shown.c_str());
    HPDF_Page_EndText(d.page);
}

void Sheets::line(float x1, float y1, float x2, float y2, float width, Colour colour)
{
    auto* const page = document_->page;
    HPDF_Page_SetRGBStroke(page, colour.red, colour.green, colour.blue);
    HPDF_Page_SetLineWidth(page, width);
    HPDF_Page_MoveTo(page, x1, page_height - y1);
    HPDF_Page_LineTo(page, x2, page_height - y2);
    HPDF_Page_Stroke(page);
}

void Sheets::rectangle(float x, float y, float width, float height, Colour fill)
{
    auto* const page = document_->page;
    HPDF_Page_SetRGBFill(page, fill.red, fill.green, fill.blue);
    HPDF_Page_Rectangle(page, x, page_height - y - height, width, height);
    HPDF_Page_Fill(page);
}

float Sheets::width(std::string_view text, const TextStyle& style) const
{
    const auto& d = *document_;
    float thousandths = 0;
    d.for_each_shown(text, style.bold, [&](char32_t code) {
        thousandths += static_cast<float>(HPDF_TTFontDef_GetCharWidth(
            d.definitions[style.bold ? 1 : 0], static_cast<HPDF_UINT16>(code)));
    });
    return thousandths * style.size / 1000;
}

std::string Sheets::finish()
{
    auto& d = *document_;
    for (const bool bold : {false, true}) d.explain_codes(bold);
    d.check();
    HPDF_SaveToStream(d.pdf);
    d.check();
    HPDF_UINT32 size = HPDF_GetStreamSize(d.pdf);
    std::string bytes(size, '\0');
    HPDF_ResetStream(d.pdf);
    HPDF_ReadFromStream(d.pdf, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
    bytes.resize(size);
    return bytes;
}

} // namespace clinic::documents
