#pragma once
// Files at rest: XChaCha20-Poly1305 in chunks of 64 KiB, under a random key of the file's own. The number of the chunk is
// its nonce, and each chunk is bound to the file's length and name, so that nothing can be changed, cut, swapped or put
// in another file's place without being found out at reading.

#include "platform/core/byte_source.hpp"
#include "platform/core/secret.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>

namespace clinic::crypto {

/// The bytes on the disk are not those that were written.
struct Tampered : std::runtime_error {
    using std::runtime_error::runtime_error;
};

[[nodiscard]] Secret new_file_key();

/// Writes the source's bytes, sealed, to a file that must not exist yet, and waits for the disk. `name` is bound to the
/// content and must be given again. Returns the BLAKE2b digest of the plain bytes. Throws std::system_error.
[[nodiscard]] std::string seal_file(const ByteSource& source, const std::filesystem::path& file,
    const Secret& key, std::string_view name);

/// Reads anywhere in a sealed file; holds it open. Throws std::system_error when it cannot be opened, Tampered when its
/// length is wrong; read() throws Tampered when a chunk that it touches is.
class SealedFile final : public ByteSource {
public:
    SealedFile(const std::filesystem::path& file, Secret key, std::string name, std::uint64_t size);
    ~SealedFile() override;

    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] std::size_t read(std::uint64_t offset, std::span<char> into) const override;
    /// Reads all of it once. Throws Tampered.
    void verify() const;

private:
    [[nodiscard]] std::string chunk(std::uint64_t number) const;

    int file_;
    Secret key_;
    std::string name_;
    std::uint64_t size_;
};

} // namespace clinic::crypto
