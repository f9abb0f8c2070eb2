// The route table of coaching.

#include "handlers.hpp"

namespace clinic::coaching {

void Coaching::mount(http::Router& router)
{
    using H = Handlers;
    auto routes = router.section("Coaching", *handlers_);

    routes.get<&H::feed>("/api/posts", {"The feed, newest first", allow::signed_in});
    routes.post<&H::write>("/api/posts", {"Write a post", allow::signed_in, http::created});
    routes.get<&H::show>("/api/posts/{id}", {"One post", allow::signed_in});
    routes.patch<&H::edit>("/api/posts/{id}", {"Edit an own post", allow::parties});
    routes.del<&H::remove>("/api/posts/{id}", {"Delete an own post", allow::parties});
    routes.post<&H::like>("/api/posts/{id}/like", {"Like a post", allow::signed_in});
    routes.del<&H::unlike>("/api/posts/{id}/like", {"Take a like back", allow::signed_in});

    routes.get<&H::comments>("/api/posts/{id}/comments", {"Comments, in order", allow::signed_in});
    routes.post<&H::comment>(
        "/api/posts/{id}/comments", {"Comment a post", allow::signed_in, http::created});
    routes.patch<&H::edit_comment>(
        "/api/posts/{id}/comments/{comment_id}", {"Edit an own comment", allow::parties});
    routes.del<&H::remove_comment>(
        "/api/posts/{id}/comments/{comment_id}", {"Delete an own comment", allow::parties});

    routes.post<&H::report>("/api/posts/{id}/report", {"Report a post", allow::signed_in});
    routes.post<&H::report_comment>(
        "/api/posts/{id}/comments/{comment_id}/report", {"Report a comment", allow::signed_in});
    routes.get<&H::reports>("/api/posts/{id}/reports", {"What was reported", allow::admin});
    routes.del<&H::settle>("/api/posts/{id}/reports", {"Settle the reports", allow::admin});
    routes.post<&H::hide>("/api/posts/{id}/hide", {"Take a post out of sight", allow::admin});
    routes.del<&H::unhide>("/api/posts/{id}/hide", {"Show a hidden post again", allow::admin});
    routes.post<&H::hide_comment>(
        "/api/posts/{id}/comments/{comment_id}/hide", {"Hide a comment", allow::admin});
    routes.del<&H::unhide_comment>(
        "/api/posts/{id}/comments/{comment_id}/hide", {"Show a comment again", allow::admin});
    routes.post<&H::pin>("/api/posts/{id}/pin", {"Put a post first", allow::admin});
    routes.del<&H::unpin>("/api/posts/{id}/pin", {"Let a post go", allow::admin});

    // The pages that everybody may read, with or without a log-in.
    routes.get<&H::coaches>("/api/coaches", {"Coaches, by name", allow::everyone});
    routes.get<&H::coach>("/api/coaches/{id}", {"A coach's public page", allow::everyone});
    routes.get<&H::specialties>("/api/specialties", {"Specialties of coaches", allow::everyone});
    routes.get<&H::specialty>("/api/specialties/{id}", {"One specialty", allow::everyone});

    routes.get<&H::my_profile>("/api/coaches/me", {"One's own profile", allow::coach});
    routes.put<&H::edit_profile>("/api/coaches/me", {"Edit one's own profile", allow::coach});
    routes.post<&H::follow>("/api/coaches/{id}/follow", {"Follow a coach", allow::signed_in});
    routes.del<&H::unfollow>(
        "/api/coaches/{id}/follow", {"Follow a coach no longer", allow::signed_in});

    routes.post<&H::add_specialty>(
        "/api/specialties", {"Add a specialty", allow::admin, http::created});
    routes.put<&H::edit_specialty>("/api/specialties/{id}", {"Edit a specialty", allow::admin});
    routes.del<&H::remove_specialty>(
        "/api/specialties/{id}", {"Remove a specialty that no coach names", allow::admin});
}

} // namespace clinic::coaching
