#pragma once
// Rows and SQL of the medical record, the same for every section.

#include "patients/patients.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients {

using EntryId = Id<struct EntryTag>;

/// Where an entry came in.
enum class Door { clinic, portal, import };
constexpr auto spelled(Door)
{
    return api::names("clinic", "portal", "import");
}

/// One state of an entry; `body` is JSON in the shape of its section.
struct EntryRow {
    EntryId id;
    PatientId patient;
    std::string section;
    std::string body;
    Instant at;
    bool entered_in_error = false;
    std::optional<UserId> author_id;
    std::string author;
    Door door = Door::clinic;
    Instant recorded_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("id", &EntryRow::id, ""),
        api::field("patient_id", &EntryRow::patient, ""),
        api::field("section", &EntryRow::section, ""), api::field("body", &EntryRow::body, ""),
        api::field("at", &EntryRow::at, ""),
        api::field("entered_in_error", &EntryRow::entered_in_error, ""),
        api::field("author_id", &EntryRow::author_id, ""),
        api::field("author", &EntryRow::author, ""), api::field("door", &EntryRow::door, ""),
        api::field("recorded_at", &EntryRow::recorded_at, ""),
        api::field("version", &EntryRow::version, ""));
};

/// Which entries a list holds.
struct EntryQuery {
    PatientId patient;
    std::string_view section;
    bool struck_out = false; ///< those entered in error too
    std::vector<std::string> after{{}, {}}; ///< the cursor's key: at, id
    int limit = 1000;
};

namespace store {

[[nodiscard]] std::optional<EntryRow> find_entry(
    db::Tx&, PatientId, std::string_view section, EntryId);
/// Newest first.
[[nodiscard]] std::vector<EntryRow> entries(db::Tx&, const EntryQuery&);
[[nodiscard]] std::int64_t count_entries(db::Tx&, const EntryQuery&);
/// What an entry was before, newest first.
[[nodiscard]] std::vector<EntryRow> former_entries(db::Tx&, EntryId);

void insert_entry(db::Tx&, const EntryRow&);
/// Puts the row in the place of `before`, which stays readable as a former state.
void replace_entry(db::Tx&, const EntryRow& before, const EntryRow& row);

} // namespace store
} // namespace clinic::patients
