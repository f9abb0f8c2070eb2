// Who works where, and as what.

#include "store.hpp"

#include <algorithm>

namespace clinic::clinics::store {

std::vector<Member> staff(db::Tx& tx, SiteId site)
{
    return tx.all<Member>(
        "SELECT user_id, roles FROM clinics_staff WHERE site_id = :site ORDER BY user_id", site);
}

void set_staff(db::Tx& tx, SiteId site, std::span<const UserId> users)
{
    const auto before = staff(tx, site);
    tx.run("DELETE FROM clinics_staff WHERE site_id = :site", site);
    for (const auto& user : users) {
        const auto known = std::ranges::find(before, user, &Member::user);
        put(tx, site, known == before.end() ? Member{user, 0} : *known);
    }
}

void put(db::Tx& tx, SiteId site, const Member& member)
{
    tx.run(R"(
        INSERT INTO clinics_staff (site_id, user_id, roles) VALUES (:site, :user, :roles)
        ON CONFLICT (site_id, user_id) DO UPDATE SET roles = excluded.roles)",
        site, member);
}

bool remove(db::Tx& tx, SiteId site, UserId user)
{
    return tx.run("DELETE FROM clinics_staff WHERE site_id = :site AND user_id = :user", site,
               user) > 0;
}

std::vector<Duty> duties_of(db::Tx& tx, UserId user)
{
    return tx.all<Duty>(
        "SELECT site_id, roles FROM clinics_staff WHERE user_id = :user ORDER BY site_id", user);
}

} // namespace clinic::clinics::store
