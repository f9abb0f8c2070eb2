#include "access.hpp"

namespace clinic::documents {
namespace {

bool is_of_accounts(Category category)
{
    return category == Category::invoice || category == Category::receipt;
}

} // namespace

bool is_administrative(Category category)
{
    return category == Category::invoice || category == Category::receipt ||
           category == Category::other;
}

bool Reach::sees(const Document& document) const
{
    if (document.trashed_at && !keeps(document)) return false;
    return all || (administrative && is_administrative(document.category)) ||
           (accounts && is_of_accounts(document.category)) ||
           (own && (document.shared || document.by_patient));
}

bool Reach::keeps(const Document& document) const
{
    return clinical || (administrative && is_administrative(document.category)) ||
           (own && document.by_patient);
}

bool Reach::may_add(Category category) const
{
    return clinical || own || (administrative && is_administrative(category));
}

void Reach::narrow(store::Lens& lens) const
{
    lens.all = all;
    lens.own = own;
    if (administrative) lens.categories = "|invoice|receipt|other|";
    else if (accounts && !lens.trashed) lens.categories = "|invoice|receipt|";
}

Reach Access::reach_of(const http::Principal& user, patients::PatientId patient) const
{
    Reach reach;
    reach.all = patients_.may_read_clinical(user, patient);
    reach.clinical = patients_.may_write_clinical(user, patient);
    reach.administrative = user.has(bit(Role::receptionist) | bit(Role::admin)) &&
                           patients_.may_see(user, patient);
    reach.accounts = clinics_.posting(user, bit(Role::accountant)).everywhere &&
                     patients_.card(patient).has_value();
    reach.own = own_record(user) == patient;
    return reach;
}

bool Access::may_see_avatar(const http::Principal& user, const auth::User& whose) const
{
    if (whose.id == user.user || auth::is_staff(auth::bits_of(whose.roles))) return true;
    if (user.has(bit(Role::admin))) return true;
    const auto patient = patients_.patient_of(whose.id);
    return auth::is_staff(user.roles) && patient && patients_.may_see(user, *patient);
}

std::optional<patients::PatientId> Access::own_record(const http::Principal& user) const
{
    if (!user.has(bit(Role::patient) | bit(Role::coach))) return std::nullopt;
    return patients_.patient_of(user.user);
}

} // namespace clinic::documents
