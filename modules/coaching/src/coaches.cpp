// Coaches: the public pages, a coach's own profile, following.

#include "handlers.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::coaching {
namespace {

Coach page_of(const store::StoredCoach& stored)
{
    Coach coach;
    coach.id = stored.coach_id;
    coach.name = stored.name;
    coach.headline = stored.headline;
    coach.about = stored.about;
    coach.languages = stored.languages;
    coach.photo_id = stored.photo_id;
    coach.published = stored.published;
    coach.followers = stored.followers;
    coach.followed = stored.followed;
    return coach;
}

std::vector<Offer> offers_of(const std::vector<clinics::VisitType>& types, CoachId coach)
{
    std::vector<Offer> offers;
    for (const auto& type : types) {
        if (type.archived || !type.online_bookable || !type.offered_by(coach)) continue;
        offers.push_back({type.id, type.name, type.duration_minutes, type.price, type.modes});
    }
    return offers;
}

std::vector<std::string> sites_of(
    const std::vector<clinics::Site>& sites, const clinics::Practitioner& coach)
{
    std::vector<std::string> names;
    for (const auto& site : sites) {
        if (std::ranges::find(coach.sites, site.id) == coach.sites.end()) continue;
        names.push_back(fmt::format("{}, {}", site.name, site.address.city));
    }
    return names;
}

std::unexpected<Problem> no_coach_yet()
{
    return refuse(Refusal::not_found, "not_found",
        {"Votre compte n’est encore lié à aucun coach : demandez à un administrateur.",
            "Your account is not linked to a coach yet: ask an administrator."});
}

} // namespace

void Handlers::complete(http::Context& cx, std::vector<Coach>& coaches) const
{
    if (coaches.empty()) return;
    const auto alone = coaches.size() == 1 ? std::optional(coaches.front().id) : std::nullopt;
    const auto named = store::named_specialties(cx.tx, alone);
    const auto types = clinics_.visit_types();
    const auto sites = clinics_.sites();
    const auto practitioners = clinics_.practitioners();
    for (auto& coach : coaches) {
        for (const auto& [id, specialty] : named) {
            if (id == coach.id) coach.specialties.push_back(specialty);
        }
        const auto who = std::ranges::find(practitioners, coach.id, &clinics::Practitioner::id);
        if (who == practitioners.end()) continue;
        coach.offers = offers_of(types, coach.id);
        coach.sites = sites_of(sites, *who);
        coach.bookable = who->online_bookable && !coach.offers.empty();
    }
}

Result<http::Page<Coach>> Handlers::coaches(http::Context& cx, const ListCoaches& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    const auto viewer = access::viewer_of(cx.principal());
    const store::CoachFilter filter{in.specialty.value_or(""), in.followed};
    auto rows = http::page_of(store::coaches(cx.tx, filter, viewer, *after, in.page.limit + 1),
        in.page, [](const store::StoredCoach& coach) {
            return std::vector{coach.sort_key, coach.coach_id.str()};
        });
    http::Page<Coach> page{{}, std::move(rows.next), {}};
    for (const auto& row : rows.items) page.items.push_back(page_of(row));
    complete(cx, page.items);
    if (in.page.count) page.total = store::count_coaches(cx.tx, filter, viewer);
    return page;
}

Result<Coach> Handlers::coach(http::Context& cx, const OneCoach& in)
{
    const auto viewer = access::viewer_of(cx.principal());
    const auto stored = store::coach(cx.tx, in.id, viewer);
    if (!stored) return not_found();
    const bool hidden = !stored->published || stored->archived;
    if (!access::may_see(viewer, stored->user_id, hidden)) return not_found();
    std::vector<Coach> one{page_of(*stored)};
    complete(cx, one);
    return std::move(one.front());
}

Result<Profile> Handlers::my_profile(http::Context& cx, const http::NoInput&)
{
    const auto self = access::coach_of(clinics_, cx.user().user);
    if (!self) return no_coach_yet();
    Profile profile;
    profile.coach = self->id;
    profile.name = self->name();
    const auto stored = store::coach(cx.tx, self->id, access::viewer_of(cx.principal()));
    if (!stored) {
        profile.headline = self->specialty;
        profile.languages = self->languages;
        return profile;
    }
    profile.headline = stored->headline;
    profile.about = stored->about;
    profile.languages = stored->languages;
    profile.photo = stored->photo_id;
    profile.published = stored->published;
    profile.version = stored->version;
    for (const auto& [id, specialty] : store::named_specialties(cx.tx, self->id)) {
        profile.specialties.push_back(specialty.id);
    }
    return profile;
}

Result<Nothing> Handlers::check_profile(http::Context& cx, const ProfileDetails& in) const
{
    for (std::size_t i = 0; i < in.specialties.size(); ++i) {
        const auto field = "specialty_ids/" + std::to_string(i);
        const auto twice = std::ranges::count(in.specialties, in.specialties[i]) > 1;
        if (twice) return invalid(field, "duplicate", {"Déjà choisie.", "Chosen already."});
        if (!store::specialty(cx.tx, in.specialties[i])) {
            return invalid(field, "unknown",
                {"Cette spécialité n’existe pas.", "There is no such specialty."});
        }
    }
    if (in.photo && !access::may_publish(documents_, *in.photo, cx.user().user)) {
        return invalid("photo_id", "unknown",
            {"Cette image n’existe pas, n’est pas la vôtre ou n’est pas publique.",
                "There is no such picture, or it is not yours, or not public."});
    }
    return Nothing{};
}

Result<Profile> Handlers::edit_profile(http::Context& cx, const ProfileDetails& in)
{
    const auto self = access::coach_of(clinics_, cx.user().user);
    if (!self) return no_coach_yet();
    const auto stored = store::coach(cx.tx, self->id, access::viewer_of(cx.principal()));
    if (cx.stale(stored ? stored->version : 0)) return stale();
    if (auto fine = check_profile(cx, in); !fine) return std::unexpected(fine.error());
    store::save(cx.tx, *self, in);
    cx.subject("coach", self->id.view());
    return my_profile(cx, {});
}

Result<Following> Handlers::follow(http::Context& cx, const OneCoach& in)
{
    const auto before = coach(cx, in);
    if (!before) return std::unexpected(before.error());
    cx.subject("coach", in.id.view());
    if (store::add_follow(cx.tx, cx.user().user, in.id, cx.now))
        cx.emit(Followed{in.id, cx.user().user});
    const auto after = store::coach(cx.tx, in.id, access::viewer_of(cx.principal()));
    return Following{after->followed, after->followers};
}

Result<Following> Handlers::unfollow(http::Context& cx, const OneCoach& in)
{
    const auto before = coach(cx, in);
    if (!before) return std::unexpected(before.error());
    cx.subject("coach", in.id.view());
    store::remove_follow(cx.tx, cx.user().user, in.id);
    const auto after = store::coach(cx.tx, in.id, access::viewer_of(cx.principal()));
    return Following{after->followed, after->followers};
}

} // namespace clinic::coaching
