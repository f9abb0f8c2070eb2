#include "platform/core/text.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace clinic;

TEST_CASE("folding makes names findable without accents, case or punctuation")
{
    CHECK(text::folded("Lefèvre-Noël") == "lefevre noel");
    CHECK(text::folded("LEFÈVRE NOËL") == "lefevre noel");
    CHECK(text::folded("Lefe\u0300vre\u2011Noe\u0308l") == "lefevre noel");
    CHECK(text::folded("François Gonçalves") == "francois goncalves");
    CHECK(text::folded("d'Aubigné") == "d aubigne");
    CHECK(text::folded("d’Aubigné") == "d aubigne");
    CHECK(text::folded("D‘AUBIGNÉ") == "d aubigne");
    CHECK(text::folded("L’Haÿ–les—Roses") == "l hay les roses");
    CHECK(text::folded("  Jean \t -  Luc  ") == "jean luc");
    CHECK(text::folded("Jean\u00A0Luc") == "jean luc");
}

TEST_CASE("folding spells ligatures and foreign letters out, in either case")
{
    CHECK(text::folded("Cœur") == "coeur");
    CHECK(text::folded("CŒUR") == "coeur");
    CHECK(text::folded("Lætitia ÆTHER") == "laetitia aether");
    CHECK(text::folded("Groß GROẞ") == "gross gross");
    CHECK(text::folded("Søren Øst") == "soren ost");
    CHECK(text::folded("Łukasz") == "lukasz");
    CHECK(text::folded("Đorđe") == "dorde");
    CHECK(text::folded("ﬁn ﬀ") == "fin ff");
    CHECK(text::folded("İzmir Işık") == "izmir isik");
}

TEST_CASE("folding what is already folded changes nothing, and nothing folds to nothing")
{
    for (const auto* name : {"Lefèvre-Noël", "Œdipe’s", "Ångström ﬃ", "Ελένη", "محمد", "李小龍"}) {
        const auto once = text::folded(name);
        CHECK(text::folded(once) == once);
    }
    CHECK(text::folded("") == "");
    CHECK(text::folded(" -’ ") == "");
    CHECK(text::folded("É\u00ADric") == "eric");
}

TEST_CASE("UTF-8 is what RFC 3629 says it is")
{
    CHECK(text::is_utf8(""));
    CHECK(text::is_utf8("plain text longer than eight bytes"));
    CHECK(text::is_utf8("é € 𝄞 \U0010FFFF"));
    CHECK_FALSE(text::is_utf8("12345678\x80"));
    CHECK_FALSE(text::is_utf8("\xC3"));
    CHECK_FALSE(text::is_utf8("\xC0\xAF"));
    CHECK_FALSE(text::is_utf8("\xED\xA0\x80"));
    CHECK_FALSE(text::is_utf8("\xF4\x90\x80\x80"));
    CHECK_THROWS_AS((void)text::folded("\xC3("), std::invalid_argument);
}

TEST_CASE("length counts code points")
{
    CHECK(text::length("") == 0);
    CHECK(text::length("Noël") == 4);
    CHECK(text::length("𝄞€") == 2);
}

TEST_CASE("trimming takes white space of any kind off both ends, and only there")
{
    CHECK(text::trimmed(" \t\r\nNoël  Dupont \u00A0\u2003") == "Noël  Dupont");
    CHECK(text::trimmed("\uFEFFa") == "a");
    CHECK(text::trimmed(" \u3000 ") == "");
}

TEST_CASE("control characters and bidirectional overrides are found")
{
    CHECK_FALSE(text::has_control("Noël 👩‍⚕️", false));
    CHECK(text::has_control("a\nb", false));
    CHECK_FALSE(text::has_control("a\n\tb", true));
    CHECK(text::has_control("a\rb", true));
    CHECK(text::has_control("a\x1B[31m", true));
    CHECK(text::has_control("a\u0085", true));
    CHECK(text::has_control("a\u202Eb", true));
    CHECK(text::has_control("a\u2066b", true));
    CHECK(text::has_control(std::string_view("a\0b", 3), true));
}

TEST_CASE("text is stored composed")
{
    CHECK(text::composed("Noe\u0308l") == "Noël");
    CHECK(text::composed("ASCII") == "ASCII");
    CHECK(text::composed("ﬁ") == "ﬁ");
}
