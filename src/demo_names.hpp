#pragma once
// Common French names and streets, to be combined; nobody in particular.

#include <array>
#include <string_view>

namespace clinic::demo {

inline constexpr std::array<std::string_view, 40> women{"Camille", "Léa", "Chloé", "Manon", "Inès",
    "Jade", "Louise", "Alice", "Zoé", "Éléonore", "Aïcha", "Fatou", "Margaux", "Juliette",
    "Clémence", "Océane", "Anaïs", "Noémie", "Solène", "Maëlle", "Yasmine", "Leïla", "Nathalie",
    "Sylvie", "Martine", "Françoise", "Odette", "Geneviève", "Cécile", "Hélène", "Agnès",
    "Bérénice", "Héloïse", "Capucine", "Rose", "Emma", "Sarah", "Lina", "Mélanie", "Aurélie"};
inline constexpr std::array<std::string_view, 40> men{"Lucas", "Hugo", "Noé", "Théo", "Gaël",
    "Raphaël", "Jules", "Louis", "Adam", "Mehdi", "Youssef", "Ibrahim", "Loïc", "Benoît", "Jérôme",
    "François", "Michel", "Gérard", "André", "Marcel", "Étienne", "Rémi", "Bastien", "Clément",
    "Maël", "Timéo", "Sacha", "Nolan", "Alexandre", "Antoine", "Baptiste", "Cédric", "Damien",
    "Édouard", "Frédéric", "Grégoire", "Hervé", "Joël", "Karim", "Olivier"};
inline constexpr std::array<std::string_view, 64> families{"Martin", "Bernard", "Durand", "Petit",
    "Leroy", "Moreau", "Lefèvre", "Noël", "Garcia", "Roux", "Fournier", "Girard", "Bonnet",
    "Dupont", "Lambert", "Fontaine", "Rousseau", "Vincent", "Müller", "Faure", "Mercier", "Blanc",
    "Guérin", "Boyer", "Garnier", "Chevalier", "François", "Legrand", "Gauthier", "Perrin", "Robin",
    "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand",
    "Duval", "Denis", "Dumont", "Marie", "Lemaire", "Noir", "Meyer", "Dufour", "Meunier", "Brun",
    "Blanchard", "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud",
    "Benali", "Diallo", "Nguyen", "Saint-Clair", "D'Aubigné"};
inline constexpr std::array<std::string_view, 12> streets{"rue de la République",
    "avenue Jean-Jaurès", "rue des Lilas", "cours Gambetta", "rue Pasteur", "place du Marché",
    "rue de l'Église", "chemin des Vignes", "rue Marie-Curie", "allée des Tilleuls",
    "boulevard Voltaire", "rue du Docteur-Roux"};
// Why people come: grown-ups, children, and those who see a coach.
inline constexpr std::array<std::string_view, 10> reasons{"Renouvellement d’ordonnance",
    "Toux depuis une semaine", "Douleurs au genou", "Bilan annuel", "Certificat de sport",
    "Maux de tête", "Suivi de tension", "Vaccin", "Fatigue", "Résultats d’analyses"};
inline constexpr std::array<std::string_view, 4> reasons_of_children{"Toux depuis trois jours",
    "Examen de croissance", "Certificat pour le sport", "Rappel de vaccin"};
inline constexpr std::array<std::string_view, 4> reasons_for_a_coach{"Manger mieux au travail",
    "Retrouver le sommeil", "Reprendre une activité physique", "Souffler un peu"};

} // namespace clinic::demo
