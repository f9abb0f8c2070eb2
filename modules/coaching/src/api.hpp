#pragma once
// What the routes of coaching take and give.

#include "coaching/coaching.hpp"

#include "platform/http/page.hpp"
#include "platform/http/router.hpp"

namespace clinic::coaching {

inline constexpr int longest_post = 5000;
inline constexpr int longest_comment = 2000;
inline constexpr int most_images = 4;

// ---- posts --------------------------------------------------------------------------------------

struct Post {
    PostId id;
    std::string author_name;
    AuthorKind author_kind = AuthorKind::member;
    std::optional<CoachId> coach_id;
    std::optional<MediaId> author_photo_id;
    bool mine = false;
    std::string text;
    std::vector<MediaId> image_ids;
    Instant created_at;
    std::optional<Instant> edited_at;
    bool hidden = false;
    std::optional<std::string> hidden_reason;
    bool pinned = false;
    std::int64_t likes = 0;
    bool liked = false;
    std::int64_t comments = 0;
    std::optional<std::int64_t> reports;
    std::int64_t edition = 1; ///< "version": not a member of that name, see tag() in handlers.hpp

    static constexpr auto schema = api::object(api::field("id", &Post::id, "Names the post"),
        api::field("author_name", &Post::author_name, "As published"),
        api::field("author_kind", &Post::author_kind, "Member, coach or the clinic's team"),
        api::field("coach_id", &Post::coach_id, "Of the author's public page, when there is one"),
        api::field("author_photo_id", &Post::author_photo_id, "From that page"),
        api::field("mine", &Post::mine, "Written by who asks"),
        api::field("text", &Post::text, "Plain text", api::prose(longest_post)),
        api::field("image_ids", &Post::image_ids, "Public images", api::max_items(most_images)),
        api::field("created_at", &Post::created_at, "When it was written"),
        api::field("edited_at", &Post::edited_at, "When it was last changed"),
        api::field("hidden", &Post::hidden, "Out of sight but for its author and moderators"),
        api::field("hidden_reason", &Post::hidden_reason, "Told to the author"),
        api::field("pinned", &Post::pinned, "Stands first"),
        api::field("likes", &Post::likes, "How many like it"),
        api::field("liked", &Post::liked, "Who asks does"),
        api::field("comments", &Post::comments, "How many, hidden ones left out"),
        api::field("reports", &Post::reports, "Not settled yet; for moderators alone"),
        api::field("version", &Post::edition, "Counts edits; see ETag"));
};

struct ListPosts {
    bool followed = false;
    bool mine = false;
    bool reported = false;
    bool hidden = false;
    std::optional<CoachId> coach;
    http::Paging page{.limit = 20, .cursor = {}};

    static constexpr auto schema = api::object(
        api::field("followed", &ListPosts::followed, "Of followed coaches", api::or_default()),
        api::field("mine", &ListPosts::mine, "Written by who asks", api::or_default()),
        api::field("reported", &ListPosts::reported, "With reports not settled; moderators only",
            api::or_default()),
        api::field("hidden", &ListPosts::hidden, "Hidden ones; moderators only", api::or_default()),
        api::field("coach_id", &ListPosts::coach, "Of this coach"), api::embed(&ListPosts::page));
};

struct WritePost {
    std::string text;
    std::vector<MediaId> image_ids;

    static constexpr auto schema = api::object(
        api::field("text", &WritePost::text, "Plain text; markup is shown as it is written",
            api::prose(longest_post), api::min_length(1)),
        api::field("image_ids", &WritePost::image_ids, "Public images of the author's own",
            api::max_items(most_images), api::or_default()));
};

struct EditPost {
    PostId id;
    std::optional<std::string> text;
    std::optional<std::vector<MediaId>> image_ids;

    static constexpr auto schema = api::object(api::field("id", &EditPost::id, "Which post"),
        api::field("text", &EditPost::text, "Absent: as it is", api::prose(longest_post),
            api::min_length(1)),
        api::field(
            "image_ids", &EditPost::image_ids, "Absent: as they are", api::max_items(most_images)));
};

/// How the likes of a post stand after a like or its taking back.
struct Standing {
    bool liked = false;
    std::int64_t likes = 0;

    static constexpr auto schema = api::object(
        api::field("liked", &Standing::liked, "Who asks likes it"),
        api::field("likes", &Standing::likes, "How many do"));
};

// ---- comments -----------------------------------------------------------------------------------

struct Comment {
    CommentId id;
    std::string author_name;
    AuthorKind author_kind = AuthorKind::member;
    std::optional<CoachId> coach_id;
    bool mine = false;
    std::string text;
    Instant created_at;
    std::optional<Instant> edited_at;
    bool hidden = false;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("id", &Comment::id, "Names the comment"),
        api::field("author_name", &Comment::author_name, "As published"),
        api::field("author_kind", &Comment::author_kind, "Member, coach or the clinic's team"),
        api::field("coach_id", &Comment::coach_id, "Of the author's public page"),
        api::field("mine", &Comment::mine, "Written by who asks"),
        api::field("text", &Comment::text, "Plain text", api::prose(longest_comment)),
        api::field("created_at", &Comment::created_at, "When it was written"),
        api::field("edited_at", &Comment::edited_at, "When it was last changed"),
        api::field("hidden", &Comment::hidden, "Out of sight but for its author and moderators"),
        api::field("version", &Comment::version, "Counts edits; see ETag"));
};

struct ListComments {
    PostId id;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("id", &ListComments::id, "Which post"), api::embed(&ListComments::page));
};

struct WriteComment {
    PostId id;
    std::string text;
    static constexpr auto schema = api::object(api::field("id", &WriteComment::id, "Which post"),
        api::field("text", &WriteComment::text, "Plain text", api::prose(longest_comment),
            api::min_length(1)));
};

struct EditComment {
    PostId id;
    CommentId comment;
    std::string text;
    static constexpr auto schema = api::object(api::field("id", &EditComment::id, "Which post"),
        api::field("comment_id", &EditComment::comment, "Which comment"),
        api::field("text", &EditComment::text, "Plain text", api::prose(longest_comment),
            api::min_length(1)));
};

struct OneComment {
    PostId id;
    CommentId comment;
    static constexpr auto schema = api::object(api::field("id", &OneComment::id, "Which post"),
        api::field("comment_id", &OneComment::comment, "Which comment"));
};

// ---- moderation ---------------------------------------------------------------------------------

enum class ReportReason { spam, abusive, privacy, dangerous, other };
constexpr auto spelled(ReportReason)
{
    return api::names("spam", "abusive", "privacy", "dangerous", "other");
}

struct ReportDetails {
    ReportReason reason = ReportReason::other;
    std::optional<std::string> detail;
    static constexpr auto schema = api::object(
        api::field("reason", &ReportDetails::reason, "What is wrong with it"),
        api::field("detail", &ReportDetails::detail, "In own words", api::prose(500)));
};

struct ReportPost {
    PostId id;
    ReportDetails what;
    static constexpr auto schema = api::object(
        api::field("id", &ReportPost::id, "Which post"), api::embed(&ReportPost::what));
};

struct ReportComment {
    PostId id;
    CommentId comment;
    ReportDetails what;
    static constexpr auto schema = api::object(api::field("id", &ReportComment::id, "Which post"),
        api::field("comment_id", &ReportComment::comment, "Which comment"),
        api::embed(&ReportComment::what));
};

/// As a moderator reads it.
struct ReportEntry {
    Id<struct ReportTag> id;
    std::optional<CommentId> comment_id;
    std::optional<std::string> comment_text;
    std::string reporter_name;
    ReportReason reason = ReportReason::other;
    std::optional<std::string> detail;
    Instant at;
    std::optional<Instant> settled_at;

    static constexpr auto schema = api::object(api::field("id", &ReportEntry::id, "The report"),
        api::field("comment_id", &ReportEntry::comment_id, "About this comment; absent: the post"),
        api::field("comment_text", &ReportEntry::comment_text, "What that comment says"),
        api::field("reporter_name", &ReportEntry::reporter_name, "By whom"),
        api::field("reason", &ReportEntry::reason, "What is wrong with it"),
        api::field("detail", &ReportEntry::detail, "In their words"),
        api::field("at", &ReportEntry::at, "When it was made"),
        api::field("settled_at", &ReportEntry::settled_at, "When a moderator dealt with it"));
};

struct HidePost {
    PostId id;
    std::optional<std::string> reason;
    static constexpr auto schema = api::object(api::field("id", &HidePost::id, "Which post"),
        api::field("reason", &HidePost::reason, "Told to the author", api::prose(300)));
};

// ---- coaches ------------------------------------------------------------------------------------

/// What can be booked with a coach.
struct Offer {
    clinics::VisitTypeId visit_type_id;
    std::string name;
    int duration_minutes = 0;
    Money price;
    std::vector<clinics::VisitMode> modes;

    static constexpr auto schema = api::object(
        api::field("visit_type_id", &Offer::visit_type_id, "To book it"),
        api::field("name", &Offer::name, "What it is called"),
        api::field("duration_minutes", &Offer::duration_minutes, "How long it takes"),
        api::field("price", &Offer::price, "Before any reimbursement"),
        api::field("modes", &Offer::modes, "How it can be held"));
};

/// A coach as everyone sees them: what they published, and what the clinic offers with them.
struct Coach {
    CoachId id;
    std::string name;
    std::string headline;
    std::optional<std::string> about;
    std::vector<Specialty> specialties;
    std::vector<std::string> languages;
    std::optional<MediaId> photo_id;
    std::vector<Offer> offers;
    std::vector<std::string> sites;
    bool bookable = false;
    bool published = false;
    std::int64_t followers = 0;
    bool followed = false;

    static constexpr auto schema = api::object(api::field("id", &Coach::id, "Names the coach"),
        api::field("name", &Coach::name, "As published"),
        api::field("headline", &Coach::headline, "One line under the name"),
        api::field("about", &Coach::about, "How they work", api::prose(4000)),
        api::field("specialties", &Coach::specialties, "The main one first"),
        api::field("languages", &Coach::languages, "Spoken, ISO 639-1"),
        api::field("photo_id", &Coach::photo_id, "A public image"),
        api::field("offers", &Coach::offers, "What can be booked"),
        api::field("sites", &Coach::sites, "Where: name and town"),
        api::field("bookable", &Coach::bookable, "Online, by a patient"),
        api::field("published", &Coach::published, "Others see this page too"),
        api::field("followers", &Coach::followers, "How many follow"),
        api::field("followed", &Coach::followed, "Who asks does"));
};

struct ListCoaches {
    std::optional<std::string> specialty;
    bool followed = false;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("specialty", &ListCoaches::specialty, "By its slug", api::max_length(60)),
        api::field("followed", &ListCoaches::followed, "Followed by who asks", api::or_default()),
        api::embed(&ListCoaches::page));
};

/// A coach's own profile, as they edit it.
struct Profile : ProfileDetails {
    CoachId coach;
    std::string name;
    std::int64_t version = 0;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("coach_id", &Profile::coach, "Whose"),
            api::field("name", &Profile::name, "As the clinic publishes it"))
            .fields,
        ProfileDetails::schema.fields,
        api::object(api::field("version", &Profile::version, "0 while nothing was saved")).fields)};
};

/// Whether one follows a coach, and how many do.
struct Following {
    bool followed = false;
    std::int64_t followers = 0;
    static constexpr auto schema = api::object(
        api::field("followed", &Following::followed, "Who asks follows"),
        api::field("followers", &Following::followers, "How many do"));
};

// ---- specialties --------------------------------------------------------------------------------

struct ListSpecialties {
    http::Paging page{.limit = 200, .cursor = {}};
    static constexpr auto schema = api::object(api::embed(&ListSpecialties::page));
};

struct EditSpecialty : SpecialtyDetails {
    SpecialtyId id;
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &EditSpecialty::id, "Which one")).fields,
            SpecialtyDetails::schema.fields)};
};

} // namespace clinic::coaching
