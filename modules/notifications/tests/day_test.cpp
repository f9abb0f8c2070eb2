#include "support/practice.hpp"

namespace clinic::notifications {

using test::Practice;
namespace {

constexpr auto no_payments = R"({"items":[{"group":"payments","in_app":false,"email":false}]})";

struct Day : Practice {
    template <class E> void told(const E& event)
    {
        clinic.database->write_now([&](db::Tx& tx) { clinic->bus.emit(tx, event); });
        clinic.settle();
    }
    /// The path of an invoice of 30 € to Noé.
    std::string issued()
    {
        const auto draft = desk.post("/api/invoices",
            fmt::format(
                R"({{"patient_id":"{}","site_id":"{}","practitioner_id":"{}","lines":[{{"label":"Consultation",)"
                R"("unit_price":{{"amount":3000,"currency":"EUR"}},"exemption":"Art. 261-4-1° du CGI"}}]}})",
                noe_id.view(), site.view(), martin.view()));
        REQUIRE_MESSAGE(draft.status == 201, draft.body);
        const auto path = "/api/invoices/" + draft.json("/id");
        REQUIRE(desk.post(path + "/issue").status == 200);
        clinic.settle();
        return path;
    }
};

} // namespace

TEST_CASE("an invoice is told to its patient, in the app and by mail, once")
{
    Day at;
    const auto invoice = at.desk.get(at.issued());
    billing::Issued again;
    static_cast<billing::Fact&>(again) = {
        *billing::InvoiceId::parse(invoice.json("/id")), at.noe_id, at.martin, at.site};
    again.number = invoice.json("/number");
    again.total = {3000, "EUR"};
    again.issued_on = *LocalDate::parse("2026-06-01");
    at.told(again);
    const auto news = at.noe.get("/api/notifications");
    CHECK(news.size() == 1);
    CHECK(news.json("/items/0/kind") == "billing.issued");
    CHECK(news.json("/items/0/title") == "Nouvelle facture");
    CHECK(news.json("/items/0/body") == "Facture " + invoice.json("/number") + ", 30,00\u00A0€.");
    CHECK(news.json("/items/0/link") == "/my-invoices");
    REQUIRE(at.smtp.mails().size() == 1);
    const auto mail = at.smtp.mails().front();
    CHECK(mail.header("Subject") == "Nouvelle facture");
    CHECK(mail.part("text/plain").contains("https://lilas.example/my-invoices"));
    for (auto* other : {&at.desk, &at.doctor, &at.admin}) CHECK(at.unread(*other) == "0");
}

TEST_CASE("a payment is told with what was received")
{
    Day at;
    REQUIRE(at.desk.post(at.issued() + "/pay", R"({"method":"card"})").status == 200);
    at.clinic.settle();
    CHECK(at.noe.get("/api/notifications").json("/items/0/kind") == "billing.paid");
    CHECK(at.noe.get("/api/notifications").json("/items/0/body").contains("30,00\u00A0€"));
    CHECK(at.smtp.mails().size() == 2);
}

TEST_CASE("who does not want to hear of payments hears of visits all the same")
{
    Day at;
    REQUIRE(at.noe.put("/api/notification-preferences", no_payments).status == 200);
    (void)at.issued();
    CHECK(at.unread(at.noe) == "0");
    CHECK(at.smtp.mails().empty());
    at.booked(at.desk, at.noe_id);
    CHECK(at.unread(at.noe) == "1");
    CHECK(at.smtp.mails().size() == 1);
}

TEST_CASE(
    "a document that is shared is told once, by mail without its name; papers of billing are not")
{
    Day at;
    documents::Added added;
    added.document = documents::DocumentId::fresh();
    added.patient = at.noe_id;
    added.category = documents::Category::prescription;
    added.shared = true;
    at.told(added);
    documents::Shared shared;
    shared.document = added.document;
    shared.patient = at.noe_id;
    at.told(shared);
    CHECK(at.unread(at.noe) == "1");
    CHECK(at.noe.get("/api/notifications").json("/items/0/link") == "/my-documents");
    REQUIRE(at.smtp.mails().size() == 1);
    CHECK(at.smtp.mails().front().header("Subject") == "Document partagé");
    added.document = documents::DocumentId::fresh();
    added.category = documents::Category::receipt;
    at.told(added);
    CHECK(at.unread(at.noe) == "1");
    CHECK(at.smtp.mails().size() == 1);
}

TEST_CASE("what a patient brings of a laboratory is told to who cares for them, and to nobody else")
{
    Day at;
    at.clinic->patients.enter_care(at.noe_id, at.doctor.user());
    documents::Added added;
    added.document = documents::DocumentId::fresh();
    added.patient = at.noe_id;
    added.category = documents::Category::lab_report;
    added.shared = true;
    added.by = at.noe.user();
    added.by_patient = true;
    at.told(added);
    CHECK(at.unread(at.doctor) == "1");
    CHECK(at.doctor.get("/api/notifications").json("/items/0/body") ==
          "Durand Alex has uploaded a lab report.");
    for (auto* other : {&at.noe, &at.colleague, &at.desk, &at.admin})
        CHECK(at.unread(*other) == "0");
    CHECK(at.smtp.mails().empty());
}

TEST_CASE("an author hears of comments by others, admins of what is reported")
{
    Day at;
    const auto post = at.doctor.post("/api/posts", R"({"text":"Bougez !"})").json("/id");
    REQUIRE(!post.empty());
    REQUIRE(at.doctor.post("/api/posts/" + post + "/comments", R"({"text":"Moi"})").status == 201);
    REQUIRE(at.noe.post("/api/posts/" + post + "/comments", R"({"text":"Merci"})").status == 201);
    at.clinic.settle();
    CHECK(at.unread(at.doctor) == "1");
    CHECK(at.doctor.get("/api/notifications").json("/items/0/kind") == "coaching.commented");
    CHECK(at.doctor.get("/api/notifications").json("/items/0/link") == "/posts/" + post);
    REQUIRE(at.noe.post("/api/posts/" + post + "/report", R"({"reason":"spam"})").status < 300);
    REQUIRE(
        at.desk.post("/api/posts/" + post + "/report", R"({"reason":"other","detail":"Publicité"})")
            .status < 300);
    at.clinic.settle();
    CHECK(at.unread(at.admin) == "1");
    CHECK(at.admin.get("/api/notifications").json("/items/0/title") == "Post reported");
}

TEST_CASE("an author hears once that a post is liked, and reads by how many; a like given again is "
          "no news")
{
    Day at;
    const auto post = "/api/posts/" +
                      at.doctor.post("/api/posts", R"({"text":"Bougez !"})").json("/id");
    const auto like = [&](test::Visitor& who) {
        REQUIRE(who.post(post + "/like").status == 200);
        at.clinic.settle();
    };
    const auto body = [&] { return at.doctor.get("/api/notifications").json("/items/0/body"); };
    like(at.doctor);
    CHECK(at.unread(at.doctor) == "0"); // one's own applause
    like(at.noe);
    CHECK(at.unread(at.doctor) == "1");
    CHECK(at.doctor.get("/api/notifications").json("/items/0/kind") == "coaching.liked");
    CHECK(at.doctor.get("/api/notifications").json("/items/0/link") == post.substr(4));
    CHECK(body() == "Camille T. likes your post."); // a patient: as the feed calls them
    like(at.colleague);
    CHECK(body().ends_with(" and one other person like your post."));
    like(at.desk);
    CHECK(body().ends_with(" and 2 other people like your post."));
    CHECK(at.unread(at.doctor) == "1");

    REQUIRE(at.doctor.post("/api/notifications/read-all").status == 204);
    for (auto* who : {&at.noe, &at.colleague, &at.desk})
        REQUIRE(who->del(post + "/like").status == 200);
    CHECK(body() == "Camille T. has liked your post.");
    like(at.noe);
    CHECK(at.unread(at.doctor) == "0");
    CHECK(at.doctor.get("/api/notifications").size() == 1);
    at.doctor.with("accept-language", "fr");
    CHECK(at.doctor.get("/api/notifications").json("/items/0/body") ==
          "Camille T. aime votre publication.");
    CHECK(at.smtp.mails().empty());
}

TEST_CASE("admins hear of a record that is opened outside of care, whoever has muted what")
{
    Day at;
    at.told(patients::GlassBroken{at.noe_id, at.doctor.user()});
    at.told(patients::GlassBroken{at.noe_id, at.doctor.user()});
    CHECK(at.unread(at.admin) == "1");
    CHECK(at.unread(at.noe) == "0");
    const auto news = at.admin.get("/api/notifications");
    CHECK(news.json("/items/0/kind") == "patients.glass_broken");
    CHECK(news.json("/items/0/body").contains("Durand Alex"));
}

} // namespace clinic::notifications
