// Roles per site: as what somebody works where.

#include "catalogue.hpp"

namespace clinic::clinics {
namespace {

/// Two sites, and somebody at the front desk who also keeps books.
struct Duties : Catalogue {
    test::Visitor lea;
    std::string first;
    std::string second;

    Duties()
        : lea(clinic.sign_in({Role::receptionist, Role::accountant})), first(site()), second(site())
    {
    }
    [[nodiscard]] std::string at(const std::string& site) const
    {
        return site + "/staff/" + lea.user().str();
    }
    test::Reply set(const std::string& site, std::string_view roles)
    {
        return admin.put(at(site), fmt::format(R"({{"roles":{}}})", roles));
    }
    [[nodiscard]] Posting posted(http::Roles roles)
    {
        return clinic->clinics.posting(lea.user(), roles);
    }
    static SiteId id(const std::string& site) { return *SiteId::parse(id_of(site)); }
};

constexpr auto desk_role = auth::bit(Role::receptionist);
constexpr auto books_role = auth::bit(Role::accountant);

} // namespace

TEST_CASE("duties: somebody has one role at one site and another at another")
{
    Duties at;
    const auto set = at.set(at.first, R"(["receptionist"])");
    REQUIRE(set.status == 200);
    CHECK(set.json("/roles") == R"(["receptionist","accountant"])");
    CHECK(set.json("/roles_here") == R"(["receptionist"])");
    REQUIRE(at.set(at.second, R"(["accountant"])").status == 200);
    CHECK(at.posted(desk_role).sites == std::vector{at.id(at.first)});
    CHECK(at.posted(books_role).sites == std::vector{at.id(at.second)});
    CHECK_FALSE(at.posted(books_role).everywhere);
    CHECK(at.lea.get(at.first + "/staff").json("/items/0/roles_here") == R"(["receptionist"])");

    REQUIRE(at.set(at.second, "[]").status == 200);
    CHECK(at.posted(desk_role).at(at.id(at.second)));
    CHECK_FALSE(at.posted(books_role).everywhere); // the first still names roles
    CHECK(at.posted(books_role).sites == std::vector{at.id(at.second)});
    REQUIRE(at.set(at.first, "[]").status == 200);
    CHECK(at.posted(books_role).everywhere);
}

TEST_CASE(
    "duties: a role that one does not have is had nowhere, and an administrator is one everywhere")
{
    Duties at;
    REQUIRE(at.set(at.first, "[]").status == 200);
    http::Principal who;
    who.user = at.lea.user();
    who.roles = desk_role;
    CHECK(at.clinic->clinics.posting(who, desk_role | books_role).sites.size() == 1);
    CHECK_FALSE(at.clinic->clinics.posting(who, desk_role | books_role).everywhere);
    CHECK(at.clinic->clinics.posting(who, books_role).sites.empty());
    who.roles = auth::bit(Role::admin);
    CHECK(at.clinic->clinics.posting(who, desk_role | auth::bit(Role::admin)).everywhere);
}

TEST_CASE("duties: the list of who is there keeps the roles of those who stay")
{
    Duties at;
    REQUIRE(at.set(at.first, R"(["receptionist"])").status == 200);
    const auto staff = fmt::format(
        R"({{"user_ids":["{}","{}"]}})", at.lea.user().view(), at.desk.user().view());
    REQUIRE(at.admin.put(at.first + "/staff", staff).size() == 2);
    CHECK_FALSE(at.posted(books_role).everywhere);
    CHECK(at.posted(books_role).sites.empty());
    const auto before = at.stored();
    // Bound to no site any more, she would have the books of them all.
    CHECK(at.admin.del(at.at(at.first)).code() == "last_duty");
    const auto without = fmt::format(R"({{"user_ids":["{}"]}})", at.desk.user().view());
    CHECK(at.admin.put(at.first + "/staff", without).code() == "last_duty");
    CHECK(at.stored() == before);
    REQUIRE(at.set(at.second, R"(["accountant"])").status == 200);
    REQUIRE(at.admin.del(at.at(at.first)).status == 204);
    CHECK(at.admin.get(at.first + "/staff").size() == 1);
    CHECK(at.admin.del(at.at(at.first)).status == 404);
    CHECK(at.posted(desk_role).sites.empty());
    CHECK(at.posted(books_role).sites == std::vector{at.id(at.second)});
    CHECK_FALSE(at.posted(books_role).everywhere);
    // Saying so is another thing than taking away.
    REQUIRE(at.set(at.second, "[]").status == 200);
    CHECK(at.posted(books_role).everywhere);
    REQUIRE(at.admin.del(at.at(at.second)).status == 204);
    CHECK(at.admin.get("/api/admin/audit?action=clinics.set_duty").json("/items/2/detail") ==
          fmt::format(
              R"({{"user":"{}","roles":["receptionist"],"left":false}})", at.lea.user().view()));
}

TEST_CASE(
    "duties: refused are roles that one does not have, is everywhere, or has twice; with no effect")
{
    Duties at;
    (void)at.clinic.events();
    const auto before = at.stored();
    refused(at.set(at.first, R"(["practitioner"])"), "/roles/0", "role");
    refused(at.set(at.first, R"(["receptionist","receptionist"])"), "/roles/1", "repeated");
    const auto put = [&](const std::string& who, std::string_view roles) {
        return at.admin.put(at.first + "/staff/" + who, fmt::format(R"({{"roles":{}}})", roles));
    };
    refused(put(at.admin.user().str(), R"(["admin"])"), "/roles/0", "role");
    refused(put(at.patient.user().str(), "[]"), "/user_id", "role");
    CHECK(put(UserId::fresh().str(), "[]").status == 404);
    CHECK(at.admin
              .put("/api/clinics/" + SiteId::fresh().str() + "/staff/" + at.lea.user().str(),
                  R"({"roles":[]})")
              .status == 404);
    CHECK(at.lea.put(at.at(at.first), R"({"roles":[]})").status == 403);
    CHECK(at.desk.del(at.at(at.first)).status == 403);
    CHECK(at.stored() == before);
    CHECK(at.clinic.events().empty());
}

} // namespace clinic::clinics
