#include "timeline_store.hpp"

#include "store.hpp"

#include "auth/auth.hpp"

namespace clinic::patients::store {

void enter_timeline(db::Tx& tx, const TimelineEntry& entry)
{
    if (!exists(tx, entry.patient)) return;
    tx.run(R"(
        INSERT INTO patients_timeline (id, source, patient_id, kind, at, title_fr, title_en, link,
                                       clinical, shared, version)
        VALUES (:id, :source, :patient, :kind, :at, :title_fr, :title_en, :link, :clinical, :shared,
                :version)
        ON CONFLICT (source) DO UPDATE
           SET kind = excluded.kind, at = excluded.at, title_fr = excluded.title_fr,
               title_en = excluded.title_en, link = excluded.link, clinical = excluded.clinical,
               shared = excluded.shared, version = excluded.version
         WHERE excluded.version >= patients_timeline.version)",
        Id<struct TimelineTag>::fresh(), entry.source, entry.patient, entry.kind, entry.at,
        entry.title.fr, entry.title.en, entry.link, entry.clinical, entry.shared_with_patient,
        entry.version);
}

std::vector<TimelineLine> timeline(db::Tx& tx, const TimelineQuery& query)
{
    const Instant beyond{INT64_MAX};
    const auto at = Instant::parse(query.after[0]).value_or(beyond);
    return tx.all<TimelineLine>(R"(
        SELECT id, kind, at, CASE WHEN CAST(:language AS TEXT) = 'fr' THEN title_fr ELSE title_en END AS title,
               link, shared
          FROM patients_timeline
         WHERE patient_id = :patient AND clinical <= :clinical AND shared >= :shared_only
           AND (at < :at OR (at = :at AND id < :id))
         ORDER BY at DESC, id DESC
         LIMIT :limit)",
        query.language, query.patient, query.clinical, query.shared_only, at, at, query.after[1],
        query.limit);
}

std::int64_t count_timeline(db::Tx& tx, const TimelineQuery& query)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*)
          FROM patients_timeline
         WHERE patient_id = :patient AND clinical <= :clinical AND shared >= :shared_only)",
        query.patient, query.clinical, query.shared_only);
}

} // namespace clinic::patients::store
