#include "shelf.hpp"

#include "platform/crypto/sealed_file.hpp"

namespace clinic::documents {
namespace {

using Events = std::vector<std::string>;

} // namespace

TEST_CASE("documents: a doctor adds a file, which reads back as it was, whole and in part")
{
    Shelf at;
    const auto bytes = png(300, 200);
    const auto added = at.doctor.upload("/api/documents",
        {{"patient_id", at.noe_id.str()}, {"category", "imaging"}, {"name", "IRM genou"}}, "x.png",
        bytes);
    REQUIRE_MESSAGE(added.status == 201, added.body);
    CHECK(added.json("/name") == "IRM genou.png");
    CHECK(added.json("/type") == "image/png");
    CHECK(added.json("/width") == "300");
    CHECK(added.json("/shared") == "false");
    CHECK(at.events() == Events{"documents.added"});
    const auto path = "/api/documents/" + added.json("/id");

    const auto whole = at.doctor.get(path);
    CHECK(whole.status == 200);
    CHECK(whole.body == bytes);
    CHECK(whole.header("content-type") == "image/png");
    CHECK(whole.header("content-disposition") == "inline; filename=\"IRM genou.png\"");
    CHECK(whole.header("content-security-policy").starts_with("sandbox"));
    CHECK(at.doctor.get(path + "?download=true")
            .header("content-disposition")
            .starts_with("attachment"));
    const auto part = at.doctor.with("range", "bytes=1000-1999").get(path);
    CHECK(part.status == 206);
    CHECK(part.body == bytes.substr(1000, 1000));
    CHECK(at.doctor.with("range", "bytes=99999999-").get(path).status == 416);
    CHECK(at.doctor.with("if-none-match", whole.header("etag")).get(path).status == 304);

    const auto small = at.doctor.get(path + "/thumbnail");
    CHECK(small.header("content-type") == "image/jpeg");
    const auto content = inspect(small.body);
    REQUIRE(content);
    CHECK(content->width == 256);
    for (const auto& file : at.files()) {
        std::ifstream stored(file, std::ios::binary);
        const std::string sealed((std::istreambuf_iterator<char>(stored)), {});
        CHECK_FALSE(sealed.contains("PNG"));
    }
}

TEST_CASE("documents: a new sealing key takes over what the old one sealed, in steps that can be "
          "begun again")
{
    Shelf at;
    const auto bytes = png(60, 40);
    std::vector<std::string> paths;
    for (int i = 0; i < 3; ++i) {
        const auto added = at.doctor.upload("/api/documents",
            {{"patient_id", at.noe_id.str()}, {"category", "imaging"}}, "x.png", bytes);
        REQUIRE(added.status == 201);
        paths.push_back("/api/documents/" + added.json("/id"));
    }
    auto& clinic = *at.clinic;
    CHECK(clinic.documents.seal_anew() == 0);
    const auto old = std::filesystem::path(clinic.config.server.data) / "keys" / "sealing.key";
    crypto::SealingKey::rotate(old.parent_path());
    REQUIRE(clinic.sealing.reload());
    CHECK(at.doctor.get(paths[0]).body == bytes); // the old key opens meanwhile
    // As if it had been stopped after one: that one is done, and stays.
    const auto kept = at.clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::string>("SELECT sealed_key FROM documents_files ORDER BY id LIMIT 1");
    });
    CHECK(clinic.documents.seal_anew() >= 3);
    CHECK(clinic.documents.seal_anew() == 0);
    at.clinic.database->write_now([&](db::Tx& tx) {
        tx.run(R"(UPDATE documents_files SET sealed_key = :old
                   WHERE id = (SELECT MIN(id) FROM documents_files))",
            kept);
    });
    CHECK(clinic.documents.seal_anew() == 1);
    for (const auto& path : paths) CHECK(at.doctor.get(path).body == bytes);
    const auto sealed = at.clinic.database->read_now(
        [](db::Tx& tx) { return tx.all<std::string>("SELECT sealed_key FROM documents_files"); });
    CHECK(std::ranges::find(sealed, kept) == sealed.end());
}

TEST_CASE("documents: a patient brings a lab report, reads it, takes it back and brings it back")
{
    Shelf at;
    const auto added = at.noe.upload(
        "/api/documents", {{"category", "lab_report"}}, "Bilan été.pdf", pdf());
    REQUIRE_MESSAGE(added.status == 201, added.body);
    CHECK(added.json("/by_patient") == "true");
    CHECK(added.json("/patient_id") == at.noe_id.str());
    const auto path = "/api/documents/" + added.json("/id");
    CHECK(at.noe.get(path).header("content-disposition") ==
          "inline; filename=\"Bilan _t_.pdf\"; filename*=UTF-8''Bilan%20%C3%A9t%C3%A9.pdf");
    CHECK(at.noe.get(path + "/thumbnail").status == 404);
    CHECK(at.doctor.get(path).status == 200);
    CHECK(at.doctor.post(path + "/share", R"({"shared":false})").code() == "theirs");

    CHECK(at.noe.with("if-match", "\"9\"").del(path).status == 412);
    CHECK(at.noe.del(path).json("/version") == "2");
    CHECK(at.noe.get("/api/documents").size() == 0);
    CHECK(at.noe.get("/api/documents?trashed=true").size() == 1);
    CHECK(at.noe.post(path + "/restore").status == 200);
    CHECK(at.noe.get("/api/documents").size() == 1);
    CHECK(at.events() == Events{"documents.added", "documents.trashed", "documents.restored"});
}

TEST_CASE("documents: each role sees its own, and the rest does not exist for it")
{
    Shelf at;
    const auto clinical = at.added(at.doctor, "lab_report");
    const auto shared = at.added(at.doctor, "letter", "true");
    const auto invoice = at.added(at.desk, "invoice");
    const auto sees = [&](test::Visitor& who) {
        std::string seen;
        for (const auto& path : {clinical, shared, invoice}) {
            const auto one = who.get(path);
            const auto meta = who.get(path + "/meta");
            CHECK(one.status == meta.status);
            CHECK(one.status == who.get(path + "/thumbnail").status);
            seen += one.status == 200 ? '1' : one.status == 404 ? '0' : '?';
        }
        const auto list = who.get("/api/documents?patient_id=" + at.noe_id.str());
        return seen + (list.status == 200 ? fmt::format(" {}", list.size()) : " -");
    };
    CHECK(sees(at.doctor) == "111 3");
    CHECK(sees(at.noe) == "010 1");
    CHECK(sees(at.desk) == "001 1");
    CHECK(sees(at.admin) == "001 1");
    CHECK(sees(at.accountant) == "001 1");
    CHECK(sees(at.coach) == "000 -");
    CHECK(sees(at.stranger) == "000 -");
    CHECK(sees(at.mia) == "000 -");
    CHECK(at.clinic.stranger().get(clinical).status == 401);
}

TEST_CASE("documents: what one may not do is refused and changes nothing")
{
    Shelf at;
    const auto clinical = at.added(at.doctor, "lab_report");
    const auto shared = at.added(at.doctor, "letter", "true");
    const auto invoice = at.added(at.desk, "invoice");
    const auto before = at.clinic.snapshot({"admin_audit"});
    const auto files = at.files().size();
    const auto add = [&](test::Visitor& who, std::string_view category,
                         const patients::PatientId& whose) {
        return who
            .upload("/api/documents",
                {{"patient_id", whose.str()}, {"category", std::string(category)}}, "a.png", png())
            .status;
    };
    CHECK(add(at.desk, "lab_report", at.noe_id) == 403);
    CHECK(add(at.accountant, "invoice", at.noe_id) == 403);
    CHECK(add(at.stranger, "letter", at.noe_id) == 404);
    CHECK(add(at.mia, "letter", at.noe_id) == 404);
    CHECK(add(at.coach, "letter", at.noe_id) == 404);
    CHECK(add(at.doctor, "letter", patients::PatientId::fresh()) == 404);
    CHECK(add(at.doctor, "secret", at.noe_id) == 422);
    CHECK(
        at.doctor.upload("/api/documents", {{"category", "letter"}}, "a.png", png()).status == 422);
    CHECK(at.doctor
              .upload("/api/documents", {{"category", "letter"}, {"patient_id", at.noe_id.str()}},
                  "", "")
              .status == 422);
    CHECK(at.doctor.post("/api/documents", "{}").status == 415);
    CHECK(at.noe.del(shared).status == 403);
    CHECK(at.noe.post(shared + "/share", R"({"shared":true})").status == 403);
    CHECK(at.accountant.del(invoice).status == 403);
    CHECK(at.desk.del(clinical).status == 404);
    CHECK(at.mia.del(clinical).status == 404);
    CHECK(at.doctor.get("/api/documents").status == 422);
    CHECK(at.clinic.snapshot({"admin_audit"}) == before);
    CHECK(at.files().size() == files);
}

TEST_CASE("documents: sharing shows it to the patient, withdrawing hides it again")
{
    Shelf at;
    const auto path = at.added(at.doctor, "prescription");
    (void)at.events();
    const auto on_timeline = [&](test::Visitor& who) {
        at.clinic.settle();
        return who.get("/api/patients/" + at.noe_id.str() + "/timeline").size();
    };
    CHECK(on_timeline(at.doctor) == 1);
    CHECK(on_timeline(at.noe) == 0);
    CHECK(at.noe.get(path).status == 404);
    CHECK(at.doctor.post(path + "/share", R"({"shared":true})").json("/shared") == "true");
    CHECK(at.noe.get(path).status == 200);
    CHECK(on_timeline(at.noe) == 1);
    CHECK(at.doctor.post(path + "/share", R"({"shared":true})").json("/version") == "2");
    CHECK(at.doctor.post(path + "/share", R"({"shared":false})").status == 200);
    CHECK(at.noe.get(path).status == 404);
    CHECK(on_timeline(at.noe) == 0);
    CHECK(on_timeline(at.doctor) == 1);
    CHECK(at.events() == Events{"documents.shared", "documents.withdrawn"});
}

TEST_CASE("documents: what is not what it says is refused and leaves nothing")
{
    Shelf at;
    const auto before = at.clinic.snapshot();
    const auto add = [&](std::string_view name, std::string_view bytes) {
        const auto reply = at.noe.upload("/api/documents", {{"category", "other"}}, name, bytes);
        return reply.json("/errors/0/code") + fmt::format(" {}", reply.status);
    };
    CHECK(
        add("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") == "type 422");
    CHECK(add("a.html", "<!doctype html><script>alert(1)</script>") == "type 422");
    CHECK(add("a.png", "MZ not a picture") == "type 422");
    CHECK(add("a.png", "") == "type 422");
    CHECK(add("a.png", png().substr(0, 100)) == "broken 422");
    CHECK(add("a.jpg", jpeg() + "<script>alert(1)</script>") == "two_faced 422");
    CHECK(add("a.pdf", pdf() + std::string("PK\x05\x06", 4) + std::string(18, '\0')) ==
          "two_faced 422");
    const auto large = at.noe.upload(
        "/api/documents", {{"category", "other"}}, "a.png", std::string(10 * 1024 * 1024 + 1, 'x'));
    CHECK(large.status == 413);
    CHECK(large.code() == "file_too_large");
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.files().empty());
}

TEST_CASE("documents: the same upload sent twice is kept once; another with its key is refused")
{
    Shelf at;
    const auto send = [&](std::string_view bytes) {
        return at.noe.with("idempotency-key", "k1")
            .upload("/api/documents", {{"category", "other"}}, "a.png", bytes);
    };
    const auto first = send(png());
    CHECK(first.status == 201);
    CHECK(send(png()).body == first.body);
    CHECK(send(png(41, 30)).code() == "idempotency_reused");
    CHECK(at.noe.get("/api/documents").size() == 1);
    CHECK(at.events() == Events{"documents.added"});
}

TEST_CASE("documents: a flipped bit is found and never shown")
{
    Shelf at;
    const auto path = at.added(at.doctor, "imaging");
    CHECK(at.clinic->documents.verify().empty());
    for (const auto& file : at.files()) Shelf::flip_a_bit(file);
    CHECK(at.clinic->documents.verify().size() == 2);
    CHECK(at.doctor.get(path).code() == "damaged");
    CHECK(at.doctor.get(path + "/thumbnail").code() == "damaged");
    const auto id = *DocumentId::parse(path.substr(path.rfind('/') + 1));
    CHECK_THROWS_AS((void)at.clinic->documents.read(id), crypto::Tampered);
    for (const auto& file : at.files()) std::filesystem::remove(file);
    CHECK(at.doctor.get(path).code() == "damaged");
}

TEST_CASE(
    "documents: what the clinic makes is kept once by its source, and invoices are not thrown away")
{
    Shelf at;
    NewDocument invoice;
    invoice.source = "billing.invoice:1";
    invoice.patient = at.noe_id;
    invoice.category = Category::invoice;
    invoice.name = "Facture 2026-0001.pdf";
    invoice.shared = true;
    const auto id = at.clinic->documents.keep(invoice, pdf("Facture"));
    CHECK(at.clinic->documents.keep(invoice, pdf("Facture")) == id);
    CHECK(at.clinic->documents.by_source("billing.invoice:1")->id == id);
    CHECK(at.clinic->documents.read(id) == pdf("Facture"));
    CHECK(at.files().size() == 1);
    CHECK(at.noe.get("/api/documents/" + id.str()).status == 200);
    CHECK(at.desk.del("/api/documents/" + id.str()).code() == "kept_by_law");
    CHECK(at.events() == Events{"documents.added"});
    invoice.source = "billing.invoice:2";
    CHECK_THROWS_AS((void)at.clinic->documents.keep(invoice, "no picture"), std::invalid_argument);
}

TEST_CASE("documents: files that a crash left are swept, those of rows stay")
{
    Shelf at;
    const auto path = at.added(at.doctor, "imaging");
    const auto orphan = at.clinic.folder() / "documents" / "zz" / "left-behind.new";
    std::filesystem::create_directories(orphan.parent_path());
    std::ofstream(orphan) << "half";
    CHECK(at.clinic->documents.sweep() == 0); // young: perhaps under way
    for (const auto& file : at.files()) {
        std::filesystem::last_write_time(
            file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    }
    CHECK(at.clinic->documents.sweep() == 1);
    CHECK(at.doctor.get(path).status == 200);
}

} // namespace clinic::documents
