#include "../src/papers.hpp"

#include "till.hpp"

namespace clinic::billing {
namespace {

/// All words of a paper, a line each.
std::string words_of(const documents::Paper& paper)
{
    std::string text = paper.title + '\n' + paper.place_and_date + '\n';
    const auto add = [&](const auto& lines) {
        for (const auto& line : lines) text += line + '\n';
    };
    add(paper.letterhead);
    add(paper.sender);
    add(paper.addressee);
    for (const auto& block : paper.blocks) {
        if (const auto* paragraph = std::get_if<documents::Paragraph>(&block))
            text += paragraph->text + '\n';
        const auto* table = std::get_if<documents::Table>(&block);
        if (table == nullptr) continue;
        for (const auto& column : table->columns) text += column.title + '|';
        text += '\n';
        for (const auto& row : table->rows) {
            for (const auto& cell : row) text += cell + '|';
            text += '\n';
        }
        for (const auto& [label, sum] : table->totals) text += label + ' ' + sum + '\n';
    }
    return text;
}

struct Office : Till {
    Office()
    {
        const auto path = "/api/clinics/" + site.str();
        const auto reply = admin.put(path,
            R"({"name":"Cabinet des Lilas","legal_name":"SELARL des Lilas","siret":"12345678200010",)"
            R"("vat_number":"FR83404833048","address":{"line1":"1 rue des Lilas",)"
            R"("postal_code":"75020","city":"Paris","country":"FR"},"time_zone":"Europe/Paris",)"
            R"("opening_hours":[]})");
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        const auto moved = desk.patch("/api/patients/" + noe_id.str(),
            R"({"address":{"line1":"3 rue Haute","postal_code":"1000","city":"Bruxelles",)"
            R"("country":"BE"}})");
        REQUIRE_MESSAGE(moved.status == 200, moved.body);
    }
    /// What the invoice of this path says.
    std::string printed(const std::string& path, Language language = Language::fr)
    {
        const auto id = *InvoiceId::parse(path.substr(path.rfind('/') + 1));
        return clinic.database->read_now([&](db::Tx& tx) {
            return words_of(paper_of(
                store::detail(tx, *store::find(tx, id, {})), store::printed(tx, id), language));
        });
    }
};

/// Each of them is on the paper.
void check_says(const std::string& paper, std::initializer_list<std::string_view> words)
{
    for (const auto word : words) CHECK_MESSAGE(paper.contains(word), word << " in\n" << paper);
}

} // namespace

TEST_CASE("paper: an invoice says who bills whom, for what, on which day, and why without VAT")
{
    Office at;
    const auto paper = at.printed(at.issued());
    check_says(paper, {"Facture F2026-00001", "Le 01/06/2026",
                          "Cabinet des Lilas\nSELARL des Lilas\n1 rue des Lilas\n"
                          "75020 Paris\n",
                          "SIRET 123 456 782 00010", "TVA FR83404833048", "Dr Alix Martin",
                          "RPPS 10003456784", "Durand Noé\n3 rue Haute\n1000 Bruxelles\nBE\n",
                          "Consultation|1|–|30,00\u00A0€|30,00\u00A0€|", "Total 30,00\u00A0€",
                          "Art. 261-4-1° du CGI", "À régler au plus tard le "});
    check_says(at.printed(at.issued(), Language::en), {"Invoice F2026-00002", "To be paid by "});
}

TEST_CASE("paper: the day of the service is on its invoice: the visit's, the one that was said, or "
          "the day of issue")
{
    Office at;
    check_says(at.printed(at.issued()), {"Prestation du 01/06/2026"});
    const auto said = [&](std::string_view day) {
        return at.desk.post(
            "/api/invoices", at.bill(at.lines_of(3000), fmt::format(R"(,"visited_on":"{}")", day)));
    };
    const auto draft = said("2026-05-28");
    REQUIRE_MESSAGE(draft.status == 201, draft.body);
    const auto by_hand = "/api/invoices/" + draft.json("/id");
    REQUIRE(at.desk.post(by_hand + "/issue").status == 200);
    check_says(at.printed(by_hand), {"Prestation du 28/05/2026"});
    const auto before = at.clinic.snapshot();
    CHECK(said("2026-06-02").json("/errors/0/pointer") == "/visited_on");
    CHECK(at.clinic.snapshot() == before);
    const auto visit = at.visited();
    const auto path = "/api/invoices/" + at.bill_of(visit).json("/items/0/id");
    REQUIRE(at.desk.post(path + "/issue").status == 200);
    check_says(at.printed(path), {"Visite du 01/06/2026"});
}

TEST_CASE(
    "paper: where VAT is charged, prices are told with it and without, and the VAT by its rate")
{
    Office at;
    const auto draft = at.desk.post("/api/invoices", at.bill(at.taxed(6000, 2000)));
    REQUIRE_MESSAGE(draft.status == 201, draft.body);
    const auto path = "/api/invoices/" + draft.json("/id");
    REQUIRE(at.desk.post(path + "/issue").status == 200);
    check_says(at.printed(path),
        {"P.U. HT|TVA|P.U. TTC|Total TTC|",
            "Séance|1|50,00\u00A0€|20\u00A0%|60,00\u00A0€|60,00\u00A0€|",
            "Total hors TVA 50,00\u00A0€", "TVA 10,00\u00A0€", "Total TTC 60,00\u00A0€",
            "TVA 20\u00A0% : 10,00\u00A0€ sur 50,00\u00A0€"});
}

TEST_CASE("paper: a credit note names the invoice that it takes back, and why")
{
    Office at;
    const auto path = at.issued();
    const auto note = at.desk.post(path + "/credit", R"({"reason":"Erreur de tarif"})");
    REQUIRE_MESSAGE(note.status < 300, note.body);
    CHECK(note.json("/credits/number") == "F2026-00001");
    check_says(at.printed("/" + note.json("/id")),
        {"Avoir A2026-00001", "Avoir sur la facture F2026-00001 du 01/06/2026",
            "Motif : Erreur de tarif", "SIRET 123 456 782 00010", "3 rue Haute"});
}

TEST_CASE("paper: what was issued says for ever what it said")
{
    Office at;
    const auto path = at.issued();
    const auto before = at.printed(path);
    REQUIRE(at.desk.patch("/api/patients/" + at.noe_id.str(), R"({"address":null})").status == 200);
    CHECK(at.printed(path) == before);
}

} // namespace clinic::billing
