#include "vault.hpp"

#include "platform/core/id.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/db/sealed_column.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace clinic::documents {
namespace {

namespace fs = std::filesystem;

std::string key_context(std::string_view id)
{
    return "documents.file:" + std::string(id);
}

/// A name is durable once its folder is.
void sync_folder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!done) throw std::system_error(error, std::generic_category(), "the folder of documents");
}

void remove_quietly(const fs::path& file)
{
    std::error_code ignored;
    fs::remove(file, ignored);
}

bool is_old(const fs::directory_entry& entry, int seconds)
{
    std::error_code error;
    const auto written = entry.last_write_time(error);
    return !error && fs::file_time_type::clock::now() - written > std::chrono::seconds(seconds);
}

} // namespace

Vault::Vault(const crypto::SealingKey& sealing, fs::path folder)
    : sealing_(sealing), folder_(std::move(folder))
{
}

Vault::Fresh::~Fresh()
{
    if (!adopted_) remove_quietly(file_);
}

void Vault::Fresh::store(db::Tx& tx, Instant now) const
{
    tx.run(R"(
        INSERT INTO documents_files (id, sealed_key, size, digest, created_at)
        VALUES (:id, :sealed_key, :size, :digest, :created_at))",
        row_, now);
}

/// Spread over folders by the random end of the id, since its beginning is the time.
fs::path Vault::place_of(std::string_view id) const
{
    return folder_ / std::string(id.substr(id.size() - 2)) / std::string(id);
}

Vault::Fresh Vault::put(const ByteSource& source) const
{
    const auto uuid = new_uuid();
    FileRow row{
        std::string(uuid.data(), uuid.size()), {}, static_cast<std::int64_t>(source.size()), {}};
    const auto place = place_of(row.id);
    if (fs::create_directories(place.parent_path())) sync_folder(folder_);
    auto temporary = place;
    temporary += ".new";
    try {
        const auto key = crypto::new_file_key();
        row.digest = crypto::hex(crypto::seal_file(source, temporary, key, row.id));
        row.sealed_key = crypto::base64url(sealing_.seal(key.reveal(), key_context(row.id)));
        fs::rename(temporary, place);
        sync_folder(place.parent_path());
    } catch (...) {
        remove_quietly(temporary);
        remove_quietly(place);
        throw;
    }
    return {std::move(row), place};
}

Vault::Fresh Vault::put(std::string bytes) const
{
    return put(MemorySource(std::move(bytes)));
}

std::shared_ptr<const crypto::SealedFile> Vault::open(const FileRow& row) const
{
    const auto sealed = crypto::from_base64url(row.sealed_key);
    const auto key = sealed ? sealing_.open(*sealed, key_context(row.id)) : std::nullopt;
    if (!key) throw crypto::Tampered("the key of a stored file does not open");
    try {
        return std::make_shared<crypto::SealedFile>(
            place_of(row.id), Secret(*key), row.id, static_cast<std::uint64_t>(row.size));
    } catch (const std::system_error& error) {
        if (error.code() == std::errc::no_such_file_or_directory)
            throw crypto::Tampered("a stored file is gone");
        throw;
    }
}

std::optional<FileRow> Vault::find(db::Tx& tx, std::string_view id)
{
    return tx.one<FileRow>(
        "SELECT id, sealed_key, size, digest FROM documents_files WHERE id = :id", std::string(id));
}

void Vault::forget(db::Tx& tx, std::string_view id)
{
    tx.run("DELETE FROM documents_files WHERE id = :id", std::string(id));
}

std::vector<FileRow> Vault::all(db::Tx& tx)
{
    return tx.all<FileRow>("SELECT id, sealed_key, size, digest FROM documents_files ORDER BY id");
}

std::int64_t Vault::seal_anew(db::Database& database) const
{
    return db::seal_anew(database, sealing_,
        {R"(
            SELECT id, sealed_key AS value FROM documents_files
             WHERE id > :after ORDER BY id LIMIT :limit)",
            R"(
            UPDATE documents_files SET sealed_key = :anew WHERE id = :id AND sealed_key = :before)"},
        key_context);
}

std::int64_t Vault::total_bytes(db::Tx& tx)
{
    return tx.value<std::int64_t>(
        "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM documents_files");
}

std::int64_t Vault::sweep(db::Database& database, int older_than_seconds) const
{
    std::int64_t removed = 0;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder_, error)) {
        if (!entry.is_regular_file() || !is_old(entry, older_than_seconds)) continue;
        const auto name = entry.path().filename().string();
        const bool named = database.read_now(
            [&](db::Tx& tx) { return find(tx, name).has_value(); });
        if (named) continue;
        remove_quietly(entry.path());
        ++removed;
    }
    return removed;
}

} // namespace clinic::documents
