// What the clients were told against what is stored.
import { send } from "./clients.mjs";
import { mine } from "./invariants.mjs";

// How the stored visits and patients differ from the ledger. `pending` deeds may have happened or not, wholly.
export async function differences(house, ledger, pending = []) {
    const found = [];
    const open = new Map(pending.filter((deed) => deed.visit).map((deed) => [deed.visit, deed]));
    const openKeys = new Set(pending.map((deed) => deed.key));
    const visits = await house.rows(
        `SELECT id, version, status, starts_at, practitioner_id, note FROM appointments_visits WHERE ${mine}`);
    const seen = new Set();
    for (const row of visits) {
        seen.add(row.id);
        const told = ledger.visits.get(row.id);
        if (!told) {
            if (!openKeys.has(row.note)) found.push(`visit ${row.note} was never acknowledged`);
            continue;
        }
        if (open.has(row.id) && Number(row.version) === told.version + 1) continue;
        const same = Number(row.version) === told.version && row.status === told.status &&
            Number(row.starts_at) === Date.parse(told.starts_at) && row.practitioner_id === told.practitioner_id;
        if (!same) found.push(`visit ${row.note}: stored ${JSON.stringify(row)}, acknowledged ${JSON.stringify(told)}`);
    }
    for (const [id, told] of ledger.visits) if (!seen.has(id)) found.push(`visit ${told.note} was acknowledged and is lost`);
    const patients = new Map((await house.rows(`SELECT id, version, note FROM patients_people WHERE ${mine}`)).map((row) => [row.id, row]));
    for (const [id, told] of ledger.patients) if (!patients.has(id)) found.push(`patient ${told.note} was acknowledged and is lost`);
    for (const [id, row] of patients) {
        if (!ledger.patients.has(id) && !openKeys.has(row.note)) found.push(`patient ${row.note} was never acknowledged`);
    }
    return found;
}

// Asks again for what was not acknowledged, twice, and takes the answer into the ledger.
export async function settle(wire, client, found) {
    const deed = client.pending;
    if (deed.kind === "cancel") return settleCancel(wire, client, found);
    const answers = [await send(wire, deed), await send(wire, deed)];
    const [first, second] = answers;
    if (first.status !== second.status || (first.status < 300 && first.raw !== second.raw)) {
        found.push(`${deed.kind} ${deed.key}: two answers, ${answers.map((answer) => `${answer.status} ${answer.raw}`).join(" and ")}`);
    }
    const before = client.ledger.visits.get(deed.visit)?.version;
    if (first.status < 300 && deed.visit && first.body.version !== before + 1) {
        found.push(`${deed.kind} ${deed.key}: version ${first.body.version} after ${before}`);
    }
    client.take(deed, first);
}

// DELETE takes no key: the visit's own state tells whether it happened.
async function settleCancel(wire, client, found) {
    const deed = client.pending;
    const path = `/api/appointments/${deed.visit}`;
    const before = client.ledger.visits.get(deed.visit).version;
    let now = await wire.get(path);
    if (now.body.status !== "cancelled") now = await send(wire, deed);
    const twice = await send(wire, deed);
    if (twice.status !== 409 || now.body.status !== "cancelled" || now.body.version !== before + 1) {
        found.push(`cancel ${deed.visit}: ${now.raw}, then ${twice.status}`);
    }
    client.take(deed, now);
}
