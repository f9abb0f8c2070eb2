// Bookings that are answered after their sync, from 64 clients: beside the same server with batches of one, and beside the
// bare server, which syncs each row by itself; on this disk as it is, and with every sync slowed by two milliseconds.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { openDiary } from "../../faults/support/diary.mjs";
import { Wire } from "../../faults/support/wire.mjs";
import { alternate, median, medianOf, ratioOf, tell } from "../support/figures.mjs";
import { load, openCeiling, openClinic, slowSync } from "../support/servers.mjs";

const seconds = 2;
const most = 40_000; // bookings in one round

async function figuresOf(wire) {
    const raw = await (await fetch(new URL("/metrics", wire.url))).text();
    const value = (name) => Number(raw.match(new RegExp(`^${name} (\\S+)`, "m"))[1]);
    return { writes: value("clinic_db_writes"), commits: value("clinic_db_commits"), waiting: value("clinic_outbox_waiting") };
}

// Notices of earlier bookings shall not be written while others are measured.
async function quiet(wire) {
    while ((await figuresOf(wire)).waiting > 0) await new Promise((done) => setTimeout(done, 100));
}

// Each booking has a time of its own; what one round leaves is for the next.
class Bookings {
    constructor(diary, file) {
        Object.assign(this, { diary, file, at: 0, times: [] });
    }

    async write() {
        while (this.times.length < this.at + most) this.times.push(this.diary.next());
        const patient = (n) => this.diary.patients[n % this.diary.patients.length];
        const bodies = this.times.slice(this.at, this.at + most)
            .map((time, n) => JSON.stringify({ ...time, patient_id: patient(this.at + n), reason: "Contrôle" }));
        await writeFile(this.file, bodies.join("\n"));
        return this.file;
    }
}

async function bookOnce({ clinic, wire, token, bookings }, patient) {
    if (patient) await quiet(wire);
    const bodies = await bookings.write();
    const before = await figuresOf(wire);
    const figures = await load(clinic.port, { token, seconds, path: "/api/appointments", bodies, keys: true });
    const after = await figuresOf(wire);
    bookings.at += figures.answers;
    const syncs = (after.commits - before.commits) / (after.writes - before.writes);
    if (patient) await quiet(wire);
    return { ...figures, syncs };
}

async function openBookings(options) {
    const clinic = await openClinic(options);
    const token = await clinic.token("reception");
    const wire = new Wire(clinic.house.url, { token });
    const bookings = new Bookings(await openDiary(wire), join(clinic.house.folder, "bodies"));
    const close = async () => {
        wire.close();
        await clinic.close();
    };
    return { clinic, token, wire, bookings, close };
}

// With slow syncs the backlog is left: it would take minutes, and disturbs us alone.
async function compare(what, environment, least, { rounds, patient }) {
    const ours = await openBookings({ environment });
    const single = await openBookings({ environment, settings: ["database.batch=1"] });
    const ceiling = await openCeiling({ environment });
    const rows = join(ours.clinic.house.folder, "rows");
    await writeFile(rows, Array(most).fill(JSON.stringify({ reason: "Contrôle" })).join("\n"));

    const bare = [];
    const all = await alternate(rounds, () => bookOnce(ours, patient), async () => {
        bare.push(await load(ceiling.port, { seconds, path: "/visits", bodies: rows }));
        return bookOnce(single, patient);
    });
    const rate = (figures) => Math.round(medianOf(figures));
    tell(`durable bookings, 64 clients, beside batches of one, ${what}`, ratioOf(all),
        { least, unit: "×", note: `${rate(all.ours)} and ${rate(all.theirs)} a second` });
    tell(`the same, beside the bare server, ${what}`, ratioOf({ ours: all.ours, theirs: bare }),
        { unit: "×", note: `${rate(bare)} bare rows a second` });
    tell(`syncs for a write, ${what}`, median(all.ours.map(({ syncs }) => syncs)), { most: 0.2 });
    await ceiling.close();
    await single.close();
    await ours.close();
}

export async function run() {
    await compare("this disk as it is", {}, 1.2, { rounds: 3, patient: true });
    await compare("2 ms to a sync", slowSync, 10, { rounds: 3, patient: false });
}
