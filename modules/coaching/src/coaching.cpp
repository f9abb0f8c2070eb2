// The module's public class: what others may ask, and what it listens to.

#include "handlers.hpp"

namespace clinic::coaching {
namespace {

void announce(bus::Bus& bus)
{
    bus.announce<Posted>();
    bus.announce<Edited>();
    bus.announce<Deleted>();
    bus.announce<Commented>();
    bus.announce<Liked>();
    bus.announce<Reported>();
    bus.announce<Hidden>();
    bus.announce<Unhidden>();
    bus.announce<Followed>();
}

/// What a name, a role or a place in the clinic's list means here.
void follow_names(bus::Bus& bus, const Handlers& handlers)
{
    bus.listen<auth::UserChanged>(
        "coaching.author_renamed", [&handlers](db::Tx& tx, const auth::UserChanged& event) {
            store::rename_author(tx, handlers.author_of(event.user));
        });
    bus.listen<clinics::Changed>(
        "coaching.coach_changed", [&handlers](db::Tx& tx, const clinics::Changed& event) {
            const auto id = CoachId::parse(event.id);
            if (event.kind != clinics::Thing::practitioner || !id) return;
            const auto practitioner = handlers.clinics().practitioner(*id);
            if (!practitioner) return;
            store::refresh(tx, *practitioner);
            if (practitioner->user)
                store::rename_author(tx, handlers.author_of(*practitioner->user));
        });
}

} // namespace

Coaching::Coaching(db::Database& database, bus::Bus& bus, const auth::Directory& people,
    const clinics::Clinics& clinics, const documents::Documents& documents)
    : database_(database), handlers_(std::make_unique<Handlers>(people, clinics, documents))
{
    follow_names(bus, *handlers_);
    announce(bus);
}

Coaching::~Coaching() = default;

Applause Coaching::applause(PostId id) const
{
    return database_.read_now([&](db::Tx& tx) { return store::applause(tx, id); });
}

std::string Coaching::published_name(UserId user) const
{
    return database_.read_now([&](db::Tx&) { return handlers_->author_of(user).name; });
}

std::vector<Coaching::Trace> Coaching::traces_after(std::optional<PostId> last, int limit) const
{
    return database_.read_now([&](db::Tx& tx) {
        return store::traces_after(tx, last ? last->str() : std::string(), limit);
    });
}

SpecialtyId Coaching::add_specialty(const SpecialtyDetails& details)
{
    const Specialty specialty{details, SpecialtyId::fresh(), 1};
    const bool added = database_.write_now(
        [&](db::Tx& tx) { return store::insert(tx, specialty); });
    if (!added) throw std::logic_error("a specialty's slug is taken");
    return specialty.id;
}

void Coaching::set_profile(CoachId id, const ProfileDetails& details)
{
    database_.write_now([&](db::Tx& tx) {
        const auto coach = handlers_->clinics().practitioner(id);
        if (coach && coach->user) store::save(tx, *coach, details);
    });
}

void Coaching::follow(UserId user, CoachId coach)
{
    database_.write_now([&](db::Tx& tx) { store::add_follow(tx, user, coach, {}); });
}

std::vector<PostId> Coaching::import(const std::vector<PastPost>& posts)
{
    return database_.write_now([&](db::Tx& tx) {
        std::vector<PostId> ids;
        for (const auto& post : posts) {
            const auto id = ids.emplace_back(PostId::fresh());
            store::insert(
                tx, id, handlers_->author_of(post.author), {post.text, post.images}, post.at);
            if (post.pinned) store::set_pinned(tx, id, true);
            for (const auto& user : post.likes) store::add_like(tx, id, user, post.at);
            for (const auto& [author, text, at] : post.comments) {
                store::insert(tx, id, CommentId::fresh(), handlers_->author_of(author), text, at);
            }
        }
        return ids;
    });
}

} // namespace clinic::coaching
