#pragma once
// What patients consent to: texts that are replaced by a next version, never edited.

#include "sections.hpp"

namespace clinic::patients {

/// A text in the language of who reads it.
struct ConsentText {
    ConsentKind kind{};
    int version = 1;
    std::string title;
    std::string body;
    Instant published_at;

    static constexpr auto schema = api::object(
        api::field("kind", &ConsentText::kind, "To what it asks consent"),
        api::field("version", &ConsentText::version, "Counts the versions of this kind"),
        api::field("title", &ConsentText::title, "In a few words"),
        api::field("body", &ConsentText::body, "What is agreed to"),
        api::field("published_at", &ConsentText::published_at, "Shown since"));
};

/// For the timeline: "rappels de rendez-vous".
[[nodiscard]] Text consent_name(ConsentKind);

namespace store {
/// 0 when there is none.
[[nodiscard]] int newest_consent_text(db::Tx&, ConsentKind);
/// The newest of each kind.
[[nodiscard]] std::vector<ConsentText> consent_texts(db::Tx&, Language);
} // namespace store

} // namespace clinic::patients
