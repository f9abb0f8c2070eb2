#include "patients/patients.hpp"

#include "access.hpp"
#include "parts.hpp"
#include "platform/db/database.hpp"
#include "search_store.hpp"
#include "store.hpp"
#include "timeline_store.hpp"

namespace clinic::patients {
namespace {

Patient made(const NewPatient& details, Instant now)
{
    Patient patient{static_cast<const PatientDetails&>(details)};
    patient.id = PatientId::fresh();
    patient.language = details.language;
    patient.user = details.user;
    patient.created_at = now;
    return patient;
}

} // namespace

Patients::Patients() = default;
Patients::~Patients() = default;
Patients::Patients(
    db::Database& database, bus::Bus& bus, const Clock& clock, const auth::Directory& people)
    : parts_(new Parts{database, bus, clock, people})
{
    bus.announce<Registered>();
    bus.announce<Changed>();
    bus.announce<Archived>();
    bus.announce<RecordChanged>();
    bus.announce<GlassBroken>();
    bus.announce<ProxyChanged>();
    bus.listen<auth::Registered>("patients.on_registered",
        [this](db::Tx& tx, const auth::Registered& event) { parts_->on_registered(tx, event); });
}

void Patients::Parts::on_registered(db::Tx& tx, const auth::Registered& event) const
{
    const auto user = people.find(event.user);
    if (!user || store::patient_of(tx, event.user)) return;
    NewPatient details;
    details.birth_name = user->last_name;
    details.first_name = user->first_name;
    details.birth_date = event.birth_date;
    details.phone = event.phone;
    details.email = user->email;
    details.language = api::spell(user->language);
    details.user = event.user;
    const auto patient = made(details, clock.now());
    store::insert(tx, patient);
    bus.emit(tx, Registered{patient.id, patient.created_at});
}

std::optional<Card> Patients::card(PatientId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::card(tx, id); });
}

std::vector<Card> Patients::cards(std::span<const PatientId> ids) const
{
    return parts_->database.read_now([&](db::Tx& tx) {
        std::vector<Card> cards;
        for (const auto& id : ids) {
            if (auto card = store::card(tx, id)) cards.push_back(*std::move(card));
        }
        return cards;
    });
}

std::optional<HomeAddress> Patients::address(PatientId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::address(tx, id); });
}

std::int64_t Patients::count() const
{
    return parts_->database.read_now(
        [&](db::Tx& tx) { return store::count_names(tx, store::everyone, false); });
}

std::optional<PatientId> Patients::patient_of(UserId user) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::patient_of(tx, user); });
}

bool Patients::may_see(const http::Principal& who, PatientId id) const
{
    return parts_->database.read_now(
        [&](db::Tx& tx) { return access::may_see(tx, who, id, parts_->clock.now()); });
}

bool Patients::may_read_clinical(const http::Principal& who, PatientId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) {
        return access::standing(tx, who, id, parts_->clock.now()).reads_clinical();
    });
}

bool Patients::may_write_clinical(const http::Principal& who, PatientId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) {
        return access::standing(tx, who, id, parts_->clock.now()).writes_clinical();
    });
}

bool Patients::owns(const http::Principal& who, PatientId id) const
{
    return parts_->database.read_now(
        [&](db::Tx& tx) { return access::standing(tx, who, id, parts_->clock.now()).own; });
}

std::vector<Ward> Patients::wards(UserId user) const
{
    return parts_->database.read_now(
        [&](db::Tx& tx) { return access::wards(tx, user, parts_->clock.now()); });
}

std::vector<Card> Patients::proxies(PatientId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) {
        std::vector<Card> cards;
        for (const auto& row : store::proxies_of(tx, id)) {
            if (access::holds(row, parts_->clock.now()))
                cards.push_back(*store::card(tx, row.proxy_id));
        }
        return cards;
    });
}

RecordSummary Patients::summary(PatientId id) const
{
    const auto now = parts_->clock.now();
    return parts_->database.read_now([&](db::Tx& tx) { return summary_of(tx, id, now); });
}

void Patients::enter_timeline(const TimelineEntry& entry)
{
    enter_timelines({&entry, 1});
}

void Patients::enter_timelines(std::span<const TimelineEntry> entries)
{
    parts_->database.write_now([&](db::Tx& tx) {
        for (const auto& entry : entries) store::enter_timeline(tx, entry);
    });
}

std::vector<Opening> Patients::openings(PatientId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::openings(tx, id); });
}

std::vector<UserId> Patients::carers(PatientId id) const
{
    return parts_->database.read_now([&](db::Tx& tx) { return store::carers(tx, id); });
}

void Patients::enter_care(PatientId patient, UserId carer)
{
    // Most come to whom they know: nothing is written then.
    const bool known = parts_->database.read_now(
        [&](db::Tx& tx) { return store::in_care(tx, carer, patient); });
    if (known) return;
    const auto now = parts_->clock.now();
    parts_->database.write_now([&](db::Tx& tx) { store::enter_care(tx, carer, patient, now); });
}

std::vector<Patients::Since> Patients::registered_after(
    std::optional<PatientId> last, int limit) const
{
    const auto rows = parts_->database.read_now([&](db::Tx& tx) {
        return store::registered_after(tx, last ? last->str() : std::string(), limit);
    });
    std::vector<Since> found;
    for (const auto& [patient, at] : rows) found.push_back({patient, at});
    return found;
}

void Patients::add_proxy(PatientId patient, PatientId proxy, Relation relation)
{
    store::ProxyRow row;
    row.id = ProxyId::fresh();
    row.patient_id = patient;
    row.proxy_id = proxy;
    row.relation = relation;
    row.since = parts_->clock.now();
    parts_->database.write_now([&](db::Tx& tx) { (void)store::insert_proxy(tx, row); });
}

PatientId Patients::add(const NewPatient& details)
{
    return add(std::span(&details, 1)).front();
}

std::vector<PatientId> Patients::add(std::span<const NewPatient> details)
{
    const auto now = parts_->clock.now();
    std::vector<Patient> patients;
    std::vector<PatientId> ids;
    for (const auto& each : details) {
        patients.push_back(made(each, now));
        ids.push_back(patients.back().id);
    }
    parts_->database.write_now([&](db::Tx& tx) { store::insert(tx, patients); });
    return ids;
}

void Patients::import_record(std::span<const ImportedEntry> entries)
{
    parts_->database.write_now([&](db::Tx& tx) {
        for (const auto& entry : entries) import_entry(tx, entry);
    });
}

} // namespace clinic::patients
