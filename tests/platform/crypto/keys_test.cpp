#include "platform/crypto/bytes.hpp"
#include "platform/crypto/keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

using namespace clinic;
namespace fs = std::filesystem;

namespace {

struct KeyFolder {
    fs::path path = fs::temp_directory_path() / ("keys-" + crypto::hex(crypto::random_bytes(8)));
    ~KeyFolder() { fs::remove_all(path); }

    [[nodiscard]] std::vector<fs::path> files() const
    {
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(path)) found.push_back(entry.path());
        return found;
    }
    /// As if so many minutes had passed since every key was made.
    void age(std::int64_t minutes) const
    {
        for (const auto& file : files()) {
            const auto name = file.filename().string();
            const auto at = name.find('-') + 1;
            const auto then = std::stoll(name.substr(at, 13)) - 60'000 * minutes;
            fs::rename(file, path / (name.substr(0, at) + std::to_string(then) + ".key"));
        }
    }
};

}

TEST_CASE("keys are made once, private to their owner, and read again")
{
    const KeyFolder folder;
    const auto keys = crypto::SigningKeys::load_or_create(folder.path);
    CHECK(keys.kid().size() == 43);
    CHECK(crypto::SigningKeys::load_or_create(folder.path).kid() == keys.kid());
    REQUIRE(folder.files().size() == 1);
    const auto mode = fs::status(folder.files()[0]).permissions();
    CHECK(mode == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(fs::status(folder.path).permissions() == fs::perms::owner_all);
}

TEST_CASE("a key file that others can read stops the start with a sentence that helps")
{
    const KeyFolder folder;
    (void)crypto::SealingKey::load_or_create(folder.path);
    fs::permissions(folder.path / "sealing.key", fs::perms::group_read, fs::perm_options::add);
    CHECK_THROWS_WITH_AS((void)crypto::SealingKey::load_or_create(folder.path),
        doctest::Contains("chmod 600"), std::runtime_error);
}

TEST_CASE("a damaged key file is not replaced")
{
    const KeyFolder folder;
    (void)crypto::SealingKey::load_or_create(folder.path);
    std::ofstream(folder.path / "sealing.key") << "c2hvcnQ\n";
    CHECK_THROWS_WITH_AS((void)crypto::SealingKey::load_or_create(folder.path),
        doctest::Contains("damaged"), std::runtime_error);
}

TEST_CASE("a new signing key is published at once, signs ten minutes later, and the old one still "
          "verifies")
{
    const KeyFolder folder;
    auto keys = crypto::SigningKeys::load_or_create(folder.path);
    const auto old_kid = keys.kid();
    const auto old_signature = keys.sign("message");
    CHECK_FALSE(keys.reload());
    crypto::SigningKeys::rotate(folder.path);
    CHECK(keys.reload());
    CHECK(keys.kid() == old_kid);
    CHECK(std::ranges::count(keys.jwks(), 'x') >= 2);
    const auto published = keys.jwks();
    folder.age(11);
    CHECK(crypto::SigningKeys::load_or_create(folder.path).jwks() == published);
    keys = crypto::SigningKeys::load_or_create(folder.path);
    CHECK(keys.kid() != old_kid);
    CHECK(keys.verify(old_kid, "message", old_signature));
    CHECK_FALSE(keys.verify(keys.kid(), "message", old_signature));
    CHECK_FALSE(keys.verify(old_kid, "massage", old_signature));
    CHECK_FALSE(keys.verify("unknown", "message", old_signature));
    const auto again = crypto::SigningKeys::load_or_create(folder.path);
    CHECK(again.kid() == keys.kid());
    CHECK(again.jwks() == keys.jwks());
    CHECK(again.jwks().find(old_kid) != std::string::npos);
}

TEST_CASE(
    "an old signing key goes when no token of its can live, or at once when others may know it")
{
    const KeyFolder folder;
    auto keys = crypto::SigningKeys::load_or_create(folder.path);
    const auto first = keys.kid();
    crypto::SigningKeys::rotate(folder.path);
    folder.age(81);
    CHECK(keys.reload());
    CHECK_FALSE(keys.jwks().contains(first));
    const auto second = keys.kid();
    CHECK(folder.files().size() == 2);
    crypto::SigningKeys::rotate(folder.path); // takes the dead one's file away
    CHECK(folder.files().size() == 2);
    crypto::SigningKeys::rotate(folder.path, true);
    CHECK(folder.files().size() == 1);
    CHECK(keys.reload());
    CHECK(keys.kid() != second);
    CHECK_FALSE(keys.jwks().contains(second));
    CHECK(keys.verify(keys.kid(), "message", keys.sign("message")));
}

TEST_CASE("a new sealing key seals, the old ones open, and what they derive stays")
{
    const KeyFolder folder;
    auto key = crypto::SealingKey::load_or_create(folder.path);
    const auto sealed = key.seal("a secret", "totp:1");
    const auto derived = key.derive("purpose").reveal();
    CHECK(key.is_current(sealed, "totp:1"));
    crypto::SealingKey::rotate(folder.path);
    CHECK(key.reload());
    CHECK_FALSE(key.reload());
    CHECK(key.count() == 2);
    CHECK(key.open(sealed, "totp:1") == "a secret");
    CHECK_FALSE(key.is_current(sealed, "totp:1"));
    const auto anew = key.seal("a secret", "totp:1");
    CHECK(key.is_current(anew, "totp:1"));
    const auto restarted = crypto::SealingKey::load_or_create(folder.path);
    CHECK(restarted.open(sealed, "totp:1") == "a secret");
    CHECK(restarted.open(anew, "totp:1") == "a secret");
    CHECK(restarted.derive("purpose").reveal() == derived);
}

TEST_CASE("a sealing key whose values are sealed anew can go, and is not made again")
{
    const KeyFolder folder;
    auto key = crypto::SealingKey::load_or_create(folder.path);
    const auto derived = key.derive("one purpose").reveal();
    const auto old = key.seal("a secret", "totp:1");
    CHECK_FALSE(key.sealed_anew(old, "totp:1"));
    crypto::SealingKey::rotate(folder.path);
    REQUIRE(key.reload());
    CHECK_FALSE(key.sealed_anew(old, "totp:2"));
    const auto anew = key.sealed_anew(old, "totp:1");
    REQUIRE(anew);
    CHECK(fs::remove(folder.path / "sealing.key"));
    CHECK(key.reload());
    const auto restarted = crypto::SealingKey::load_or_create(folder.path);
    for (const crypto::SealingKey* one :
        {static_cast<const crypto::SealingKey*>(&key), &restarted}) {
        CHECK(one->count() == 1);
        CHECK(one->open(*anew, "totp:1") == "a secret");
        CHECK_FALSE(one->open(old, "totp:1"));
        CHECK(one->derive("one purpose").reveal() == derived);
    }
    CHECK_FALSE(fs::exists(folder.path / "sealing.key"));
    // Of a folder that is gone for a moment nothing is taken for new.
    fs::rename(folder.path, folder.path.string() + ".away");
    CHECK_FALSE(key.reload());
    CHECK(key.open(*anew, "totp:1") == "a secret");
    CHECK_FALSE(fs::exists(folder.path));
    fs::rename(folder.path.string() + ".away", folder.path);
}

TEST_CASE("a sealed value opens in its own context, whole and unchanged, and nowhere else")
{
    const KeyFolder folder;
    const auto key = crypto::SealingKey::load_or_create(folder.path);
    const auto sealed = key.seal("a secret", "totp:1");
    CHECK(key.open(sealed, "totp:1") == "a secret");
    CHECK_FALSE(key.open(sealed, "totp:2"));
    CHECK_FALSE(key.open(sealed.substr(0, sealed.size() - 1), "totp:1"));
    CHECK_FALSE(key.open("", "totp:1"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto bent = sealed;
        bent[i] = static_cast<char>(bent[i] ^ 1);
        CHECK_FALSE(key.open(bent, "totp:1"));
    }
    CHECK(key.open(key.seal("", ""), "") == "");
    CHECK(key.seal("a", "b") != key.seal("a", "b"));
    CHECK(key.derive("one").reveal() != key.derive("two").reveal());
}
