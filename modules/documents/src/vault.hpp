#pragma once
// Where bytes lie: one sealed file each in a folder, its key in a row under the installation's key. A file is written to a
// temporary name, made durable, renamed, its folder made durable, and only then named by a row; so a row's file is always
// there, and a file without a row is what a crash left, for sweep() to remove.

#include "platform/core/time.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/sealed_file.hpp"
#include "platform/db/database.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace clinic::documents {

/// A row of documents_files.
struct FileRow {
    std::string id;
    std::string sealed_key;
    std::int64_t size = 0;
    std::string digest;

    static constexpr auto schema = api::object(api::field("id", &FileRow::id, ""),
        api::field("sealed_key", &FileRow::sealed_key, ""), api::field("size", &FileRow::size, ""),
        api::field("digest", &FileRow::digest, ""));
};

class Vault {
public:
    Vault(const crypto::SealingKey& sealing, std::filesystem::path folder);

    /// A durable file that no row names yet: removed with this object unless adopted. Adopt it before the transaction that
    /// names it, for when that ends in an error nobody knows whether the row is there; what is left is swept later.
    class Fresh {
    public:
        Fresh(FileRow row, std::filesystem::path file)
            : row_(std::move(row)), file_(std::move(file))
        {
        }
        Fresh(Fresh&& other) noexcept : row_(std::move(other.row_)), file_(std::move(other.file_))
        {
            other.adopted_ = true;
        }
        Fresh& operator=(Fresh&&) = delete;
        ~Fresh();

        void store(db::Tx& tx, Instant now) const;
        void adopt() { adopted_ = true; }
        /// Its transaction was refused.
        void discard() { adopted_ = false; }
        [[nodiscard]] const FileRow& row() const { return row_; }

    private:
        FileRow row_;
        std::filesystem::path file_;
        bool adopted_ = false;
    };

    /// Throws std::system_error.
    [[nodiscard]] Fresh put(const ByteSource& source) const;
    [[nodiscard]] Fresh put(std::string bytes) const;

    /// Throws crypto::Tampered.
    [[nodiscard]] std::shared_ptr<const crypto::SealedFile> open(const FileRow& row) const;
    [[nodiscard]] static std::optional<FileRow> find(db::Tx& tx, std::string_view id);
    [[nodiscard]] static std::vector<FileRow> all(db::Tx& tx);
    [[nodiscard]] static std::int64_t total_bytes(db::Tx& tx);

    /// The row goes, and the file's key with it: what lies on the disk opens for nobody any more, and sweep() removes it.
    static void forget(db::Tx& tx, std::string_view id);

    /// Removes files without a row that were last written before `older_than_seconds` ago.
    std::int64_t sweep(db::Database& database, int older_than_seconds) const;

    /// Seals the keys anew that the newest installation key did not seal.
    std::int64_t seal_anew(db::Database& database) const;

private:
    [[nodiscard]] std::filesystem::path place_of(std::string_view id) const;

    const crypto::SealingKey& sealing_;
    std::filesystem::path folder_;
};

} // namespace clinic::documents
