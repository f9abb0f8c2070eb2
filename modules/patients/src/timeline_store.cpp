#include "timeline_store.hpp"

#include "store.hpp"

namespace clinic::patients::store {

void enter_timeline(db::Tx& tx, const TimelineEntry& entry)
{
    if (!exists(tx, entry.patient)) return;
    tx.run(R"(
        INSERT INTO patients_timeline (id, source, patient_id, kind, at, title_fr, title_en, link,
                                       clinical, shared)
        VALUES (:id, :source, :patient, :kind, :at, :title_fr, :title_en, :link, :clinical, :shared)
        ON CONFLICT (source) DO UPDATE
           SET kind = excluded.kind, at = excluded.at, title_fr = excluded.title_fr,
               title_en = excluded.title_en, link = excluded.link, clinical = excluded.clinical,
               shared = excluded.shared)",
        Id<struct TimelineTag>::fresh(), entry.source, entry.patient, entry.kind, entry.at,
        entry.title.fr, entry.title.en, entry.link, entry.clinical, entry.shared_with_patient);
}

} // namespace clinic::patients::store
