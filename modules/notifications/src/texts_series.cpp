// What is said of many visits at once.

#include "dates.hpp"
#include "texts.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

Text subject_of_series(Kind kind)
{
    switch (kind) {
    case Kind::series_moved:
        return {"Vos rendez-vous sont déplacés", "Your appointments have moved"};
    case Kind::series_cancelled:
        return {"Vos rendez-vous sont annulés", "Your appointments are cancelled"};
    default:
        return {"Vos rendez-vous", "Your appointments"};
    }
}

Text lead_of_series(Kind kind)
{
    switch (kind) {
    case Kind::series_moved:
        return {"Ces rendez-vous ont changé. Voici quand nous vous attendons désormais :",
            "These appointments have changed. This is when we expect you now:"};
    case Kind::series_cancelled:
        return {"Ces rendez-vous sont annulés :", "These appointments are cancelled:"};
    default:
        return {"Vos rendez-vous sont enregistrés :", "Your appointments are booked:"};
    }
}

Text closing_of_series(Kind kind)
{
    if (kind == Kind::series_cancelled) {
        return {"Pour en prendre d’autres, passez par le lien ci-dessus ou appelez-nous.",
            "To book others, follow the link above or call us."};
    }
    return {"Un empêchement ? Déplacez ou annulez chacun d’eux dès que possible par le lien "
            "ci-dessus, ou appelez-nous.",
        "Cannot come? Move or cancel each of them by the link above as soon as you can, or call "
        "us."};
}

} // namespace

Text series_body(Side side, const NewsWords& words)
{
    const auto said = [&](Language language) {
        const bool french = language == Language::fr;
        const auto whose = side == Side::team ? words.patient + (french ? " : " : ": ")
                                              : std::string();
        const auto when = phrase(words.when, language);
        if (words.count == 1) {
            return french ? fmt::format("{}le {}, avec {}, {}.", whose, when, words.practitioner,
                                words.site)
                          : fmt::format(
                                "{}{}, with {}, {}.", whose, when, words.practitioner, words.site);
        }
        return french ? fmt::format("{}{} rendez-vous, le premier le {}, avec {}, {}.", whose,
                            words.count, when, words.practitioner, words.site)
                      : fmt::format("{}{} appointments, the first on {}, with {}, {}.", whose,
                            words.count, when, words.practitioner, words.site);
    };
    return {said(Language::fr), said(Language::en)};
}

Page series_page(Kind kind, Language language, const NewsWords& words)
{
    const bool french = language == Language::fr;
    Page page;
    page.subject = subject_of_series(kind).in(language);
    page.greeting = french ? "Bonjour," : "Hello,";
    page.lead = lead_of_series(kind).in(language);
    page.lines = {
        {french ? "Avec" : "With", words.practitioner}, {french ? "Où" : "Where", words.site}};
    page.link_label = french ? "Mes rendez-vous" : "My appointments";
    page.closing = closing_of_series(kind).in(language);
    return page;
}

} // namespace clinic::notifications
