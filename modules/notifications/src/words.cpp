#include "words.hpp"

namespace clinic::notifications {
namespace {

constexpr const char* nobody = "…"; // whose record is gone

/// The value kept under the key, found by `find` the first time.
template <class Map, class Key, class Find> auto& kept(Map& map, const Key& key, Find find)
{
    const auto [entry, fresh] = map.try_emplace(key);
    if (fresh) entry->second = find();
    return entry->second;
}

LocalMoment on_the_wall_of(const std::optional<clinics::Site>& site, Instant instant)
{
    const auto zone = site ? Zone::find(site->time_zone) : std::nullopt;
    return (zone ? *zone : *Zone::find("UTC")).local(instant);
}

} // namespace

NewsWords Words::of(const Facts& facts)
{
    NewsWords words;
    if (facts.patient) words.patient = patient(*facts.patient);
    if (facts.practitioner) words.practitioner = practitioner(*facts.practitioner);
    auto by = facts.by;
    if (facts.post) {
        const auto applause = coaching_.applause(*facts.post);
        words.people = applause.people;
        if (applause.latest) by = applause.latest;
    }
    if (by) words.by = person(*by);
    words.number = facts.number.value_or("");
    words.amount = facts.amount.value_or(Money{});
    words.count = facts.count.value_or(0);
    words.unpaid = facts.unpaid.value_or(false);
    if (!facts.site) return words;
    const auto& place = kept(sites_, *facts.site, [&] { return clinics_.site(*facts.site); });
    words.site = place ? place->name : nobody;
    if (facts.starts_at) words.when = on_the_wall_of(place, *facts.starts_at);
    if (facts.until) words.until = on_the_wall_of(place, *facts.until);
    return words;
}

const std::string& Words::patient(patients::PatientId id)
{
    return kept(patient_names_, id, [&] {
        const auto card = patients_.card(id);
        return card ? card->name : std::string(nobody);
    });
}

const std::string& Words::practitioner(clinics::PractitionerId id)
{
    return kept(practitioner_names_, id, [&] {
        const auto found = clinics_.practitioner(id);
        return found ? found->name() : std::string(nobody);
    });
}

const std::string& Words::person(UserId id)
{
    return kept(person_names_, id, [&] {
        auto name = coaching_.published_name(id);
        return name.empty() ? std::string(nobody) : name;
    });
}

} // namespace clinic::notifications
