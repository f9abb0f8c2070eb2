// Sharing with the patient, the trash, and out of it again.

#include "handlers.hpp"

namespace clinic::documents {
namespace {

/// French law wants them kept ten years (Code de commerce, L. 123-22), and the books would no longer add up.
bool must_be_kept(const Document& document)
{
    return document.source &&
           (document.category == Category::invoice || document.category == Category::receipt);
}

} // namespace

Result<Handlers::Found> Handlers::find_to_keep(http::Context& cx, DocumentId id) const
{
    auto found = find(cx, id);
    if (!found) return found;
    if (!found->reach.keeps(found->stored.document)) {
        return forbidden({"Vous pouvez lire ce document, pas le modifier.",
            "You may read this document, not change it."});
    }
    if (cx.stale(found->stored.document.version)) return stale();
    return found;
}

Result<Document> Handlers::share(http::Context& cx, const ShareDocument& in)
{
    auto found = find_to_keep(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& document = found->stored.document;
    if (!found->reach.serves()) {
        return forbidden({"Seule l’équipe de la clinique peut le faire.",
            "Only the clinic's staff can do that."});
    }
    if (document.by_patient && !in.shared) {
        return conflict("theirs", {"Le patient a apporté ce document : il le lit toujours.",
                                      "The patient brought this document: they read it always."});
    }
    if (document.shared == in.shared) return document;
    document.shared = in.shared;
    store::update(cx.tx, document);
    const Fact fact{document.id, document.patient_id};
    if (in.shared) cx.emit(Shared{fact});
    else cx.emit(Withdrawn{fact});
    return document;
}

Result<Document> Handlers::trash(http::Context& cx, const OneDocument& in)
{
    auto found = find_to_keep(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& document = found->stored.document;
    if (must_be_kept(document)) {
        return conflict(
            "kept_by_law", {"Une facture ou un reçu émis se garde : faites plutôt un avoir.",
                               "An issued invoice or receipt is kept: credit it instead."});
    }
    if (document.trashed_at) return document;
    document.trashed_at = cx.now;
    store::update(cx.tx, document);
    cx.emit(Trashed{{document.id, document.patient_id}});
    return document;
}

Result<Document> Handlers::restore(http::Context& cx, const OneDocument& in)
{
    auto found = find_to_keep(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& document = found->stored.document;
    if (!document.trashed_at) return document;
    document.trashed_at.reset();
    store::update(cx.tx, document);
    cx.emit(Restored{{document.id, document.patient_id}});
    return document;
}

} // namespace clinic::documents
