#pragma once
// What the routes of documents and media take and give.

#include "documents/documents.hpp"

#include "platform/http/router.hpp"
#include "platform/schema/uploaded.hpp"

namespace clinic::documents {

constexpr std::size_t largest_file = 10 * 1024 * 1024;

struct AddDocument {
    api::UploadedFile file;
    std::optional<patients::PatientId> patient_id;
    Category category = Category::other;
    std::optional<bool> shared;
    std::optional<std::string> name;

    static constexpr auto schema = api::object(
        api::field("file", &AddDocument::file, "JPEG, PNG, GIF or PDF, at most 10 MB"),
        api::field("patient_id", &AddDocument::patient_id, "Whose; absent: the patient who asks"),
        api::field("category", &AddDocument::category, "What it is"),
        api::field("shared", &AddDocument::shared, "Let the patient read it; staff only"),
        api::field("name", &AddDocument::name, "Absent: the file's own name", api::name(150)));
};

struct ListDocuments {
    std::optional<patients::PatientId> patient_id;
    std::optional<Category> category;
    bool trashed = false;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("patient_id", &ListDocuments::patient_id, "Whose; absent: the patient who asks"),
        api::field("category", &ListDocuments::category, "These only"),
        api::field(
            "trashed", &ListDocuments::trashed, "What is in the trash instead", api::or_default()),
        api::embed(&ListDocuments::page));
};

using OneDocument = http::ById<DocumentId>;

struct ReadDocument {
    DocumentId id;
    bool download = false;

    static constexpr auto schema = api::object(
        api::field("id", &ReadDocument::id, "Which document"),
        api::field("download", &ReadDocument::download, "To be saved rather than shown",
            api::or_default()));
};

struct ShareDocument {
    DocumentId id;
    bool shared = true;

    static constexpr auto schema = api::object(
        api::field("id", &ShareDocument::id, "Which document"),
        api::field("shared", &ShareDocument::shared, "Whether the patient may read it"));
};

enum class Visibility { is_private, is_public };
constexpr auto spelled(Visibility)
{
    return api::names("private", "public");
}

struct AddMedia {
    api::UploadedFile file;
    Visibility visibility = Visibility::is_private;

    static constexpr auto schema = api::object(
        api::field("file", &AddMedia::file, "JPEG, PNG or GIF, at most 10 MB"),
        api::field("visibility", &AddMedia::visibility, "public: everybody may see it",
            api::or_default()));
};

using OneMedia = http::ById<MediaId>;

struct SetAvatar {
    api::UploadedFile file;

    static constexpr auto schema = api::object(api::field("file", &SetAvatar::file,
        "JPEG, PNG or GIF, at most 10 MB; the square in its middle is kept"));
};

struct Avatar {
    std::string avatar;

    static constexpr auto schema = api::object(
        api::field("avatar", &Avatar::avatar, "Names the picture, as a User will"));
};

using AvatarOf = http::ById<UserId>;

} // namespace clinic::documents
