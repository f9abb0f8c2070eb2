// The lines of a draft's prescription.

#include "handlers.hpp"

#include <algorithm>

namespace clinic::consultations {
namespace {

constexpr std::size_t most_lines = 40;

} // namespace

Result<http::Page<Prescription>> Handlers::prescriptions(
    http::Context& cx, const OneConsultation& in)
{
    const auto encounter = find(cx, in.id);
    if (!encounter) return std::unexpected(encounter.error());
    return http::Page<Prescription>{store::prescriptions(cx.tx, in.id), {}, {}};
}

Result<Prescription> Handlers::prescribe(http::Context& cx, const Prescribe& in)
{
    const auto draft = find_draft(cx, in.id);
    if (!draft) return std::unexpected(draft.error());
    if (store::prescriptions(cx.tx, in.id).size() >= most_lines) {
        return conflict("too_many_lines",
            {"Une ordonnance compte au plus 40 lignes.", "A prescription has 40 lines at most."});
    }
    Prescription line{PrescriptionId::fresh(), in.medicine, 1};
    if (!store::insert_prescription(cx.tx, in.id, line)) return already_signed();
    return line;
}

Result<Prescription> Handlers::find_line(
    http::Context& cx, ConsultationId id, PrescriptionId line) const
{
    const auto draft = find_draft(cx, id);
    if (!draft) return std::unexpected(draft.error());
    const auto lines = store::prescriptions(cx.tx, id);
    const auto found = std::ranges::find(lines, line, &Prescription::id);
    if (found == lines.end()) return not_found();
    if (cx.stale(found->version)) return stale();
    return *found;
}

Result<Prescription> Handlers::edit_prescription(http::Context& cx, const EditPrescription& in)
{
    auto line = find_line(cx, in.id, in.prescription_id);
    if (!line) return line;
    line->medicine = in.medicine;
    if (!store::update_prescription(cx.tx, *line)) return already_signed();
    return line;
}

Result<Nothing> Handlers::remove_prescription(http::Context& cx, const OnePrescription& in)
{
    const auto line = find_line(cx, in.id, in.prescription_id);
    if (!line) return std::unexpected(line.error());
    if (!store::delete_prescription(cx.tx, line->id)) return already_signed();
    return Nothing{};
}

} // namespace clinic::consultations
