#pragma once
// Who hears of a visit, all of it in one place.
//
//   the centre   the patient and the practitioner (before a move and after it), but never the one whose
//                deed it was; the receptionists of the site when the patient did it
//   live         those who may see the visit: admins, the receptionists of its site, its practitioner,
//                its patient; the doer too, who may have another page open. Of what is not a visit, see the
//                listeners: they put it together from the parts below.
//   mail         the patient alone

#include "api.hpp"

#include "auth/auth.hpp"

#include <set>

namespace clinic::notifications {

/// A change of a visit, and where it was before a move.
struct Change {
    appointments::Fact now;
    std::optional<clinics::PractitionerId> was_with{};
    std::optional<clinics::SiteId> was_site{};
    std::optional<Instant> now_until{}; ///< of a move that changed nothing but how long it lasts
};

struct Recipient {
    UserId user;
    Side side = Side::team;
    std::string link;
};

/// Whose open pages hear of something: these users, by their ids as text, and everybody with one of the roles.
struct Watchers {
    std::set<std::string, std::less<>> users{};
    http::Roles roles = 0;
};

/// Where papers and money are handled, whoever's they are.
constexpr http::Roles counter = auth::bit(Role::receptionist) | auth::bit(Role::accountant) |
                                auth::bit(Role::admin);

class Audience {
public:
    Audience(const auth::Directory& directory, const clinics::Clinics& clinics,
        const patients::Patients& patients)
        : directory_(directory), clinics_(clinics), patients_(patients)
    {
    }

    /// For the centre; everybody once.
    [[nodiscard]] std::vector<Recipient> concerned(const Change& change) const;
    /// For live news. Asked anew each time, so that who has left a site hears no more.
    [[nodiscard]] Watchers watching(const Change& change) const;

    // What other live news is made of.
    void add_carers(Watchers& watchers, patients::PatientId patient) const;
    void add_desk(Watchers& watchers, clinics::SiteId site) const;
    void add_patient(Watchers& watchers, patients::PatientId patient) const;
    void add_practitioner(
        Watchers& watchers, std::optional<clinics::PractitionerId> practitioner) const;

private:
    [[nodiscard]] std::vector<UserId> receptionists_of(clinics::SiteId site) const;
    [[nodiscard]] std::optional<UserId> user_of(clinics::PractitionerId practitioner) const;
    /// The patient did it, or who acts for them: the desk hears of it.
    [[nodiscard]] bool by_their_side(
        const appointments::Fact& visit, std::optional<UserId> patient) const;
    /// The visit's day on the wall of its site: "2026-06-02".
    [[nodiscard]] std::string day_of(const appointments::Fact& visit) const;

    const auth::Directory& directory_;
    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
};

} // namespace clinic::notifications
