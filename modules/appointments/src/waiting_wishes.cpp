// Wishes: made by patients or at the desk, looked through, changed, given up.

#include "waiting_handlers.hpp"

#include "auth/auth.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::appointments {
namespace {

constexpr int longest_wait_days = 366;

std::string id_text(const auto& id)
{
    return id ? id->str() : std::string();
}

std::string joined(const auto& ids)
{
    std::string text = "|";
    for (const auto& id : ids) text.append(id.view()).append("|");
    return text;
}

/// All for whom this person speaks.
std::vector<patients::PatientId> own_of(const Reach& reach)
{
    auto own = reach.wards;
    if (reach.patient) own.push_back(*reach.patient);
    return own;
}

store::WishLens lens_of(const ListWishes& in, const Reach& reach)
{
    store::WishLens lens;
    lens.everything = reach.everything;
    lens.sites = joined(reach.sites);
    lens.own = joined(own_of(reach));
    lens.named = id_text(reach.practitioner);
    lens.site = id_text(in.site_id);
    lens.visit_type = id_text(in.visit_type_id);
    lens.practitioner = id_text(in.practitioner_id);
    lens.patient = id_text(in.patient_id);
    if (in.status) lens.status = api::spell(*in.status);
    lens.in_queue = in.in_queue;
    return lens;
}

std::unexpected<Problem> not_offered(std::string field, Text detail)
{
    return invalid(std::move(field), "not_bookable", std::move(detail));
}

bool works_at(const clinics::Practitioner& practitioner, const clinics::SiteId& site)
{
    return !practitioner.archived &&
           std::ranges::find(practitioner.sites, site) != practitioner.sites.end();
}

std::vector<int> in_order(std::vector<int> weekdays)
{
    std::ranges::sort(weekdays);
    const auto [first, last] = std::ranges::unique(weekdays);
    weekdays.erase(first, last);
    return weekdays;
}

void say(http::Context& cx, const WaitingWish& wish)
{
    cx.subject("waiting_wish", wish.id.view());
}

} // namespace

WishLine WaitingHandlers::line_of(db::Tx& tx, const WaitingWish& wish) const
{
    const auto card = patients_.card(wish.patient_id);
    return {wish, card ? card->name : std::string("…"), store::open_offer_of(tx, wish.id)};
}

Result<WaitingHandlers::FoundWish> WaitingHandlers::find(http::Context& cx, WishId id) const
{
    auto wish = store::find_wish(cx.tx, id);
    auto reach = access_.reach_of(cx.user());
    if (!wish || (!reach.serves(*wish) && !reach.owns(*wish))) return not_found();
    return FoundWish{*std::move(wish), std::move(reach)};
}

Result<WaitingHandlers::FoundWish> WaitingHandlers::find_in_queue(
    http::Context& cx, WishId id) const
{
    auto found = find(cx, id);
    if (!found) return found;
    if (cx.stale(found->wish.version)) return stale();
    const auto status = found->wish.status;
    if (status == WishStatus::waiting || status == WishStatus::offered) return found;
    return conflict("wish_over", {"Cette demande n’est plus sur la liste d’attente.",
                                     "This wish is no longer on the waiting list."});
}

Result<http::Page<WishLine>> WaitingHandlers::wishes(http::Context& cx, const ListWishes& in)
{
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    const auto lens = lens_of(in, access_.reach_of(cx.user()));
    std::vector<WishLine> lines;
    for (const auto& wish : store::list_wishes(cx.tx, lens, after->front(), in.page.limit + 1))
        lines.push_back(line_of(cx.tx, wish));
    cx.subject("waiting_list", lens.site);
    if (!lens.patient.empty()) cx.subject("patient", lens.patient);
    auto page = http::page_of(
        std::move(lines), in.page, [](const WishLine& line) { return std::vector{line.id.str()}; });
    if (in.page.count) page.total = store::count_wishes(cx.tx, lens);
    return page;
}

Result<WishLine> WaitingHandlers::wish(http::Context& cx, const OneWish& in)
{
    const auto found = find(cx, in.id);
    if (!found) return std::unexpected(found.error());
    say(cx, found->wish);
    cx.subject("patient", found->wish.patient_id.view());
    return line_of(cx.tx, found->wish);
}

Result<Nothing> WaitingHandlers::check_what(const WishDetails& in, bool online) const
{
    const auto type = clinics_.visit_type(in.visit_type_id);
    if (!type || type->archived) {
        return not_offered("visit_type_id",
            {"Ce motif n’existe pas ou plus.", "There is no such visit type (any more)."});
    }
    if (online && !type->online_bookable) {
        return not_offered(
            "visit_type_id", {"Ce motif se réserve par téléphone, auprès de l’accueil.",
                                 "This visit is booked by phone, with the front desk."});
    }
    if (in.mode && !type->can_be(*in.mode)) {
        return not_offered(
            "mode", {"Ce motif ne se déroule pas ainsi.", "This visit type is not held that way."});
    }
    return Nothing{};
}

Result<Nothing> WaitingHandlers::check_who(const WishDetails& in) const
{
    const auto type = clinics_.visit_type(in.visit_type_id);
    const auto receives = [&](const clinics::Practitioner& practitioner) {
        return works_at(practitioner, in.site_id) && type->offered_by(practitioner.id);
    };
    if (std::ranges::none_of(clinics_.practitioners(), receives)) {
        return not_offered("site_id", {"Ce motif n’est pas proposé sur ce site.",
                                          "This visit type is not offered at this site."});
    }
    for (std::size_t i = 0; i < in.practitioner_ids.size(); ++i) {
        const auto practitioner = clinics_.practitioner(in.practitioner_ids[i]);
        if (practitioner && receives(*practitioner)) continue;
        return not_offered(fmt::format("practitioner_ids/{}", i),
            {"Ce praticien ne propose pas ce motif sur ce site.",
                "This practitioner does not offer this visit type at this site."});
    }
    return Nothing{};
}

Result<Nothing> WaitingHandlers::check_when(
    const WishDetails& in, const clinics::Site& site, Instant now) const
{
    const auto today = Zone::find(site.time_zone)->local(now).date;
    if (in.until < today || in.until > today.plus_days(longest_wait_days)) {
        return invalid("until", "range",
            {"Choisissez une date d’aujourd’hui à dans un an.",
                "Choose a date from today to a year ahead."});
    }
    if (in.earliest && in.latest && *in.latest < *in.earliest) {
        return invalid(
            "latest", "range", {"La fin vient après le début.", "The end comes after the begin."});
    }
    return Nothing{};
}

Result<WishLine> WaitingHandlers::make(http::Context& cx, const MakeWish& in)
{
    const auto reach = access_.reach_of(cx.user());
    const auto patient = visits_.patient_of(cx, reach, in.patient_id);
    if (!patient) return std::unexpected(patient.error());
    const bool named = reach.practitioner && std::ranges::find(in.practitioner_ids,
                                                 *reach.practitioner) != in.practitioner_ids.end();
    const bool staff = reach.works_at(in.site_id) || named;
    if (!staff && !reach.speaks_for(patient->id)) {
        return forbidden({"Vous n’inscrivez que vous-même, qui vous représentez, ou sur vos sites.",
            "You put down yourself, for whom you act, or at your own sites."});
    }
    const auto site = clinics_.site(in.site_id);
    if (!site || site->archived) {
        return not_offered(
            "site_id", {"Ce site n’existe pas ou plus.", "There is no such site (any more)."});
    }
    if (auto ok = check_what(in, !staff); !ok) return std::unexpected(ok.error());
    if (auto ok = check_who(in); !ok) return std::unexpected(ok.error());
    if (auto ok = check_when(in, *site, cx.now); !ok) return std::unexpected(ok.error());
    const WaitingWish wish{WishId::fresh(), patient->id, in.site_id, in.visit_type_id, in.mode,
        in.practitioner_ids, in_order(in.weekdays), in.earliest, in.latest, in.until, in.note,
        WishStatus::waiting, !staff, cx.now, {}, 1};
    if (!store::insert_wish(cx.tx, wish)) {
        return conflict("already_waiting",
            {"Ce patient est déjà sur la liste d’attente pour ce motif, sur ce site.",
                "This patient is on the waiting list for this visit type and site already."});
    }
    say(cx, wish);
    list_.tell(cx.tx, wish);
    return line_of(cx.tx, wish);
}

Result<WishLine> WaitingHandlers::edit(http::Context& cx, const EditWish& in)
{
    auto found = find_in_queue(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& wish = found->wish;
    const WishDetails details{wish.site_id, wish.visit_type_id, wish.mode, in.practitioner_ids,
        in_order(in.weekdays), in.earliest, in.latest, in.until, in.note};
    const auto site = clinics_.site(wish.site_id);
    if (auto ok = check_who(details); !ok) return std::unexpected(ok.error());
    if (auto ok = check_when(details, *site, cx.now); !ok) return std::unexpected(ok.error());
    wish.practitioner_ids = details.practitioner_ids;
    wish.weekdays = details.weekdays;
    wish.earliest = details.earliest;
    wish.latest = details.latest;
    wish.until = details.until;
    wish.note = details.note;
    store::update_wish(cx.tx, wish);
    say(cx, wish);
    list_.tell(cx.tx, wish);
    return line_of(cx.tx, wish);
}

Result<WishLine> WaitingHandlers::withdraw(http::Context& cx, const OneWish& in)
{
    auto found = find_in_queue(cx, in.id);
    if (!found) return std::unexpected(found.error());
    list_.end(cx.tx, found->wish, WishStatus::withdrawn);
    say(cx, found->wish);
    return line_of(cx.tx, *store::find_wish(cx.tx, in.id));
}

Result<WaitingRules> WaitingHandlers::rules(http::Context& cx, const OfSite& in)
{
    if (!clinics_.site(in.site_id) || !access_.reach_of(cx.user()).works_at(in.site_id))
        return not_found();
    return list_.rules_of(cx.tx, in.site_id);
}

Result<WaitingRules> WaitingHandlers::set_rules(http::Context& cx, const SetWaitingRules& in)
{
    if (!clinics_.site(in.site_id) || !access_.reach_of(cx.user()).works_at(in.site_id))
        return not_found();
    auto rules = list_.rules_of(cx.tx, in.site_id);
    if (cx.stale(rules.version)) return stale();
    static_cast<SetWaitingRules&>(rules) = in;
    ++rules.version;
    store::set_waiting_rules(cx.tx, rules);
    cx.subject("site", in.site_id.view());
    return rules;
}

} // namespace clinic::appointments
