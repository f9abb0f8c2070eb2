// The medical record as a whole, and its timeline.

#include "chart.hpp"

#include "timeline_store.hpp"

#include <fmt/format.h>

namespace clinic::patients {
namespace {

constexpr int measurings_shown = 50;

Basis basis_of(const access::Standing& standing)
{
    if (standing.care) return Basis::care;
    return standing.glass ? Basis::glass : Basis::own;
}

} // namespace

EntryRow new_row(const http::Context& cx, PatientId patient, std::string_view section,
    const access::Standing& standing)
{
    EntryRow row;
    row.id = EntryId::fresh();
    row.patient = patient;
    row.section = section;
    row.author_id = cx.user().user;
    row.author = cx.user().name;
    row.door = standing.reads_clinical() ? Door::clinic : Door::portal;
    row.recorded_at = cx.now;
    return row;
}

TimelineEntry timeline_entry(const EntryRow& row, std::string_view kind, Text headline, bool shared)
{
    if (row.entered_in_error) {
        headline = {fmt::format("Annulé (saisie erronée)\u00a0: {}", headline.fr),
            fmt::format("Struck out (entered in error): {}", headline.en)};
    }
    return {fmt::format("patients.{}:{}", row.section, row.id.view()), row.patient,
        std::string(kind), row.at, std::move(headline), std::nullopt, true, shared};
}

void tell_entry(http::Context& cx, const EntryRow& row, const TimelineEntry& entry)
{
    store::enter_timeline(cx.tx, entry);
    cx.subject("patient", row.patient.view(),
        fmt::format(R"({{"section":"{}","entry_id":"{}","version":{}}})", row.section,
            row.id.view(), row.version));
    cx.emit(RecordChanged{row.patient, row.section});
}

Result<Record> ChartHandlers::record(http::Context& cx, const http::ById<PatientId>& in)
{
    const auto standing = access::standing(cx.tx, cx.user(), in.id, cx.now);
    if (auto open = access::to_read(standing, true); !open) return std::unexpected(open.error());
    cx.subject("patient", in.id.view());
    Record record;
    record.patient = in.id;
    record.basis = basis_of(standing);
    if (record.basis == Basis::glass) record.until = standing.glass;
    record.may_write = standing.writes_clinical();
    record.allergies = entries_of<Allergy>(cx.tx, in.id);
    record.medications = entries_of<Medication>(cx.tx, in.id);
    record.immunizations = entries_of<Immunization>(cx.tx, in.id);
    record.vitals = entries_of<Vitals>(cx.tx, in.id, measurings_shown);
    record.consents = entries_of<Consent>(cx.tx, in.id);
    if (standing.reads_clinical()) {
        record.problems = entries_of<Condition>(cx.tx, in.id);
        record.history = entries_of<HistoryNote>(cx.tx, in.id);
    }
    return record;
}

Result<http::Page<TimelineLine>> ChartHandlers::timeline(http::Context& cx, const ListTimeline& in)
{
    const auto standing = access::standing(cx.tx, cx.user(), in.patient, cx.now);
    if (!standing.reads_shared() && !standing.desk) return not_found();
    cx.subject("patient", in.patient.view());
    auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    const store::TimelineQuery query{in.patient, cx.language(),
        standing.reads_clinical() || standing.own, standing.own && !standing.sees_as_staff(),
        *std::move(after), in.page.limit + 1};
    auto page = http::page_of(store::timeline(cx.tx, query), in.page, [](const TimelineLine& line) {
        return std::vector<std::string>{line.at.text(), line.id.str()};
    });
    if (in.page.count) page.total = store::count_timeline(cx.tx, query);
    return page;
}

Result<http::Page<ConsentText>> ChartHandlers::consent_texts(
    http::Context& cx, const http::NoInput&)
{
    return http::Page<ConsentText>{store::consent_texts(cx.tx, cx.language()), {}, {}};
}

} // namespace clinic::patients
