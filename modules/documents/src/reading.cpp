// Looking: lists, one document, its bytes.

#include "handlers.hpp"

#include "platform/log/log.hpp"

namespace clinic::documents {
namespace {

/// So much of a file may lie in memory while it leaves.
constexpr std::int64_t opened_at_once = 1024 * 1024;

/// All of it is found to be whole before the first byte leaves: a small one while it is opened, once for all; a large one
/// is looked through first.
std::shared_ptr<const ByteSource> whole_of(const Vault& vault, const FileRow& row)
{
    auto bytes = vault.open(row);
    if (row.size <= opened_at_once) return std::make_shared<MemorySource>(read_all(*bytes));
    bytes->verify();
    return bytes;
}

} // namespace

Result<Handlers::Found> Handlers::find(http::Context& cx, DocumentId id) const
{
    auto stored = store::find(cx.tx, id);
    if (!stored) return not_found();
    const auto reach = access_.reach_of(cx.user(), stored->document.patient_id);
    if (!reach.sees(stored->document)) return not_found();
    cx.subject("patient", stored->document.patient_id.view());
    return Found{*std::move(stored), reach};
}

Result<http::Page<Document>> Handlers::list(http::Context& cx, const ListDocuments& in)
{
    const auto patient = in.patient_id ? in.patient_id : access_.own_record(cx.user());
    if (!patient) {
        Problem problem{Refusal::invalid, "invalid",
            {"Certains champs sont à corriger.", "Some fields need correcting."}};
        problem.errors.push_back(
            {"?patient_id", "required", {"Dites de quel patient.", "Say which patient."}});
        return std::unexpected(std::move(problem));
    }
    const auto reach = access_.reach_of(cx.user(), *patient);
    if (!reach.any()) return not_found();
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    store::Lens lens;
    lens.patient = *patient;
    if (in.category) lens.category = api::spell(*in.category);
    lens.trashed = in.trashed;
    reach.narrow(lens);
    auto page = http::page_of(store::list(cx.tx, lens, after->front(), in.page.limit + 1), in.page,
        [](const Document& document) { return std::vector{document.id.str()}; });
    if (in.page.count) page.total = store::count(cx.tx, lens);
    cx.subject("patient", patient->view());
    return page;
}

Result<Document> Handlers::show(http::Context& cx, const OneDocument& in)
{
    auto found = find(cx, in.id);
    if (!found) return std::unexpected(found.error());
    return std::move(found->stored.document);
}

Result<http::File> file_of(
    const Vault& vault, const FileRow& row, std::string type, std::string name, bool whole)
{
    try {
        std::shared_ptr<const ByteSource> bytes = whole ? whole_of(vault, row) : vault.open(row);
        return http::File{std::move(bytes), std::move(type), std::move(name), false, false, row.id};
    } catch (const crypto::Tampered& error) {
        log::error("documents.damaged",
            {{"file", log::word(row.id)}, {"why", log::trusted(error.what())}});
        return refuse(Refusal::conflict, "damaged",
            {"Ce fichier a été abîmé sur le disque : il n’est pas montré. Prévenez "
             "l’administrateur.",
                "This file was damaged on the disk: it is not shown. Tell the administrator."});
    }
}

Result<http::File> Handlers::read(http::SlowContext& cx, const ReadDocument& in)
{
    std::optional<FileRow> row;
    const auto found = cx.read([&](http::Context& inner) {
        auto one = find(inner, in.id);
        if (one) row = Vault::find(inner.tx, one->stored.file_id);
        return one;
    });
    if (!found) return std::unexpected(found.error());
    const auto& document = found->stored.document;
    const bool whole = cx.request().header("range").empty();
    auto file = file_of(vault_, row.value(), document.type, document.name, whole);
    if (file) file->attachment = in.download;
    return file;
}

Result<http::File> Handlers::thumbnail(http::SlowContext& cx, const OneDocument& in)
{
    std::optional<FileRow> row;
    const auto found = cx.read([&](http::Context& inner) {
        auto one = find(inner, in.id);
        if (one && one->stored.thumbnail_id) row = Vault::find(inner.tx, *one->stored.thumbnail_id);
        return one;
    });
    if (!found) return std::unexpected(found.error());
    if (!row) return not_found();
    return file_of(vault_, *row, "image/jpeg", "", true);
}

} // namespace clinic::documents
