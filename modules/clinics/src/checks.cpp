#include "checks.hpp"

#include "auth/auth.hpp"
#include "store.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::clinics {
namespace {

constexpr int grid_minutes = 5; // what the calendar is drawn in
constexpr std::int64_t highest_price = 100'000'000;

std::string at(std::string_view list, std::size_t index, std::string_view member = {})
{
    return fmt::format("/{}/{}{}{}", list, index, member.empty() ? "" : "/", member);
}

bool overlap(const OpeningHours& a, const OpeningHours& b)
{
    return a.weekday == b.weekday && a.opens < b.closes && b.opens < a.closes;
}

template <class T>
void refuse_repetitions(Faults& faults, std::string_view list, std::span<const T> values)
{
    for (std::size_t i = 1; i < values.size(); ++i) {
        const auto before = values.first(i);
        if (std::ranges::find(before, values[i]) == before.end()) continue;
        faults.add(at(list, i), "repeated", {"Déjà dans la liste.", "Already in the list."});
    }
}

bool is_staff(const auth::User& user)
{
    return auth::is_staff(auth::bits_of(user.roles));
}

Text not_staff()
{
    return {"Ce compte n’est pas celui d’un membre du personnel.",
        "This account is not one of the staff."};
}

void refuse_off_grid(Faults& faults, std::string_view field, int minutes)
{
    if (minutes % grid_minutes == 0) return;
    faults.add(fmt::format("/{}", field), "multiple_of_5",
        {"Un multiple de 5 minutes est attendu.", "A multiple of 5 minutes is expected."});
}

/// Eleven digits are meant to be an RPPS, whose last digit catches typing errors.
bool is_mistyped_rpps(const std::string& number)
{
    const bool digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    return digits && number.size() == 11 && !api::checks::rpps.holds(number);
}

auth::Role role_of(PractitionerKind kind)
{
    return kind == PractitionerKind::coach ? auth::Role::coach : auth::Role::practitioner;
}

void check_login(db::Tx& tx, const auth::Directory& people, const PractitionerDetails& details,
    PractitionerId self, Faults& faults)
{
    const auto user = people.find(*details.user);
    if (!user) {
        return faults.add(
            "/user_id", "unknown", {"Ce compte n’existe pas.", "There is no such account."});
    }
    if (std::ranges::find(user->roles, role_of(details.kind)) == user->roles.end()) {
        return faults.add("/user_id", "role",
            {"Ce compte n’a pas le rôle qui convient. Donnez-lui le rôle d’abord.",
                "This account lacks the matching role. Give it the role first."});
    }
    const auto holder = store::practitioner_of(tx, *details.user);
    if (holder && holder->id != self) {
        faults.add("/user_id", "taken",
            {"Ce compte est déjà celui d’un autre praticien.",
                "This account already belongs to another practitioner."});
    }
}

/// Archived ones may stay named: they are offered no more, and come back with their needs.
void check_need(db::Tx& tx, const RoomNeed& need, std::size_t index, Faults& faults)
{
    const auto list = fmt::format("needs/{}/room_ids", index);
    refuse_repetitions(faults, list, std::span(need.rooms));
    for (std::size_t i = 0; i < need.rooms.size(); ++i) {
        const auto room = store::room(tx, need.rooms[i]);
        if (!room) {
            faults.add(
                at(list, i), "unknown", {"Cette salle n’existe pas.", "There is no such room."});
        } else if (room->kind != need.kind) {
            faults.add(at(list, i), "kind",
                {"Ce n’est pas de la sorte demandée : salle ou appareil.",
                    "This is not of the kind that is asked for: room or device."});
        }
    }
}

} // namespace

void Faults::add(std::string pointer, std::string code, Text detail)
{
    errors_.push_back({std::move(pointer), std::move(code), std::move(detail)});
}

std::unexpected<Problem> Faults::refusal() &&
{
    Problem problem{Refusal::invalid, "invalid",
        {"Certains champs sont à corriger.", "Some fields need correcting."}};
    problem.errors = std::move(errors_);
    return std::unexpected(std::move(problem));
}

Faults faults_of(const SiteDetails& site)
{
    Faults faults;
    const auto& spans = site.opening_hours;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].opens >= spans[i].closes) {
            faults.add(at("opening_hours", i, "closes"), "before_opens",
                {"La fermeture doit suivre l’ouverture.", "Closing must come after opening."});
            continue;
        }
        const auto before = std::span(spans).first(i);
        if (std::ranges::any_of(
                before, [&](const auto& other) { return overlap(other, spans[i]); })) {
            faults.add(at("opening_hours", i, "opens"), "overlap",
                {"Cette plage en recouvre une autre du même jour.",
                    "This span overlaps another one of the same day."});
        }
    }
    return faults;
}

Faults faults_of(const ClosureDetails& closure)
{
    Faults faults;
    if (closure.last_day < closure.first_day) {
        faults.add("/last_day", "before_first_day",
            {"Le dernier jour ne peut pas précéder le premier.",
                "The last day cannot come before the first."});
    }
    return faults;
}

Faults faults_of(db::Tx& tx, const auth::Directory& people, const PractitionerDetails& details,
    PractitionerId self)
{
    Faults faults;
    refuse_repetitions(faults, "site_ids", std::span(details.sites));
    refuse_repetitions(faults, "languages", std::span(details.languages));
    for (std::size_t i = 0; i < details.sites.size(); ++i) {
        if (store::site(tx, details.sites[i])) continue;
        faults.add(
            at("site_ids", i), "unknown", {"Ce site n’existe pas.", "There is no such site."});
    }
    if (details.licence_number && is_mistyped_rpps(*details.licence_number)) {
        faults.add("/licence_number", "rpps",
            {std::string(api::checks::rpps.fr), std::string(api::checks::rpps.en)});
    }
    if (details.user) check_login(tx, people, details, self, faults);
    return faults;
}

Faults faults_of(db::Tx& tx, const VisitTypeDetails& type)
{
    Faults faults;
    refuse_off_grid(faults, "duration_minutes", type.duration_minutes);
    refuse_off_grid(faults, "buffer_before_minutes", type.buffer_before_minutes);
    refuse_off_grid(faults, "buffer_after_minutes", type.buffer_after_minutes);
    if (type.price.amount < 0 || type.price.amount > highest_price) {
        faults.add("/price/amount", "out_of_range",
            {"Ce prix n’est pas plausible.", "This price is not plausible."});
    }
    refuse_repetitions(faults, "modes", std::span(type.modes));
    refuse_repetitions(faults, "reminder_days", std::span(type.reminder_days));
    for (std::size_t i = 0; i < type.reminder_days.size(); ++i) {
        if (type.reminder_days[i] >= 1 && type.reminder_days[i] <= 30) continue;
        faults.add(at("reminder_days", i), "out_of_range",
            {"De 1 à 30 jours avant la visite.", "From 1 to 30 days before the visit."});
    }
    if (type.pay_to_confirm && type.price.amount <= 0) {
        faults.add("/price/amount", "required",
            {"Un rendez-vous à régler pour être confirmé a un prix.",
                "A visit that is confirmed by its payment has a price."});
    }
    refuse_repetitions(faults, "practitioner_ids", std::span(type.practitioners));
    for (std::size_t i = 0; i < type.practitioners.size(); ++i) {
        if (store::practitioner(tx, type.practitioners[i])) continue;
        faults.add(at("practitioner_ids", i), "unknown",
            {"Ce praticien n’existe pas.", "There is no such practitioner."});
    }
    for (std::size_t i = 0; i < type.needs.size(); ++i) check_need(tx, type.needs[i], i, faults);
    return faults;
}

Faults faults_of(const auth::User& user, std::span<const auth::Role> roles)
{
    Faults faults;
    refuse_repetitions(faults, "roles", roles);
    if (!is_staff(user)) faults.add("/user_id", "role", not_staff());
    // An administrator is one everywhere, a patient nowhere.
    const auto own = auth::bits_of(user.roles) & allow::staff.any_of() & ~auth::bit(Role::admin);
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if ((auth::bit(roles[i]) & own) != 0) continue;
        faults.add(at("roles", i), "role",
            {"Cette personne n’a pas ce rôle, ou il vaut pour toute la clinique.",
                "This person does not have this role, or it is one of the whole clinic."});
    }
    return faults;
}

Faults faults_of(const auth::Directory& people, std::span<const UserId> staff)
{
    Faults faults;
    refuse_repetitions(faults, "user_ids", staff);
    for (std::size_t i = 0; i < staff.size(); ++i) {
        const auto user = people.find(staff[i]);
        if (!user) {
            faults.add(at("user_ids", i), "unknown",
                {"Ce compte n’existe pas.", "There is no such account."});
        } else if (!is_staff(*user)) {
            faults.add(at("user_ids", i), "role", not_staff());
        }
    }
    return faults;
}

} // namespace clinic::clinics
