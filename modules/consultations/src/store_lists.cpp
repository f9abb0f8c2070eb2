// Lists of consultations, newest first.

#include "store.hpp"

#include <array>

namespace clinic::consultations::store {
namespace {

constexpr std::string_view select_line = R"(
    SELECT id, patient_id, '' AS patient_name, practitioner_id, site_id, appointment_id, reason,
           (SELECT label FROM consultations_diagnoses
             WHERE encounter_id = consultations_encounters.id
             ORDER BY main DESC, position
             LIMIT 1) AS diagnosis,
           started_at, signed_at, version
      FROM consultations_encounters)";

/// One for each index: a condition that may be absent would keep the planner from using it.
constexpr std::array<std::string_view, 3> by_key{"\n     WHERE practitioner_id = :key",
    "\n     WHERE patient_id = :key", "\n     WHERE appointment_id = :key"};

constexpr std::string_view conditions = R"(
       AND (CAST(:practitioner AS TEXT) = '' OR practitioner_id = :practitioner)
       AND (CAST(:patient AS TEXT) = '' OR patient_id = :patient)
       AND (CAST(:appointment AS TEXT) = '' OR appointment_id = :appointment))";

constexpr std::array<std::string_view, 3> by_signature{
    "", "\n       AND signed_at IS NULL", "\n       AND signed_at IS NOT NULL"};

constexpr std::string_view in_pages = R"(
       AND (started_at < :after OR (started_at = :after AND id < :after_id))
     ORDER BY started_at DESC, id DESC
     LIMIT :limit)";

std::size_t signature_of(const Lens& lens)
{
    if (!lens.is_signed) return 0;
    return *lens.is_signed ? 2 : 1;
}

using Texts = std::array<std::array<std::string, by_signature.size()>, by_key.size()>;

/// The statements' texts, put together once from the literals above.
Texts texts_of(std::string_view start, std::string_view end)
{
    Texts all;
    for (std::size_t key = 0; key < by_key.size(); ++key) {
        for (std::size_t signature = 0; signature < by_signature.size(); ++signature) {
            all[key][signature] = std::string(start)
                                      .append(by_key[key])
                                      .append(conditions)
                                      .append(by_signature[signature])
                                      .append(end);
        }
    }
    return all;
}

} // namespace

std::vector<ConsultationLine> list(
    db::Tx& tx, const Lens& lens, const std::vector<std::string>& after, int limit)
{
    static const auto texts = texts_of(select_line, in_pages);
    constexpr Instant beyond{INT64_MAX};
    const auto after_at = after[0].empty() ? beyond : Instant::parse(after[0]).value_or(beyond);
    return tx.all<ConsultationLine>(texts[static_cast<std::size_t>(lens.by)][signature_of(lens)],
        lens.key, lens.practitioner, lens.practitioner, lens.patient, lens.patient,
        lens.appointment, lens.appointment, after_at, after_at, after[1], limit);
}

std::int64_t count(db::Tx& tx, const Lens& lens)
{
    static const auto texts = texts_of("SELECT COUNT(*) FROM consultations_encounters", "");
    return tx.value<std::int64_t>(texts[static_cast<std::size_t>(lens.by)][signature_of(lens)],
        lens.key, lens.practitioner, lens.practitioner, lens.patient, lens.patient,
        lens.appointment, lens.appointment);
}

} // namespace clinic::consultations::store
