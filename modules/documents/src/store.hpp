#pragma once
// Rows and SQL of documents and media.

#include "documents/documents.hpp"
#include "vault.hpp"

#include "platform/db/tx.hpp"

namespace clinic::documents::store {

/// A document with what its row knows beside: where its bytes lie.
struct Stored {
    Document document;
    std::string file_id;
    std::optional<std::string> thumbnail_id;
};

[[nodiscard]] std::optional<Stored> find(db::Tx& tx, DocumentId id);
[[nodiscard]] std::optional<Stored> by_source(db::Tx& tx, std::string_view source);

/// False when its source has a document already.
[[nodiscard]] bool insert(db::Tx& tx, const Stored& stored, const std::optional<UserId>& author);
/// Writes `shared` and `trashed_at` and raises the version, the value's too.
void update(db::Tx& tx, Document& document);

/// Which of a patient's documents a list shows.
struct Lens {
    patients::PatientId patient;
    std::string category; ///< empty: every one
    bool trashed = false; ///< the trash instead of what is there
    // What may be seen: all of it, or some categories ("|invoice|receipt|"), or what is shared and their own.
    bool all = false;
    std::string categories;
    bool own = false;
};
/// Newest first, after the cursor's id.
[[nodiscard]] std::vector<Document> list(
    db::Tx& tx, const Lens& lens, const std::string& after, int limit);
[[nodiscard]] std::int64_t count(db::Tx& tx, const Lens& lens);

struct StoredMedia {
    Media media;
    std::string file_id;
};
[[nodiscard]] std::optional<StoredMedia> find(db::Tx& tx, MediaId id);
void insert(db::Tx& tx, const StoredMedia& stored);

/// The file of an account's picture.
[[nodiscard]] std::optional<std::string> avatar(db::Tx& tx, UserId user);
/// That file in place of the one before, which is gone with its row; nothing: none. False when there was none either.
bool set_avatar(db::Tx& tx, UserId user, const std::optional<std::string>& file_id);

} // namespace clinic::documents::store
