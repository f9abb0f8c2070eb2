#include "store.hpp"

namespace clinic::documents::store {
namespace {

/// A row of documents_documents beside its file's.
struct Row {
    Document document;
    std::string file_id;
    std::optional<std::string> thumbnail_id;

    static constexpr auto schema = api::object(api::embed(&Row::document),
        api::field("file_id", &Row::file_id, ""),
        api::field("thumbnail_id", &Row::thumbnail_id, ""));
};

constexpr std::string_view select_document = R"(
    SELECT d.id, d.patient_id, d.category, d.name, d.type, f.size, d.width, d.height,
           CASE WHEN d.thumbnail_id IS NULL THEN 0 ELSE 1 END AS has_thumbnail, f.digest, d.shared, d.by_patient,
           d.source, d.author_name, d.created_at, d.trashed_at, d.version)";
constexpr std::string_view and_files = ", d.file_id, d.thumbnail_id";
constexpr std::string_view from = R"(
      FROM documents_documents d JOIN documents_files f ON f.id = d.file_id)";

constexpr std::string_view seen = R"(
     WHERE d.patient_id = :patient
       AND (CAST(:category AS TEXT) = '' OR d.category = :category)
       AND ((CAST(:trashed AS INTEGER) = 1 AND d.trashed_at IS NOT NULL)
            OR (CAST(:trashed AS INTEGER) = 0 AND d.trashed_at IS NULL))
       AND (CAST(:all AS INTEGER) = 1
            OR CAST(:categories AS TEXT) LIKE '%|' || d.category || '|%'
            OR (CAST(:own AS INTEGER) = 1 AND (d.shared = 1 OR d.by_patient = 1)
                AND (CAST(:trashed AS INTEGER) = 0 OR d.by_patient = 1))))";

std::string text_of(std::initializer_list<std::string_view> parts)
{
    std::string text;
    for (const auto part : parts) text += part;
    return text;
}

std::optional<Stored> stored(std::optional<Row> row)
{
    if (!row) return std::nullopt;
    return Stored{std::move(row->document), std::move(row->file_id), std::move(row->thumbnail_id)};
}

} // namespace

std::optional<Stored> find(db::Tx& tx, DocumentId id)
{
    static const auto sql = text_of({select_document, and_files, from, " WHERE d.id = :id"});
    return stored(tx.one<Row>(sql, id));
}

std::optional<Stored> by_source(db::Tx& tx, std::string_view source)
{
    static const auto sql = text_of(
        {select_document, and_files, from, " WHERE d.source = :source"});
    return stored(tx.one<Row>(sql, std::string(source)));
}

bool insert(db::Tx& tx, const Stored& stored, const std::optional<UserId>& author)
{
    const auto& d = stored.document;
    return tx.attempt(R"(
        INSERT INTO documents_documents (id, patient_id, category, name, type, width, height, file_id, thumbnail_id,
                                         shared, by_patient, source, author_id, author_name, created_at, version)
        VALUES (:id, :patient_id, :category, :name, :type, :width, :height, :file_id, :thumbnail_id,
                :shared, :by_patient, :source, :author_id, :author_name, :created_at, :version))",
               d.id, d.patient_id, d.category, d.name, d.type, d.width, d.height, stored.file_id,
               stored.thumbnail_id, d.shared, d.by_patient, d.source, author, d.author_name,
               d.created_at, d.version) == db::Tx::Outcome::done;
}

void update(db::Tx& tx, Document& document)
{
    ++document.version;
    tx.run(R"(
        UPDATE documents_documents SET shared = :shared, trashed_at = :trashed_at, version = :version
         WHERE id = :id)",
        document.shared, document.trashed_at, document.version, document.id);
}

std::vector<Document> list(db::Tx& tx, const Lens& lens, const std::string& after, int limit)
{
    static const auto sql = text_of({select_document, from, seen, R"(
       AND (CAST(:after AS TEXT) = '' OR d.id < :after)
     ORDER BY d.id DESC
     LIMIT :limit)"});
    return tx.all<Document>(sql, lens.patient, lens.category, lens.category, lens.trashed,
        lens.trashed, lens.all, lens.categories, lens.own, lens.trashed, after, after, limit);
}

std::int64_t count(db::Tx& tx, const Lens& lens)
{
    static const auto sql = text_of({"SELECT COUNT(*)", from, seen});
    return tx.value<std::int64_t>(sql, lens.patient, lens.category, lens.category, lens.trashed,
        lens.trashed, lens.all, lens.categories, lens.own, lens.trashed);
}

namespace {

struct MediaRow {
    MediaId id;
    UserId owner_id;
    bool is_public = false;
    std::string type;
    std::int64_t size = 0;
    int width = 0;
    int height = 0;
    Instant created_at;
    std::string file_id;

    static constexpr auto schema = api::object(api::field("id", &MediaRow::id, ""),
        api::field("owner_id", &MediaRow::owner_id, ""),
        api::field("is_public", &MediaRow::is_public, ""), api::field("type", &MediaRow::type, ""),
        api::field("size", &MediaRow::size, ""), api::field("width", &MediaRow::width, ""),
        api::field("height", &MediaRow::height, ""),
        api::field("created_at", &MediaRow::created_at, ""),
        api::field("file_id", &MediaRow::file_id, ""));
};

} // namespace

std::optional<StoredMedia> find(db::Tx& tx, MediaId id)
{
    auto row = tx.one<MediaRow>(R"(
        SELECT m.id, m.owner_id, m.is_public, m.type, f.size, m.width, m.height, m.created_at, m.file_id
          FROM documents_media m JOIN documents_files f ON f.id = m.file_id
         WHERE m.id = :id)",
        id);
    if (!row) return std::nullopt;
    return StoredMedia{{row->id, row->owner_id, row->is_public, std::move(row->type), row->size,
                           row->width, row->height, row->created_at},
        std::move(row->file_id)};
}

void insert(db::Tx& tx, const StoredMedia& stored)
{
    const auto& m = stored.media;
    tx.run(R"(
        INSERT INTO documents_media (id, owner_id, is_public, type, width, height, file_id, created_at)
        VALUES (:id, :owner_id, :is_public, :type, :width, :height, :file_id, :created_at))",
        m.id, m.owner, m.is_public, m.type, m.width, m.height, stored.file_id, m.created_at);
}

std::optional<std::string> avatar(db::Tx& tx, UserId user)
{
    return tx.one<std::string>("SELECT file_id FROM documents_avatars WHERE user_id = :user", user);
}

bool set_avatar(db::Tx& tx, UserId user, const std::optional<std::string>& file_id)
{
    const auto before = avatar(tx, user);
    if (before) tx.run("DELETE FROM documents_avatars WHERE user_id = :user", user);
    if (before) Vault::forget(tx, *before);
    if (file_id) {
        tx.run("INSERT INTO documents_avatars (user_id, file_id) VALUES (:user, :file)", user,
            *file_id);
    }
    return before || file_id;
}

} // namespace clinic::documents::store
