// Looking: one visit, lists of visits, what happened to a visit, free slots.

#include "free_slots.hpp"
#include "handlers.hpp"

#include "auth/auth.hpp"

namespace clinic::appointments {
namespace {

constexpr int longest_search_days = 62;
constexpr int work_days_back = 31;
constexpr int reliability_days_back = 730; // 24 months

std::string id_text(const auto& id)
{
    return id ? id->str() : std::string();
}

/// "|a|b|", so that one LIKE asks whether a site is among them.
std::string joined(const std::vector<clinics::SiteId>& sites)
{
    std::string text = "|";
    for (const auto& site : sites) text.append(site.view()).append("|");
    return text;
}

store::Lens asked_for(const ListAppointments& in)
{
    store::Lens lens;
    lens.from = in.from.value_or(Instant{INT64_MIN});
    lens.until = in.until.value_or(Instant{INT64_MAX});
    lens.practitioner = id_text(in.practitioner_id);
    lens.patient = id_text(in.patient_id);
    lens.site = id_text(in.site_id);
    if (in.status) lens.status = api::spell(*in.status);
    return lens;
}

/// Narrows what was asked for to what may be seen; false when that leaves nothing.
bool narrow(store::Lens& lens, const Reach& reach, bool patient_in_care)
{
    const auto self = id_text(reach.practitioner);
    const auto own = id_text(reach.patient);
    if (reach.everything) return true;
    if (const auto asked = patients::PatientId::parse(lens.patient);
        asked && reach.speaks_for(*asked))
        return true;
    if (!self.empty() && (lens.practitioner == self || patient_in_care)) return true;
    if (!reach.sites.empty()) return lens.sites = joined(reach.sites), true;
    if (!self.empty() && lens.practitioner.empty()) return lens.practitioner = self, true;
    if (!own.empty() && lens.patient.empty()) return lens.patient = own, true;
    return false;
}

bool in_range(LocalDate from, LocalDate until)
{
    return from <= until && until.days - from.days < longest_search_days;
}

std::unexpected<Problem> wrong_range()
{
    return invalid("until", "range", {"Choisissez de 1 à 62 jours.", "Choose 1 to 62 days."});
}

/// In the order of slots, as a cursor tells it.
std::vector<std::string> key_of(const Slot& slot)
{
    return {slot.starts_at.text(), slot.practitioner_id.str(), slot.site_id.str(),
        slot.visit_type_id.str()};
}

/// Who opened the visit, and who looked into the patient's affairs: both are asked for.
void note_read(http::Context& cx, const Appointment& visit)
{
    cx.subject("appointment", visit.id.view());
    cx.subject("patient", visit.patient_id.view());
}

/// Whom one has received this month and is to receive is one's work, however many pages of the calendar that takes; who
/// leafs through visits of before reads about people.
void note_list(http::Context& cx, const http::Page<Appointment>& page, const http::Paging& paging)
{
    const auto look = http::look_at(page, paging);
    const auto work_since = cx.now.plus_days(-work_days_back);
    for (const auto& visit : page.items) {
        cx.lists(
            visit.patient_id.view(), visit.starts_at >= work_since ? http::Look::glance : look);
    }
}

void choose_index(store::Lens& lens)
{
    using By = store::Lens::By;
    if (!lens.patient.empty()) lens.by = By::patient, lens.key = lens.patient;
    else if (!lens.practitioner.empty()) lens.by = By::practitioner, lens.key = lens.practitioner;
    else if (!lens.site.empty()) lens.by = By::site, lens.key = lens.site;
}

} // namespace

Result<Handlers::Found> Handlers::find(http::Context& cx, AppointmentId id) const
{
    auto visit = store::find(cx.tx, id);
    if (!visit) return not_found();
    auto reach = access_.reach_of(cx.user());
    if (!access_.may_see(cx.user(), reach, *visit)) return not_found();
    return Found{*std::move(visit), std::move(reach)};
}

Result<Handlers::Found> Handlers::find_to_change(http::Context& cx, AppointmentId id) const
{
    auto found = find(cx, id);
    if (!found) return found;
    const auto& [visit, reach] = *found;
    if (!reach.serves(visit) && !reach.owns(visit)) {
        return forbidden({"Cette visite est celle d’un collègue : demandez à l’accueil.",
            "This is a colleague's visit: ask the front desk."});
    }
    if (cx.stale(visit.version)) return stale();
    return found;
}

Result<Appointment> Handlers::show(http::Context& cx, const OneAppointment& in)
{
    auto found = find(cx, in.id);
    if (!found) return std::unexpected(found.error());
    Access::hide_from_patients(found->reach, found->visit);
    note_read(cx, found->visit);
    return std::move(found->visit);
}

Result<http::Page<Appointment>> Handlers::list(http::Context& cx, const ListAppointments& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    const auto reach = access_.reach_of(cx.user());
    auto lens = asked_for(in);
    const bool in_care = in.patient_id && patients_.may_see(cx.user(), *in.patient_id);
    if (!narrow(lens, reach, in_care)) return http::Page<Appointment>{};
    choose_index(lens);
    if (!lens.patient.empty()) cx.subject("patient", lens.patient);

    auto rows = store::list(cx.tx, lens, in.order, *after, in.page.limit + 1);
    for (auto& visit : rows) Access::hide_from_patients(reach, visit);
    auto page = http::page_of(std::move(rows), in.page, [](const Appointment& visit) {
        return std::vector{visit.starts_at.text(), visit.id.str()};
    });
    if (in.page.count) page.total = store::count(cx.tx, lens);
    note_list(cx, page, in.page);
    return page;
}

Result<http::Page<HistoryEntry>> Handlers::history(http::Context& cx, const OneAppointment& in)
{
    auto found = find(cx, in.id);
    if (!found) return std::unexpected(found.error());
    if (!found->reach.serves(found->visit)) return not_found();
    note_read(cx, found->visit);
    return http::Page<HistoryEntry>{store::history(cx.tx, in.id), {}, {}};
}

Result<http::Page<Reminder>> Handlers::reminders(http::Context& cx, const OneAppointment& in)
{
    auto found = find(cx, in.id);
    if (!found) return std::unexpected(found.error());
    if (!found->reach.serves(found->visit)) return not_found();
    note_read(cx, found->visit);
    http::Page<Reminder> page;
    for (const auto& row : store::reminders_of(cx.tx, in.id)) {
        if (row.days_before) page.items.push_back({*row.days_before, row.due_at, row.told_at});
    }
    return page;
}

Result<http::Page<DayCount>> Handlers::count_days(http::Context& cx, const CountDays& in)
{
    if (!in_range(in.from, in.until)) return wrong_range();
    const auto site = clinics_.site(in.site_id);
    const auto reach = access_.reach_of(cx.user());
    const bool whole = reach.works_at(in.site_id);
    if (!site || (!whole && !reach.practitioner)) return not_found();
    const auto zone = *Zone::find(site->time_zone);
    std::vector<DayCount> counts;
    for (auto day = in.from; day <= in.until; day = day.plus_days(1)) {
        const Span begins{zone.start_of(day), zone.start_of(day.plus_days(1))};
        for (const auto& [practitioner, visits] : store::count_at(cx.tx, in.site_id, begins)) {
            if (whole || reach.practitioner == practitioner)
                counts.push_back({day, practitioner, visits});
        }
    }
    return http::Page<DayCount>{std::move(counts), {}, {}};
}

Result<Reliability> Handlers::reliability(http::Context& cx, const OfPatient& in)
{
    const auto reach = access_.reach_of(cx.user());
    if (!Access::may_judge(reach, in.patient_id)) return not_found();
    store::Lens lens;
    lens.patient = in.patient_id.str();
    lens.from = cx.now.plus_days(-reliability_days_back);
    // The same visits as in their list: figures tell of no others.
    if (!narrow(lens, reach, patients_.may_see(cx.user(), in.patient_id))) return not_found();
    cx.subject("patient", lens.patient);
    return store::reliability(cx.tx, lens);
}

Result<http::Page<Slot>> Handlers::slots(http::Context& cx, const FindSlots& in)
{
    if (in.until && !in_range(in.from, *in.until)) return wrong_range();
    const http::Paging paging{in.limit, in.cursor};
    const auto after = http::start_after(paging, 4);
    if (!after) return std::unexpected(after.error());
    const bool staff = cx.user().has(
        bit(Role::admin) | bit(Role::receptionist) | bit(Role::practitioner));
    const Asking asking{
        cx.user().user, cx.now, staff ? Strictness::within_hours : Strictness::offered};
    auto found = find_slots(cx.tx, clinics_, planner_, in, asking);
    if (in.cursor) std::erase_if(found, [&](const Slot& slot) { return key_of(slot) <= *after; });
    return http::page_of(std::move(found), paging, key_of);
}

} // namespace clinic::appointments
