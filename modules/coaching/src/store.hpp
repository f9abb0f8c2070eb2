#pragma once
// Rows and SQL of coaching.

#include "access.hpp"
#include "api.hpp"

#include "platform/db/tx.hpp"

namespace clinic::coaching::store {

// ---- posts (store_posts.cpp) ----------------------------------------------------------------------

/// A post as somebody sees it, and who wrote it.
struct StoredPost : Post {
    UserId author_id;
    /// As people see it.
    [[nodiscard]] Post shown() const { return static_cast<const Post&>(*this); }
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("author_id", &StoredPost::author_id, "")).fields,
            Post::schema.fields)};
};

/// Which posts a list is about: it decides the index.
struct Lens {
    enum class By { time, coach, followed, author, reported, hidden } by = By::time;
    std::string key{}; ///< of the coach or the user
};
/// Up to `limit` posts in sight after the cursor's key (pinned, begin, id), newest first, pinned ones before: one query.
[[nodiscard]] std::vector<Post> posts(db::Tx& tx, const Lens& lens, const Viewer& viewer,
    const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count_posts(db::Tx& tx, const Lens& lens, const Viewer& viewer);
[[nodiscard]] std::vector<std::string> cursor_of(const Post& post);
/// Hidden or not: whether the viewer may see it is asked afterwards.
[[nodiscard]] std::optional<StoredPost> post(db::Tx& tx, PostId id, const Viewer& viewer);
void insert(db::Tx& tx, PostId id, const Author& author, const WritePost& post, Instant at);
void update_post(db::Tx& tx, const Post& post, Instant now);
void remove_post(db::Tx& tx, PostId id);
void set_pinned(db::Tx& tx, PostId id, bool pinned);
void set_hidden(
    db::Tx& tx, PostId id, std::optional<Instant> at, const std::optional<std::string>& reason);

/// True when it is new.
bool add_like(db::Tx& tx, PostId post, UserId user, Instant now);
void remove_like(db::Tx& tx, PostId post, UserId user);
[[nodiscard]] std::int64_t likes(db::Tx& tx, PostId post);

[[nodiscard]] Applause applause(db::Tx& tx, PostId post);
/// By id, those after the given one; "" = from the first.
[[nodiscard]] std::vector<Coaching::Trace> traces_after(
    db::Tx& tx, const std::string& id, int limit);
/// Posts and comments carry their author's name.
void rename_author(db::Tx& tx, const Author& author);

// ---- comments and reports (store_comments.cpp) ----------------------------------------------------

struct StoredComment : Comment {
    UserId author_id;
    /// As people see it.
    [[nodiscard]] Comment shown() const { return static_cast<const Comment&>(*this); }
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("author_id", &StoredComment::author_id, "")).fields,
            Comment::schema.fields)};
};

/// Oldest first, those in sight.
[[nodiscard]] std::vector<Comment> comments(db::Tx& tx, PostId post, const Viewer& viewer,
    const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count_comments(db::Tx& tx, PostId post, const Viewer& viewer);
[[nodiscard]] std::optional<StoredComment> comment(
    db::Tx& tx, PostId post, CommentId id, const Viewer& viewer);
void insert(db::Tx& tx, PostId post, CommentId id, const Author& author, const std::string& text,
    Instant at);
void update_comment(db::Tx& tx, CommentId id, const std::string& text, Instant now);
/// With its reports; `hidden` ones are not counted and are not taken off the count.
void remove_comment(db::Tx& tx, PostId post, CommentId id, bool hidden);
void set_comment_hidden(db::Tx& tx, PostId post, CommentId id, std::optional<Instant> at);

struct NewReport {
    PostId post;
    std::optional<CommentId> comment;
    Author reporter;
    ReportDetails what;
};
/// False when this person has reported it before.
[[nodiscard]] bool insert(db::Tx& tx, const NewReport& report, Instant now);
/// Oldest first.
[[nodiscard]] std::vector<ReportEntry> reports(
    db::Tx& tx, PostId post, const std::string& after, int limit);
/// Of the post and all its comments, or of one comment alone.
void settle_reports(db::Tx& tx, PostId post, std::optional<CommentId> comment, Instant now);

// ---- coaches and specialties (store_coaches.cpp) --------------------------------------------------

/// The published part of a page; offers and sites come from the clinic.
struct StoredCoach {
    CoachId coach_id;
    std::string name;
    std::string sort_key;
    std::string headline;
    std::optional<std::string> about;
    std::vector<std::string> languages;
    std::optional<MediaId> photo_id;
    bool published = false;
    bool archived = false;
    UserId user_id;
    std::int64_t followers = 0;
    bool followed = false;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("coach_id", &StoredCoach::coach_id, ""),
        api::field("name", &StoredCoach::name, ""),
        api::field("sort_key", &StoredCoach::sort_key, ""),
        api::field("headline", &StoredCoach::headline, ""),
        api::field("about", &StoredCoach::about, ""),
        api::field("languages", &StoredCoach::languages, ""),
        api::field("photo_id", &StoredCoach::photo_id, ""),
        api::field("published", &StoredCoach::published, ""),
        api::field("archived", &StoredCoach::archived, ""),
        api::field("user_id", &StoredCoach::user_id, ""),
        api::field("followers", &StoredCoach::followers, ""),
        api::field("followed", &StoredCoach::followed, ""),
        api::field("version", &StoredCoach::version, ""));
};

[[nodiscard]] std::optional<StoredCoach> coach(db::Tx& tx, CoachId id, const Viewer& viewer);
struct CoachFilter {
    std::string specialty; ///< slug; empty: any
    bool followed = false;
};
/// Published ones, by name.
[[nodiscard]] std::vector<StoredCoach> coaches(db::Tx& tx, const CoachFilter& filter,
    const Viewer& viewer, const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count_coaches(
    db::Tx& tx, const CoachFilter& filter, const Viewer& viewer);
/// Who the coach is, by the clinic's list.
void save(db::Tx& tx, const clinics::Practitioner& coach, const ProfileDetails& profile);
/// Takes over what the clinic's list says now; nothing when there is no profile.
void refresh(db::Tx& tx, const clinics::Practitioner& coach);

/// True when it is new.
bool add_follow(db::Tx& tx, UserId user, CoachId coach, Instant now);
void remove_follow(db::Tx& tx, UserId user, CoachId coach);

/// The specialties of all coaches, or of one, in each coach's order.
struct Named {
    CoachId coach_id;
    Specialty specialty;
};
[[nodiscard]] std::vector<Named> named_specialties(db::Tx& tx, std::optional<CoachId> coach);

[[nodiscard]] std::vector<Specialty> specialties(
    db::Tx& tx, const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count_specialties(db::Tx& tx);
[[nodiscard]] std::optional<Specialty> specialty(db::Tx& tx, SpecialtyId id);
[[nodiscard]] std::string sort_key(const SpecialtyDetails& specialty);
/// False when the slug is taken.
[[nodiscard]] bool insert(db::Tx& tx, const Specialty& specialty);
[[nodiscard]] bool update(db::Tx& tx, SpecialtyId id, const SpecialtyDetails& specialty);
/// False when a coach names it.
[[nodiscard]] bool remove_specialty(db::Tx& tx, SpecialtyId id);

} // namespace clinic::coaching::store
