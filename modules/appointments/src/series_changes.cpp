// A series that changes as a whole, or from some visit on: moved, corrected, cancelled. What has begun stays as it is.

#include "handlers.hpp"
#include "store_series.hpp"

#include "auth/auth.hpp"

#include <algorithm>
#include <utility>

namespace clinic::appointments {

Result<Handlers::FoundSeries> Handlers::find_part(http::Context& cx, const SeriesPart& part) const
{
    auto found = find_series(cx, part.series_id);
    if (!found) return found;
    auto& visits = found->visits;
    std::erase_if(visits, [&](const Appointment& visit) { return !found->reach.serves(visit); });
    if (visits.empty()) {
        return forbidden({"Ces visites sont celles d’un collègue : demandez à l’accueil.",
            "These are a colleague's visits: ask the front desk."});
    }
    if (cx.stale(found->row.version)) return stale();
    std::erase_if(visits, [&](const Appointment& visit) {
        const bool to_come = visit.starts_at > cx.now && is_ahead(visit.status);
        return !to_come || (part.from && visit.starts_at < *part.from);
    });
    if (visits.empty()) {
        return conflict("nothing_ahead", {"Aucune visite de cette série n’est encore à venir.",
                                             "No visit of this series is still to come."});
    }
    return found;
}

Result<std::vector<Occurrence>> Handlers::shift_part(
    http::Context& cx, const ShiftSeries& in, FoundSeries& part, std::vector<Moved>& moved) const
{
    if (!in.time && !in.practitioner_id) {
        return invalid("time", "required",
            {"Quelle heure, ou quel praticien ?", "Which time, or which practitioner?"});
    }
    std::vector<Occurrence> occurrences;
    for (auto& visit : part.visits) {
        auto wish = planner_.wish({in.practitioner_id.value_or(visit.practitioner_id),
                                      visit.site_id, visit.visit_type_id, visit.mode},
            Strictness::within_hours);
        if (!wish) return std::unexpected(wish.error());
        wish->keep_length(store::claim_of(cx.tx, visit.id).own_minutes);
        const auto start =
            in.time ? moment(wish->zone, wish->zone.local(visit.starts_at).date, *in.time)
                    : visit.starts_at;
        if (start == visit.starts_at && wish->practitioner.id == visit.practitioner_id) continue;
        make_way(cx, *wish);
        const Moved before{
            {}, visit.starts_at, visit.practitioner_id, visit.site_id, visit.ends_at};
        auto changed = visit;
        changed.starts_at = start;
        changed.ends_at = wish->need().visit(start).until;
        changed.practitioner_id = wish->practitioner.id;
        const auto taken = shift(cx, changed, *wish, start, {Strictness::within_hours});
        occurrences.push_back(occurrence_of(changed, taken, cx.language()));
        occurrences.back().appointment_id = visit.id;
        if (!taken) continue;
        visit = std::move(changed);
        moved.push_back(before);
        moved.back().now = fact_with_series(visit, cx.user().user);
    }
    return occurrences;
}

Result<Series> Handlers::move_series(http::Context& cx, const MoveSeries& in)
{
    auto part = find_part(cx, in);
    if (!part) return std::unexpected(part.error());
    std::vector<Moved> moved;
    const auto occurrences = shift_part(cx, in, *part, moved);
    if (!occurrences) return std::unexpected(occurrences.error());
    if (occurrences->empty()) return answer_series(cx, *part);
    if (const auto settled = settle_for(in.choice, *occurrences); !settled)
        return std::unexpected(settled.error());
    std::erase_if(part->visits, [&](const Appointment& visit) {
        return std::ranges::none_of(
            moved, [&](const Moved& one) { return one.now.appointment == visit.id; });
    });
    store::touch_series(cx.tx, part->row);
    for (std::size_t i = 0; i < moved.size(); ++i) {
        record(cx, part->visits[i], "moved");
        cx.emit(moved[i]);
    }
    cx.emit(SeriesMoved{fact_of(part->row, part->visits, cx.user().user), moved.front().was_with});
    cx.subject("series", part->row.id.view());
    return answer_series(cx, *part, conflicts_of(*occurrences));
}

Result<Series> Handlers::edit_series(http::Context& cx, const EditSeries& in)
{
    auto part = find_part(cx, in);
    if (!part) return std::unexpected(part.error());
    store::touch_series(cx.tx, part->row);
    for (auto& visit : part->visits) {
        const auto was = visit;
        in.reason.apply(visit.reason);
        in.note.apply(visit.note);
        const auto type = clinics_.visit_type(visit.visit_type_id);
        if (in.mode && type && !type->can_be(*in.mode)) {
            return invalid("mode", "not_bookable",
                {"Ce motif ne se déroule pas ainsi.", "This visit type is not held that way."});
        }
        visit.mode = in.mode.value_or(visit.mode);
        const auto taking = store_edited(cx, visit, was.mode);
        if (taking != store::Taking::done) return refusal_of(taking);
        record(cx, visit, "edited");
        auto edited = edit_of(was, visit);
        static_cast<Fact&>(edited) = fact_with_series(visit, cx.user().user, was.status);
        cx.emit(edited);
    }
    cx.subject("series", part->row.id.view());
    return answer_series(cx, *part);
}

Result<Series> Handlers::cancel_series(http::Context& cx, const CancelSeries& in)
{
    auto part = find_part(cx, in);
    if (!part) return std::unexpected(part.error());
    const auto actor = cx.user().user;
    store::touch_series(cx.tx, part->row);
    for (auto& visit : part->visits) {
        const auto before = std::exchange(visit.status, acts::cancel.to);
        note_cancelled(visit, CancelledBy::clinic, in.reason, cx.now);
        if (!store::rewrite(cx.tx, visit)) return slot_taken();
        record(cx, visit, acts::cancel.what);
        cx.emit(Cancelled{fact_with_series(visit, actor, before)});
    }
    cx.emit(SeriesCancelled{fact_of(part->row, part->visits, actor)});
    cx.subject("series", part->row.id.view());
    return answer_series(cx, *part);
}

} // namespace clinic::appointments
