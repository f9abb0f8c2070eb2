#include "texts.hpp"

#include "dates.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

std::string body_in(Language language, Kind kind, Side side, const VisitWords& words)
{
    const auto when = phrase(words.when, language);
    const bool french = language == Language::fr;
    const auto place = fmt::format(
        ", {} {}, {}.", french ? "avec" : "with", words.practitioner, words.site);
    const auto whose = side == Side::team ? words.patient + (french ? " : " : ": ") : std::string();
    const bool moved = kind == Kind::moved;
    if (french) return fmt::format("{}{}le {}{}", whose, moved ? "désormais " : "", when, place);
    return fmt::format("{}{}{}{}", whose, moved ? "now " : "", when, place);
}

Text subject_of(Kind kind, const LocalMoment& moment)
{
    const auto fr = phrase(moment, Language::fr);
    const auto en = phrase(moment, Language::en);
    switch (kind) {
    case Kind::moved:
        return {fmt::format("Votre rendez-vous est déplacé au {}", fr),
            fmt::format("Your appointment has moved to {}", en)};
    case Kind::cancelled:
        return {fmt::format("Votre rendez-vous du {} est annulé", fr),
            fmt::format("Your appointment on {} is cancelled", en)};
    case Kind::restored:
        return {fmt::format("Votre rendez-vous du {} est maintenu", fr),
            fmt::format("Your appointment on {} is on again", en)};
    default:
        return {
            fmt::format("Votre rendez-vous du {}", fr), fmt::format("Your appointment on {}", en)};
    }
}

Text lead_of(Kind kind)
{
    switch (kind) {
    case Kind::moved:
        return {"Votre rendez-vous a changé. Voici où et quand nous vous attendons désormais :",
            "Your appointment has changed. This is where and when we expect you now:"};
    case Kind::cancelled:
        return {"Ce rendez-vous est annulé :", "This appointment is cancelled:"};
    case Kind::restored:
        return {"L'annulation de ce rendez-vous est levée, il a bien lieu :",
            "The cancellation of this appointment is taken back, it takes place:"};
    default:
        return {"Votre rendez-vous est enregistré :", "Your appointment is booked:"};
    }
}

Text closing_of(Kind kind)
{
    if (kind == Kind::cancelled) {
        return {"Pour en prendre un autre, passez par le lien ci-dessus ou appelez-nous.",
            "To book another one, follow the link above or call us."};
    }
    return {"Un empêchement ? Déplacez ou annulez ce rendez-vous par le lien ci-dessus au plus "
            "tard 24 h "
            "avant, ou appelez-nous.",
        "Cannot come? Move or cancel this appointment by the link above at least 24 hours before, "
        "or call "
        "us."};
}

} // namespace

Text title_of(Kind kind)
{
    switch (kind) {
    case Kind::moved:
        return {"Rendez-vous déplacé", "Appointment moved"};
    case Kind::cancelled:
        return {"Rendez-vous annulé", "Appointment cancelled"};
    case Kind::restored:
        return {"Rendez-vous maintenu", "Appointment on again"};
    default:
        return {"Nouveau rendez-vous", "New appointment"};
    }
}

Text body_of(Kind kind, Side side, const VisitWords& words)
{
    return {
        body_in(Language::fr, kind, side, words),
        body_in(Language::en, kind, side, words),
    };
}

Page visit_page(Kind kind, Language language, const VisitWords& words)
{
    const bool french = language == Language::fr;
    Page page;
    page.subject = subject_of(kind, words.when).in(language);
    page.greeting = french ? "Bonjour," : "Hello,";
    page.lead = lead_of(kind).in(language);
    page.lines = {{french ? "Quand" : "When", phrase(words.when, language)},
        {french ? "Avec" : "With", words.practitioner}, {french ? "Où" : "Where", words.site}};
    page.link_label = french ? "Mes rendez-vous" : "My appointments";
    page.closing = closing_of(kind).in(language);
    return page;
}

Page invitation_page(Language language, const std::string& first_name)
{
    const bool french = language == Language::fr;
    Page page;
    page.subject = french ? "Votre accès à la clinique" : "Your access to the clinic";
    page.greeting = fmt::format("{} {},", french ? "Bonjour" : "Hello", first_name);
    page.lead = french ? "Un compte vous attend. Choisissez votre mot de passe pour l'ouvrir :"
                       : "An account is waiting for you. Choose your password to open it:";
    page.link_label = french ? "Ouvrir mon compte" : "Open my account";
    page.closing =
        french ? "Ce lien est personnel ; il vaut 7 jours et ne sert qu'une fois. Si vous "
                 "n'attendiez pas ce message, ignorez-le."
               : "This link is yours alone; it is good for 7 days and for one use. If you did "
                 "not expect this message, ignore it.";
    return page;
}

std::string address_label(Language language)
{
    return language == Language::fr ? "Adresse" : "Address";
}

std::string phone_label(Language language)
{
    return language == Language::fr ? "Téléphone" : "Phone";
}

std::string calendar_summary(Language language, const std::string& site)
{
    return fmt::format("{}, {}", language == Language::fr ? "Rendez-vous" : "Appointment", site);
}

} // namespace clinic::notifications
