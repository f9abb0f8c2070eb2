#pragma once
// A temporary file that nobody can find: it has no name, so it is gone with the process however that ends, and what it
// holds is enciphered (XChaCha20) under a key that lives in memory only, so that nothing of it stays on the disk.

#include "platform/core/byte_source.hpp"
#include "platform/core/secret.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace clinic::crypto {

class ScratchFile final : public ByteSource {
public:
    /// In this folder, which is made when it is missing. Throws std::system_error.
    explicit ScratchFile(const std::filesystem::path& folder);
    ~ScratchFile() override;

    /// Throws std::system_error: std::errc::no_space_on_device when the disk is full.
    void append(std::string_view bytes);
    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] std::size_t read(std::uint64_t offset, std::span<char> into) const override;

private:
    void cipher(std::uint64_t offset, std::span<char> bytes) const;

    int file_;
    std::uint64_t size_ = 0;
    Secret key_;
    std::string nonce_;
};

/// BLAKE2b over bytes that come in pieces.
class Digest {
public:
    Digest();
    Digest(const Digest&) = delete; // its state is aligned where it lies
    Digest& operator=(const Digest&) = delete;
    void add(std::string_view bytes);
    /// 32 bytes; nothing can be added afterwards.
    [[nodiscard]] std::string finish();

private:
    std::string state_;
};

} // namespace clinic::crypto
