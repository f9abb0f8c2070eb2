// The module's public class: what others may ask.

#include "access.hpp"
#include "handlers.hpp"
#include "picture.hpp"

#include "platform/bus/bus.hpp"
#include "platform/db/database.hpp"

#include <stdexcept>

namespace clinic::documents {
namespace {

constexpr int sweep_after_seconds = 3600;

Document made(const NewDocument& in, const Content& content, const FileRow& file, Instant now)
{
    Document document;
    document.id = DocumentId::fresh();
    document.patient_id = in.patient;
    document.category = in.category;
    document.name = in.name;
    document.type = media_type(content.kind);
    document.size = file.size;
    document.digest = file.digest;
    document.shared = in.shared;
    if (!in.source.empty()) document.source = in.source;
    document.author_name = in.author_name;
    document.created_at = now;
    if (!is_picture(content.kind)) return document;
    document.width = content.width;
    document.height = content.height;
    return document;
}

Text title_of(Category category)
{
    switch (category) {
    case Category::prescription:
        return {"Ordonnance", "Prescription"};
    case Category::certificate:
        return {"Certificat", "Certificate"};
    case Category::invoice:
        return {"Facture", "Invoice"};
    case Category::receipt:
        return {"Reçu", "Receipt"};
    case Category::lab_report:
        return {"Analyse", "Lab report"};
    case Category::imaging:
        return {"Imagerie", "Imaging"};
    case Category::letter:
        return {"Courrier", "Letter"};
    case Category::other:
        break;
    }
    return {"Document", "Document"};
}

patients::TimelineEntry entry_for(const Document& document)
{
    auto title = title_of(document.category);
    for (auto* text : {&title.fr, &title.en}) *text += " · " + document.name;
    return {"documents.document:" + document.id.str(), document.patient_id, "document",
        document.created_at, std::move(title),
        "/patients/" + document.patient_id.str() + "?tab=documents",
        !is_administrative(document.category), document.shared || document.by_patient};
}

} // namespace

Documents::Documents() = default;
Documents::~Documents() = default;
Documents::Documents(db::Database& database, bus::Bus& bus, const Clock& clock,
    const crypto::SealingKey& sealing, auth::Auth& auth, const clinics::Clinics& clinics,
    patients::Patients& patients, std::filesystem::path folder)
    : parts_(new Parts{
          database, bus, clock, auth, clinics, patients, Vault(sealing, std::move(folder))})
{
    // As the document stands now, so that the order of these matters not.
    const auto enter = [this, &patients](DocumentId id) {
        if (const auto document = find(id)) patients.enter_timeline(entry_for(*document));
    };
    bus.listen_outside<Added>(
        "documents.timeline", [enter](const Added& event) { enter(event.document); });
    bus.listen_outside<Shared>(
        "documents.timeline_shared", [enter](const Shared& event) { enter(event.document); });
    bus.listen_outside<Withdrawn>(
        "documents.timeline_withdrawn", [enter](const Withdrawn& event) { enter(event.document); });
    bus.listen_outside<AvatarChanged>("documents.avatar", [this](const AvatarChanged& event) {
        const auto now = parts_->database.read_now(
            [&](db::Tx& tx) { return store::avatar(tx, event.user); });
        parts_->auth.set_avatar(event.user, now);
    });
    bus.announce<Trashed>();
    bus.announce<Restored>();
}

DocumentId Documents::keep(const NewDocument& in, std::string_view bytes)
{
    if (const auto known = in.source.empty() ? std::nullopt : by_source(in.source))
        return known->id;
    const auto content = inspect(bytes);
    if (!content) throw std::invalid_argument("what shall be kept is no picture and no PDF");
    auto file = parts_->vault.put(std::string(bytes));
    std::optional<Vault::Fresh> small;
    if (auto picture = documents::thumbnail(bytes, *content))
        small.emplace(parts_->vault.put(*std::move(picture)));
    file.adopt();
    if (small) small->adopt();
    const auto now = parts_->clock.now();
    store::Stored stored{made(in, *content, file.row(), now), file.row().id, {}};
    if (small) stored.thumbnail_id = small->row().id;
    const auto kept = parts_->database.write_now(
        [&](db::Tx& tx) -> std::expected<DocumentId, DocumentId> {
            if (const auto known = store::by_source(tx, in.source))
                return std::unexpected(known->document.id);
            file.store(tx, now);
            if (small) small->store(tx, now);
            if (!store::insert(tx, stored, in.author))
                throw std::runtime_error("kept by somebody else just now");
            parts_->bus.emit(tx,
                Added{stored.document.id, in.patient, in.category, in.shared, in.author, false});
            return stored.document.id;
        });
    if (kept) return *kept;
    file.discard();
    if (small) small->discard();
    return kept.error();
}

std::optional<Document> Documents::find(DocumentId id) const
{
    const auto stored = parts_->database.read_now([&](db::Tx& tx) { return store::find(tx, id); });
    return stored ? std::optional(stored->document) : std::nullopt;
}

std::optional<Document> Documents::by_source(std::string_view source) const
{
    const auto stored = parts_->database.read_now(
        [&](db::Tx& tx) { return store::by_source(tx, source); });
    return stored ? std::optional(stored->document) : std::nullopt;
}

std::string Documents::read(DocumentId id) const
{
    const auto row = parts_->database.read_now([&](db::Tx& tx) -> std::optional<FileRow> {
        const auto stored = store::find(tx, id);
        return stored ? Vault::find(tx, stored->file_id) : std::nullopt;
    });
    if (!row) throw std::out_of_range("no such document");
    return read_all(*parts_->vault.open(*row));
}

std::optional<Media> Documents::media(MediaId id) const
{
    const auto stored = parts_->database.read_now([&](db::Tx& tx) { return store::find(tx, id); });
    return stored ? std::optional(stored->media) : std::nullopt;
}

MediaId Documents::add_media(UserId owner, std::string_view bytes, bool is_public)
{
    auto made = rewritten_media(bytes, owner, is_public, parts_->clock.now());
    if (!made) throw std::invalid_argument(made.error().detail.en);
    auto file = parts_->vault.put(std::move(made->bytes));
    file.adopt();
    parts_->database.write_now([&](db::Tx& tx) {
        file.store(tx, made->media.created_at);
        store::insert(tx, {made->media, file.row().id});
    });
    return made->media.id;
}

void Documents::set_avatar(UserId user, std::string_view bytes)
{
    auto picture = portrait_of(bytes);
    if (!picture) throw std::invalid_argument(picture.error().detail.en);
    auto file = parts_->vault.put(*std::move(picture));
    file.adopt();
    parts_->database.write_now([&](db::Tx& tx) {
        file.store(tx, parts_->clock.now());
        store::set_avatar(tx, user, file.row().id);
        parts_->bus.emit(tx, AvatarChanged{user});
    });
}

std::int64_t Documents::seal_anew()
{
    return parts_->vault.seal_anew(parts_->database);
}

std::int64_t Documents::stored_bytes() const
{
    return parts_->database.read_now([](db::Tx& tx) { return Vault::total_bytes(tx); });
}

std::int64_t Documents::sweep()
{
    return parts_->vault.sweep(parts_->database, sweep_after_seconds);
}

std::vector<std::string> Documents::verify() const
{
    std::vector<std::string> damaged;
    for (const auto& row : parts_->database.read_now([](db::Tx& tx) { return Vault::all(tx); })) {
        try {
            parts_->vault.open(row)->verify();
        } catch (const crypto::Tampered&) {
            damaged.push_back(row.id);
        }
    }
    return damaged;
}

} // namespace clinic::documents
