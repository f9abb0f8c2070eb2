#include "auth/auth.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

std::string weakness(
    std::string_view password, std::string_view email = "marie.dupont@test.example")
{
    const auto problem = auth::password_weakness("password", password, {email});
    return problem ? problem->errors.front().code : "";
}

} // namespace

TEST_CASE("password rules: length counts characters, not bytes")
{
    CHECK(weakness("") == "too_short");
    CHECK(weakness("ninechars") == "too_short");
    CHECK(weakness("éàèùâêîôû") == "too_short");
    CHECK(weakness("tiens dix!") == "");
    CHECK(weakness(std::string(201, 'x') + "y") == "too_long");
}

TEST_CASE("password rules: what is tried first is refused, dressed up or not")
{
    for (const auto* password : {"password123", "Password2024!", "MOTDEPASSE1", "Mot de passe !!",
             "azertyuiop", "1234567890", "0987654321", "0123456789", "aaaaaaaaaaaa", "abababababab",
             "123123123123", "abcdefghijkl", "qwertyuiop", "bienvenue2026", "bonjourbonjour",
             "Clinique-2026", "1q2w3e4r5t", "jetaimejetaime", "monoclinic01", "p@ssw0rd2024",
             "S0leil!2019", "motdepassesoleil", "princesse1998", "Marseille13013", "juillet2026!",
             "NicolasNicolas", "superman2000", "$uperman2000"}) {
        CAPTURE(password);
        CHECK(weakness(password) == "common");
    }
}

TEST_CASE("password rules: a phrase will do, even with a common word in it")
{
    for (const auto* password : {"correct horse battery", "le chocolat du dimanche",
             "password of my aunt", "vélo bleu 1987", "xk3!pq9zlw", "トンネルを抜けると雪国"}) {
        CAPTURE(password);
        CHECK(weakness(password) == "");
    }
}

TEST_CASE("password rules: not one's own name, unless it is part of more")
{
    const auto of_zoe = [](std::string_view password) {
        const auto problem = auth::password_weakness(
            "password", password, {"zl@test.example", "Zoé", "Lefèvre-Roux"});
        return problem ? problem->errors.front().code : "";
    };
    CHECK(of_zoe("zoelefevre-roux1990") == "contains_name");
    CHECK(of_zoe("Lefèvre-Roux 75020") == "contains_name");
    CHECK(of_zoe("la girafe de zoe mange") == "");
    CHECK(of_zoe("correct horse battery") == "");
}

TEST_CASE("password rules: not one's own e-mail address")
{
    CHECK(weakness("marie.dupont1987") == "contains_email");
    CHECK(weakness("xx Marie.Dupont xx") == "contains_email");
    CHECK(weakness("ann and the cat", "ann@test.example") == ""); // too short to tell
}

TEST_CASE("password rules: the refusal names the field in both languages")
{
    const auto problem = auth::password_weakness("new_password", "short", {"a@test.example"});
    REQUIRE(problem);
    CHECK(problem->refusal == Refusal::invalid);
    CHECK(problem->errors.front().pointer == "/new_password");
    CHECK(problem->errors.front().detail.fr.starts_with("Au moins 10"));
    CHECK(problem->errors.front().detail.en.starts_with("At least 10"));
}

} // namespace clinic::test
