// What the page of MediSecure promises, kept: the four services' endpoints, generated PDFs, figures for Prometheus.
// (Reminders by schedule, Kubernetes, replicas, Redis and RabbitMQ belong to later subjects.)

#include "support/surgery.hpp"

namespace clinic::test {
namespace {

constexpr std::string_view tiny_pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n";

} // namespace

TEST_CASE("medisecure: appointments are listed, made, shown, edited and cancelled")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    CHECK(at.desk.get("/api/appointments").size() == 1);
    CHECK(at.desk.get(path).json("/status") == "booked");
    CHECK(at.desk.put(path, R"({"reason":"Contrôle"})").json("/reason") == "Contrôle");
    CHECK(at.desk.del(path).json("/status") == "cancelled");
    CHECK(at.desk.get(path).json("/status") == "cancelled");
}

TEST_CASE("medisecure: patients are listed, made, shown, edited, and archived rather than erased")
{
    Surgery at;
    const auto made = at.desk.post(
        "/api/patients", R"({"birth_name":"Leroy","first_name":"Ada","sex":"female"})");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    const auto path = "/api/patients/" + made.json("/id");
    CHECK(at.desk.get("/api/patients?q=leroy").size() == 1);
    CHECK(at.desk.put(path, R"({"birth_name":"Leroy","first_name":"Adèle","sex":"female"})")
              .json("/first_name") == "Adèle");
    CHECK(at.desk.del(path).status == 204);
    CHECK(at.desk.get("/api/patients?q=leroy").size() == 0);
    CHECK(!at.desk.get(path).json("/archived_at").empty());
}

TEST_CASE("medisecure: a patient has a medical record and a history")
{
    Surgery at;
    at.clinic->patients.enter_care(at.noe_id, at.doctor.user());
    const auto path = "/api/patients/" + at.noe_id.str();
    CHECK(
        at.doctor.post(path + "/allergies", R"({"substance":"Latex","status":"active"})").status ==
        201);
    CHECK(at.doctor.get(path + "/record").json("/allergies/0/substance") == "Latex");
    CHECK(at.doctor.get(path + "/timeline").size() >= 1);
    CHECK(at.desk.get(path + "/record").status == 403);
}

TEST_CASE("medisecure: documents are listed, uploaded, downloaded and deleted")
{
    Surgery at;
    at.clinic->patients.enter_care(at.noe_id, at.doctor.user());
    const auto made = at.doctor.upload("/api/documents",
        {{"patient_id", at.noe_id.str()}, {"category", "lab_report"}}, "bilan.pdf", tiny_pdf);
    REQUIRE_MESSAGE(made.status == 201, made.body);
    const auto path = "/api/documents/" + made.json("/id");
    CHECK(at.doctor.get("/api/documents?patient_id=" + at.noe_id.str()).size() == 1);
    CHECK(at.doctor.get(path).body == tiny_pdf);
    CHECK(at.doctor.del(path).status < 300);
    CHECK(at.doctor.get("/api/documents?patient_id=" + at.noe_id.str()).size() == 0);
}

TEST_CASE("medisecure: invoices are listed, made, shown, edited and paid, and printed as PDF")
{
    Surgery at;
    const auto body = [&](int cents) {
        return fmt::format(
            R"({{"patient_id":"{}","site_id":"{}","lines":[{{"label":"Soin","unit_price":)"
            R"({{"amount":{},"currency":"EUR"}},"exemption":"Art. 261-4-1° du CGI"}}]}})",
            at.noe_id.view(), at.site.view(), cents);
    };
    const auto made = at.desk.post("/api/invoices", body(3000));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    const auto path = "/api/invoices/" + made.json("/id");
    CHECK(at.desk.get("/api/invoices").size() == 1);
    const auto lines = body(4500);
    const auto edit = "{" + lines.substr(lines.find("\"lines\""));
    CHECK(at.desk.put(path, edit).json("/total/amount") == "4500");
    CHECK(at.desk.post(path + "/issue").status == 200);
    CHECK(at.desk.post(path + "/pay", R"({"method":"cash"})").json("/status") == "paid");
    CHECK(at.desk.get(path).json("/status") == "paid");
    CHECK(at.desk.get(path + "/pdf").body.starts_with("%PDF-"));
}

TEST_CASE("medisecure: there are figures for Prometheus")
{
    TestClinic clinic;
    const auto figures = clinic.stranger().get("/metrics");
    CHECK(figures.header("content-type").starts_with("text/plain"));
    CHECK(figures.body.contains("# TYPE"));
}

} // namespace clinic::test
