// What must be true of the stored data at any moment, as counts of rows that break it. `mine` marks the rig's own rows.

export const mine = "note LIKE 'rig-%'";
const mineVisits = `(SELECT * FROM appointments_visits WHERE ${mine})`;
const minePatients = `(SELECT * FROM patients_people WHERE ${mine})`;

const counts = {
    "two visits of one practitioner overlap": `
        SELECT COUNT(*) FROM (
            SELECT busy_from, LAG(busy_until) OVER (PARTITION BY practitioner_id ORDER BY busy_from) AS before
              FROM appointments_visits WHERE status NOT IN ('cancelled', 'no_show')) v
         WHERE before > busy_from`,
    "a visit whose version is not the number of its changes": `
        SELECT COUNT(*) FROM ${mineVisits} v
         WHERE version <> (SELECT COUNT(*) FROM appointments_history h WHERE h.appointment_id = v.id)`,
    "a visit that differs from its last history entry": `
        SELECT COUNT(*) FROM ${mineVisits} v
          JOIN appointments_history h ON h.appointment_id = v.id
         WHERE h.id = (SELECT MAX(id) FROM appointments_history l WHERE l.appointment_id = v.id)
           AND (h.status <> v.status OR h.starts_at <> v.starts_at OR h.practitioner_id <> v.practitioner_id)`,
    "a visit without an audit row for each change": `
        SELECT COUNT(*) FROM ${mineVisits} v
         WHERE version <> (SELECT COUNT(*) FROM admin_audit a WHERE a.subject_id = v.id AND a.kind = 'write')`,
    "a patient without an audit row for each change": `
        SELECT COUNT(*) FROM ${minePatients} p
         WHERE version <> (SELECT COUNT(*) FROM admin_audit a WHERE a.subject_id = p.id AND a.kind = 'write')`,
    "an audit row whose change is missing": `
        SELECT COUNT(*) FROM admin_audit a
         WHERE (a.subject_kind = 'appointment' AND NOT EXISTS (SELECT 1 FROM appointments_visits v WHERE v.id = a.subject_id))
            OR (a.subject_kind = 'patient' AND NOT EXISTS (SELECT 1 FROM patients_people p WHERE p.id = a.subject_id))`,
    "a patient who cannot be found by search": `
        SELECT COUNT(*) FROM ${minePatients} p
         WHERE id NOT IN (SELECT patient_id FROM patients_search WHERE scope = '')`,
    "one key with two visits": `
        SELECT COUNT(*) FROM (SELECT note FROM ${mineVisits} v GROUP BY note HAVING COUNT(*) > 1) twice`,
    "one key with two patients": `
        SELECT COUNT(*) FROM (SELECT note FROM ${minePatients} p GROUP BY note HAVING COUNT(*) > 1) twice`,
    "a visit whose key has no stored answer": `
        SELECT COUNT(*) FROM ${mineVisits} v
         WHERE note NOT IN (SELECT key FROM http_idempotency WHERE answer IS NOT NULL)`,
    "a patient whose key has no stored answer": `
        SELECT COUNT(*) FROM ${minePatients} p
         WHERE note NOT IN (SELECT key FROM http_idempotency WHERE answer IS NOT NULL)`,
};

// Sentences about what is wrong; none when all is well.
export async function violations(house) {
    const sql = Object.values(counts).map((count, index) => `(${count}) AS c${index}`).join(",\n");
    const row = (await house.rows(`SELECT ${sql}`))[0];
    const found = Object.keys(counts).flatMap((what, index) => (Number(row[`c${index}`]) ? [`${what}: ${row[`c${index}`]}`] : []));
    const damage = await house.damage();
    return damage ? [...found, `the database is damaged: ${damage}`] : found;
}
