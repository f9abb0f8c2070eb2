#pragma once
// Coaches as the public meets them, and the feed: posts, likes, comments. What is written here is plain text, shown as such;
// a person appears under a published name and never with an account's id. Moderation hides; only authors delete.

#include "clinics/clinics.hpp"
#include "documents/documents.hpp"

#include "platform/core/time.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::coaching {

using CoachId = clinics::PractitionerId; ///< a coach is a practitioner of that kind
using SpecialtyId = Id<struct SpecialtyTag>;
using PostId = Id<struct PostTag>;
using CommentId = Id<struct CommentTag>;
using documents::MediaId;

/// Who writes, as far as it is told.
enum class AuthorKind {
    member, ///< somebody cared for: first name and an initial
    coach,
    team, ///< anyone else who works at the clinic
};
constexpr auto spelled(AuthorKind)
{
    return api::names("member", "coach", "team");
}

/// What an admin says of a specialty.
struct SpecialtyDetails {
    std::string name_fr;
    std::string name_en;
    std::string slug; ///< for addresses: a-z, 0-9 and single hyphens; no two share it

    static constexpr auto schema = api::object(
        api::field("name_fr", &SpecialtyDetails::name_fr, "In French", api::name(60),
            api::example("Nutrition")),
        api::field("name_en", &SpecialtyDetails::name_en, "In English", api::name(60)),
        api::field("slug", &SpecialtyDetails::slug, "For addresses: a-z, 0-9 and single hyphens",
            api::name(60), api::example("nutrition")));
};

struct Specialty : SpecialtyDetails {
    SpecialtyId id;
    std::int64_t version = 1;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &Specialty::id, "The specialty")).fields,
            SpecialtyDetails::schema.fields,
            api::object(api::field("version", &Specialty::version, "Counts changes; the ETag"))
                .fields)};
};

/// What a coach says of themself.
struct ProfileDetails {
    std::string headline;
    std::optional<std::string> about;
    std::vector<SpecialtyId> specialties; ///< the main one first
    std::vector<std::string> languages; ///< ISO 639-1
    std::optional<MediaId> photo; ///< a public image of their own
    bool published = false;

    static constexpr auto schema = api::object(
        api::field("headline", &ProfileDetails::headline, "One line under the name", api::name(160),
            api::example("Manger mieux sans se priver")),
        api::field("about", &ProfileDetails::about, "How they work", api::prose(4000)),
        api::field(
            "specialty_ids", &ProfileDetails::specialties, "The main one first", api::max_items(8)),
        api::field("languages", &ProfileDetails::languages, "Spoken, ISO 639-1", api::max_items(20),
            api::format(api::checks::language)),
        api::field("photo_id", &ProfileDetails::photo, "A public image of their own"),
        api::field("published", &ProfileDetails::published, "Everyone may see the page"));
};

// ---- events -------------------------------------------------------------------------------------

struct Posted {
    PostId post;
    UserId author;
    std::optional<CoachId> coach; ///< when a coach wrote it

    static constexpr std::string_view event_name = "coaching.posted";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Posted::post, "Which post"),
        api::field("author", &Posted::author, "Who wrote it"),
        api::field("coach", &Posted::coach, "When a coach wrote it"));
};

/// A post's text or pictures changed, or it was pinned or let go.
struct Edited {
    PostId post;
    UserId author;

    static constexpr std::string_view event_name = "coaching.edited";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Edited::post, "Which post"),
        api::field("author", &Edited::author, "Who wrote it"));
};

struct Deleted {
    PostId post;
    std::optional<CommentId> comment; ///< when only this comment went
    UserId author;

    static constexpr std::string_view event_name = "coaching.deleted";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Deleted::post, "Which post"),
        api::field("comment", &Deleted::comment, "When only this comment went"),
        api::field("author", &Deleted::author, "Who wrote what is gone"));
};

struct Commented {
    PostId post;
    CommentId comment;
    UserId author;
    UserId post_author;

    static constexpr std::string_view event_name = "coaching.commented";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Commented::post, "Which post"),
        api::field("comment", &Commented::comment, "Which comment"),
        api::field("author", &Commented::author, "Who wrote the comment"),
        api::field("post_author", &Commented::post_author, "Who wrote the post"));
};

struct Liked {
    PostId post;
    UserId by;
    UserId post_author;

    static constexpr std::string_view event_name = "coaching.liked";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Liked::post, "Which post"),
        api::field("by", &Liked::by, "Who likes it"),
        api::field("post_author", &Liked::post_author, "Who wrote it"));
};

struct Reported {
    PostId post;
    std::optional<CommentId> comment; ///< when it is about one of its comments
    UserId by;

    static constexpr std::string_view event_name = "coaching.reported";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Reported::post, "Which post"),
        api::field("comment", &Reported::comment, "When it is about one of its comments"),
        api::field("by", &Reported::by, "Who reports it"));
};

/// A moderator took a post or a comment out of sight.
struct Hidden {
    PostId post;
    std::optional<CommentId> comment;
    UserId author; ///< of what is hidden
    UserId by;

    static constexpr std::string_view event_name = "coaching.hidden";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Hidden::post, "Which post"),
        api::field("comment", &Hidden::comment, "When only this comment"),
        api::field("author", &Hidden::author, "Who wrote it"),
        api::field("by", &Hidden::by, "Who hid it"));
};

/// And back in sight.
struct Unhidden {
    PostId post;
    std::optional<CommentId> comment;
    UserId author;

    static constexpr std::string_view event_name = "coaching.unhidden";
    [[nodiscard]] std::string aggregate() const { return post.str(); }
    static constexpr auto schema = api::object(api::field("post", &Unhidden::post, "Which post"),
        api::field("comment", &Unhidden::comment, "When only this comment"),
        api::field("author", &Unhidden::author, "Who wrote it"));
};

struct Followed {
    CoachId coach;
    UserId by;

    static constexpr std::string_view event_name = "coaching.followed";
    [[nodiscard]] std::string aggregate() const { return coach.str(); }
    static constexpr auto schema = api::object(api::field("coach", &Followed::coach, "Whom"),
        api::field("by", &Followed::by, "Who follows from now on"));
};

// ---- the module ---------------------------------------------------------------------------------

/// Who likes a post besides its author, to tell the author of it.
struct Applause {
    std::int64_t people = 0;
    std::optional<UserId> latest; ///< of them, the one who came last
};

/// A post of an import or of the demo, with what came of it.
struct PastPost {
    struct Remark {
        UserId author;
        std::string text;
        Instant at;
    };
    UserId author;
    std::string text;
    std::vector<MediaId> images{};
    Instant at;
    bool pinned = false;
    std::vector<UserId> likes{};
    std::vector<Remark> comments{};
};

class Handlers;

class Coaching {
public:
    /// Listens on the bus; everything given must outlive it.
    Coaching(db::Database&, bus::Bus&, const auth::Directory&, const clinics::Clinics&,
        const documents::Documents&);
    virtual ~Coaching();
    Coaching(const Coaching&) = delete;
    Coaching& operator=(const Coaching&) = delete;

    virtual void mount(http::Router&);

    /// Of hidden ones too; nobody's where there is no such post.
    [[nodiscard]] virtual Applause applause(PostId) const;
    /// As the feed calls them: "Marc Rivière" for who works at the clinic, "Paul V." for others. Empty when unknown.
    [[nodiscard]] virtual std::string published_name(UserId) const;

    /// What was written under one post, for imports into other modules.
    struct Trace {
        PostId post;
        Instant at;
        std::vector<std::tuple<CommentId, Instant>> comments;
        std::vector<std::tuple<UserId, Instant>> likes;
    };
    /// All posts, page by page in the order of their ids: those after this one.
    [[nodiscard]] virtual std::vector<Trace> traces_after(
        std::optional<PostId> last, int limit) const;

    // For the command line and the demo: unchecked, never inside a request; events are not told.
    virtual SpecialtyId add_specialty(const SpecialtyDetails&);
    virtual void set_profile(CoachId, const ProfileDetails&);
    virtual void follow(UserId, CoachId);
    virtual std::vector<PostId> import(const std::vector<PastPost>&);

private:
    db::Database& database_;
    std::unique_ptr<Handlers> handlers_;
};

} // namespace clinic::coaching
