// The mails about an account. None of them repeats what somebody else may have typed.

#include "texts.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace clinic::notifications {
namespace {

struct Sentences {
    Text subject;
    Text lead;
    Text link_label{};
    Text closing;
};

const Text good_for{
    "Ce lien est valable 30 minutes et ne sert qu’une fois. Si vous n’avez rien demandé, "
    "ignorez ce message : il ne se passera rien.",
    "This link is good for 30 minutes and for one use. If you did not ask for anything, ignore "
    "this "
    "message: nothing will happen."};
const Text not_you{"Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe par "
                   "« Mot de passe oublié » et prévenez votre cabinet.",
    "If it was not you, choose a new password at once by “Forgotten password”, and tell your "
    "clinic."};

const Sentences verification{{"Confirmez votre adresse", "Confirm your address"},
    {"Un compte patient a été demandé avec cette adresse. Confirmez qu’elle est à vous, avec "
     "le "
     "mot de passe que vous avez choisi :",
        "A patient account was asked for with this address. Confirm that it is yours, with the "
        "password that you chose:"},
    {"Confirmer mon adresse", "Confirm my address"}, good_for};
const Sentences existing{{"Vous avez déjà un compte", "You have an account already"},
    {"Votre adresse vient d’être donnée, par vous peut-être, pour un compte. Elle en a déjà un "
     ": "
     "connectez-vous, ou choisissez un nouveau mot de passe si vous l’avez oublié :",
        "Your address has just been given, by you perhaps, for an account. It has one already: "
        "log in, or choose a new password if you have forgotten it:"},
    {"J’ai oublié mon mot de passe", "I have forgotten my password"},
    {"Si ce n’était pas vous, ignorez ce message : personne n’a eu accès à votre compte.",
        "If it was not you, ignore this message: nobody has had access to your account."}};
const Sentences reset{{"Choisissez un nouveau mot de passe", "Choose a new password"},
    {"Un nouveau mot de passe a été demandé pour votre compte. Choisissez-le ici :",
        "A new password was asked for on your account. Choose it here:"},
    {"Choisir un mot de passe", "Choose a password"}, good_for};
const Sentences changed{{"Votre mot de passe a changé", "Your password has changed"},
    {"Le mot de passe de votre compte vient d’être changé. Vos autres appareils sont "
     "déconnectés, vos clés d’API révoquées.",
        "The password of your account has just been changed. Your other devices are logged "
        "out, your API keys revoked."},
    {}, not_you};
const Sentences confirmation{{"Confirmez votre nouvelle adresse", "Confirm your new address"},
    {"Votre compte doit passer à cette adresse. Confirmez qu’elle est à vous :",
        "Your account is to move to this address. Confirm that it is yours:"},
    {"Confirmer ma nouvelle adresse", "Confirm my new address"}, good_for};
const Sentences changing{
    {"Un changement d’adresse est demandé", "A change of address was asked for"},
    {"Une autre adresse e-mail a été demandée pour votre compte. Elle remplacera celle-ci dès "
     "qu’elle sera confirmée.",
        "Another e-mail address was asked for on your account. It will replace this one as "
        "soon "
        "as it is confirmed."},
    {}, not_you};
const Sentences moved{{"Votre adresse a changé", "Your address has changed"},
    {"Votre compte a désormais une autre adresse e-mail. Celle-ci n’y donne plus accès.",
        "Your account now has another e-mail address. This one gives no access to it any "
        "more."},
    {},
    {"Si ce n’était pas vous, prévenez votre cabinet tout de suite.",
        "If it was not you, tell your clinic at once."}};

const Sentences secured{
    {"La sécurité de votre compte a changé", "The security of your account has changed"},
    {"Un moyen d’entrer dans votre compte vient d’être ajouté, retiré ou mis hors service : "
     "application d’authentification, clé d’accès, codes de secours ou clé d’API. Voyez ceux qui "
     "sont en vigueur :",
        "A way into your account has just been added, removed or put out of service: an "
        "authenticator app, a passkey, recovery codes or an API key. See those in force:"},
    {"Sécurité de mon compte", "Security of my account"}, not_you};

const Sentences guessed{
    {"On essaie d’entrer dans votre compte", "Somebody is trying to enter your account"},
    {"Quelqu’un a passé la première étape de votre connexion, sans doute avec votre mot de passe, "
     "puis donné dix mauvais codes de suite. Rien ne lui a été ouvert, et les essais suivants "
     "doivent attendre de plus en plus longtemps.",
        "Somebody passed the first step of your log-in, with your password no doubt, and then gave "
        "ten wrong codes in a row. Nothing was opened to them, and further tries have to wait "
        "longer each time."},
    {}, not_you};

const Sentences& sentences_of(auth::LetterKind kind)
{
    using enum auth::LetterKind;
    switch (kind) {
    case verify_address:
        return verification;
    case have_account:
        return existing;
    case reset_password:
        return reset;
    case password_changed:
        return changed;
    case confirm_address:
        return confirmation;
    case address_changing:
        return changing;
    case address_changed:
        return moved;
    case security_changed:
        return secured;
    case codes_guessed:
        return guessed;
    }
    throw std::logic_error("a letter of no kind");
}

} // namespace

Page account_page(const auth::Letter& letter)
{
    const auto language = letter.language;
    const auto& sentences = sentences_of(letter.kind);
    Page page;
    page.subject = sentences.subject.in(language);
    page.greeting = fmt::format("{}{}{},", language == Language::fr ? "Bonjour" : "Hello",
        letter.first_name.empty() ? "" : " ", letter.first_name);
    page.lead = sentences.lead.in(language);
    page.link_label = sentences.link_label.in(language);
    page.link = letter.link;
    page.closing = sentences.closing.in(language);
    return page;
}

} // namespace clinic::notifications
