// What lies sealed comes under a new key, and then nothing needs the old one any more.

#include "api/sample.hpp"
#include "factors.hpp"
#include "platform/crypto/keys.hpp"

#include <algorithm>
#include <filesystem>

namespace clinic::test {
namespace {

std::vector<std::string> sealed_secrets(TestClinic& clinic)
{
    return clinic.database->read_now([](db::Tx& tx) {
        return tx.all<std::string>(R"(
            SELECT secret FROM auth_totp WHERE secret IS NOT NULL
             UNION ALL
            SELECT pending FROM auth_totp WHERE pending IS NOT NULL)");
    });
}

} // namespace

TEST_CASE(
    "sealing: the secrets of apps, in force and waiting, come under a new key and are the same")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    // Another phone, whose secret waits for its first code.
    const auto waiting = from_base32(zoe.browser.visitor().post("/api/auth/totp").json("/secret"));
    auto& clinic = *zoe.clinic;
    CHECK(clinic.auth.seal_anew() == 0);
    const auto before = sealed_secrets(zoe.clinic);
    REQUIRE(before.size() == 2);
    crypto::SealingKey::rotate(zoe.clinic.folder() / "keys");
    REQUIRE(clinic.sealing.reload());
    zoe.next_step();
    CHECK(
        zoe.answer_code(zoe.challenge(), zoe.code()).status == 200); // the old key opens meanwhile
    CHECK(clinic.auth.seal_anew() == 2);
    CHECK(clinic.auth.seal_anew() == 0);
    for (const auto& value : sealed_secrets(zoe.clinic))
        CHECK(std::ranges::find(before, value) == before.end());
    zoe.next_step();
    CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).status == 200);
    zoe.next_step();
    zoe.secret = waiting;
    CHECK(zoe.confirm(zoe.code()).status == 200);
}

TEST_CASE("sealing: once all is sealed anew and a day has passed, the old key can go")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    const auto picture = zoe.clinic->documents.add_media(zoe.id, grey_png, true);
    const auto shown = zoe.clinic.stranger().get("/api/media/public/" + picture.str());
    REQUIRE(shown.status == 200);

    const auto keys = zoe.clinic.folder() / "keys";
    crypto::SealingKey::rotate(keys);
    REQUIRE(zoe.clinic->sealing.reload());
    CHECK(zoe.clinic->auth.seal_anew() == 1);
    CHECK(zoe.clinic->documents.seal_anew() == 1);
    REQUIRE(std::filesystem::remove(keys / "sealing.key"));
    zoe.clinic.restart();
    REQUIRE(zoe.clinic->sealing.count() == 1);

    zoe.next_step();
    CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).status == 200);
    const auto code = fmt::format(R"("recovery_code":"{}")", zoe.codes[0]);
    CHECK(zoe.answer(zoe.challenge(), code).status == 200);
    const auto again = zoe.clinic.stranger().get("/api/media/public/" + picture.str());
    CHECK(again.status == 200);
    CHECK(again.body == shown.body);
    CHECK(zoe.clinic->documents.verify().empty());
}

TEST_CASE("sealing: a key that goes too early opens no secret, and the code is refused, not taken")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    const auto keys = zoe.clinic.folder() / "keys";
    crypto::SealingKey::rotate(keys);
    REQUIRE(std::filesystem::remove(keys / "sealing.key"));
    zoe.clinic.restart();
    CHECK(zoe.clinic->auth.seal_anew() == 0);
    zoe.next_step();
    CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).code() == "wrong_code");
    // The recovery codes do without it.
    const auto code = fmt::format(R"("recovery_code":"{}")", zoe.codes[0]);
    CHECK(zoe.answer(zoe.challenge(), code).status == 200);
}

} // namespace clinic::test
