#pragma once
// Files of patients, pictures of the house, and paper. Documents are private to a patient's record until they are shared
// with the patient; media are pictures of posts and profiles. Everything is sealed at rest under a key of its own.

#include "patients/patients.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace clinic {

namespace auth {
class Auth;
}
namespace clinics {
class Clinics;
}
namespace crypto {
class SealingKey;
}

namespace documents {

using DocumentId = Id<struct DocumentTag>;
using MediaId = Id<struct MediaTag>;

enum class Category {
    prescription,
    certificate,
    invoice,
    receipt,
    lab_report,
    imaging,
    letter,
    other
};
constexpr auto spelled(Category)
{
    return api::names("prescription", "certificate", "invoice", "receipt", "lab_report", "imaging",
        "letter", "other");
}

/// A file of a patient's, without its bytes.
struct Document {
    DocumentId id;
    patients::PatientId patient_id;
    Category category = Category::other;
    std::string name;
    std::string type;
    std::int64_t size = 0;
    std::optional<int> width;
    std::optional<int> height;
    bool has_thumbnail = false;
    std::string digest;
    bool shared = false;
    bool by_patient = false;
    std::optional<std::string> source;
    std::optional<std::string> author_name;
    Instant created_at;
    std::optional<Instant> trashed_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(
        api::field("id", &Document::id, "Names the document"),
        api::field("patient_id", &Document::patient_id, "Whose it is"),
        api::field("category", &Document::category, "What it is"),
        api::field("name", &Document::name, "Its file name, for people"),
        api::field("type", &Document::type, "Media type, found in the bytes"),
        api::field("size", &Document::size, "Bytes"),
        api::field("width", &Document::width, "Of a picture, in pixels"),
        api::field("height", &Document::height, "Of a picture, in pixels"),
        api::field("has_thumbnail", &Document::has_thumbnail, "Whether …/thumbnail answers"),
        api::field("digest", &Document::digest, "BLAKE2b-256 of the bytes, in hexadecimal"),
        api::field("shared", &Document::shared, "Whether the patient may read it"),
        api::field(
            "by_patient", &Document::by_patient, "The patient brought it: they read it always"),
        api::field("source", &Document::source, "What in the clinic made it; absent for uploads"),
        api::field("author_name", &Document::author_name, "Who added it"),
        api::field("created_at", &Document::created_at, "When it was added"),
        api::field("trashed_at", &Document::trashed_at, "In the trash since"),
        api::field("version", &Document::version, "Grows with every change; see ETag"));
};

/// A picture of a post or a profile, without its bytes. Photos are written anew when they come in: no place, device or
/// time stays in them.
struct Media {
    MediaId id;
    UserId owner;
    bool is_public = false;
    std::string type;
    std::int64_t size = 0;
    int width = 0;
    int height = 0;
    Instant created_at;

    static constexpr auto schema = api::object(api::field("id", &Media::id, "Names the picture"),
        api::field("owner_id", &Media::owner, "Who brought it"),
        api::field("public", &Media::is_public, "Whether everybody may see it"),
        api::field("type", &Media::type, "Media type"), api::field("size", &Media::size, "Bytes"),
        api::field("width", &Media::width, "In pixels"),
        api::field("height", &Media::height, "In pixels"),
        api::field("created_at", &Media::created_at, "When it was added"));
};

// ---- events ------------------------------------------------------------------------------------------

struct Added {
    DocumentId document;
    patients::PatientId patient;
    Category category = Category::other;
    bool shared = false;
    std::optional<UserId> by; ///< absent: the clinic's own machinery
    std::optional<bool> by_patient;

    static constexpr std::string_view event_name = "documents.added";
    static constexpr auto schema = api::object(
        api::field("document", &Added::document, "Which one"),
        api::field("patient", &Added::patient, "Whose"),
        api::field("category", &Added::category, "What it is"),
        api::field("shared", &Added::shared, "Whether the patient may read it"),
        api::field("by", &Added::by, "Who added it"),
        api::field("by_patient", &Added::by_patient, "The patient brought it"));
    [[nodiscard]] std::string aggregate() const { return document.str(); }
};

struct Fact {
    DocumentId document;
    patients::PatientId patient;

    static constexpr auto schema = api::object(api::field("document", &Fact::document, "Which one"),
        api::field("patient", &Fact::patient, "Whose"));
    [[nodiscard]] std::string aggregate() const { return document.str(); }
};
struct Shared : Fact {
    static constexpr std::string_view event_name = "documents.shared";
};
/// No longer shared.
struct Withdrawn : Fact {
    static constexpr std::string_view event_name = "documents.withdrawn";
};
struct Trashed : Fact {
    static constexpr std::string_view event_name = "documents.trashed";
};
struct Restored : Fact {
    static constexpr std::string_view event_name = "documents.restored";
};

/// An account's picture was set, replaced or removed.
struct AvatarChanged {
    UserId user;

    static constexpr std::string_view event_name = "documents.avatar_changed";
    static constexpr auto schema = api::object(
        api::field("user", &AvatarChanged::user, "Whose it is"));
    [[nodiscard]] std::string aggregate() const { return user.str(); }
};

// ---- paper -------------------------------------------------------------------------------------------

struct Heading {
    std::string text;
};
struct Paragraph {
    std::string text; ///< '\n' breaks the line
    bool strong = false;
};
enum class Align { left, right, centre };
struct Table {
    struct Column {
        std::string title;
        double weight = 1; ///< its share of the width
        Align align = Align::left;
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows; ///< a missing cell is an empty one
    std::vector<std::pair<std::string, std::string>>
        totals{}; ///< label and sum; the last one is the strong one
};
struct Signature {
    std::string text; ///< who signs, and when; '\n' breaks the line
};
using Block = std::variant<Heading, Paragraph, Table, Signature>;

/// A letter, a prescription, an invoice, before it is laid out. All text is in its language already.
struct Paper {
    Language language = Language::fr;
    std::string title;
    std::vector<std::string> letterhead; ///< the site: its name first, then address, phone
    std::vector<std::string> sender; ///< the practitioner: name first
    std::vector<std::string> addressee; ///< the patient, at the place of an envelope's window
    std::string place_and_date;
    std::vector<Block> blocks;
    std::string footer; ///< one line on every page, beside "1/2"
};

/// For letterheads and addressees: number and street, building, postal code and town; the country when it is not France.
template <class Address> void add_address(std::vector<std::string>& lines, const Address& address)
{
    lines.push_back(address.line1);
    if (address.line2) lines.push_back(*address.line2);
    lines.push_back(address.postal_code + ' ' + address.city);
    if (address.country != "FR") lines.push_back(address.country);
}

/// Paper as PDF, A4, made in this process with a font of its own. The same paper gives the same bytes; all its text can be
/// selected and searched. Safe to call from several threads.
class Printer {
public:
    [[nodiscard]] std::string print(const Paper& paper) const;
};

// ---- the module --------------------------------------------------------------------------------------

/// For Documents::keep: what another module made.
struct NewDocument {
    std::string source; ///< stable: "consultations.prescription:<id>"; the same source is kept once
    patients::PatientId patient;
    Category category = Category::other;
    std::string name; ///< of the file: "Ordonnance 2026-11-27.pdf"
    bool shared = false;
    std::optional<UserId> author;
    std::optional<std::string> author_name;
};

struct Parts;

class Documents {
public:
    /// Files go to `folder`. Everything given must outlive it; listeners register before the bus starts.
    Documents(db::Database&, bus::Bus&, const Clock&, const crypto::SealingKey&, auth::Auth&,
        const clinics::Clinics&, patients::Patients&, std::filesystem::path folder);
    virtual ~Documents();
    Documents(const Documents&) = delete;
    Documents& operator=(const Documents&) = delete;

    virtual void mount(http::Router&);

    /// Keeps what was made, once: asked again with the same source it gives the first one's id. Outside transactions only
    /// (Bus::listen_outside, slow handlers).
    virtual DocumentId keep(const NewDocument&, std::string_view bytes);
    [[nodiscard]] virtual std::optional<Document> find(DocumentId) const;
    [[nodiscard]] virtual std::optional<Document> by_source(std::string_view source) const;
    /// The bytes. Throws std::out_of_range when there is no such document, crypto::Tampered when the disk has changed them.
    [[nodiscard]] virtual std::string read(DocumentId) const;
    [[nodiscard]] virtual std::optional<Media> media(MediaId) const;

    /// Bytes of all stored files, thumbnails and media too, before sealing.
    [[nodiscard]] virtual std::int64_t stored_bytes() const;

    /// A picture of the demo or of an import, written anew like every other; throws std::invalid_argument when it is none.
    virtual MediaId add_media(UserId owner, std::string_view bytes, bool is_public);
    /// Likewise, to stand beside an account's name.
    virtual void set_avatar(UserId, std::string_view bytes);

    /// Removes files that no row names and that are older than an hour: what was under way when the power went. Returns
    /// how many.
    virtual std::int64_t sweep();
    /// Seals the files' keys anew that an older installation key sealed; see db::seal_anew. Returns how many.
    std::int64_t seal_anew();
    /// Reads every stored file; the ids of those that the disk has changed or lost.
    [[nodiscard]] virtual std::vector<std::string> verify() const;

protected:
    Documents(); ///< for a stand-in that asks another process

private:
    std::unique_ptr<Parts> parts_;
};

} // namespace documents
} // namespace clinic
