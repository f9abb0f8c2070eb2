// What days at the clinic must have left, once each and no more: papers, books, words in the app, mails, the timeline, the
// figures, and what each listener heard.
//
// A scene is { house, smtp, cast, days, since, heard }: what was made later than the id `since`, and by listeners beyond the
// counts in `heard`, comes from the days. Each function gives sentences about what is wrong.
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { bookFaults } from "./books.mjs";
import { tell } from "./house.mjs";
import { mailFaults } from "./mails.mjs";
import { Wire } from "./wire.mjs";

// Each expected text is there once, and nothing else.
function differences(what, expected, actual) {
    const counts = new Map(expected.map((one) => [one, 0]));
    const found = [];
    for (const one of actual) {
        if (!counts.has(one)) found.push(`${what} without need: ${one}`);
        else counts.set(one, counts.get(one) + 1);
    }
    for (const [one, count] of counts) if (count !== 1) found.push(`${what} ${count} times: ${one}`);
    return found;
}

const newer = (rows, { since }) => rows.filter(({ id }) => id > since);

const sources = (day) => ({
    prescription: `consultations.prescription:${day.consultation}`,
    invoice: `billing.invoice:${day.invoice}`,
    receipt: `billing.payment:${day.payment}`,
});

// The documents that the days left, and each one's file: on the disk, and readable by its patient.
async function papers(scene) {
    const { house, days } = scene;
    const rows = newer(await house.rows("SELECT id, category, source, file_id FROM documents_documents"), scene);
    const expected = days.flatMap((day) => Object.entries(sources(day)).map(([category, source]) => `${category} ${source}`));
    const found = differences("printed", expected, rows.map(({ category, source }) => `${category} ${source}`));
    const files = new Set((await readdir(join(house.folder, "documents"), { recursive: true })).map((path) => path.split("/").at(-1)));
    found.push(...rows.filter(({ file_id }) => !files.has(file_id)).map(({ source }) => `no file of ${source}`));
    const ofSource = new Map(rows.map((row) => [row.source, row.id]));
    for (const day of days) {
        for (const source of Object.values(sources(day))) {
            const url = `${house.url}/api/documents/${ofSource.get(source)}`;
            const answer = await fetch(url, { headers: { authorization: `Bearer ${day.by.token}` } });
            if (!(await answer.text()).startsWith("%PDF-")) found.push(`${source} cannot be read: ${answer.status}`);
        }
    }
    return found;
}

async function books(scene) {
    const { house, days } = scene;
    const invoices = newer(await house.rows(`
        SELECT i.id, i.appointment_id, i.number, b.status
          FROM billing_invoices i JOIN billing_balances b ON b.invoice_id = i.id`), scene);
    const payments = newer(await house.rows("SELECT id, invoice_id FROM billing_payments"), scene);
    return [
        ...(await bookFaults(house)),
        ...differences("billed", days.map(({ visit, invoice, number }) => `${visit} by ${invoice}, ${number}, paid`),
            invoices.map(({ appointment_id, id, number, status }) => `${appointment_id} by ${id}, ${number}, ${status}`)),
        ...differences("paid", days.map(({ invoice, payment }) => `${invoice} by ${payment}`),
            payments.map(({ invoice_id, id }) => `${invoice_id} by ${id}`)),
    ];
}

// What is told about a day: { subject, kind, users (in the app), waits: its mail may be left out for a later one }.
function news({ visit, invoice, payment, doctor, by }, desk, prescription) {
    const patient = by.user.id;
    return [
        { subject: `${visit}/1`, kind: "appointments.booked", users: [doctor, desk], waits: true },
        { subject: `${visit}/2`, kind: "appointments.moved", users: [patient, doctor], waits: true },
        { subject: `${visit}/3`, kind: "appointments.moved", users: [patient, doctor] },
        { subject: prescription, kind: "documents.shared", users: [patient] },
        { subject: invoice, kind: "billing.issued", users: [patient] },
        { subject: payment, kind: "billing.paid", users: [patient] },
    ];
}

async function allNews({ house, days, cast }) {
    const rows = await house.rows("SELECT id, source FROM documents_documents WHERE source IS NOT NULL");
    const ofSource = new Map(rows.map(({ id, source }) => [source, id]));
    return days.flatMap((day) => news(day, cast.desk.user.id, ofSource.get(sources(day).prescription)));
}

const itemsOf = async (scene) => newer(await scene.house.rows("SELECT id, user_id, subject, kind FROM notifications_items"), scene);

async function words(scene) {
    const expected = (await allNews(scene)).flatMap(({ subject, kind, users }) => users.map((user) => `${user} ${subject} ${kind}`));
    return differences("told", expected, (await itemsOf(scene)).map(({ user_id, subject, kind }) => `${user_id} ${subject} ${kind}`));
}

async function mails(scene) {
    const { found, deliveries } = await mailFaults(scene.house, scene.smtp.messages);
    const all = await allNews(scene);
    const sent = new Set(deliveries.filter(({ state }) => state === "sent").map(({ subject }) => subject));
    return [
        ...found,
        ...differences("mailed", all.map(({ subject, kind }) => `${subject} ${kind}`), deliveries.map(({ subject, kind }) => `${subject} ${kind}`)),
        ...all.filter(({ subject, waits }) => !waits && !sent.has(subject)).map(({ subject, kind }) => `${kind} of ${subject} was never sent`),
    ];
}

// One entry for each source, which tells the visit as it ended.
async function timeline(scene) {
    const { house, days } = scene;
    const rows = newer(await house.rows("SELECT id, source, at, title_fr FROM patients_timeline"), scene);
    const documents = newer(await house.rows("SELECT id FROM documents_documents"), scene);
    const expected = [
        ...days.flatMap(({ visit, consultation, invoice }) =>
            [`appointments.visit:${visit}`, `consultations.encounter:${consultation}`, `billing.invoice:${invoice}`]),
        ...documents.map(({ id }) => `documents.document:${id}`),
    ];
    const known = new Map(rows.map((row) => [row.source, row]));
    const stale = days.filter(({ visit, times }) => {
        const entry = known.get(`appointments.visit:${visit}`);
        return entry && (Number(entry.at) !== Date.parse(times.at(-1)) || !entry.title_fr.startsWith("Visite"));
    });
    return [
        ...differences("on the timeline", expected, rows.map(({ source }) => source)),
        ...stale.map(({ visit }) => `the timeline tells an old state of ${visit}`),
    ];
}

const untold = {
    "a visit that the figures tell otherwise": `
        SELECT COUNT(*) AS n FROM appointments_visits v LEFT JOIN reporting_visits r ON r.appointment_id = v.id
         WHERE r.status IS NULL OR r.status <> v.status OR r.version <> v.version OR r.starts_at <> v.starts_at`,
    "an invoice that the figures tell otherwise": `
        SELECT COUNT(*) AS n FROM billing_invoices i LEFT JOIN reporting_money r ON r.id = i.id
         WHERE i.number IS NOT NULL AND (r.amount IS NULL OR r.amount <> i.total_amount OR r.day <> i.issued_on)`,
    "a payment that the figures tell otherwise": `
        SELECT COUNT(*) AS n FROM billing_payments p LEFT JOIN reporting_money r ON r.id = p.id
         WHERE r.amount IS NULL OR r.amount <> p.amount OR r.day <> p.paid_on`,
    "a figure of no visit": `
        SELECT COUNT(*) AS n FROM reporting_visits r
         WHERE NOT EXISTS (SELECT 1 FROM appointments_visits v WHERE v.id = r.appointment_id)`,
    "a figure of no money": `
        SELECT COUNT(*) AS n FROM reporting_money r
         WHERE NOT EXISTS (SELECT 1 FROM billing_invoices i WHERE i.id = r.id)
           AND NOT EXISTS (SELECT 1 FROM billing_payments p WHERE p.id = r.id)`,
};

const dayAhead = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

// The reports say what the tables say, row by row and in sum.
async function figures({ house, cast }) {
    const found = [];
    for (const [what, sql] of Object.entries(untold)) {
        const rows = await house.value(sql);
        if (rows > 0) found.push(`${what}: ${rows}`);
    }
    const wire = new Wire(house.url, { token: cast.admin.token });
    const report = async (name) => (await wire.get(`/api/reports/${name}?from=${dayAhead(-365)}&until=${dayAhead(300)}&by=month`)).body;
    const { totals: visits } = await report("activity");
    const { totals: [money] } = await report("finance");
    wire.close();
    const sums = [
        ["visits held", visits.fulfilled, "SELECT COUNT(*) AS n FROM appointments_visits WHERE status = 'fulfilled'"],
        ["invoiced", money.invoiced.amount, "SELECT SUM(total_amount) AS n FROM billing_invoices WHERE kind = 'invoice' AND number IS NOT NULL"],
        ["received", money.received.amount, "SELECT SUM(amount) AS n FROM billing_payments WHERE kind = 'payment'"],
    ];
    for (const [what, told, sql] of sums) {
        const stored = await house.value(sql);
        if (told !== stored) found.push(`${what}: ${told} in the report, ${stored} in the tables`);
    }
    return found;
}

// What one day tells, and how often.
const happenings = {
    "appointments.booked": 1, "appointments.moved": 2, "appointments.arrived": 1, "appointments.started": 1,
    "appointments.completed": 1, "consultations.started": 1, "consultations.signed": 1, "documents.added": 3,
    "billing.drafted": 1, "billing.issued": 1, "billing.paid": 1,
};

// How often each listener hears of one day, by the program's own list of who hears what.
async function hearings() {
    const { operations } = JSON.parse(await tell("asyncapi"));
    const hearers = (event) => operations[event].description.replace(/^Heard by: |\.$/g, "").split(", ");
    return Object.fromEntries(Object.entries(happenings).flatMap(([event, times]) => hearers(event).map((name) => [name, times])));
}

// How many events each listener has had: { listener: count }.
export async function hearingsOf(house) {
    const rows = await house.rows("SELECT listener, COUNT(*) AS n FROM bus_inbox GROUP BY listener");
    return Object.fromEntries(rows.map(({ listener, n }) => [listener, Number(n)]));
}

// Listeners to the outside leave no mark that they have heard; what they do is looked at instead.
async function listeners({ house, days, heard }) {
    const [now, due] = [await hearingsOf(house), await hearings()];
    const times = Object.keys(now).map((name) => [name, now[name] - (heard[name] ?? 0), (due[name] ?? 0) * days.length]);
    const deaf = times.filter(([name]) => name in due).length < 15 ? ["hardly anybody has heard of anything"] : [];
    return [...deaf, ...times.filter(([, had, want]) => had !== want).map(([name, had, want]) => `${name} heard ${had} of ${want}`)];
}

// One listener hears the changes of one visit in their order, so that what it tells somebody is in that order too.
async function order(scene) {
    const last = new Map();
    const found = [];
    const moves = (await itemsOf(scene)).filter(({ kind }) => kind === "appointments.moved");
    for (const { id, user_id, subject } of moves.sort((a, b) => (a.id < b.id ? -1 : 1))) {
        const [visit, version] = subject.split("/");
        const person = `${visit} ${user_id}`;
        if (Number(version) < (last.get(person) ?? 0)) found.push(`${id}: version ${version} of ${visit} came after ${last.get(person)}`);
        last.set(person, Number(version));
    }
    return found;
}

const all = { papers, books, words, mails, timeline, figures, listeners, order };

// { papers, books, words, mails, timeline, figures, listeners, order }, or those of them that are named: lists of what is wrong.
export async function faultsOf(scene, names = Object.keys(all)) {
    const found = {};
    for (const name of names) found[name] = await all[name](scene);
    return found;
}
