#include "platform/crypto/sealed_file.hpp"

#include "platform/crypto/bytes.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <unistd.h>

namespace clinic::crypto {
namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::temp_directory_path() / ("sealed-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

void flip(const fs::path& file, std::uint64_t at)
{
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(bytes.get());
    bytes.seekp(static_cast<std::streamoff>(at));
    bytes.put(static_cast<char>(was ^ 1));
}

} // namespace

TEST_CASE("sealed file: it reads back whole and in part, and holds nothing readable")
{
    const Folder folder;
    const auto key = new_file_key();
    for (const std::size_t size : {0u, 1u, 65'535u, 65'536u, 65'537u, 200'000u}) {
        const auto file = folder.path / std::to_string(size);
        const std::string plain = std::string(size, 'a');
        CHECK(seal_file(MemorySource(plain), file, key, "n") == blake2b(plain));
        const SealedFile sealed(file, key, "n", size);
        CHECK(read_all(sealed) == plain);
        std::string part(100, '\0');
        part.resize(sealed.read(size / 2, part));
        CHECK(part == plain.substr(size / 2, 100));
        sealed.verify();
    }
    std::ifstream stored(folder.path / "200000", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stored)), {});
    CHECK(bytes.find("aaaa") == std::string::npos);
}

TEST_CASE("sealed file: whatever is changed is found")
{
    const Folder folder;
    const auto key = new_file_key();
    const auto file = folder.path / "f";
    const auto plain = random_bytes(150'000);
    (void)seal_file(MemorySource(plain), file, key, "n");
    const auto stored = fs::file_size(file);
    for (const std::uint64_t at : {std::uint64_t{0}, std::uint64_t{65'540}, stored - 1}) {
        flip(file, at);
        CHECK_THROWS_AS(SealedFile(file, key, "n", plain.size()).verify(), Tampered);
        flip(file, at);
    }
    SealedFile(file, key, "n", plain.size()).verify();
    CHECK_THROWS_AS(SealedFile(file, key, "another", plain.size()).verify(), Tampered);
    CHECK_THROWS_AS(SealedFile(file, new_file_key(), "n", plain.size()).verify(), Tampered);
    CHECK_THROWS_AS(SealedFile(file, key, "n", plain.size() - 1), Tampered);
    fs::resize_file(file, stored - 20);
    CHECK_THROWS_AS(SealedFile(file, key, "n", plain.size()), Tampered);
    CHECK_THROWS_AS(SealedFile(folder.path / "none", key, "n", 1), std::system_error);
}

} // namespace clinic::crypto
