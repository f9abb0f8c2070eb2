#include "store.hpp"

#include "search_store.hpp"

namespace clinic::patients::store {
namespace {

std::vector<std::string> scopes_of(db::Tx& tx, PatientId id)
{
    auto scopes = tx.all<std::string>(
        "SELECT user_id FROM patients_care WHERE patient_id = :id ORDER BY user_id", id);
    scopes.insert(scopes.begin(), std::string(everyone));
    return scopes;
}

/// What the index holds of a patient now.
struct Indexed {
    std::string search_text;
    std::optional<Instant> archived_at;

    static constexpr auto schema = api::object(
        api::field("search_text", &Indexed::search_text, "What the keys were made of"),
        api::field("archived_at", &Indexed::archived_at, "Archived since"));
};

Indexed indexed(db::Tx& tx, PatientId id)
{
    return tx.value<Indexed>(
        "SELECT search_text, archived_at FROM patients_people WHERE id = :id", id);
}

void reindex(db::Tx& tx, const Patient& patient, const Indexed& before)
{
    const auto now = Findable::of(patient);
    const bool was_archived = before.archived_at.has_value();
    const bool archived = patient.archived_at.has_value();
    if (before.search_text == now.text() && was_archived == archived) return;
    const auto then = Findable::parse(before.search_text);
    for (const auto& scope : scopes_of(tx, patient.id)) {
        unindex(tx, {scope, patient.id, then, was_archived});
        index(tx, std::vector<Entry>{{scope, patient.id, now, archived}});
    }
}

} // namespace

bool exists(db::Tx& tx, PatientId id)
{
    return tx.one<int>("SELECT 1 FROM patients_people WHERE id = :id", id).has_value();
}

std::optional<Patient> find(db::Tx& tx, PatientId id)
{
    return tx.one<Patient>(R"(
        SELECT id, birth_name, used_name, first_name, sex, birth_date, birth_place, phone, email,
               address, emergency_contact, note, language, user_id, archived_at, created_at, version
          FROM patients_people
         WHERE id = :id)",
        id);
}

std::optional<Patient> find_of(db::Tx& tx, UserId user)
{
    const auto id = patient_of(tx, user);
    return id ? find(tx, *id) : std::nullopt;
}

std::optional<Card> card(db::Tx& tx, PatientId id)
{
    return tx.one<Card>(R"(
        SELECT id, COALESCE(used_name, birth_name) || ' ' || first_name AS name, email, phone,
               language, user_id, birth_date, CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END AS archived
          FROM patients_people
         WHERE id = :id)",
        id);
}

std::optional<HomeAddress> address(db::Tx& tx, PatientId id)
{
    const auto patient = find(tx, id);
    return patient ? patient->address : std::nullopt;
}

std::optional<PatientId> patient_of(db::Tx& tx, UserId user)
{
    return tx.one<PatientId>("SELECT id FROM patients_people WHERE user_id = :user", user);
}

void insert(db::Tx& tx, std::span<const Patient> patients)
{
    std::vector<Entry> entries;
    entries.reserve(patients.size());
    for (const auto& patient : patients) {
        auto findable = Findable::of(patient);
        tx.run(R"(
            INSERT INTO patients_people (id, birth_name, used_name, first_name, sex, birth_date,
                                         birth_place, phone, email, address, emergency_contact, note,
                                         language, user_id, archived_at, created_at, version,
                                         search_text)
            VALUES (:id, :birth_name, :used_name, :first_name, :sex, :birth_date, :birth_place,
                    :phone, :email, :address, :contact, :note, :language, :user, :archived, :created,
                    :version, :search_text))",
            patient, findable.text());
        entries.push_back({std::string(everyone), patient.id, std::move(findable),
            patient.archived_at.has_value()});
    }
    index(tx, entries);
}

std::vector<std::tuple<PatientId, Instant>> registered_after(
    db::Tx& tx, const std::string& id, int limit)
{
    return tx.all<std::tuple<PatientId, Instant>>(
        "SELECT id, created_at FROM patients_people WHERE id > :id ORDER BY id LIMIT :limit", id,
        limit);
}

void insert(db::Tx& tx, const Patient& patient)
{
    insert(tx, std::span(&patient, 1));
}

void update(db::Tx& tx, const Patient& patient)
{
    const auto before = indexed(tx, patient.id);
    const PatientDetails& details = patient;
    tx.run(R"(
        UPDATE patients_people
           SET birth_name = :birth_name, used_name = :used_name, first_name = :first_name, sex = :sex,
               birth_date = :birth_date, birth_place = :birth_place, phone = :phone, email = :email,
               address = :address, emergency_contact = :contact, note = :note,
               language = :language, archived_at = :archived_at, search_text = :search_text,
               version = version + 1
         WHERE id = :id)",
        details, patient.language, patient.archived_at, Findable::of(patient).text(), patient.id);
    reindex(tx, patient, before);
}

std::vector<UserId> carers(db::Tx& tx, PatientId patient)
{
    return tx.all<UserId>(
        "SELECT user_id FROM patients_care WHERE patient_id = :patient ORDER BY user_id", patient);
}

bool in_care(db::Tx& tx, UserId carer, PatientId patient)
{
    return tx
        .one<int>("SELECT 1 FROM patients_care WHERE user_id = :carer AND patient_id = :patient",
            carer, patient)
        .has_value();
}

bool enter_care(db::Tx& tx, UserId carer, PatientId id, Instant since)
{
    if (in_care(tx, carer, id)) return false;
    const auto patient = find(tx, id);
    if (!patient) return false;
    tx.run("INSERT INTO patients_care (user_id, patient_id, since) VALUES (:carer, :id, :since)",
        carer, id, since);
    index(tx, std::vector<Entry>{
                  {carer.str(), id, Findable::of(*patient), patient->archived_at.has_value()}});
    return true;
}

} // namespace clinic::patients::store
