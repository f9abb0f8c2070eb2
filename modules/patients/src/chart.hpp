#pragma once
// What the routes of the medical record take and tell.

#include "access.hpp"
#include "chart_store.hpp"
#include "consent_texts.hpp"
#include "sections.hpp"

#include "platform/http/context.hpp"
#include "platform/http/page.hpp"
#include "platform/http/router.hpp"

namespace clinic::patients {

/// What a section computes stands flat among an entry's fields; most compute nothing.
template <class Owner, class Part> constexpr auto computed_fields(Part Owner::* member)
{
    constexpr auto count = std::tuple_size_v<std::remove_cvref_t<decltype(Part::schema.fields)>>;
    if constexpr (count == 0) return std::tuple<>();
    else return std::tuple(api::embed(member));
}

/// An entry of a section, with who wrote it and when.
template <class T> struct Entry {
    EntryId id;
    T details;
    typename About<T>::Computed computed;
    bool entered_in_error = false;
    std::optional<UserId> author_id;
    std::string author;
    Door door = Door::clinic;
    Instant recorded_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("id", &Entry::id, "The entry"), api::embed(&Entry::details)).fields,
        computed_fields(&Entry::computed),
        api::object(
            api::field("entered_in_error", &Entry::entered_in_error, "Struck out: it was never so"),
            api::field("author_id", &Entry::author_id, "Whose account wrote this state"),
            api::field("author", &Entry::author, "Who wrote this state"),
            api::field("door", &Entry::door, "At the clinic, by the patient, or taken over"),
            api::field("recorded_at", &Entry::recorded_at, "When this state was written"),
            api::field("version", &Entry::version, "Counts changes; the ETag"))
            .fields)};
};

template <class T> Entry<T> entry_of(const EntryRow& row)
{
    Entry<T> entry{row.id, {}, {}, row.entered_in_error, row.author_id, row.author, row.door,
        row.recorded_at, row.version};
    if (!api::from_json(row.body, entry.details)) {
        throw std::logic_error("an entry of the record cannot be read: " + row.id.str());
    }
    entry.computed = About<T>::computed(entry.details);
    return entry;
}

template <class T> std::vector<Entry<T>> entries_of(db::Tx& tx, PatientId patient, int limit = 1000)
{
    std::vector<Entry<T>> entries;
    for (const auto& row :
        store::entries(tx, {.patient = patient, .section = About<T>::section, .limit = limit})) {
        entries.push_back(entry_of<T>(row));
    }
    return entries;
}

struct ListEntries {
    PatientId patient;
    bool struck_out = false;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("id", &ListEntries::patient, "Which patient"),
        api::field("entered_in_error", &ListEntries::struck_out, "Those struck out too",
            api::or_default()),
        api::embed(&ListEntries::page));
};

struct OneEntry {
    PatientId patient;
    EntryId entry;
    static constexpr auto schema = api::object(
        api::field("id", &OneEntry::patient, "Which patient"),
        api::field("entry_id", &OneEntry::entry, "Which entry"));
};

template <class T> struct AddEntry {
    PatientId patient;
    T details;
    static constexpr auto schema = api::object(
        api::field("id", &AddEntry::patient, "Which patient"), api::embed(&AddEntry::details));
};

/// The whole entry: what is absent is taken away. One that was struck out holds again.
template <class T> struct ReplaceEntry {
    PatientId patient;
    EntryId entry;
    T details;
    static constexpr auto schema = api::object(
        api::field("id", &ReplaceEntry::patient, "Which patient"),
        api::field("entry_id", &ReplaceEntry::entry, "Which entry"),
        api::embed(&ReplaceEntry::details));
};

/// By what right somebody reads a record.
enum class Basis { care, glass, own };
constexpr auto spelled(Basis)
{
    return api::names("care", "glass", "own");
}

/// The record as one may read it: sections that are not theirs are left out.
struct Record {
    PatientId patient;
    Basis basis{};
    std::optional<Instant> until;
    bool may_write = false;
    std::vector<Entry<Allergy>> allergies;
    std::optional<std::vector<Entry<Condition>>> problems;
    std::vector<Entry<Medication>> medications;
    std::vector<Entry<Immunization>> immunizations;
    std::vector<Entry<Vitals>> vitals;
    std::vector<Entry<Consent>> consents;
    std::optional<std::vector<Entry<HistoryNote>>> history;

    static constexpr auto schema = api::object(api::field("patient_id", &Record::patient, "Whose"),
        api::field("basis", &Record::basis, "By what right it is read"),
        api::field("until", &Record::until, "When an opening by break-glass ends"),
        api::field("may_write", &Record::may_write, "Who reads it may also write into it"),
        api::field("allergies", &Record::allergies, "Newest first, as all sections"),
        api::field("problems", &Record::problems, "For carers"),
        api::field("medications", &Record::medications, "What the patient takes or took"),
        api::field("immunizations", &Record::immunizations, "Vaccines"),
        api::field("vitals", &Record::vitals, "The last fifty measurings"),
        api::field("consents", &Record::consents, "The newest of a kind holds"),
        api::field("history", &Record::history, "Family, operations, habits; for carers"));
};

/// A row of the timeline, in the reader's language.
struct TimelineLine {
    Id<struct TimelineTag> id;
    std::string kind;
    Instant at;
    std::string title;
    std::optional<std::string> link;
    bool shared = false;
    static constexpr auto schema = api::object(api::field("id", &TimelineLine::id, "The row"),
        api::field("kind", &TimelineLine::kind, "What it is about: visit, allergy, document…"),
        api::field("at", &TimelineLine::at, "When"),
        api::field("title", &TimelineLine::title, "What, in a few words"),
        api::field("link", &TimelineLine::link, "Where the web app tells more"),
        api::field("shared", &TimelineLine::shared, "The patient reads it too"));
};

struct ListTimeline {
    PatientId patient;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("id", &ListTimeline::patient, "Which patient"), api::embed(&ListTimeline::page));
};

class ChartHandlers {
public:
    Result<Record> record(http::Context&, const http::ById<PatientId>&);
    Result<http::Page<TimelineLine>> timeline(http::Context&, const ListTimeline&);
    Result<http::Page<ConsentText>> consent_texts(http::Context&, const http::NoInput&);
};

// ---- shared by the sections ----------------------------------------------------------------------

/// Who writes this request's entries.
[[nodiscard]] EntryRow new_row(
    const http::Context&, PatientId, std::string_view section, const access::Standing&);
/// Tells the audit, the event and the timeline what became of an entry.
void tell_entry(http::Context&, const EntryRow&, const TimelineEntry&);
[[nodiscard]] TimelineEntry timeline_entry(
    const EntryRow&, std::string_view kind, Text headline, bool shared);
/// Checked like what comes in by the routes: std::invalid_argument when it would be refused.
void import_entry(db::Tx&, const ImportedEntry&);
[[nodiscard]] RecordSummary summary_of(db::Tx&, PatientId, Instant now);
/// Every section's rows are mounted here.
void mount_sections(http::Router&);

} // namespace clinic::patients
