#pragma once
// The record rule of coaching, all of it: who sees and changes what, and what of a person is told.
//
//   a post, a comment    everyone signed in; once hidden, its author and moderators
//   …edit, delete        its author
//   …hide, pin, settle   moderators (admins)
//   a coach's page       everybody, without log-in too; while not published, the coach and moderators
//   a coach's profile    the coach
//   a picture            in a post or a profile when it is public and its author's own
//
// What one may not see is answered like what does not exist.

#include "coaching/coaching.hpp"

#include "auth/auth.hpp"
#include "platform/http/context.hpp"

namespace clinic::coaching {

/// Who looks, as far as it matters here. Strangers have an empty id, which is nobody's.
struct Viewer {
    std::string user{};
    bool moderator = false;
};

/// A writer as others see them.
struct Author {
    UserId user;
    std::string name;
    AuthorKind kind = AuthorKind::member;
    std::optional<CoachId> coach;
};

namespace access {

/// The rule for hidden things in SQL, for lists: binds the viewer's id and whether they moderate.
inline constexpr std::string_view in_sight =
    "(t.hidden_at IS NULL OR t.author_id = :viewer OR CAST(:moderator AS INTEGER) = 1)";

[[nodiscard]] Viewer viewer_of(const std::optional<http::Principal>& principal);
[[nodiscard]] bool may_see(const Viewer& viewer, UserId author, bool hidden);
[[nodiscard]] bool owns(const Viewer& viewer, UserId author);

/// A picture that this person may show to everyone: it is theirs, and public.
[[nodiscard]] bool may_publish(const documents::Documents&, MediaId, UserId);

/// The coach of the clinic who signs in as this user.
[[nodiscard]] std::optional<clinics::Practitioner> coach_of(const clinics::Clinics&, UserId);
/// Who works here under their full name, others by first name and an initial: a feed is no patient list.
[[nodiscard]] Author author_of(const auth::Directory&, const clinics::Clinics&, UserId);

} // namespace access
} // namespace clinic::coaching
