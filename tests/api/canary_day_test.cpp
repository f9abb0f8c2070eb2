// A day of one patient with the canary in every word of it: visit, note, prescription, files, bill, money, mails. What a
// walk over the routes cannot guess is the order in which these follow each other.

#include "canary.hpp"

namespace clinic::test {
namespace {

/// The aviary, with people by name and every answer looked at.
struct CanaryDay : Aviary {
    Reply did(Role role, http::Method method, const std::string& path, const std::string& body = {})
    {
        auto reply = people.at(role).send(method, path, body);
        CHECK_MESSAGE(reply.status < 300, path << ": " << reply.body);
        look_at(path, reply);
        return reply;
    }
    Reply post(Role role, const std::string& path, const std::string& body = {})
    {
        return did(role, http::Method::post, path, body);
    }
    Reply get(Role role, const std::string& path) { return did(role, http::Method::get, path); }

    void consult()
    {
        const auto visit = "/api/appointments/" + ids.at("appointment_id");
        post(Role::receptionist, visit + "/arrive");
        const auto begun = post(Role::practitioner, "/api/consultations",
            fmt::format(R"({{"appointment_id":"{}"}})", ids.at("appointment_id")));
        const auto note = "/api/consultations/" + begun.json("/id");
        did(Role::practitioner, http::Method::put, note,
            R"({"reason":"Zqxcanary a","subjective":"Zqxcanary b","objective":"Zqxcanary c",)"
            R"("assessment":"Zqxcanary d","plan":"Zqxcanary e","vitals":{},)"
            R"("diagnoses":[{"label":"Zqxcanaritis","main":true}]})");
        const auto line = post(Role::practitioner, note + "/prescriptions",
            R"({"medicine":"Zqxcanarine 1 g","dose":"Zqxcanary f","duration":"Zqxcanary g"})");
        post(Role::practitioner, note + "/sign",
            fmt::format(R"({{"prescriptions":[{{"id":"{}","version":1}}]}})", line.json("/id")));
        post(Role::practitioner, note + "/addenda", R"({"text":"Zqxcanary h"})");
        post(Role::practitioner, visit + "/complete");
        clinic.settle();
    }
    void bring_files()
    {
        const auto patient = ids.at("patient_id");
        for (const auto role : {Role::patient, Role::practitioner}) {
            const auto kept = people.at(role).upload("/api/documents",
                {{"patient_id", patient}, {"category", "lab_report"},
                    {"name", "Zqxcanary du foie"}},
                "Zqxcanary.png", grey_png);
            CHECK_MESSAGE(kept.status == 201, kept.body);
            look_at("documents.add", kept);
            const auto path = "/api/documents/" + kept.json("/id");
            get(role, path + "?download=true");
            get(role, path + "/thumbnail");
            if (role == Role::practitioner) post(role, path + "/share", R"({"shared":true})");
        }
        const auto wrong = people.at(Role::patient)
                               .upload("/api/documents", {{"category", "zqxcanary"}},
                                   "Zqxcanary.exe", "MZ zqxcanary");
        CHECK(wrong.status == 422);
        look_at("documents.add", wrong);
    }
    void bill_and_pay()
    {
        const auto draft = get(Role::receptionist, "/api/invoices?status=draft");
        REQUIRE(draft.size() == 1);
        const auto path = "/api/invoices/" + draft.json("/items/0/id");
        post(Role::receptionist, path + "/issue");
        const auto paid = post(
            Role::receptionist, path + "/pay", R"({"method":"card","reference":"Zqxcanary i"})");
        post(Role::receptionist, path + "/refund",
            fmt::format(
                R"({{"payment_id":"{}","reason":"Zqxcanary j"}})", paid.json("/payments/0/id")));
        post(Role::receptionist, path + "/credit", R"({"reason":"Zqxcanary k"})");
        clinic.settle();
        get(Role::patient, path + "/pdf");
        get(Role::patient, "/api/billing/payments/" + paid.json("/payments/0/id") + "/receipt");
        get(Role::accountant,
            "/api/billing/reports/revenue?from=2026-11-01&until=2026-11-30&format=csv");
    }
    /// Words are looked for by address, and addresses are logged: by their route alone.
    void look_for_words()
    {
        get(Role::receptionist, "/api/patients?q=zqxcanary");
        get(Role::receptionist, "/api/invoices?q=zqxcanary");
        get(Role::practitioner, "/api/patients?q=zqxcanarina");
        const auto refused = people.at(Role::receptionist).get("/api/patients?limit=zqxcanary");
        CHECK(refused.status == 422);
        look_at("patients.search", refused);
        for (const auto* role_path : {"/api/patients/zqxcanary", "/api/zqxcanary"})
            look_at("nowhere", people.at(Role::receptionist).get(role_path));
    }
    /// Links of what people were told are addresses too.
    void follow_links()
    {
        for (auto& [role, who] : people) {
            const auto news = who.get("/api/notifications?limit=100");
            for (std::size_t i = 0; i < news.size(); ++i)
                search("link", news.json(fmt::format("/items/{}/link", i)));
        }
    }
};

} // namespace

TEST_CASE("canary: a patient's whole day leaves its words where they belong, and nowhere else")
{
    CanaryDay day;
    day.consult();
    day.bring_files();
    day.bill_and_pay();
    day.look_for_words();
    day.clinic.settle();
    day.follow_links();
    CHECK(day.smtp.wait_for(3)); // invoice, payment, shared document
    day.search_everywhere();
    for (const auto& leak : day.leaks) FAIL_CHECK(leak);
    // All of it did arrive: in rows of the modules, and in the patient's own papers.
    const auto rows = day.clinic.snapshot();
    for (char letter = 'a'; letter <= 'k'; ++letter)
        CHECK_MESSAGE(rows.contains(fmt::format("Zqxcanary {}", letter)), letter);
    CHECK(rows.contains("Zqxcanary du foie"));
    CHECK(day.get(Role::patient, "/api/documents").body.contains("prescription"));
}

} // namespace clinic::test
