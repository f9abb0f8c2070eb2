// What a verification found, in words.

#include "chain_store.hpp"
#include "verify.hpp"

#include "checkpoint_file.hpp"
#include "platform/db/database.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace clinic::admin {
namespace {

bool of_rows(Fault fault)
{
    using enum Fault;
    return fault == row_changed || fault == rows_missing || fault == row_added ||
           fault == history_rewritten || fault == tail_cut || fault == purge_not_ordered;
}

Text what(Fault fault)
{
    using enum Fault;
    switch (fault) {
    case row_changed:
        return {"La ligne n’est plus celle qui a été écrite ici.",
            "The row is not the one that was written here."};
    case rows_missing:
        return {"Ces lignes ont été supprimées.", "These rows were deleted."};
    case row_added:
        return {
            "Une ligne a été ajoutée hors de la chaîne.", "A row was added outside of the chain."};
    case history_rewritten:
        return {"Ces lignes se suivent, mais ce ne sont pas celles qui ont été signées.",
            "These rows chain, but they are not the ones that were signed."};
    case tail_cut:
        return {"La fin a été coupée : ces lignes signées ont disparu.",
            "The end was cut off: these signed rows are gone."};
    case checkpoint_broken:
        return {"Ce point de contrôle a été modifié, ou celui d’avant manque.",
            "This checkpoint was changed, or the one before it is missing."};
    case checkpoint_differs:
        return {"Ce point de contrôle n’est pas le même dans la base et dans le fichier.",
            "This checkpoint is another one in the database than in the file."};
    case checkpoint_lost:
        return {
            "Le fichier connaît ce point de contrôle, la base non : la fin a été coupée, ou une "
            "ancienne copie a été restaurée.",
            "The file has this checkpoint and the database has not: the end was cut off, or an old "
            "copy was restored."};
    case signature_foreign:
        return {"La signature n’est pas celle de cette clinique.",
            "The signature is not this clinic's."};
    case seal_broken:
        return {"Le sceau de ce mois a été modifié.", "The seal of this month was changed."};
    case purge_not_ordered:
        return {"Des lignes ont été effacées sans ordre signé.",
            "Rows were purged without a signed order."};
    }
    return {};
}

} // namespace

std::string coordinates(const Finding& finding)
{
    auto text = std::string(api::spell(finding.fault));
    if (of_rows(finding.fault) && finding.to > 0) {
        text += fmt::format(" lane={} place={}", finding.lane, finding.from);
        if (finding.to != finding.from) text += fmt::format("..{}", finding.to);
    }
    if (!finding.row.empty()) text += " row=" + finding.row;
    if (finding.at) text += " at=" + finding.at->text();
    if (!finding.source.empty()) text += fmt::format(" by=\"{}\"", finding.source);
    return text;
}

Text sentence(const Finding& finding)
{
    return what(finding.fault);
}

std::filesystem::path audit_keys(const std::filesystem::path& keys)
{
    return keys / "audit";
}

Verified verify_audit(db::Database& database, const std::filesystem::path& keys,
    const std::filesystem::path& checkpoint_file)
{
    if (!std::filesystem::exists(keys)) {
        throw std::runtime_error(fmt::format(
            "There are no keys of the audit in {}: nothing can be verified.", keys.string()));
    }
    const auto known = crypto::SigningKeys::load_or_create(keys);
    const auto lines = read_lines(checkpoint_file);
    return database.read_now([&](db::Tx& tx) { return verify(tx, {known, lines}); });
}

} // namespace clinic::admin
