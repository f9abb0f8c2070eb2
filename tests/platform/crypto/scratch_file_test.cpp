#include "platform/crypto/scratch_file.hpp"

#include "platform/crypto/bytes.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <unistd.h>

namespace clinic::crypto {

TEST_CASE("scratch file: what is appended in pieces is read from anywhere, and no name is left")
{
    const auto folder = std::filesystem::temp_directory_path() /
                        ("scratch-" + std::to_string(::getpid()));
    const auto bytes = random_bytes(10'000);
    {
        ScratchFile file(folder);
        for (std::size_t at = 0; at < bytes.size(); at += 777)
            file.append(std::string_view(bytes).substr(at, 777));
        CHECK(file.size() == bytes.size());
        CHECK(read_all(file) == bytes);
        for (const std::size_t offset : {0u, 1u, 63u, 64u, 65u, 5000u, 9999u}) {
            std::string piece(130, '\0');
            piece.resize(file.read(offset, piece));
            CHECK(piece == bytes.substr(offset, 130));
        }
        std::string beyond(10, '\0');
        CHECK(file.read(10'000, beyond) == 0);
        CHECK(std::filesystem::is_empty(folder));
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("digest: pieces or not, it is the same")
{
    const auto bytes = random_bytes(1000);
    Digest digest;
    digest.add(bytes.substr(0, 10));
    digest.add(bytes.substr(10));
    CHECK(digest.finish() == blake2b(bytes));
}

} // namespace clinic::crypto
