#pragma once
// What notifications hears, and what it does about it.

#include "postman.hpp"
#include "teller.hpp"

#include "platform/bus/bus.hpp"

namespace clinic::notifications {

class Listeners {
public:
    Listeners(const Neighbours& neighbours, News& news, const Mails& mails, Postman& postman);
    void listen(bus::Bus& bus);

private:
    void listen_for_mail(bus::Bus& bus);
    void listen_for_pages(bus::Bus& bus);
    /// Inside the listener's transaction: items of the centre, and live news after its commit.
    void tell(db::Tx& tx, Kind kind, const Change& change);
    /// Open pages of those who may see the visit read it again.
    void refresh(db::Tx& tx, const Change& change);
    void record_changed(db::Tx& tx, patients::PatientId patient, http::Roles others = 0);
    /// Of many visits at once, those concerned hear once.
    void tell_series(db::Tx& tx, Kind kind, const appointments::SeriesFact& fact,
        std::optional<clinics::PractitionerId> was_with = {});
    void mail_series(Kind kind, const appointments::SeriesFact& fact);
    void listen_to_series(bus::Bus& bus);
    void mail(Kind kind, const Change& change);
    void mail_restoration(const appointments::Undone& event);
    [[nodiscard]] bool went_with_series(const appointments::Fact& fact) const;
    void mail_invitation(const auth::Invited& event);
    void mail_letter(const auth::LetterAsked& event);

    const Neighbours& at_;
    Audience audience_;
    News& news_;
    Teller teller_;
    const Mails& mails_;
    Postman& postman_;
};

} // namespace clinic::notifications
