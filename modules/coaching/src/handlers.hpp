#pragma once
// The deeds of coaching, each declared once; the files posts, comments, moderation, coaches and specialties hold them.

#include "access.hpp"
#include "store.hpp"

namespace clinic::coaching {

class Handlers {
public:
    Handlers(const auth::Directory& people, const clinics::Clinics& clinics,
        const documents::Documents& documents)
        : people_(people), clinics_(clinics), documents_(documents)
    {
    }

    using OnePost = http::ById<PostId>;
    using OneCoach = http::ById<CoachId>;
    using OneSpecialty = http::ById<SpecialtyId>;

    // posts.cpp
    Result<http::Page<Post>> feed(http::Context&, const ListPosts&);
    Result<Post> show(http::Context&, const OnePost&);
    Result<Post> write(http::Context&, const WritePost&);
    Result<Post> edit(http::Context&, const EditPost&);
    Result<Nothing> remove(http::Context&, const OnePost&);
    Result<Standing> like(http::Context&, const OnePost&);
    Result<Standing> unlike(http::Context&, const OnePost&);

    // comments.cpp
    Result<http::Page<Comment>> comments(http::Context&, const ListComments&);
    Result<Comment> comment(http::Context&, const WriteComment&);
    Result<Comment> edit_comment(http::Context&, const EditComment&);
    Result<Nothing> remove_comment(http::Context&, const OneComment&);

    // moderation.cpp
    Result<Nothing> report(http::Context&, const ReportPost&);
    Result<Nothing> report_comment(http::Context&, const ReportComment&);
    Result<http::Page<ReportEntry>> reports(http::Context&, const ListComments&);
    Result<Post> settle(http::Context&, const OnePost&);
    Result<Post> hide(http::Context&, const HidePost&);
    Result<Post> unhide(http::Context&, const OnePost&);
    Result<Comment> hide_comment(http::Context&, const OneComment&);
    Result<Comment> unhide_comment(http::Context&, const OneComment&);
    Result<Post> pin(http::Context&, const OnePost&);
    Result<Post> unpin(http::Context&, const OnePost&);

    // coaches.cpp
    Result<http::Page<Coach>> coaches(http::Context&, const ListCoaches&);
    Result<Coach> coach(http::Context&, const OneCoach&);
    Result<Profile> my_profile(http::Context&, const http::NoInput&);
    Result<Profile> edit_profile(http::Context&, const ProfileDetails&);
    Result<Following> follow(http::Context&, const OneCoach&);
    Result<Following> unfollow(http::Context&, const OneCoach&);

    // specialties.cpp
    Result<http::Page<Specialty>> specialties(http::Context&, const ListSpecialties&);
    Result<Specialty> specialty(http::Context&, const OneSpecialty&);
    Result<Specialty> add_specialty(http::Context&, const SpecialtyDetails&);
    Result<Specialty> edit_specialty(http::Context&, const EditSpecialty&);
    Result<Nothing> remove_specialty(http::Context&, const OneSpecialty&);

    /// As the feed calls somebody.
    [[nodiscard]] Author author_of(UserId user) const
    {
        return access::author_of(people_, clinics_, user);
    }
    [[nodiscard]] const clinics::Clinics& clinics() const { return clinics_; }

private:
    /// A post that this person may see.
    [[nodiscard]] static Result<store::StoredPost> find(http::Context& cx, PostId id);
    /// One that they wrote, as they know it.
    [[nodiscard]] static Result<store::StoredPost> find_own(http::Context& cx, PostId id);
    /// A comment that this person may see, below a post that they may see.
    struct Found {
        store::StoredPost post;
        store::StoredComment comment;
    };
    [[nodiscard]] static Result<Found> find(http::Context& cx, PostId id, CommentId comment);
    [[nodiscard]] static Result<Found> find_own(http::Context& cx, PostId id, CommentId comment);

    [[nodiscard]] Result<Nothing> check_images(
        http::Context& cx, const std::vector<MediaId>& images) const;
    [[nodiscard]] Result<Nothing> check_profile(http::Context& cx, const ProfileDetails& in) const;
    /// A stored page with what the clinic knows of the coach.
    void complete(http::Context& cx, std::vector<Coach>& coaches) const;
    Result<Post> set_pinned(http::Context& cx, PostId id, bool pinned);

    const auth::Directory& people_;
    const clinics::Clinics& clinics_;
    const documents::Documents& documents_;
};

/// Gives a post's ETag for If-Match. The router would also answer If-None-Match by it, and call a post unchanged whose
/// likes have changed: so the post keeps its version out of the router's sight.
inline Post tagged(http::Context& cx, Post post)
{
    cx.answer_with("etag", '"' + std::to_string(post.edition) + '"');
    return post;
}

} // namespace clinic::coaching
