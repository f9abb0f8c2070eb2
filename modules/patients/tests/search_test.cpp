#include "desk.hpp"

namespace clinic::patients {
namespace {

struct SearchDesk : Desk {
    SearchDesk()
    {
        add("Lefèvre-Noël", "Chloé", R"("birth_date": "1980-03-12", "phone": "06 12 34 56 78")");
        add("Martin", "Chloé", R"("used_name": "O'Brien", "phone": "+33 6 12 99 00 11")");
        add("Martinez", "Zoé", R"("birth_date": "1980-12-03", "phone": "0044 20 7946 0958")");
        add("Dupont", "Martine", R"("birth_date": "2001-02-01", "phone": "01.02.20.01.55")");
        add("Œuvrard", "Jean-François");
        add("Lý", "An");
    }
    std::string operator()(std::string_view q) { return found(desk, q); }
};

} // namespace

TEST_CASE("names are found without accents, capitals, hyphens and apostrophes")
{
    SearchDesk find;
    CHECK(find("lefevre") == "Lefèvre-Noël Chloé");
    CHECK(find("LEFÈVRE NOËL") == "Lefèvre-Noël Chloé");
    CHECK(find("lefevre-noel") == "Lefèvre-Noël Chloé");
    CHECK(find("noël") == "Lefèvre-Noël Chloé");
    CHECK(find("o'brien") == "Martin Chloé");
    CHECK(find("obrien") == "Martin Chloé");
    CHECK(find("jeanfr") == "Œuvrard Jean-François");
    CHECK(find("oeuvr") == "Œuvrard Jean-François");
    CHECK(find("œuvr") == "Œuvrard Jean-François");
    CHECK(find("jean francois") == "Œuvrard Jean-François");
    CHECK(find("ly") == "Lý An");
    CHECK(find("l") == "Lefèvre-Noël Chloé, Lý An");
}

TEST_CASE("several words all match, in any order, each as a beginning")
{
    SearchDesk find;
    CHECK(find("chloe mart") == "Martin Chloé");
    CHECK(find("mart chl") == "Martin Chloé");
    CHECK(find("mart z") == "Martinez Zoé");
    CHECK(find("z mart") == "Martinez Zoé");
    CHECK(find("noel chl lef") == "Lefèvre-Noël Chloé");
    CHECK(find("an ly") == "Lý An");
    CHECK(find("chloe dupont") == "");
    CHECK(find("zzz") == "");
}

TEST_CASE("names that start with it come first, each patient once")
{
    SearchDesk find;
    CHECK(find("mart") == "Martinez Zoé, Martin Chloé, Dupont Martine");
    CHECK(find("chloe") == "Lefèvre-Noël Chloé, Martin Chloé");
    CHECK(find("martin") == "Martinez Zoé, Martin Chloé, Dupont Martine");
    // The name somebody goes by stands before the one of birth.
    CHECK(find("o") == "Martin Chloé, Œuvrard Jean-François");
}

TEST_CASE("any part of a name is found when three letters are given")
{
    SearchDesk find;
    CHECK(find("fevre") == "Lefèvre-Noël Chloé");
    CHECK(find("rtin") == "Dupont Martine, Martinez Zoé, Martin Chloé");
    CHECK(find("vrard") == "Œuvrard Jean-François");
    CHECK(find("rtin chloe") == "Martin Chloé");
    CHECK(find("chloe rtin") == "Martin Chloé");
    CHECK(find("pont mart") == "Dupont Martine");
    CHECK(find("rt") == "");
}

TEST_CASE("telephones are found in whatever form they are typed or stored")
{
    SearchDesk find;
    CHECK(find("06 12") == "Lefèvre-Noël Chloé, Martin Chloé");
    CHECK(find("+33 6 12 34") == "Lefèvre-Noël Chloé");
    CHECK(find("+33 (0)6 12 34") == "Lefèvre-Noël Chloé");
    CHECK(find("0033612.99") == "Martin Chloé");
    CHECK(find("06-12-34-56-78") == "Lefèvre-Noël Chloé");
    CHECK(find("612345") == "Lefèvre-Noël Chloé");
    CHECK(find("+44 20") == "Martinez Zoé");
    CHECK(find("chloe 0612") == "Lefèvre-Noël Chloé, Martin Chloé");
    CHECK(find("0612 99 mart") == "Martin Chloé");
    CHECK(find("9999999") == "");
}

TEST_CASE("birth dates are found in the forms people type")
{
    SearchDesk find;
    for (const auto* date : {"12/03/1980", "12.03.1980", "12-3-1980", "12031980", "1980-03-12"}) {
        CHECK(find(date) == "Lefèvre-Noël Chloé");
    }
    CHECK(find("03/12/1980") == "Martinez Zoé");
    CHECK(find("mart 3/12/1980") == "Martinez Zoé");
    CHECK(find("3/12/1980 chloe") == "");
    CHECK(find("12/03/1980 0612") == "Lefèvre-Noël Chloé");
    CHECK(find("12/03/1980 0699") == "");
    CHECK(find("31/02/1980") == "");
    // The same digits are a birth date and the beginning of a telephone.
    CHECK(find("01022001") == "Dupont Martine");
}

TEST_CASE("the search follows every change of a record")
{
    Desk at;
    const auto path = at.add("Quesnel", "Léa", R"("phone": "06 12 34 56 78")");
    CHECK(at.desk
              .patch(path, R"({"birth_name": "Zola", "phone": "07 00 00 00 00",
        "birth_date": "1990-01-02"})")
              .status == 200);
    for (const auto* gone : {"quesnel", "uesne", "lea que", "0612"}) {
        CHECK(Desk::found(at.desk, gone) == "");
    }
    for (const auto* now : {"zola", "ola", "lea zo", "0700", "02/01/1990"}) {
        CHECK(Desk::found(at.desk, now) == "Zola Léa");
    }
}

TEST_CASE("nothing typed lists everyone by name, page by page, each once")
{
    SearchDesk find;
    const auto whole = Desk::names(find.desk.get("/api/patients"));
    CHECK(whole == "Dupont Martine, Lefèvre-Noël Chloé, Lý An, Martinez Zoé, Martin Chloé, "
                   "Œuvrard Jean-François"); // O'Brien is what Chloé Martin goes by
    std::string paged;
    std::string cursor;
    do {
        const auto page = find.desk.get("/api/patients?limit=2&count=true" + cursor);
        CHECK(page.json("/total") == "6");
        paged += (paged.empty() ? "" : ", ") + Desk::names(page);
        cursor = page.json("/next").empty() ? "" : "&cursor=" + page.json("/next");
    } while (!cursor.empty());
    CHECK(paged == whole);
    CHECK(find.desk.get("/api/patients?cursor=bogus").json("/errors/0/pointer") == "?cursor");
    CHECK(find.desk.get("/api/patients?limit=0").json("/errors/0/pointer") == "?limit");
}

TEST_CASE("a search goes on where its page ended, across its kinds of matches")
{
    Desk at;
    std::vector<NewPatient> crowd;
    for (int i = 0; i < 30; ++i) {
        NewPatient one;
        one.birth_name = i % 3 == 0 ? "Marteau" : fmt::format("Name{}", i);
        one.first_name = i % 2 == 0 ? "Martial" : fmt::format("Martha Anna{}", i);
        if (i % 5 == 0) one.used_name = "Martinot";
        crowd.push_back(one);
    }
    (void)at.clinic->patients.add(crowd);
    std::vector<std::string> ids;
    std::string cursor;
    do {
        const auto page = at.desk.get("/api/patients?limit=7&q=mart" + cursor);
        for (std::size_t i = 0; i < page.size(); ++i) {
            ids.push_back(page.json(fmt::format("/items/{}/id", i)));
        }
        cursor = page.json("/next").empty() ? "" : "&cursor=" + page.json("/next");
    } while (!cursor.empty());
    CHECK(ids.size() == 30);
    std::ranges::sort(ids);
    CHECK(std::ranges::adjacent_find(ids) == ids.end());
}

TEST_CASE("what is typed is never a pattern or a query")
{
    SearchDesk find;
    CHECK(find("%") == find(""));
    CHECK(find("_artin") == find("artin"));
    CHECK(find("mart' OR 1=1 --") == "");
    CHECK(find.desk.get("/api/patients?q=" + std::string(201, 'a')).status == 422);
}

} // namespace clinic::patients
