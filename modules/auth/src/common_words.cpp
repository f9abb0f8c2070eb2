#include "common_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace clinic::auth {
namespace {

// Written down for this program, not taken from a leak: what people choose is known well enough.
constexpr std::array<std::string_view, 9> lists{    // doors and keys
    "abc abcd abcde abcdef abcdefg abcdefgh abcdefghij abcdefghijkl access acces admin "
    "administrateur "
    "administrator administration backup bienvenue changeme changezmoi changer compte connexion "
    "default "
    "demo entrer guest identifiant invite letmein letmeinplease login master motdepasse "
    "monmotdepasse "
    "mypassword mypass nouveau oracle pass passe passer passage passkey password passwort passwd "
    "pwd root "
    "secret secure securite security server serveur service setup super superuser support system "
    "temp "
    "temporaire test tester testing testtest toor user username users utilisateur welcome "
    "welcometothe "
    "windows linux google facebook youtube twitter instagram internet orange livebox freebox "
    "bouygues "
    "wifi ordinateur computer laptop portable telephone iphone samsung android microsoft office "
    "nokia",
    // the keyboard
    "azerty azertyui azertyuiop azertyuiopqsdfghjklm aqwzsx aqwzsxedc qsdfgh qsdfghjk qsdfghjklm "
    "wxcvbn "
    "qwerty qwertyu qwertyui qwertyuiop qwertz qwertzuiop asdf asdfg asdfgh asdfghjk asdfghjkl "
    "zxcv zxcvb "
    "zxcvbn zxcvbnm qazwsx qazwsxedc 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc a1b2c3 "
    "a1b2c3d4 "
    "a1b2c3d4e5 1a2b3c 1a2b3c4d 1a2b3c4d5e 1a2z3e 1a2z3e4r 1a2z3e4r5t azeqsd azeqsdwxc poiuytreza "
    "poiuytrewq mlkjhgfdsq lkjhgfdsa nbvcxw mnbvcxz q1w2e3r4 q1w2e3r4t5 aze qsd wxc qwe asd zxc",
    // love and family
    "amour amoureux amoureuse amitie ami amie amis love lover lovely loveyou loveme iloveyou "
    "ilovegod "
    "iloveu jetaime jetaimetropfort jetadore monamour moncoeur coeur cheri cherie bebe baby "
    "babygirl "
    "babyboy doudou loulou louloute chouchou choupette poupette princesse princess prince queen "
    "reine king "
    "roi ange angel angels famille family maman papa mamie papi papy mama daddy mommy mother "
    "father frere "
    "soeur brother sister enfants enfant mafille monfils bisous bisou calin sexy beaute beautiful "
    "beautyful "
    "honey sweet sweetie sugar darling friends friend forever toujours ensemble together mariage "
    "naissance "
    "anniversaire birthday happy heureux bonheur joie",
    // clinics
    "cabinet clinic clinique docteur doctor medecin medecine medical medecins infirmier infirmiere "
    "infirmieres hopital hospital patient patients sante health soins pharmacie dentiste dentaire "
    "kine osteo secretaire secretariat accueil reception urgence urgences chirurgie radiologie "
    "monoclinic "
    "ordonnance rendezvous consultation stethoscope nurse surgery dental",
    // first names
    "adam adrien alain alex alexandra alexandre alexia alexis alice amandine amelie amina andrea "
    "andrew "
    "andre angelique anna anne annie anthony antoine arnaud arthur audrey aurelie axel baptiste "
    "barbara "
    "benjamin benoit bernard bruno camille carine carla caroline cecile celine charles charlie "
    "charlotte "
    "chloe christelle christian christine christophe claire claude clement coralie cyril damien "
    "daniel "
    "danielle david delphine denis didier dominique dylan edouard elisa elisabeth elise elodie "
    "emilie emma "
    "emmanuel enzo eric estelle ethan eva fabien fabrice fanny fatima florence florian francis "
    "francois "
    "frederic gabriel gaelle george georges gerard gilles guillaume gustave hannah helene henri "
    "herve hugo "
    "ibrahim ines isabelle jack jacques james jason jean jennifer jeremy jerome jessica joel john "
    "jonathan "
    "jordan joseph josephine joshua jules julia julie julien juliette justin justine karim karine "
    "katia "
    "kevin laetitia laura laurence laurent lea leo lisa loic lola louis louise luc lucas lucie "
    "ludovic "
    "madeleine magali manon marc margaux margot maria marie marina marine marion mark martin "
    "martine mathieu "
    "mathilde matthew matthieu maxime megan melanie melissa michael michel michele michelle "
    "mickael mohamed "
    "monique morgan morgane myriam nadia nathalie nathan nicolas nicole noah noemie olivier oceane "
    "ophelie "
    "pascal pascale patrice patricia patrick paul pauline philippe pierre quentin rachel raphael "
    "rebecca "
    "regis remi richard robert robin romain roxane sabrina samantha samira samuel sandra sandrine "
    "sara sarah "
    "sebastien serge simon sofia sophia sophie stephane stephanie steven suzanne sylvain sylvie "
    "theo thierry "
    "thomas tiffany tom tony valentin valentine valerie vanessa veronique victor victoria vincent "
    "virginie "
    "william xavier yann yannick yasmine yves zoe",
    // animals, colours, food, nature
    "animal animaux bear bird bunny butterfly canard cat chat chaton chats cheval chevaux chien "
    "chienne "
    "chiens cookie dauphin dog dogs doggy dolphin dragon dragons eagle elephant falcon fish flower "
    "flowers "
    "fox grenouille hamster horse horses kitty kitten lapin licorne lion lionne loup loups monkey "
    "mouse "
    "mustang oiseau ours panda panthere papillon phoenix poisson pony poney puppy rabbit requin "
    "serpent shark "
    "snake souris spider tigre tiger tortue turtle unicorn wolf caramel chocolat chocolate banane "
    "banana "
    "apple pomme cerise cherry fraise strawberry framboise orange citron lemon mangue peach peche "
    "pizza "
    "nutella cookies coffee cafe biscuit bonbon cheese fromage pepper poivre ginger vanille "
    "vanilla kiwi "
    "black blue bleu blanc blanche green vert verte jaune yellow noir noire purple violet red "
    "rouge rose "
    "pink silver gold white argent or arbre etoile etoiles star stars fleur fleurs foret forest "
    "lune moon "
    "luna mer ocean montagne mountain neige snow nature nuage pluie rain rainbow arcenciel "
    "rainbows river "
    "riviere sky ciel soleil sun sunny sunshine sunflower sunset terre vent volcan eau water fire "
    "feu glace "
    "ice diamant diamond cristal crystal tulipe lavande marguerite tournesol",
    // calendar, numbers, places
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january "
    "february "
    "march april june july august september october november december printemps ete automne hiver "
    "spring "
    "summer autumn winter lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday "
    "wednesday "
    "thursday friday saturday sunday noel christmas vacances holiday holidays weekend demain today "
    "un deux trois quatre cinq six sept huit neuf dix one two three four five seven eight nine ten "
    "zero "
    "paris marseille lyon toulouse nice nantes strasbourg montpellier bordeaux lille rennes reims "
    "toulon "
    "grenoble dijon angers nimes brest lemans tours limoges metz besancon orleans rouen mulhouse "
    "caen nancy "
    "london londres newyork york chicago dallas boston texas florida california hawaii madrid "
    "barcelona "
    "barcelone berlin munich rome roma milan milano tokyo dubai montreal quebec bruxelles geneve "
    "lausanne "
    "alger algerie algeria maroc casablanca tunisie tunis senegal france francais french england "
    "english "
    "america american canada espagne spain portugal italie italia italy brasil brazil bresil "
    "afrique africa "
    "corse corsica bretagne alsace provence normandie savoie ardeche europe world monde",
    // sport, screen, music
    "football foot footballeur soccer baseball basketball basket hockey tennis rugby handball golf "
    "judo "
    "karate boxing boxe cyclisme velo danse dance dancer dancing surf surfer natation running "
    "runner sport "
    "sports psg olympique marseillais allezlom allezlesbleus lesbleus realmadrid juventus arsenal "
    "chelsea "
    "liverpool manchester united barca lakers yankees cowboys steelers packers eagles patriots "
    "ronaldo messi "
    "zidane mbappe neymar benzema griezmann batman superman spiderman ironman captain marvel "
    "avengers "
    "pokemon pikachu naruto sasuke goku vegeta sangoku dragonball starwars skywalker yoda vader "
    "jedi matrix "
    "hobbit gandalf legolas frodo potter harrypotter hermione dumbledore hogwarts poudlard disney "
    "mickey "
    "minnie simba nemo bambi tinkerbell snoopy garfield scooby asterix obelix tintin milou zorro "
    "minecraft "
    "fortnite roblox mario luigi zelda sonic tetris warcraft starcraft callofduty counterstrike "
    "playstation "
    "xbox nintendo gamer games game metallica nirvana acdc ironmaiden slipknot linkinpark eminem "
    "beyonce "
    "rihanna shakira madonna britney beatles music musique musica guitar guitare piano rock "
    "rockstar "
    "rocknroll metal hiphop rap reggae techno johnny hallyday",
    // what remains
    "aaaa argent money bank banque business travail work boulot maison home house appartement "
    "voiture car "
    "ferrari porsche mercedes bmw audi renault peugeot citroen clio megane twingo ford toyota "
    "honda yamaha "
    "kawasaki ducati harley moto camion truck avion bateau boat train metro coucou bonjour bonsoir "
    "bonnenuit "
    "salut hello hola ciao goodbye aurevoir merci thanks please silvousplait freedom liberte "
    "egalite "
    "fraternite peace paix hope espoir faith foi dream reve dreams dreamer reves life lavie vie "
    "mavie monde "
    "cool super genial magic magique magie lucky chance hunter killer ninja pirate ranger warrior "
    "guerrier "
    "soldier soldat police hacker joker jester shadow ombre thunder tonnerre lightning storm "
    "tempete "
    "trustno trustnoone whatever nothing rien something anything nepasoublier toutlemonde jesus "
    "christ god "
    "dieu allah bismillah mohammed heaven paradis church blessed prayer maitre maitresse ecole "
    "school "
    "lycee college student etudiant teacher professeur prof classe bac marketing commercial "
    "comptable "
    "comptabilite direction directeur manager bureau entreprise societe company azur bella bello "
    "buddy "
    "bubbles boomer biteme asshole fuckyou fuckoff putain merde connard salope cacahuete patate "
    "carotte "
    "chaussette pantoufle trololo blabla lalala tralala toto titi tata tutu momo lolo lili mimi "
    "nana coco "
    "kiki gigi zaza zizi bobo bibi didi dodo fifi jojo juju lulu riri roro soso vivi foobar foo "
    "bar baz "
    "lorem ipsum qwe asdasd"};

std::vector<std::string_view> sorted_words()
{
    std::vector<std::string_view> words;
    for (auto list : lists) {
        while (!list.empty()) {
            const auto end = std::min(list.find(' '), list.size());
            words.push_back(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }
    std::ranges::sort(words);
    return words;
}

} // namespace

bool is_common_word(std::string_view word)
{
    static const auto words = sorted_words();
    return std::ranges::binary_search(words, word);
}

} // namespace clinic::auth
