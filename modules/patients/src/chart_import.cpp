// The record for other modules, the command line and the demo.

#include "chart.hpp"
#include "days.hpp"
#include "timeline_store.hpp"

#include <algorithm>

namespace clinic::patients {
namespace {

/// As a route reads its body, limits of the fields included.
template <class T> bool read(std::string_view body, T& details)
{
    api::Input input;
    if (!input.parse_body(body)) return false;
    api::Report report;
    api::Type<T>::read(input.body(), details, report, {});
    return report.clean();
}

template <class T> void import_as(db::Tx& tx, const ImportedEntry& imported)
{
    T details{};
    Faults faults;
    const bool readable = read(imported.body, details);
    if (readable) About<T>::check(details, {tx, imported.recorded_at, faults});
    if (!readable || !faults.none()) {
        throw std::invalid_argument("no entry of " + imported.section + ": " + imported.body);
    }
    EntryRow row;
    row.id = EntryId::fresh();
    row.patient = imported.patient;
    row.section = imported.section;
    row.body = api::to_json(details);
    row.at = About<T>::when(details).value_or(imported.recorded_at);
    row.author_id = imported.author_id;
    row.author = imported.author;
    row.door = Door::import;
    row.recorded_at = imported.recorded_at;
    store::insert_entry(tx, row);
    store::enter_timeline(
        tx, timeline_entry(row, About<T>::kind, About<T>::headline(details), About<T>::shared));
}

template <class T, class Holds>
std::vector<T> holding(db::Tx& tx, PatientId patient, Holds holds)
{
    std::vector<T> found;
    for (auto& entry : entries_of<T>(tx, patient)) {
        if (holds(entry.details)) found.push_back(std::move(entry.details));
    }
    return found;
}

} // namespace

void import_entry(db::Tx& tx, const ImportedEntry& imported)
{
    bool known = false;
    for_each_section([&]<class T>() {
        if (About<T>::section != imported.section) return;
        known = true;
        import_as<T>(tx, imported);
    });
    if (!known) throw std::invalid_argument("no section of the record: " + imported.section);
}

RecordSummary summary_of(db::Tx& tx, PatientId patient, Instant now)
{
    const auto active = [](const auto& it) { return it.status == ClinicalStatus::active; };
    return {holding<Allergy>(tx, patient, active), holding<Condition>(tx, patient, active),
        holding<Medication>(tx, patient, [&](const Medication& it) {
            return (!it.since || *it.since <= latest_today(now)) &&
                   (!it.until || *it.until >= earliest_today(now));
        })};
}

} // namespace clinic::patients
