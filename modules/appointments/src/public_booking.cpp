#include "public_booking.hpp"

#include "free_slots.hpp"

#include "platform/core/text.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/http/forwarded.hpp"

#include <algorithm>
#include <ranges>

namespace clinic::appointments {
namespace {

constexpr int longest_search_days = 14;
constexpr std::size_t most_slots = 5'000;
constexpr std::size_t key_length = 8; ///< of a slug: 32 bits of chance, among tens of people

template <class List, class Item> bool holds(const List& list, const Item& item)
{
    return std::ranges::find(list, item) != list.end();
}

std::string_view key_of(std::string_view text)
{
    return text.substr(text.size() - std::min(text.size(), key_length));
}

bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::unexpected<Problem> too_often(int seconds)
{
    Problem problem{Refusal::too_many, "too_many",
        {"Trop de demandes. Réessayez dans " + std::to_string(seconds) + " s.",
            "Too many requests. Try again in " + std::to_string(seconds) + " s."}};
    problem.retry_after = seconds;
    return std::unexpected(std::move(problem));
}

/// What tells one answer from another, as a version does; of 62 bits, so that it is never negative.
template <class Answer> std::int64_t digest_of(const Answer& answer)
{
    const auto digest = crypto::blake2b(api::to_json(answer));
    std::int64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = (number << 8 | static_cast<unsigned char>(digest[i])) & 0x3fff'ffff'ffff'ffff;
    return number;
}

/// The same for everybody, so that browsers and caches between may keep it; then they ask again, by its ETag.
template <class Answer> Answer shared(http::Context& cx, Answer answer, std::string_view seconds)
{
    cx.answer_with("cache-control", "public, max-age=" + std::string(seconds));
    answer.version = digest_of(answer);
    return answer;
}

PublicVisitType told(const clinics::VisitType& type)
{
    return {type.id, type.name, type.duration_minutes, type.price, type.colour, type.modes,
        type.horizon_days, {}};
}

PublicSite told(const clinics::Site& site)
{
    return {site.id, site.name, site.address, site.phone, site.time_zone};
}

PublicPractitioner told(
    const clinics::Practitioner& who, const std::vector<clinics::Site>& open_sites)
{
    PublicPractitioner person{who.id, slug_of(who), who.title, who.first_name, who.last_name,
        who.specialty, who.languages, {}};
    for (const auto& site : open_sites) {
        if (holds(who.sites, site.id)) person.site_ids.push_back(site.id);
    }
    return person;
}

/// Enters them with those of their visit types that are booked online; false when there is none, or nowhere.
bool enter(Offering& offering, const clinics::Practitioner& who,
    const std::vector<clinics::VisitType>& types, const std::vector<clinics::Site>& sites)
{
    auto person = told(who, sites);
    if (!who.online_bookable || person.site_ids.empty()) return false;
    bool offers = false;
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (!types[i].offered_by(who.id)) continue;
        offering.visit_types[i].practitioner_ids.push_back(who.id);
        offers = true;
    }
    if (offers) offering.practitioners.push_back(std::move(person));
    return offers;
}

bool receives_at(const Offering& offering, const clinics::SiteId& site)
{
    return std::ranges::any_of(offering.practitioners,
        [&](const PublicPractitioner& who) { return holds(who.site_ids, site); });
}

} // namespace

std::string slug_of(const clinics::Practitioner& practitioner)
{
    std::string slug;
    for (const char c : text::folded(practitioner.name()) + ' ') {
        if (is_plain(c)) slug += c;
        else if (!slug.empty() && slug.back() != '-') slug += '-';
    }
    return slug.append(key_of(practitioner.id.view()));
}

const clinics::Practitioner* named_by(
    const std::vector<clinics::Practitioner>& practitioners, std::string_view slug)
{
    const clinics::Practitioner* found = nullptr;
    if (slug.size() < key_length) return found;
    for (const auto& one : practitioners) {
        if (key_of(one.id.view()) != key_of(slug)) continue;
        if (slug_of(one) == slug) return &one;
        found = &one;
    }
    return found;
}

Result<Nothing> PublicBooking::within_rate(const http::Context& cx)
{
    const int wait = askings_.wait_seconds(http::address_key(cx.request().address));
    if (wait > 0) return too_often(wait);
    return Nothing{};
}

Offering PublicBooking::offering(const clinics::Practitioner* only) const
{
    const auto sites = clinics_.sites();
    auto types = clinics_.visit_types();
    std::erase_if(types, [](const clinics::VisitType& type) { return !type.online_bookable; });
    Offering offering;
    for (const auto& type : types) offering.visit_types.push_back(told(type));
    if (only != nullptr) enter(offering, *only, types, sites);
    else
        for (const auto& who : clinics_.practitioners()) enter(offering, who, types, sites);
    std::erase_if(offering.visit_types,
        [](const PublicVisitType& type) { return type.practitioner_ids.empty(); });
    for (const auto& site : sites) {
        if (receives_at(offering, site.id)) offering.sites.push_back(told(site));
    }
    return offering;
}

Result<Offering> PublicBooking::public_practitioners(http::Context& cx, const http::NoInput&)
{
    if (const auto fits = within_rate(cx); !fits) return std::unexpected(fits.error());
    return shared(cx, offering(nullptr), "60");
}

Result<Offering> PublicBooking::public_practitioner(http::Context& cx, const OneSlug& in)
{
    if (const auto fits = within_rate(cx); !fits) return std::unexpected(fits.error());
    const auto practitioners = clinics_.practitioners();
    const auto* const who = named_by(practitioners, in.slug);
    if (who == nullptr) return not_found();
    auto theirs = offering(who);
    // Who takes no bookings online is as if they were not there.
    if (theirs.practitioners.empty()) return not_found();
    return shared(cx, std::move(theirs), "60");
}

Result<PublicSlots> PublicBooking::public_slots(http::Context& cx, const FindPublicSlots& in)
{
    const bool upside_down = in.until && *in.until < in.from;
    if (upside_down || (in.until && in.until->days - in.from.days >= longest_search_days)) {
        return invalid("until", "range", {"Choisissez de 1 à 14 jours.", "Choose 1 to 14 days."});
    }
    if (const auto fits = within_rate(cx); !fits) return std::unexpected(fits.error());
    const FindSlots search{
        {in.visit_type_id}, in.practitioner_id, in.site_id, in.from, in.until, in.mode};
    // In nobody's name: what anybody holds is taken, whoever asks.
    const Asking asking{UserId{}, cx.now, Strictness::offered};
    PublicSlots slots;
    const auto found = find_slots(cx.tx, clinics_, planner_, search, asking);
    for (const auto& slot : std::views::take(found, most_slots))
        slots.items.push_back({slot.starts_at, slot.ends_at, slot.practitioner_id, slot.site_id});
    return shared(cx, std::move(slots), "10");
}

} // namespace clinic::appointments
