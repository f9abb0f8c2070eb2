// Who plays the parts of a day at the demo clinic, and when there is time for one: for once, its practitioners receive around
// the clock, because a consultation begins on the day of its visit, whatever the hour at which the rig runs.
import { instant } from "./diary.mjs";
import { logIn, Wire } from "./wire.mjs";

const minute = 60_000;
const day = 24 * 60 * minute;
const visitMinutes = 5;
const timesOfDay = 3; // booked, and moved twice
const hoursAhead = 11;

const doctors = ["doctor", "doctor2", "doctor3", "doctor4", "nurse", "midwife"];
const patients = ["patient", "ines", "gael", "odette", "karim"];

async function must(answer) {
    const { status, raw, body } = await answer;
    if (status >= 300) throw new Error(`the clinic was not made ready: ${status} ${raw}`);
    return body;
}

async function openAroundTheClock(admin, { id, site_ids }) {
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ site_id: site_ids[0], weekday, opens: "00:00", closes: "24:00" }));
    await must(admin.call("PUT", `/api/availability/${id}`, { body: { weekly, slot_step_minutes: visitMinutes } }));
}

async function addVisitType(admin, practitioners) {
    const type = {
        name: "Essai", duration_minutes: visitMinutes, price: { amount: 3000, currency: "EUR" }, colour: "#0E5A5E",
        buffer_before_minutes: 0, buffer_after_minutes: 0, modes: ["on_site"], online_bookable: true, min_notice_minutes: 0,
        horizon_days: 30, practitioner_ids: practitioners.map(({ id }) => id),
    };
    return (await must(admin.post("/api/visit-types", type))).id;
}

// What is free of a practitioner's today, in threes: the demo has visits too.
async function daysOf(desk, { id, user_id, site_ids }, type) {
    const [first, last] = [Date.now() + 10 * minute, Date.now() + hoursAhead * 60 * minute];
    const [from, until] = [-1, 1].map((days) => instant(new Date(Date.now() + days * day)).slice(0, 10));
    const path = `/api/slots?visit_type_id=${type}&practitioner_id=${id}&site_id=${site_ids[0]}&from=${from}&until=${until}&limit=5000`;
    const { items } = await must(desk.get(path));
    const times = items.map(({ starts_at }) => starts_at).filter((at) => Date.parse(at) > first && Date.parse(at) < last);
    const days = [];
    for (let n = 0; n + timesOfDay <= times.length; n += timesOfDay) {
        days.push({ practitioner: id, doctor: user_id, site: site_ids[0], type, times: times.slice(n, n + timesOfDay) });
    }
    return days;
}

// The days of all practitioners, taken in turn.
async function allDays(token, url, practitioners, type) {
    const wire = new Wire(url, { token });
    const each = await Promise.all(practitioners.map((one) => daysOf(wire, one, type)));
    wire.close();
    const longest = Math.max(...each.map((days) => days.length));
    return Array.from({ length: longest }, (_, n) => each.map((days) => days[n])).flat().filter(Boolean);
}

// { patients: their tokens and users, desk, doctors: tokens by practitioner, next() }
export async function castOf(url) {
    const people = await Promise.all(["admin", "reception", ...doctors, ...patients].map((who) => logIn(url, who)));
    const [boss, desk] = people;
    const tokens = new Map(people.map(({ user, token }) => [user.id, token]));
    const admin = new Wire(url, { token: boss.token });
    const listed = await must(admin.get("/api/practitioners?kind=practitioner&limit=200"));
    const practitioners = listed.items.filter(({ user_id }) => tokens.has(user_id));
    for (const practitioner of practitioners) await openAroundTheClock(admin, practitioner);
    const type = await addVisitType(admin, practitioners);
    admin.close();
    const days = await allDays(desk.token, url, practitioners, type);
    return {
        admin: boss, desk, patients: people.slice(-patients.length),
        doctors: new Map(practitioners.map(({ id, user_id }) => [id, tokens.get(user_id)])),
        next: () => days.shift(),
    };
}
