// Somebody with one role at one site and another at another has exactly what somebody with the one role there and somebody
// with the other role there have between them: no role of theirs reaches the other site.
//
// It was seen to fail with: a module that asks for the sites of a person, whatever they are there.

#include "two_houses.hpp"

#include <array>

namespace clinic::test {
namespace {
using enum auth::Role;

struct Region {
    TestClinic clinic;
    House north;
    House south;
    Visitor lea; ///< receptionist in the north, accountant in the south
    Visitor desk; ///< receptionist in the north
    Visitor books; ///< accountant in the south
    Visitor nobody; ///< receptionist and accountant, on the south's list as neither

    Region()
        : north(at_eight(clinic).build()),
          south(Builder(clinic, "Sud").build()),
          lea(clinic.sign_in({receptionist, accountant})),
          desk(clinic.sign_in(receptionist)),
          books(clinic.sign_in(accountant)),
          nobody(clinic.sign_in({receptionist, accountant, practitioner}))
    {
        post(north, lea, {receptionist});
        post(south, lea, {accountant});
        post(north, desk, {});
        post(south, books, {accountant});
        post(south, nobody, {practitioner});
        post(north, nobody, {accountant});
        clinic.settle();
    }
    static Builder at_eight(TestClinic& clinic)
    {
        clinic->clock.set(*Instant::parse("2026-06-01T06:00:00Z"));
        return Builder(clinic, "Nord");
    }
    void post(const House& house, Visitor& who, std::initializer_list<Role> roles)
    {
        clinic->clinics.set_duty(
            *clinics::SiteId::parse(house.id("site_id")), who.user(), std::vector<Role>(roles));
    }
};

constexpr std::array objects{"/api/appointments/$appointment_id", "/api/board?site_id=$site_id",
    "/api/appointments/$later_visit/history", "/api/invoices/$invoice_id",
    "/api/invoices/$draft_id", "/api/invoices/$invoice_id/pdf",
    "/api/billing/payments/$payment_id/receipt", "/api/patients/$patient_id",
    "/api/consultations/$consultation_id", "/api/documents?patient_id=$patient_id",
    "/api/patients/$patient_id/record"};

constexpr std::array lists{"/api/appointments?site_id=$site_id", "/api/appointments",
    "/api/invoices?site_id=$site_id", "/api/invoices", "/api/billing/payments?site_id=$site_id",
    "/api/billing/payments"};

constexpr std::string_view june = "?from=2026-06-01&until=2026-06-30";

} // namespace

TEST_CASE("roles per site: what one sees is what the two roles see at their own sites")
{
    Region at;
    int opened = 0;
    for (const auto* house : {&at.north, &at.south}) {
        for (const auto* path : objects) {
            const auto target = house->filled(path);
            const auto mine = at.lea.get(target).status;
            const bool either = at.desk.get(target).status == 200 ||
                                at.books.get(target).status == 200;
            CHECK_MESSAGE((mine == 200) == either, house->id("site_id") << path << ": " << mine);
            opened += mine == 200 ? 1 : 0;
        }
        for (const auto* path : lists) {
            const auto target = house->filled(path);
            const auto of = [&](Visitor& who) {
                const auto reply = who.get(target);
                return reply.status == 200 ? reply.size() : 0;
            };
            CHECK_MESSAGE(of(at.lea) == of(at.desk) + of(at.books), path);
        }
    }
    CHECK(opened > 8);
}

TEST_CASE("roles per site: a role does not reach the site where one has another")
{
    Region at;
    const auto status = [](Visitor& who, const House& house, std::string_view path) {
        return who.get(house.filled(std::string(path))).status;
    };
    CHECK(status(at.lea, at.north, "/api/board?site_id=$site_id") == 200);
    CHECK(status(at.lea, at.south, "/api/board?site_id=$site_id") == 404);
    CHECK(status(at.lea, at.south, "/api/appointments/$appointment_id") == 404);
    CHECK(status(at.books, at.north, "/api/invoices/$invoice_id") == 404);
    CHECK(status(at.lea, at.south, "/api/invoices/$invoice_id") == 200);
    CHECK(status(at.nobody, at.south, "/api/invoices/$invoice_id") == 404);
    CHECK(status(at.nobody, at.south, "/api/board?site_id=$site_id") == 404);
    CHECK(status(at.nobody, at.north, "/api/board?site_id=$site_id") == 404);
    CHECK(status(at.nobody, at.north, "/api/invoices/$invoice_id") == 200);
    // Papers lie with the patient and know no site: who keeps the books of one reads them by the invoice.
    CHECK(status(at.books, at.south, "/api/documents?patient_id=$patient_id") == 404);
    CHECK(status(at.books, at.south, "/api/invoices/$invoice_id/pdf") == 200);
}

TEST_CASE("roles per site: acts and figures follow the role as well")
{
    Region at;
    const auto bill =
        R"({"patient_id":"$patient_id","site_id":"$site_id","practitioner_id":"$practitioner_id",)"
        R"("lines":[{"label":"Soin","unit_price":{"amount":3000,"currency":"EUR"},"exemption":"Exonéré"}]})";
    const auto book =
        R"({"patient_id":"$patient_id","site_id":"$site_id","practitioner_id":"$practitioner_id",)"
        R"("visit_type_id":"$visit_type_id","starts_at":"2026-06-03T08:00:00Z"})";
    const auto before = at.clinic.snapshot();
    CHECK(at.books.post("/api/invoices", at.north.filled(bill)).status == 403);
    CHECK(at.lea.post("/api/appointments", at.south.filled(book)).status >= 400);
    CHECK(
        at.books.post(at.north.filled("/api/invoices/$invoice_id/credit"), R"({"reason":"Erreur"})")
            .status == 404);
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.books.post("/api/invoices", at.south.filled(bill)).status == 201);
    CHECK(at.lea.post("/api/invoices", at.south.filled(bill)).status == 201);
    CHECK(at.lea.post("/api/appointments", at.north.filled(book)).status == 201);
    at.clinic.settle(); // figures follow by events

    const auto money = [&](Visitor& who, const House& house) {
        return who.get(fmt::format("/api/reports/finance{}&site_id={}", june, house.id("site_id")))
            .json("/totals/0/received/amount");
    };
    CHECK(money(at.lea, at.south) == "3000");
    CHECK(money(at.lea, at.north).empty());
    CHECK(money(at.books, at.north).empty());
    const auto visits = [&](Visitor& who, const House& house) {
        return who.get(fmt::format("/api/reports/activity{}&site_id={}", june, house.id("site_id")))
            .body;
    };
    CHECK(visits(at.lea, at.north) == visits(at.desk, at.north));
    CHECK(visits(at.lea, at.north) != visits(at.lea, at.south));
}

TEST_CASE("roles per site: taken away, it is over with the next request")
{
    Region at;
    auto admin = at.clinic.sign_in(auth::Role::admin);
    const auto duty = at.north.filled("/api/clinics/$site_id/staff/") + at.lea.user().str();
    const auto board = at.north.filled("/api/board?site_id=$site_id");
    REQUIRE(at.lea.get(board).status == 200);
    REQUIRE(admin.put(duty, R"({"roles":["accountant"]})").status == 200);
    CHECK(at.lea.get(board).status == 404);
    REQUIRE(admin.put(duty, R"({"roles":[]})").status == 200);
    CHECK(at.lea.get(board).status == 200);
    REQUIRE(admin.del(duty).status == 204);
    CHECK(at.lea.get(board).status == 404);
}

} // namespace clinic::test
