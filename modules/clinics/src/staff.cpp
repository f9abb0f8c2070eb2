// Who works at a site, and as what.

#include "api.hpp"
#include "auth/auth.hpp"
#include "checks.hpp"
#include "parts.hpp"
#include "store.hpp"

#include "platform/core/text.hpp"

#include <algorithm>

namespace clinic::clinics {
namespace {

/// Theirs at every site, unless said otherwise.
constexpr http::Roles of_the_whole_clinic = auth::bit(Role::admin) | auth::bit(Role::accountant);

/// For the audit.
struct DutyChange {
    UserId user;
    std::vector<auth::Role> roles;
    bool left = false;
    static constexpr auto schema = api::object(api::field("user", &DutyChange::user, ""),
        api::field("roles", &DutyChange::roles, ""), api::field("left", &DutyChange::left, ""));
};

StaffMember shown(auth::User user, std::int64_t roles)
{
    return {user.id, std::move(user.first_name), std::move(user.last_name), std::move(user.roles),
        auth::roles_of(static_cast<http::Roles>(roles))};
}

Posting posting_of(std::span<const store::Duty> duties, http::Roles held)
{
    Posting found;
    if (held == 0) return found;
    http::Roles named = 0;
    for (const auto& duty : duties) {
        const auto roles = static_cast<http::Roles>(duty.roles);
        named |= roles;
        if (roles == 0 || (held & roles) != 0) found.sites.push_back(duty.site);
    }
    const auto bound = named == 0 ? http::Roles{0} : auth::bit(Role::accountant);
    found.everywhere = (held & of_the_whole_clinic & ~bound) != 0;
    return found;
}

/// Whoever is taken off a list may do less afterwards, never more: an accountant whom no list binds any more would have the
/// books of the whole clinic. That is for an act that says so.
std::optional<Problem> unbinds(db::Tx& tx, const SiteId& site, const auth::User& user)
{
    auto duties = store::duties_of(tx, user.id);
    const auto held = auth::bits_of(user.roles) & auth::bit(Role::accountant);
    if (posting_of(duties, held).everywhere) return std::nullopt;
    std::erase_if(duties, [&](const store::Duty& duty) { return duty.site == site; });
    if (!posting_of(duties, held).everywhere) return std::nullopt;
    return Problem{Refusal::conflict, "last_duty",
        {"Hors de cette équipe, cette personne tiendrait la comptabilité de toute la clinique. "
         "Retirez-lui d’abord ce rôle, ou cochez ici tous ses rôles.",
            "Off this team, this person would keep the books of the whole clinic. Take that role "
            "away first, or tick all their roles here."}};
}

} // namespace

bool Posting::at(const SiteId& site) const
{
    return everywhere || std::ranges::find(sites, site) != sites.end();
}

Posting Clinics::posting(const http::Principal& user, http::Roles any_of) const
{
    return posting(user.user, user.roles & any_of);
}

Posting Clinics::posting(UserId user, http::Roles held) const
{
    if (held == 0) return {};
    return posting_of(parts_->kept(parts_->duties, user, store::duties_of), held);
}

void Clinics::set_staff(SiteId site, std::span<const UserId> users)
{
    parts_->change([&](db::Tx& tx) { store::set_staff(tx, site, users); });
}

void Clinics::set_duty(SiteId site, UserId user, std::span<const auth::Role> roles)
{
    parts_->change([&](db::Tx& tx) {
        store::put(tx, site, {user, static_cast<std::int64_t>(auth::bits_of(roles))});
    });
}

Result<http::Page<StaffMember>> Handlers::staff(http::Context& cx, const BySite& in)
{
    if (!store::site(cx.tx, in.id)) return not_found();
    return members(cx.tx, in.id);
}

Result<http::Page<StaffMember>> Handlers::set_staff(http::Context& cx, const SetStaff& in)
{
    if (!store::site(cx.tx, in.id)) return not_found();
    if (auto faults = faults_of(people_, in.users); faults.any()) {
        return std::move(faults).refusal();
    }
    for (const auto& member : store::staff(cx.tx, in.id)) {
        if (std::ranges::find(in.users, member.user) != in.users.end()) continue;
        const auto user = people_.find(member.user);
        if (!user) continue;
        if (auto refusal = unbinds(cx.tx, in.id, *user))
            return std::unexpected(*std::move(refusal));
    }
    store::set_staff(cx.tx, in.id, in.users);
    tell(cx, Thing::staff, in.id);
    return members(cx.tx, in.id);
}

Result<StaffMember> Handlers::set_duty(http::Context& cx, const SetDuty& in)
{
    auto user = people_.find(in.user);
    if (!store::site(cx.tx, in.id) || !user) return not_found();
    if (auto faults = faults_of(*user, in.roles); faults.any()) {
        return std::move(faults).refusal();
    }
    const store::Member member{in.user, static_cast<std::int64_t>(auth::bits_of(in.roles))};
    store::put(cx.tx, in.id, member);
    tell(cx, Thing::staff, in.id);
    cx.subject(api::spell(Thing::staff), in.id.view(), api::to_json(DutyChange{in.user, in.roles}));
    return shown(*std::move(user), member.roles);
}

Result<Nothing> Handlers::remove_staff(http::Context& cx, const RemoveStaff& in)
{
    if (const auto user = people_.find(in.user)) {
        if (auto refusal = unbinds(cx.tx, in.id, *user))
            return std::unexpected(*std::move(refusal));
    }
    if (!store::remove(cx.tx, in.id, in.user)) return not_found();
    tell(cx, Thing::staff, in.id);
    cx.subject(api::spell(Thing::staff), in.id.view(), api::to_json(DutyChange{in.user, {}, true}));
    return Nothing{};
}

http::Page<StaffMember> Handlers::members(db::Tx& tx, SiteId site) const
{
    const auto staff = store::staff(tx, site);
    std::vector<UserId> ids;
    for (const auto& member : staff) ids.push_back(member.user);
    http::Page<StaffMember> page;
    for (auto& user : people_.find_all(ids)) {
        const auto roles = std::ranges::find(staff, user.id, &store::Member::user)->roles;
        page.items.push_back(shown(std::move(user), roles));
    }
    std::ranges::sort(page.items, {}, [](const StaffMember& member) {
        return text::folded(member.last_name + ' ' + member.first_name) + member.user.str();
    });
    return page;
}

} // namespace clinic::clinics
