#pragma once
// The deeds of documents and media, each declared once; the files adding, reading, keeping, media and avatars hold them.

#include "access.hpp"
#include "api.hpp"
#include "content.hpp"
#include "vault.hpp"

namespace clinic::documents {

class Handlers {
public:
    Handlers(
        const clinics::Clinics& clinics, const patients::Patients& patients, const Vault& vault)
        : access_(clinics, patients), vault_(vault)
    {
    }

    // adding.cpp
    Result<Document> add(http::SlowContext& cx, const AddDocument& in);

    // reading.cpp
    Result<http::Page<Document>> list(http::Context& cx, const ListDocuments& in);
    Result<Document> show(http::Context& cx, const OneDocument& in);
    Result<http::File> read(http::SlowContext& cx, const ReadDocument& in);
    Result<http::File> thumbnail(http::SlowContext& cx, const OneDocument& in);

    // keeping.cpp
    Result<Document> share(http::Context& cx, const ShareDocument& in);
    Result<Document> trash(http::Context& cx, const OneDocument& in);
    Result<Document> restore(http::Context& cx, const OneDocument& in);

private:
    struct Found {
        store::Stored stored;
        Reach reach;
    };
    [[nodiscard]] Result<Found> find(http::Context& cx, DocumentId id) const;
    /// The same, for those who may change it, and as they know it when they sent If-Match.
    [[nodiscard]] Result<Found> find_to_keep(http::Context& cx, DocumentId id) const;
    [[nodiscard]] Result<Document> plan(http::Context& cx, const AddDocument& in) const;

    Access access_;
    const Vault& vault_;
};

class MediaHandlers {
public:
    explicit MediaHandlers(const Vault& vault) : vault_(vault) {}

    Result<Media> add(http::SlowContext& cx, const AddMedia& in);
    Result<http::File> read(http::SlowContext& cx, const OneMedia& in);
    Result<http::File> read_public(http::SlowContext& cx, const OneMedia& in);

private:
    const Vault& vault_;
};

class AvatarHandlers {
public:
    AvatarHandlers(const auth::Directory& directory, const clinics::Clinics& clinics,
        const patients::Patients& patients, const Vault& vault)
        : directory_(directory), access_(clinics, patients), vault_(vault)
    {
    }

    Result<Avatar> set(http::SlowContext& cx, const SetAvatar& in);
    Result<Nothing> remove(http::Context& cx, const http::NoInput&);
    Result<http::File> show(http::SlowContext& cx, const AvatarOf& in);

private:
    const auth::Directory& directory_;
    Access access_;
    const Vault& vault_;
};

struct Parts {
    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    auth::Auth& auth;
    const clinics::Clinics& clinics;
    patients::Patients& patients;
    Vault vault;
    Handlers handlers{clinics, patients, vault};
    MediaHandlers media{vault};
    AvatarHandlers avatars{auth, clinics, patients, vault};
};

/// The bytes of a stored file as an answer; a refusal when the disk has changed them. Ranges are checked as they are sent.
[[nodiscard]] Result<http::File> file_of(
    const Vault& vault, const FileRow& row, std::string type, std::string name, bool whole);

/// A picture's bytes and facts once it was written anew; a refusal when it is none.
struct NewMedia {
    Media media;
    std::string bytes;
};
[[nodiscard]] Result<NewMedia> rewritten_media(
    std::string_view bytes, UserId owner, bool is_public, Instant now);
/// A picture to stand beside a name, made of these bytes; a refusal when they are no picture.
[[nodiscard]] Result<std::string> portrait_of(std::string_view bytes);

} // namespace clinic::documents
