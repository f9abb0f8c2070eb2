// A file comes in: looked at, sealed on the disk, and only then written down.

#include "handlers.hpp"
#include "picture.hpp"

#include "auth/auth.hpp"

namespace clinic::documents {
namespace {

/// "IRM genou" of a PNG is "IRM genou.png": what is saved opens with the right program, whatever it was called.
std::string name_for(const AddDocument& in, Kind kind)
{
    auto name = text::composed(text::trimmed(in.name.value_or(in.file->name)));
    if (name.empty()) name = "document";
    const auto dot = name.rfind('.');
    const auto ending = dot == std::string::npos ? std::string() : text::folded(name.substr(dot));
    const bool fits = ending == extension(kind) || (kind == Kind::jpeg && ending == ".jpeg");
    while (text::length(name) > 150) name = text::trimmed(name.substr(0, name.size() - 8));
    return fits ? name : name + std::string(extension(kind));
}

std::unexpected<Problem> not_yours_to_add()
{
    return forbidden({"L’accueil ne dépose que les factures, les reçus et les autres papiers "
                      "administratifs.",
        "The front desk adds invoices, receipts and other administrative papers only."});
}

} // namespace

/// Who may add what, and the document as it will be but for its content.
Result<Document> Handlers::plan(http::Context& cx, const AddDocument& in) const
{
    const auto own = access_.own_record(cx.user());
    const auto patient = in.patient_id ? in.patient_id : own;
    if (!patient) {
        return invalid("patient_id", "required", {"Dites de quel patient.", "Say which patient."});
    }
    const auto reach = access_.reach_of(cx.user(), *patient);
    if (!reach.clinical && !reach.administrative && !reach.own) return not_found();
    if (!reach.may_add(in.category)) return not_yours_to_add();
    Document document;
    document.id = DocumentId::fresh();
    document.patient_id = *patient;
    document.category = in.category;
    document.by_patient = reach.own;
    document.shared = reach.own || (reach.serves() && in.shared.value_or(false));
    document.author_name = cx.user().name;
    document.created_at = cx.now;
    return document;
}

Result<Document> Handlers::add(http::SlowContext& cx, const AddDocument& in)
{
    auto planned = cx.read([&](http::Context& inner) { return plan(inner, in); });
    if (!planned) return planned;
    auto bytes = read_all(*in.file->bytes);
    const auto content = inspect(bytes);
    if (!content) return content_refused(content.error());
    std::optional<std::string> small;
    if (is_picture(content->kind)) {
        small = documents::thumbnail(bytes, *content);
        if (!small) return content_refused(ContentFault::broken);
        planned->width = content->width;
        planned->height = content->height;
    }
    planned->name = name_for(in, content->kind);
    planned->type = media_type(content->kind);
    planned->has_thumbnail = small.has_value();

    auto file = vault_.put(std::move(bytes));
    std::optional<Vault::Fresh> thumbnail;
    if (small) thumbnail.emplace(vault_.put(*std::move(small)));
    planned->size = file.row().size;
    planned->digest = file.row().digest;
    file.adopt();
    if (thumbnail) thumbnail->adopt();
    auto written = cx.write([&](http::Context& inner) -> Result<Document> {
        if (auto still = plan(inner, in); !still) return still;
        file.store(inner.tx, inner.now);
        if (thumbnail) thumbnail->store(inner.tx, inner.now);
        store::Stored stored{*planned, file.row().id, {}};
        if (thumbnail) stored.thumbnail_id = thumbnail->row().id;
        if (!store::insert(inner.tx, stored, inner.user().user))
            throw std::logic_error("a fresh document id was taken");
        inner.subject("patient", planned->patient_id.view());
        inner.emit(Added{planned->id, planned->patient_id, planned->category, planned->shared,
            inner.user().user, planned->by_patient});
        return *planned;
    });
    if (!written) {
        file.discard();
        if (thumbnail) thumbnail->discard();
    }
    return written;
}

} // namespace clinic::documents
