#include "access.hpp"

namespace clinic::coaching::access {
namespace {

/// The first letter of a name, whole: "É" is two bytes.
std::string initial_of(std::string_view name)
{
    std::size_t end = name.empty() ? 0 : 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    return std::string(name.substr(0, end));
}

bool works_here(const auth::User& user)
{
    return (auth::bits_of(user.roles) & ~bit(Role::patient)) != 0;
}

} // namespace

Viewer viewer_of(const std::optional<http::Principal>& principal)
{
    if (!principal) return {};
    return {principal->user.str(), principal->has(bit(Role::admin))};
}

bool may_see(const Viewer& viewer, UserId author, bool hidden)
{
    return !hidden || viewer.moderator || owns(viewer, author);
}

bool owns(const Viewer& viewer, UserId author)
{
    return !viewer.user.empty() && viewer.user == author.view();
}

bool may_publish(const documents::Documents& documents, MediaId id, UserId user)
{
    const auto media = documents.media(id);
    return media && media->is_public && media->owner == user;
}

std::optional<clinics::Practitioner> coach_of(const clinics::Clinics& clinics, UserId user)
{
    auto practitioner = clinics.practitioner_of(user);
    if (!practitioner || practitioner->kind != clinics::PractitionerKind::coach ||
        practitioner->archived)
        return std::nullopt;
    return practitioner;
}

Author author_of(const auth::Directory& people, const clinics::Clinics& clinics, UserId id)
{
    const auto user = people.find(id);
    if (!user) return {id, {}, AuthorKind::member, {}};
    if (!works_here(*user)) {
        return {
            id, user->first_name + ' ' + initial_of(user->last_name) + '.', AuthorKind::member, {}};
    }
    const auto practitioner = clinics.practitioner_of(id);
    const auto name = practitioner ? practitioner->name() : user->name();
    const auto coach = coach_of(clinics, id);
    if (!coach) return {id, name, AuthorKind::team, {}};
    return {id, name, AuthorKind::coach, coach->id};
}

} // namespace clinic::coaching::access
