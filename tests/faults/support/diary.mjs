// Free times of the demo clinic, beyond the weeks that the demo fills: each is given out once.

const minute = 60_000;
const day = 24 * 60 * minute;
const visitMinutes = 20;
// On the wall clock of the sites (Europe/Paris), as the demo's practitioners receive; Wednesdays are left out.
const mornings = [9 * 60, 12 * 60];
const afternoons = [14 * 60, 18 * 60];
const weekdays = [1, 2, 4, 5];

// Minutes that Paris is ahead of UTC on that day.
function ahead(noon) {
    const text = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", hour: "2-digit", hourCycle: "h23" }).format(noon);
    return (Number(text) - 12) * 60;
}

function* startsOn(noon, step) {
    const midnight = noon.getTime() - 12 * 60 * minute - ahead(noon) * minute;
    for (const [opens, closes] of [mornings, afternoons]) {
        for (let at = opens; at + visitMinutes <= closes; at += step) yield new Date(midnight + at * minute);
    }
}

function* times(people, step) {
    const today = Math.floor(Date.now() / day) * day;
    for (let ahead = 70; ; ++ahead) {
        const noon = new Date(today + ahead * day + day / 2);
        if (!weekdays.includes(noon.getUTCDay())) continue;
        for (const start of startsOn(noon, step)) {
            for (const place of people) yield { ...place, starts_at: instant(start) };
        }
    }
}

export function instant(date) {
    return date.toISOString().replace(/\.000Z$/, "Z");
}

export function later(startsAt, minutes) {
    return instant(new Date(Date.parse(startsAt) + minutes * minute));
}

// `next()` is a time at which nobody has a visit, as a booking names it (without the patient); times of one practitioner
// are `step` minutes apart. `together()` is a time at which nobody has one with any of several people of one site.
export async function openDiary(wire, step = visitMinutes) {
    const [practitioners, types, patients] = await Promise.all([
        wire.get("/api/practitioners?kind=practitioner&limit=200"),
        wire.get("/api/visit-types?limit=200"),
        wire.get("/api/patients?limit=200"),
    ]);
    const type = types.body.items.find((one) => one.name === "Consultation");
    const people = practitioners.body.items
        .filter((one) => one.site_ids.length === 1)
        .map((one) => ({ practitioner_id: one.id, site_id: one.site_ids[0], visit_type_id: type.id }));
    const generator = times(people, step);
    const fresh = () => generator.next().value;
    const returned = [];
    const next = () => returned.shift() ?? fresh();
    const neighbours = people.filter((one) => one.site_id === people[0].site_id).map(({ practitioner_id, site_id }) => ({ practitioner_id, site_id }));
    // Everybody's times follow each other start by start: this one is given out for all of them.
    const together = () => {
        let time = fresh();
        while (time.practitioner_id !== people[0].practitioner_id) time = fresh();
        for (let i = 1; i < people.length; ++i) fresh();
        return { starts_at: time.starts_at, people: neighbours };
    };
    return {
        next,
        // Nobody has a visit then any more.
        giveBack: (time) => returned.push(time),
        together,
        patients: patients.body.items.map((one) => one.id),
        practitioners: practitioners.body.items,
    };
}
