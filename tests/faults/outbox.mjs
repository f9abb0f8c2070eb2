// kill -9 while events are on their way: every listener's effect happens exactly once. In the app, each person concerned
// is told once of each change of a visit; by mail, a change is told once, and again under its Message-ID when the process
// died between the mail server's "250" and its own note of it.
//
//   outbox.mjs [--kills 10] [--clients 8] [--seed N]
import { startSmtp } from "../browser/support/smtp.mjs";
import { Client, Ledger } from "./support/clients.mjs";
import { openDiary } from "./support/diary.mjs";
import { House } from "./support/house.mjs";
import { mailFaults } from "./support/mails.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";
import { settle } from "./support/truth.mjs";
import { logIn, Wire } from "./support/wire.mjs";

const { kills, clients: crowd, seed } = options({ kills: 10, clients: 8, seed: Date.now() % 1_000_000 }, { kills: 2 });
const dice = rolled(seed);

const told = (list) => list.slice(0, 3).join("; ");
const kinds = { booked: "appointments.booked", moved: "appointments.moved", cancelled: "appointments.cancelled" };

// Every change of the rig's visits, oldest first: { visit, version, what, practitioner, before }.
async function changes(house) {
    const rows = await house.rows(`
        SELECT h.appointment_id AS visit, h.what, h.status, h.practitioner_id AS practitioner
          FROM appointments_history h JOIN appointments_visits v ON v.id = h.appointment_id
         WHERE v.note LIKE 'rig-%' ORDER BY h.id`);
    const last = new Map();
    return rows.map((row) => {
        const before = last.get(row.visit);
        const change = { ...row, version: (before?.version ?? 0) + 1, before };
        last.set(row.visit, change);
        return change;
    });
}

// The kind of message that a change is told by, or undefined.
function kindOf({ what, before }) {
    if (what === "undone") return before.what === "cancelled" ? "appointments.restored" : undefined;
    return kinds[what];
}

// Whom a change concerns, when the front desk made it for a patient without an account.
function concerned({ practitioner, before, what }, userOf) {
    const users = [userOf.get(practitioner)];
    if (what === "moved" && before.practitioner !== practitioner) users.push(userOf.get(before.practitioner));
    return users;
}

// What people were told in the app against what they should have been.
async function itemFaults(house, userOf) {
    const expected = new Map();
    for (const change of await changes(house)) {
        const kind = kindOf(change);
        if (!kind) continue;
        for (const user of concerned(change, userOf)) expected.set(`${user} ${change.visit}/${change.version} ${kind}`, 0);
    }
    const found = [];
    for (const { user_id, subject, kind } of await house.rows("SELECT user_id, subject, kind FROM notifications_items WHERE kind LIKE 'appointments.%'")) {
        const key = `${user_id} ${subject} ${kind}`;
        if (!expected.has(key)) found.push(`told without need: ${key}`);
        else expected.set(key, expected.get(key) + 1);
    }
    for (const [key, count] of expected) if (count !== 1) found.push(`told ${count} times: ${key}`);
    return { found, count: expected.size };
}

// A visit that was only ever booked has its mail, whatever happened to the process.
async function unmailed(house, deliveries) {
    const sent = new Set(deliveries.filter((one) => one.state === "sent").map((one) => `${one.subject} ${one.kind}`));
    const rows = await house.rows("SELECT id FROM appointments_visits WHERE note LIKE 'rig-%' AND version = 1");
    return rows.map((row) => row.id).filter((id) => !sent.has(`${id}/1 appointments.booked`));
}

// Each listener inside the database has had each event once, and who receives a patient has them in their care.
async function listenerFaults(house) {
    const found = [];
    const all = await changes(house);
    for (const what of ["booked", "moved", "cancelled", "confirmed"]) {
        const listener = `notifications.${what === "confirmed" ? "live" : "tell"}_${what}`;
        const happened = all.filter((change) => change.what === what).length;
        const had = await house.value(`SELECT COUNT(*) AS n FROM bus_inbox WHERE listener = '${listener}'`);
        if (had !== happened) found.push(`${listener}: ${had} of ${happened}`);
    }
    const careless = await house.value(`
        SELECT COUNT(*) AS n FROM appointments_visits v JOIN clinics_practitioners p ON p.id = v.practitioner_id
         WHERE v.note LIKE 'rig-%'
           AND NOT EXISTS (SELECT 1 FROM patients_care c WHERE c.user_id = p.user_id AND c.patient_id = v.patient_id)`);
    return careless ? [...found, `${careless} patients are in nobody's care`] : found;
}

class Scene {
    async open() {
        this.smtp = await startSmtp();
        this.house = await House.build({ settings: [`smtp.url=${this.smtp.url}`, "smtp.starttls=off"] });
        await this.house.start();
        this.token = (await logIn(this.house.url, "reception")).token;
        const wire = new Wire(this.house.url, { token: this.token });
        const diary = await openDiary(wire);
        const listed = await wire.get("/api/patients?limit=200");
        // Patients with a log-in of their own would be told in the app too.
        const withLogIn = new Set((await this.house.rows("SELECT id FROM patients_people WHERE user_id IS NOT NULL")).map(({ id }) => id));
        diary.patients = listed.body.items.filter((one) => one.email && !withLogIn.has(one.id)).map((one) => one.id);
        wire.close();
        this.userOf = new Map(diary.practitioners.map((one) => [one.id, one.user_id]));
        const contested = Array.from({ length: 20 }, () => diary.next());
        const ledger = new Ledger();
        this.clients = Array.from({ length: crowd }, (_, number) => new Client(number, { dice, diary, ledger, contested }));
    }

    async workAndDie(ms) {
        const working = this.clients.map((client) => client.work(this.house.url, this.token));
        await pause(ms);
        await this.house.kill();
        await Promise.all(working);
    }

    async startAndSettle(found = []) {
        await this.house.start();
        const wire = new Wire(this.house.url, { token: this.token });
        for (const client of this.clients) if (client.pending) await settle(wire, client, found);
        wire.close();
    }

    async close() {
        await this.house?.remove();
        await this.smtp.stop();
    }
}

async function rig() {
    const scene = new Scene();
    try {
        await scene.open();
        const { house, smtp, userOf } = scene;
        let waiting = 0;
        for (let n = 0; n < kills; ++n) {
            await scene.workAndDie(50 + dice.below(250));
            waiting += await house.value("SELECT COUNT(*) AS n FROM bus_outbox");
            await scene.startAndSettle();
        }
        const left = await house.delivered();
        const items = await itemFaults(house, userOf);
        const mails = await mailFaults(house, smtp.messages);
        const missing = await unmailed(house, mails.deliveries);
        const listeners = await listenerFaults(house);
        console.log(`     seed ${seed}: ${kills} kills, ${items.count} items, ${mails.sent} mails, ${mails.repeated} repeated, ` +
            `${waiting} deliveries were waiting at the kills`);
        check("deliveries were under way at the kills", waiting > 0, waiting);
        check("afterwards everything is delivered, nothing is parked", left === 0 &&
            (await house.value("SELECT COUNT(*) AS n FROM bus_dead")) === 0, left);
        check("in the app, each person concerned is told once of each change", items.found.length === 0, `${items.found.length} ${told(items.found)}`);
        check("every listener had every event once", listeners.length === 0, told(listeners));
        check("each change is mailed once, and again under its Message-ID only by another process", mails.found.length === 0, `${mails.found.length} ${told(mails.found)}`);
        check("every visit that was only booked has its mail", missing.length === 0, told(missing));
        await plant(scene);
    } finally {
        await scene.close();
    }
}

// An outbox that loses what was waiting when the process died must be seen.
async function plant(scene) {
    const { house, userOf, smtp } = scene;
    for (let tries = 0; tries < 10; ++tries) {
        await scene.workAndDie(60 + dice.below(100));
        const waiting = await house.value("SELECT COUNT(*) AS n FROM bus_outbox WHERE listener LIKE 'notifications.tell%'");
        await house.execute("DELETE FROM bus_outbox");
        await scene.startAndSettle();
        if (waiting > 0) break;
    }
    await house.delivered();
    const items = await itemFaults(house, userOf);
    check("planted: events lost at a kill are noticed", items.found.some((line) => line.startsWith("told 0 times")), items.found.length);
    const again = [...smtp.messages, smtp.messages.at(-1)];
    check("planted: a mail sent twice by one process is noticed", (await mailFaults(house, again)).found.some((line) => /with [2-9] mails/.test(line)));
}

await runRig(rig);
