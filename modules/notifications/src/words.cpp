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

VisitWords Words::of(const Facts& visit)
{
    const auto& site = kept(sites_, visit.site, [&] { return clinics_.site(visit.site); });
    return {kept(patient_names_, visit.patient,
                [&] {
                    const auto card = patients_.card(visit.patient);
                    return card ? card->name : std::string(nobody);
                }),
        kept(practitioner_names_, visit.practitioner,
            [&] {
                const auto practitioner = clinics_.practitioner(visit.practitioner);
                return practitioner ? practitioner->name() : std::string(nobody);
            }),
        site ? site->name : std::string(nobody), on_the_wall_of(site, visit.starts_at)};
}

} // namespace clinic::notifications
