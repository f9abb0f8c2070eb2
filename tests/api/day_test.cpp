// A day at the clinic, from the patient's booking to the admin's audit, as its people live it through the API: once in
// French, once in English.

#include "sample.hpp"
#include "support/practice.hpp"

namespace clinic::test {
namespace {

struct Words {
    Language language;
    std::string_view booked, payment;
};
constexpr Words french{Language::fr, "rendez-vous", "Paiement"};
constexpr Words english{Language::en, "appointment", "Payment"};

/// One day of one language, its steps in order.
class Day {
public:
    explicit Day(const Words& words)
        : words_(words), at_(true, "Durand", words.language == Language::fr ? "fr" : "en")
    {
        at_.noe.patch("/api/users/me",
            fmt::format(R"({{"language":"{}"}})", words.language == Language::fr ? "fr" : "en"));
        now("2026-06-02T06:00:00Z");
    }

    void patient_books();
    void reception_marks_the_arrival();
    void practitioner_consults();
    void reception_takes_the_money();
    void patient_reads();
    void coach_posts();
    void manager_sees_the_day();

private:
    /// Log-ins last minutes only, so that everybody signs in anew.
    void now(std::string_view time)
    {
        at_.clinic->clock.set(*Instant::parse(time));
        for (auto* who : {&at_.desk, &at_.doctor, &at_.noe, &at_.admin})
            *who = at_.clinic.again(*who);
    }
    Reply ask(const Reply& reply, int status)
    {
        REQUIRE_MESSAGE(reply.status == status, reply.body);
        return reply;
    }
    [[nodiscard]] std::string unread_titles(Visitor& who)
    {
        std::string titles;
        const auto items = who.get("/api/notifications");
        for (std::size_t i = 0; i < items.size(); ++i)
            titles += items.json(fmt::format("/items/{}/title", i)) + '\n';
        return titles;
    }

    const Words& words_;
    std::string visit_, consultation_, invoice_;
    Practice at_;
};

void Day::patient_books()
{
    visit_ = at_.booked(at_.noe, at_.noe_id, "2026-06-02T08:00:00Z");
    REQUIRE(at_.smtp.wait_for(1));
    CHECK(at_.smtp.mails().back().header("Subject").contains(words_.booked));
}

void Day::reception_marks_the_arrival()
{
    now("2026-06-02T07:55:00Z");
    CHECK(ask(at_.desk.post(visit_ + "/arrive"), 200).json("/status") == "arrived");
}

void Day::practitioner_consults()
{
    const auto patient = "/api/patients/" + at_.noe_id.str();
    ask(at_.doctor.post(patient + "/allergies",
            R"({"substance":"Pénicilline","reaction":"Urticaire","severity":"severe","status":"active"})"),
        201);
    ask(at_.doctor.post(visit_ + "/start"), 200);
    const auto begun = ask(at_.doctor.post("/api/consultations",
                               fmt::format(R"({{"appointment_id":"{}"}})", visit_.substr(18))),
        200);
    consultation_ = "/api/consultations/" + begun.json("/id");
    CHECK(begun.body.contains("Pénicilline"));
    ask(at_.doctor.put(consultation_,
            R"({"reason":"Fièvre","subjective":"Fièvre depuis deux jours","vitals":{"temperature_dc":385},)"
            R"("diagnoses":[{"label":"Angine","code":"J03.9"}]})"),
        200);
    const auto line = ask(at_.doctor.post(consultation_ + "/prescriptions",
                              R"({"medicine":"Paracétamol 1 g","dose":"1 comprimé",)"
                              R"("frequency":"3 fois par jour","duration":"5 jours"})"),
        201);
    ask(at_.doctor.post(consultation_ + "/sign",
            fmt::format(R"({{"prescriptions":[{{"id":"{}","version":{}}}]}})", line.json("/id"),
                line.json("/version"))),
        200);
    CHECK(at_.doctor.put(consultation_, R"({"vitals":{},"diagnoses":[]})").status == 409);
    ask(at_.doctor.post(visit_ + "/complete"), 200);
    at_.clinic.settle();
}

void Day::reception_takes_the_money()
{
    const auto drafts = ask(at_.desk.get("/api/invoices?status=draft"), 200);
    REQUIRE(drafts.size() == 1);
    invoice_ = "/api/invoices/" + drafts.json("/items/0/id");
    CHECK(ask(at_.desk.post(invoice_ + "/issue"), 200).json("/number").ends_with("1"));
    const auto paid = ask(at_.desk.post(invoice_ + "/pay", R"({"method":"card"})"), 200);
    CHECK(paid.json("/status") == "paid");
    at_.clinic.settle();
}

void Day::patient_reads()
{
    const auto documents = ask(at_.noe.get("/api/documents"), 200);
    std::string categories;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        categories += documents.json(fmt::format("/items/{}/category", i)) + ' ';
        const auto file = at_.noe.get(
            "/api/documents/" + documents.json(fmt::format("/items/{}/id", i)));
        CHECK(file.body.starts_with("%PDF-"));
    }
    for (const auto* kind : {"prescription", "invoice", "receipt"})
        CHECK_MESSAGE(categories.contains(kind), categories);
    CHECK(at_.noe.get(invoice_).json("/status") == "paid");
    const auto told = unread_titles(at_.noe);
    CHECK_MESSAGE(told.contains(words_.payment), told);
    const auto sent = ask(
        at_.noe.upload("/api/documents",
            {{"patient_id", at_.noe_id.str()}, {"category", "lab_report"}}, "bilan.pdf",
            at_.noe.get("/api/documents/" + documents.json("/items/0/id")).body),
        201);
    CHECK(at_.doctor.get("/api/documents/" + sent.json("/id") + "/meta").status == 200);
    CHECK(at_.noe.get(consultation_).status >= 403);
}

void Day::coach_posts()
{
    auto coach = at_.clinic.sign_in(Role::coach);
    const auto picture = ask(
        coach.upload("/api/media", {{"visibility", "public"}}, "marche.png", grey_png), 201);
    const auto written = ask(
        coach.post(
            "/api/posts", fmt::format(R"({{"text":"Marcher chaque jour.","image_ids":["{}"]}})",
                              picture.json("/id"))),
        201);
    const auto post = "/api/posts/" + written.json("/id");
    const auto seen = ask(at_.noe.get(post), 200).json("/image_ids/0");
    CHECK(seen == picture.json("/id"));
    const auto shown = ask(at_.noe.get("/api/media/public/" + seen), 200);
    CHECK(shown.header("content-type") == "image/png");
    CHECK(shown.body.starts_with("\x89PNG"));
    CHECK(at_.noe.post(post + "/like").status < 300);
    ask(at_.noe.post(post + "/comments", R"({"text":"Merci !"})"), 201);
    at_.clinic.settle();
    CHECK(ask(coach.get(post), 200).json("/likes") == "1");
    CHECK(coach.get("/api/notifications").json("/unread") == "2"); // the like, the comment
}

void Day::manager_sees_the_day()
{
    const auto money = ask(
        at_.admin.get("/api/reports/finance?from=2026-06-02&until=2026-06-02&by=day"), 200);
    CHECK_MESSAGE(money.body.contains("3000"), money.body);
    const auto visits = ask(
        at_.admin.get("/api/reports/activity?from=2026-06-02&until=2026-06-02&by=day"), 200);
    CHECK_MESSAGE(visits.body.contains("fulfilled"), visits.body);
    const auto trail = ask(at_.admin.get("/api/admin/audit?limit=200"), 200);
    for (const auto* deed : {"appointments.book", "appointments.arrive", "consultations.sign",
             "billing.issue", "billing.pay"})
        CHECK_MESSAGE(trail.body.contains(fmt::format(R"("{}")", deed)), deed);
    CHECK(at_.admin.get(consultation_).status == 404);
    CHECK(at_.desk.get(consultation_).status == 403);
}

void live(const Words& words)
{
    Day day(words);
    day.patient_books();
    day.reception_marks_the_arrival();
    day.practitioner_consults();
    day.reception_takes_the_money();
    day.patient_reads();
    day.coach_posts();
    day.manager_sees_the_day();
}

} // namespace

TEST_CASE("the day: booked, received, consulted, billed, paid and read, in French")
{
    live(french);
}

TEST_CASE("the day: booked, received, consulted, billed, paid and read, in English")
{
    live(english);
}

} // namespace clinic::test
