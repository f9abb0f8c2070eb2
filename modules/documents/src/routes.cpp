#include "handlers.hpp"

#include "auth/auth.hpp"

namespace clinic::documents {

void Documents::mount(http::Router& router)
{
    using H = Handlers;
    using M = MediaHandlers;
    constexpr auto bearers = allow::patient | allow::coach | allow::practitioner |
                             allow::front_desk;
    auto routes = router.section("Documents", parts_->handlers);
    routes.post<&H::add>("/api/documents", {"Add a file to a patient's documents", bearers,
                                               http::created, http::upload(largest_file)});
    routes.get<&H::list>("/api/documents", {"A patient's documents, newest first", allow::parties});
    routes.get<&H::read>("/api/documents/{id}", {"The file itself", allow::parties});
    routes.del<&H::trash>("/api/documents/{id}", {"Put a document in the trash", bearers});
    routes.get<&H::show>(
        "/api/documents/{id}/meta", {"What is known of a document", allow::parties});
    routes.get<&H::thumbnail>(
        "/api/documents/{id}/thumbnail", {"A small picture of it", allow::parties});
    routes.post<&H::share>(
        "/api/documents/{id}/share", {"Share with the patient, or no longer", bearers});
    routes.post<&H::restore>(
        "/api/documents/{id}/restore", {"Take a document out of the trash", bearers});

    auto media = router.section("Media", parts_->media);
    media.post<&M::add>("/api/media",
        {"Add a picture", allow::signed_in, http::created, http::upload(largest_file)});
    media.get<&M::read>("/api/media/{id}", {"A picture", allow::signed_in});
    media.get<&M::read_public>("/api/media/public/{id}", {"A public picture", allow::everyone});

    auto avatars = router.section("Avatars", parts_->avatars);
    using A = AvatarHandlers;
    avatars.put<&A::set>(
        "/api/users/me/avatar", {"Set my picture", allow::signed_in, http::upload(largest_file)});
    avatars.del<&A::remove>("/api/users/me/avatar", {"Remove my picture", allow::signed_in});
    avatars.get<&A::show>("/api/users/{id}/avatar", {"Somebody's picture", allow::parties});
}

} // namespace clinic::documents
