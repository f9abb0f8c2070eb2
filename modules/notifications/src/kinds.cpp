#include "kinds.hpp"

#include <array>

namespace clinic::notifications {
namespace {

/// In the order of the enum.
const auto& table()
{
    using enum Kind;
    static const std::array<KindRow, api::spelled_names<Kind>().size()> rows{{
        {booked, Group::visits, {"Nouveau rendez-vous", "New appointment"}},
        {moved, Group::visits, {"Rendez-vous déplacé", "Appointment moved"}},
        {cancelled, Group::visits, {"Rendez-vous annulé", "Appointment cancelled"}},
        {restored, Group::visits, {"Rendez-vous maintenu", "Appointment on again"}},
        {invited, {}, {"Invitation", "Invitation"}},
        {invoiced, Group::payments, {"Nouvelle facture", "New invoice"}},
        {paid, Group::payments, {"Paiement reçu", "Payment received"}},
        {shared, Group::documents, {"Document partagé", "Document shared"}},
        {uploaded, Group::documents, {"Résultat d’analyses déposé", "Lab report uploaded"}},
        {commented, Group::community, {"Nouveau commentaire", "New comment"}},
        {liked, Group::community, {"Votre publication plaît", "Your post is liked"}},
        {reported, {}, {"Publication signalée", "Post reported"}},
        {glass_broken, {}, {"Accès exceptionnel à un dossier", "Record opened outside of care"}},
        {letter, {}, {"Message au sujet du compte", "Message about the account"}},
        {mass_reading, {}, {"Lecture massive de dossiers", "Mass reading of records"}},
        {series_booked, Group::visits,
            {"Nouvelle série de rendez-vous", "New series of appointments"}},
        {series_moved, Group::visits,
            {"Série de rendez-vous déplacée", "Series of appointments moved"}},
        {series_cancelled, Group::visits, {"Rendez-vous annulés", "Appointments cancelled"}},
        {offered, Group::waiting_list, {"Une place se libère", "A time has come free"}},
        {reminded, Group::reminders, {"Rappel de rendez-vous", "Appointment reminder"}},
        {confirmed, Group::visits, {"Rendez-vous confirmé", "Appointment confirmed"}},
    }};
    return rows;
}

} // namespace

const KindRow& row_of(Kind kind)
{
    return table()[static_cast<std::size_t>(kind)];
}

} // namespace clinic::notifications
