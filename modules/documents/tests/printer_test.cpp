#include "shelf.hpp"

#include <cstdlib>
#include <sys/wait.h>

namespace clinic::documents {
namespace {

/// What a reader of PDF finds to select and copy; empty where pdftotext is not installed.
std::string text_of(std::string_view bytes)
{
    const auto folder = std::filesystem::temp_directory_path() /
                        fmt::format("paper-{}", ::getpid());
    std::filesystem::create_directories(folder);
    const auto file = folder / "p.pdf";
    std::ofstream(file, std::ios::binary) << bytes;
    const auto command = fmt::format(
        "pdftotext -layout '{0}' '{0}.txt' 2>'{0}.err'", file.string());
    const int outcome = std::system(command.c_str()); // NOLINT(concurrency-mt-unsafe,cert-env33-c)
    std::ifstream text(file.string() + ".txt");
    std::ifstream complaints(file.string() + ".err");
    std::string found((std::istreambuf_iterator<char>(text)), {});
    const std::string said((std::istreambuf_iterator<char>(complaints)), {});
    std::filesystem::remove_all(folder);
    REQUIRE_MESSAGE(WEXITSTATUS(outcome) == 0, said);
    CHECK(said.empty());
    return found;
}

Paper invoice(int lines)
{
    Paper paper;
    paper.title = "Facture 2026-0042";
    paper.letterhead = {"Cabinet des Tilleuls", "14 allée des Tilleuls"};
    paper.sender = {"Dr Claire Martin"};
    paper.addressee = {"Mme Chloé Lefèvre-Noël", "12 rue de l’Église"};
    paper.place_and_date = "Lyon, le 27 novembre 2026";
    paper.footer = "SIRET 000 000 000 00000";
    paper.blocks.emplace_back(
        Paragraph{"« Cœur », œdème, où, ça, Noël, 1\u202f250,00\u00a0€ — l’été"});
    Table table;
    table.columns = {{"Acte", 3}, {"Montant", 1, Align::right}};
    for (int i = 1; i <= lines; ++i)
        table.rows.push_back({fmt::format("Consultation {}", i), "25,00\u00a0€"});
    table.totals = {{"Total à payer", "1\u202f250,00\u00a0€"}};
    paper.blocks.emplace_back(table);
    paper.blocks.emplace_back(Signature{"Dr Claire Martin"});
    return paper;
}

std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

} // namespace

TEST_CASE("printer: the same paper gives the same bytes, and all French can be read back")
{
    const auto bytes = Printer().print(invoice(3));
    CHECK(bytes == Printer().print(invoice(3)));
    CHECK(bytes.starts_with("%PDF-"));
    const auto text = text_of(bytes);
    for (const std::string_view part : {"Facture 2026-0042", "Cabinet des Tilleuls",
             "Mme Chloé Lefèvre-Noël", "12 rue de l’Église", "« Cœur », œdème, où, ça, Noël,",
             "Total à payer", "1/1", "SIRET"}) {
        CHECK_MESSAGE(text.contains(part), part);
    }
    CHECK(text.contains("€ — l’été"));
}

TEST_CASE(
    "printer: a long table breaks over pages with its head again, every row once, pages counted")
{
    const auto text = text_of(Printer().print(invoice(100)));
    CHECK(count(text, "Montant") >= 3);
    for (int i = 1; i <= 100; ++i)
        CHECK(count(text, fmt::format("Consultation {}\n", i)) +
                  count(text, fmt::format("Consultation {} ", i)) ==
              1);
    CHECK(text.contains("1/4"));
    CHECK(text.contains("4/4"));
}

TEST_CASE("printer: what a person typed stays text")
{
    Paper paper;
    paper.title = "(a) Tj ET \\) <</JS (x)>>";
    paper.blocks.emplace_back(Paragraph{"\x01\x1b[31m\u202e=1+1 中 😀 " + std::string(400, 'W')});
    paper.blocks.emplace_back(Paragraph{""});
    paper.blocks.emplace_back(Table{});
    const auto bytes = Printer().print(paper);
    CHECK_FALSE(bytes.contains("/JS"));
    const auto text = text_of(bytes);
    CHECK(text.contains("(a) Tj ET \\) <</JS (x)>>"));
    CHECK(text.contains("[31m=1+1 ? ?"));
    CHECK(count(text, "W") == 400);
}

} // namespace clinic::documents
