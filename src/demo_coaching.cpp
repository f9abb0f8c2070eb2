#include "demo_coaching.hpp"

#include "demo_pictures.hpp"

#include <array>

namespace clinic::demo {
namespace {

using coaching::PastPost;

/// Who writes: a coach by number, or a member of the clinic.
enum class By { marc, nadia, member, doctor };

struct Remark {
    By by;
    std::string_view text;
};
struct Line {
    By by;
    int hours_ago;
    std::string_view text;
    std::array<Remark, 3> remarks{};
};

constexpr std::array<Line, 26> lines{{
    {By::marc, 900,
        "Bienvenue ! Ici, on parle d’habitudes qui tiennent : une à la fois, sans culpabiliser. "
        "Présentez-vous, "
        "dites ce que vous aimeriez changer, et soyez bienveillants les uns envers les autres.",
        {{{By::member, "Merci ! Objectif : remarcher une heure par jour."},
            {By::nadia, "Très heureuse d’être de la partie."}, {By::doctor, "Belle initiative."}}}},
    {By::nadia, 860,
        "Une minute pour souffler : inspirez 4 secondes, bloquez 4, expirez 6. Cinq fois. À faire "
        "avant une réunion, "
        "un examen… ou une prise de sang."},
    {By::member, 830,
        "Première séance avec Marc aujourd’hui. J’ai appris à lire une étiquette, il était temps !",
        {{{By::marc, "Et vous avez posé les bonnes questions. On continue jeudi."}}}},
    {By::marc, 790,
        "Le petit-déjeuner salé en trois idées :\n– pain complet, œuf mollet, radis ;\n– fromage "
        "blanc, concombre, "
        "ciboulette ;\n– restes de lentilles et un filet d’huile d’olive.",
        {{{By::member, "Les lentilles le matin, il fallait oser. Adopté."}}}},
    {By::doctor, 760,
        "Rappel : la campagne de vaccination contre la grippe est ouverte. Parlez-en à votre "
        "médecin ou à l’accueil."},
    {By::nadia, 700,
        "Le sommeil n’aime pas les surprises. Ce mois-ci, une seule consigne : se lever à la même "
        "heure, week-end compris.",
        {{{By::member, "Dur le dimanche… mais au bout de dix jours, je m’endors plus vite."},
            {By::nadia, "C’est exactement cela. Tenez bon !"}}}},
    {By::member, 655,
        "Quelqu’un connaît un parcours plat autour du parc, pour reprendre la marche après une "
        "opération du genou ?",
        {{{By::doctor,
              "Le tour du lac : 2,4 km, des bancs tous les 300 m. Allez-y progressivement."},
            {By::member, "Parfait, merci beaucoup."}}}},
    {By::marc, 610,
        "Une assiette équilibrée n’a pas besoin de balance : la moitié de légumes, un quart de "
        "féculents, un quart de protéines."},
    {By::nadia, 560,
        "Atelier « respirer pour mieux dormir » à la Maison de santé du Parc, samedi matin. Dix "
        "places.",
        {{{By::member, "J’y serai !"}, {By::member, "Est-ce ouvert aux débutants ?"},
            {By::nadia, "Bien sûr, aucune expérience n’est nécessaire."}}}},
    {By::member, 520, "Trois semaines sans grignoter le soir. La tisane au citron m’a sauvé."},
    {By::marc, 470,
        "Soupe de saison pour quatre : 1 potiron, 2 carottes, 1 oignon, une pointe de curry. 25 "
        "minutes, et le congélateur est prêt pour la semaine.",
        {{{By::member, "Faite hier, les enfants en ont redemandé."}}}},
    {By::nadia, 430, "Se détendre n’est pas ne rien faire : c’est faire une chose à la fois."},
    {By::member, 390,
        "Merci à l’équipe : rendez-vous pris en ligne un dimanche soir, reçu le mardi. Rien à "
        "dire."},
    {By::marc, 350,
        "Question de la semaine : quel est votre légume « jamais essayé » ? Je vous propose une "
        "recette pour chacun.",
        {{{By::member, "Le topinambour."}, {By::member, "Le chou kale."},
            {By::marc, "Deux recettes en préparation !"}}}},
    {By::nadia, 310,
        "Un carnet près du lit : notez ce qui tourne dans la tête, fermez-le, éteignez. Le carnet "
        "veille à votre place."},
    {By::member, 270, "Premier footing de 20 minutes sans m’arrêter. À 58 ans. Voilà, c’est dit.",
        {{{By::marc, "Bravo ! Prochaine étape : le plaisir, pas le chrono."},
            {By::doctor, "Félicitations. Pensez à l’échauffement par ce froid."}}}},
    {By::marc, 235,
        "Batch cooking : deux heures le dimanche, cinq dîners. La liste de courses est affichée à "
        "l’accueil du Cabinet des Tilleuls."},
    {By::nadia, 190,
        "Sophrologie et douleur : on ne promet pas de la faire disparaître, on apprend à lui "
        "laisser moins de place.",
        {{{By::member, "C’est ce que j’avais besoin d’entendre."}}}},
    {By::member, 150,
        "Est-ce que quelqu’un covoiture vers Villeurbanne pour l’atelier de samedi ?"},
    {By::marc, 120,
        "Non, le pain ne fait pas grossir. Trop de tout, oui. On en parle mercredi à 18 h, en "
        "visio.",
        {{{By::member, "Inscrite !"}}}},
    {By::nadia, 96, "Défi de la semaine : trois repas sans écran. Racontez-nous."},
    {By::member, 73, "Défi relevé : deux repas sur trois. Le troisième, il y avait le match…",
        {{{By::nadia, "Deux sur trois, c’est gagné."}}}},
    {By::marc, 50,
        "Les fruits de saison en novembre : poire, kaki, clémentine, pomme, coing. Un par "
        "collation, et c’est réglé."},
    {By::doctor, 30,
        "Il fait froid : ventilez dix minutes par jour quand même, et couvrez-vous la tête à "
        "l’extérieur."},
    {By::nadia, 9,
        "Ce soir, dix minutes d’étirements doux avant de dormir. Lents, sans forcer, en expirant.",
        {{{By::member, "Fait. Je dors déjà à moitié."}}}},
    {By::member, 3,
        "Deux mois de suivi avec Marc : 4 kg de moins, et surtout plus d’énergie l’après-midi. "
        "Merci !",
        {{{By::marc, "C’est votre travail. Très belle régularité."}}}},
}};

/// Which posts have pictures, and how many.
constexpr std::array<std::pair<std::size_t, int>, 5> pictured{
    {{6, 1}, {8, 2}, {11, 1}, {15, 3}, {24, 1}}};

class Feed {
public:
    Feed(Clinic& clinic, const std::vector<Carer>& carers, const std::vector<UserId>& members,
        Dice& dice)
        : clinic_(clinic), members_(members), dice_(dice)
    {
        for (const auto& carer : carers) {
            const bool coach = carer.kind == clinics::PractitionerKind::coach;
            (coach ? coaches_ : doctors_).push_back(carer);
        }
    }

    void add_pages();
    void add_posts();

private:
    [[nodiscard]] UserId user_of(By by);
    [[nodiscard]] PastPost post_of(const Line& line);
    void add_pictures(std::vector<PastPost>& posts);

    Clinic& clinic_;
    const std::vector<UserId>& members_;
    Dice& dice_;
    std::vector<Carer> coaches_;
    std::vector<Carer> doctors_;
};

void Feed::add_pages()
{
    auto& coaching = clinic_.coaching;
    const auto portrait = [&](int number) {
        const auto user = coaches_.at(static_cast<std::size_t>(number)).user;
        const auto picture = portrait_png(number);
        clinic_.documents.set_avatar(user, picture);
        return clinic_.documents.add_media(user, picture, true);
    };
    const auto nutrition = coaching.add_specialty({"Nutrition", "Nutrition", "nutrition"});
    const auto sport = coaching.add_specialty({"Reprise du sport", "Back to sport", "sport"});
    const auto sleep = coaching.add_specialty({"Sommeil", "Sleep", "sommeil"});
    const auto stress = coaching.add_specialty({"Gestion du stress", "Stress", "stress"});
    (void)coaching.add_specialty({"Arrêt du tabac", "Quitting smoking", "tabac"});
    coaching.set_profile(coaches_.at(0).id,
        {"Manger mieux, sans se priver",
            "Diététicien de formation, j’accompagne les changements d’alimentation qui durent : on "
            "part de vos habitudes, "
            "de vos horaires et de votre budget.\n\nPremière séance : une heure pour faire le "
            "point et choisir une seule "
            "chose à changer. Ensuite, un suivi toutes les deux à trois semaines.",
            {nutrition, sport}, {"fr", "en"}, portrait(0), true});
    coaching.set_profile(
        coaches_.at(1).id, {"Respirer, dormir, retrouver de la place",
                               "Sophrologue, je propose des séances individuelles et des ateliers "
                               "autour du sommeil, du stress et de la douleur "
                               "chronique. Les exercices sont courts et se refont chez vous.",
                               {stress, sleep}, {"fr"}, portrait(1), true});
}

UserId Feed::user_of(By by)
{
    if (by == By::marc) return coaches_.at(0).user;
    if (by == By::nadia) return coaches_.at(1).user;
    if (by == By::doctor) return doctors_.at(0).user;
    return dice_.of(members_);
}

PastPost Feed::post_of(const Line& line)
{
    const auto now = clinic_.clock.now();
    PastPost post{user_of(line.by), std::string(line.text), {},
        now.plus_minutes(-60 * line.hours_ago - dice_.below(50)), false, {}, {}};
    auto at = post.at;
    for (const auto& [by, text] : line.remarks) {
        if (text.empty()) break;
        at = at.plus_minutes(5 + dice_.below(50));
        post.comments.push_back({user_of(by), std::string(text), std::min(at, now)});
    }
    for (const auto& user : members_) {
        if (dice_.percent(45)) post.likes.push_back(user);
    }
    for (const auto& carer : doctors_) {
        if (dice_.percent(30)) post.likes.push_back(carer.user);
    }
    return post;
}

void Feed::add_pictures(std::vector<PastPost>& posts)
{
    int number = 0;
    for (const auto& [index, count] : pictured) {
        auto& post = posts.at(index);
        for (int i = 0; i < count; ++i) {
            post.images.push_back(
                clinic_.documents.add_media(post.author, landscape_png(number++), true));
        }
    }
}

void Feed::add_posts()
{
    std::vector<PastPost> posts;
    for (const auto& line : lines) posts.push_back(post_of(line));
    posts.front().pinned = true;
    add_pictures(posts);
    clinic_.coaching.import(posts);
    for (const auto& user : members_) {
        for (const auto& coach : coaches_) {
            if (user == members_.front() || dice_.percent(60))
                clinic_.coaching.follow(user, coach.id);
        }
    }
}

} // namespace

void add_coaching(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<UserId>& members, Dice& dice)
{
    Feed feed(clinic, carers, members, dice);
    feed.add_pages();
    feed.add_posts();
}

} // namespace clinic::demo
