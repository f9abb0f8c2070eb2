// Signing, which cannot be taken back, and what may still be said afterwards.

#include "handlers.hpp"

#include <algorithm>

namespace clinic::consultations {
namespace {

/// Whether the signer has read the prescription as it stands.
bool has_read(const std::vector<LineRead>& read, const std::vector<Prescription>& lines)
{
    return std::ranges::equal(read, lines, [](const LineRead& known, const Prescription& line) {
        return known.id == line.id && known.version == line.version;
    });
}

/// What an ordonnance has to say of each medicine: how to take it, and for how long or how much
/// (Code de la santé publique, R. 5132-3).
bool is_complete(const Prescription& line)
{
    const auto& medicine = line.medicine;
    return (medicine.dose || medicine.frequency) && (medicine.duration || medicine.quantity);
}

Result<Nothing> check_lines(const std::vector<Prescription>& lines)
{
    Problem problem{Refusal::invalid, "invalid",
        {"L’ordonnance est incomplète.", "The prescription is incomplete."}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (is_complete(lines[i])) continue;
        problem.errors.push_back({"/prescriptions/" + std::to_string(i), "incomplete",
            {lines[i].medicine.name + " : indiquez la posologie, et la durée ou la quantité.",
                lines[i].medicine.name + ": give the dosage, and the duration or quantity."}});
    }
    if (problem.errors.empty()) return Nothing{};
    return std::unexpected(std::move(problem));
}

Result<Nothing> check(const Consultation& draft, const SignConsultation& in)
{
    if (!something_written(draft)) {
        return conflict("nothing_written",
            {"Rien n’est encore écrit : notez l’examen, la conclusion ou un diagnostic.",
                "Nothing is written yet: note the findings, the assessment or a diagnosis."});
    }
    if (!has_read(in.prescriptions, draft.prescriptions)) {
        return refuse(Refusal::stale, "prescription_changed",
            {"L’ordonnance a changé entre-temps : relisez-la avant de signer.",
                "The prescription has changed meanwhile: read it again before signing."});
    }
    return check_lines(draft.prescriptions);
}

} // namespace

bool something_written(const Consultation& draft)
{
    const auto& note = draft.note;
    return note.subjective || note.objective || note.assessment || note.plan ||
           !draft.diagnoses.empty();
}

Result<Consultation> Handlers::sign(http::Context& cx, const SignConsultation& in)
{
    auto draft = find_draft(cx, in.id);
    if (!draft) return std::unexpected(draft.error());
    if (cx.stale(draft->version)) return stale();
    if (auto fits = check(store::whole(cx.tx, *draft), in); !fits) {
        return std::unexpected(fits.error());
    }
    if (!store::sign(cx.tx, *draft, cx.now)) return already_signed();
    cx.emit(Signed{draft->id, draft->patient_id, draft->practitioner_id, draft->site_id,
        draft->appointment_id, draft->version});
    return whole(cx, *std::move(draft));
}

Result<http::Page<Addendum>> Handlers::addenda(http::Context& cx, const OneConsultation& in)
{
    const auto encounter = find(cx, in.id);
    if (!encounter) return std::unexpected(encounter.error());
    return http::Page<Addendum>{store::addenda(cx.tx, in.id), {}, {}};
}

Result<Addendum> Handlers::write_addendum(http::Context& cx, const WriteAddendum& in)
{
    const auto encounter = find(cx, in.id);
    if (!encounter) return std::unexpected(encounter.error());
    if (!access_.may_add(cx.user(), *encounter)) {
        return forbidden({"Vous pouvez lire cette consultation, pas la compléter.",
            "You may read this consultation, not add to it."});
    }
    if (!encounter->signed_at) {
        return conflict("not_signed", {"Cette consultation est encore un brouillon : écrivez-y.",
                                          "This consultation is still a draft: write in it."});
    }
    Addendum addendum{AddendumId::fresh(), cx.user().user, cx.user().name, cx.now, in.text};
    store::insert_addendum(cx.tx, in.id, addendum);
    cx.subject("consultation", in.id.view());
    cx.emit(AddendumWritten{in.id, addendum.id, encounter->patient_id, addendum.author});
    return addendum;
}

} // namespace clinic::consultations
