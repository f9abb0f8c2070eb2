#include "texts.hpp"

#include "dates.hpp"
#include "kinds.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

/// Moved, but for nothing else than its end.
bool only_lasts(Kind kind, const NewsWords& words)
{
    return kind == Kind::moved && words.until > words.when;
}

/// Booked, and confirmed by its payment.
bool is_to_be_paid(Kind kind, const NewsWords& words)
{
    return kind == Kind::booked && words.until > LocalMoment{};
}

std::string visit_body(Language language, Kind kind, Side side, const NewsWords& words)
{
    const auto when = phrase(words.when, language);
    const bool french = language == Language::fr;
    const auto place = fmt::format(
        ", {} {}, {}.", french ? "avec" : "with", words.practitioner, words.site);
    const auto whose = side == Side::team ? words.patient + (french ? " : " : ": ") : std::string();
    if (only_lasts(kind, words)) {
        return fmt::format("{}{}{}, {} {}{}", whose, french ? "le " : "", when,
            french ? "désormais jusqu’à" : "now until", words.until.time.text(), place);
    }
    if (words.unpaid) {
        return fmt::format("{}{}{}{} {}", whose, french ? "le " : "", when, place,
            french ? "Il n’a pas été réglé à temps." : "It was not paid in time.");
    }
    const bool moved = kind == Kind::moved;
    if (french) return fmt::format("{}{}le {}{}", whose, moved ? "désormais " : "", when, place);
    return fmt::format("{}{}{}{}", whose, moved ? "now " : "", when, place);
}

/// Told of a post once, and read as it stands: "Anna et 3 autres personnes aiment votre publication."
Text applause(const NewsWords& words)
{
    const auto& by = words.by;
    const auto others = words.people - 1;
    if (others < 0)
        return {fmt::format("{} a aimé votre publication.", by),
            fmt::format("{} has liked your post.", by)};
    if (others == 0)
        return {
            fmt::format("{} aime votre publication.", by), fmt::format("{} likes your post.", by)};
    if (others == 1)
        return {fmt::format("{} et une autre personne aiment votre publication.", by),
            fmt::format("{} and one other person like your post.", by)};
    return {fmt::format("{} et {} autres personnes aiment votre publication.", by, others),
        fmt::format("{} and {} other people like your post.", by, others)};
}

Text news_body(Kind kind, const NewsWords& words)
{
    const auto fr = phrase(words.amount, Language::fr);
    const auto en = phrase(words.amount, Language::en);
    switch (kind) {
    case Kind::invoiced:
        return {fmt::format("Facture {}, {}.", words.number, fr),
            fmt::format("Invoice {}, {}.", words.number, en)};
    case Kind::paid:
        return {
            fmt::format("Nous avons reçu {} pour la facture {}. Le reçu est dans vos documents.",
                fr, words.number),
            fmt::format("We have received {} for invoice {}. The receipt is among your documents.",
                en, words.number)};
    case Kind::shared:
        return {"Un document vous attend dans votre espace.",
            "A document is waiting for you in your space."};
    case Kind::offered:
        return {
            fmt::format("{}, avec {}, {}. Répondez avant le {}.", phrase(words.when, Language::fr),
                words.practitioner, words.site, phrase(words.until, Language::fr)),
            fmt::format("{}, with {}, {}. Answer before {}.", phrase(words.when, Language::en),
                words.practitioner, words.site, phrase(words.until, Language::en))};
    case Kind::uploaded:
        return {fmt::format("{} a déposé un résultat d’analyses.", words.patient),
            fmt::format("{} has uploaded a lab report.", words.patient)};
    case Kind::commented:
        return {fmt::format("{} a commenté votre publication.", words.by),
            fmt::format("{} has commented on your post.", words.by)};
    case Kind::liked:
        return applause(words);
    case Kind::reported:
        return {"Un lecteur demande votre avis sur une publication ou un commentaire.",
            "A reader asks for your view of a post or a comment."};
    case Kind::glass_broken:
        return {
            fmt::format("{} a ouvert un dossier hors de son suivi : {}.", words.by, words.patient),
            fmt::format(
                "{} has opened the record of {} outside of their care.", words.by, words.patient)};
    case Kind::mass_reading:
        return {fmt::format("{} a lu plus de dossiers en quelques minutes qu’un travail n’en "
                            "demande. Voyez ce qu’il en est.",
                    words.by),
            fmt::format("{} has read more records within minutes than work asks for. Find out "
                        "what it was.",
                words.by)};
    default:
        return {};
    }
}

Text subject_of(Kind kind, const NewsWords& words)
{
    const auto fr = phrase(words.when, Language::fr);
    const auto en = phrase(words.when, Language::en);
    if (only_lasts(kind, words)) {
        const auto until = words.until.time.text();
        return {fmt::format("Votre rendez-vous du {} dure désormais jusqu’à {}", fr, until),
            fmt::format("Your appointment on {} now lasts until {}", en, until)};
    }
    if (is_to_be_paid(kind, words)) {
        return {fmt::format("Votre rendez-vous du {} est à régler", fr),
            fmt::format("Your appointment on {} is to be paid", en)};
    }
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
    case Kind::reminded:
        return {fmt::format("Rappel : votre rendez-vous du {}", fr),
            fmt::format("Reminder: your appointment on {}", en)};
    case Kind::confirmed:
        return {fmt::format("Votre rendez-vous du {} est confirmé", fr),
            fmt::format("Your appointment on {} is confirmed", en)};
    default:
        return {
            fmt::format("Votre rendez-vous du {}", fr), fmt::format("Your appointment on {}", en)};
    }
}

Text lead_of(Kind kind, const NewsWords& words)
{
    if (words.unpaid) {
        return {"Ce rendez-vous n’a pas été réglé à temps. Il est annulé :",
            "This appointment was not paid in time. It is cancelled:"};
    }
    if (is_to_be_paid(kind, words)) {
        return {
            fmt::format("Ce rendez-vous vous est gardé. Réglez-le avant le {} pour le confirmer, "
                        "sinon il sera annulé :",
                phrase(words.until, Language::fr)),
            fmt::format(
                "This appointment is kept for you. Pay for it before {} to confirm it, or it "
                "will be cancelled:",
                phrase(words.until, Language::en))};
    }
    switch (kind) {
    case Kind::moved:
        return {"Votre rendez-vous a changé. Voici où et quand nous vous attendons désormais :",
            "Your appointment has changed. This is where and when we expect you now:"};
    case Kind::cancelled:
        return {"Ce rendez-vous est annulé :", "This appointment is cancelled:"};
    case Kind::restored:
        return {"L’annulation de ce rendez-vous est levée, il a bien lieu :",
            "The cancellation of this appointment is taken back, it takes place:"};
    case Kind::reminded:
        return {"Nous vous attendons bientôt :", "We expect you soon:"};
    case Kind::confirmed:
        return {"Votre rendez-vous est confirmé :", "Your appointment is confirmed:"};
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
    return {"Un empêchement ? Déplacez ou annulez ce rendez-vous dès que possible par le lien "
            "ci-dessus, ou appelez-nous.",
        "Cannot come? Move or cancel this appointment by the link above as soon as you can, or "
        "call us."};
}

} // namespace

Text body_of(Kind kind, Side side, const NewsWords& words)
{
    switch (kind) {
    case Kind::booked:
    case Kind::moved:
    case Kind::cancelled:
    case Kind::restored:
    case Kind::reminded:
    case Kind::confirmed:
        return {visit_body(Language::fr, kind, side, words),
            visit_body(Language::en, kind, side, words)};
    case Kind::series_booked:
    case Kind::series_moved:
    case Kind::series_cancelled:
        return series_body(side, words);
    default:
        return news_body(kind, words);
    }
}

Page visit_page(Kind kind, Language language, const NewsWords& words)
{
    const bool french = language == Language::fr;
    Page page;
    page.subject = subject_of(kind, words).in(language);
    page.greeting = french ? "Bonjour," : "Hello,";
    page.lead = lead_of(kind, words).in(language);
    page.lines = {{french ? "Quand" : "When", phrase(words.when, language)},
        {french ? "Avec" : "With", words.practitioner}, {french ? "Où" : "Where", words.site}};
    page.link_label = french ? "Mes rendez-vous" : "My appointments";
    page.closing = closing_of(kind).in(language);
    return page;
}

Page news_page(Kind kind, Language language, const NewsWords& words)
{
    const bool french = language == Language::fr;
    Page page;
    page.subject = row_of(kind).title.in(language);
    page.greeting = french ? "Bonjour," : "Hello,";
    page.lead = news_body(kind, words).in(language);
    page.link_label = kind == Kind::shared ? (french ? "Mes documents" : "My documents")
                                           : (french ? "Mes factures" : "My invoices");
    page.closing = french ? "Dans votre compte, vous choisissez les messages que vous recevez."
                          : "You choose in your account which messages you get.";
    return page;
}

Page offer_page(Language language, const NewsWords& words, bool online)
{
    const bool french = language == Language::fr;
    Page page;
    page.subject = row_of(Kind::offered).title.in(language);
    page.greeting = french ? "Bonjour," : "Hello,";
    page.lead = french ? "Vous êtes sur la liste d’attente. Cette place se libère, elle vous est "
                         "gardée :"
                       : "You are on the waiting list. This time has come free, it is kept for "
                         "you:";
    page.lines = {{french ? "Quand" : "When", phrase(words.when, language)},
        {french ? "Avec" : "With", words.practitioner}, {french ? "Où" : "Where", words.site},
        {french ? "Répondez avant le" : "Answer before", phrase(words.until, language)}};
    page.link_label = french ? "Accepter ou refuser" : "Accept or decline";
    const Text closing =
        online ? Text{"Passé ce délai, la place est proposée à la personne suivante. Vous restez "
                      "sur la liste.",
                     "After that the time is offered to the next person. You stay on the list."}
               : Text{"Pour l’accepter, appelez-nous. Passé ce délai, la place est proposée à la "
                      "personne suivante.",
                     "To accept it, call us. After that the time is offered to the next person."};
    page.closing = closing.in(language);
    return page;
}

Page invitation_page(Language language, const std::string& first_name)
{
    const bool french = language == Language::fr;
    Page page;
    page.subject = french ? "Votre accès à la clinique" : "Your access to the clinic";
    page.greeting = fmt::format("{} {},", french ? "Bonjour" : "Hello", first_name);
    page.lead = french ? "Un compte vous attend. Choisissez votre mot de passe pour l’ouvrir :"
                       : "An account is waiting for you. Choose your password to open it:";
    page.link_label = french ? "Ouvrir mon compte" : "Open my account";
    page.closing =
        french ? "Ce lien est personnel ; il vaut 7 jours et ne sert qu’une fois. Si vous "
                 "n’attendiez pas ce message, ignorez-le."
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

std::string for_label(Language language)
{
    return language == Language::fr ? "Pour" : "For";
}

} // namespace clinic::notifications
