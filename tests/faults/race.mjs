// Parallel requests for one slot over real connections: exactly one wins, the others are told so (409), nobody sees a
// 5xx, and the stored visits never overlap. At the end the rule is taken out of a copy, which must make all this fail.
//
//   race.mjs [--parallel 50] [--rounds 10]
import { later, openDiary } from "./support/diary.mjs";
import { House } from "./support/house.mjs";
import { check, options, runRig } from "./support/report.mjs";
import { logIn, Wire } from "./support/wire.mjs";

const { parallel, rounds } = options({ parallel: 50, rounds: 10 }, { parallel: 20, rounds: 2 });

const overlapping = `
    SELECT COUNT(*) AS n FROM (
        SELECT busy_from, LAG(busy_until) OVER (PARTITION BY practitioner_id ORDER BY busy_from) AS before
          FROM appointments_visits WHERE status NOT IN ('cancelled', 'no_show')) v
     WHERE before > busy_from`;
const roomsDoubled = `
    SELECT COUNT(*) AS n FROM (
        SELECT busy_from, LAG(busy_until) OVER (PARTITION BY room_id ORDER BY busy_from) AS before
          FROM appointments_resources) r
     WHERE before > busy_from`;

class Desk {
    // `other` is somebody else's: what one holds keeps only others away.
    constructor(wire, diary, other) {
        Object.assign(this, { wire, diary, other });
    }

    close() {
        this.wire.close();
        this.other.close();
    }

    patient(n) {
        return this.diary.patients[n % this.diary.patients.length];
    }

    hold(time) {
        return this.other.post("/api/holds", time);
    }

    book(time, n = 0) {
        return this.wire.post("/api/appointments", { ...time, patient_id: this.patient(n) });
    }

    async booked(time) {
        const answer = await this.book(time);
        if (answer.status !== 201) throw new Error(`a free slot was refused: ${answer.raw}`);
        return answer.body;
    }

    // With whoever is free then.
    bookAnybody({ practitioner_id: _, ...time }, n) {
        return this.book(time, n);
    }

    async cancel({ id }) {
        const answer = await this.wire.call("DELETE", `/api/appointments/${id}`);
        if (answer.status !== 200) throw new Error(`a visit could not be cancelled: ${answer.raw}`);
    }

    // Weekly from that time on, three times: all of it or nothing.
    series({ starts_at, ...place }, n) {
        const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" }).format(new Date(starts_at));
        const [first_day, time] = parts.split(" ");
        return this.wire.post("/api/series", { ...place, patient_id: this.patient(n), first_day, time, rule: "FREQ=WEEKLY;COUNT=3" });
    }

    // What follows the first goes, so that later rounds find their times free.
    shorten({ id }, starts_at) {
        return this.wire.call("DELETE", `/api/series/${id}?from=${later(starts_at, 1)}`);
    }

    // Somebody waits for such a visit, and is offered that very time.
    async offered(time, n = 0) {
        const { practitioner_id, site_id, visit_type_id, starts_at } = time;
        const wish = await this.wire.post("/api/waiting-list", {
            patient_id: this.patient(n), site_id, visit_type_id, practitioner_ids: [practitioner_id], until: starts_at.slice(0, 10),
        });
        if (wish.status !== 201) throw new Error(`a wish was refused: ${wish.raw}`);
        const made = await this.wire.post(`/api/waiting-list/${wish.body.id}/offers`, { practitioner_id, starts_at });
        if (made.status !== 200) throw new Error(`a free time could not be offered: ${made.raw}`);
        return { wish: wish.body.id, offer: made.body.offer.id };
    }

    accept(offer) {
        return this.wire.post(`/api/offers/${offer}/accept`);
    }

    move(visit, { starts_at, practitioner_id, site_id }) {
        return this.wire.post(`/api/appointments/${visit.id}/move`, { starts_at, practitioner_id, site_id });
    }
}

const each = (count, deed) => Promise.all(Array.from({ length: count }, (_, n) => deed(n)));

// Each scenario sets one round up and lets everybody loose at once; the answers are what counts.
const scenarios = {
    async "one slot"(desk) {
        const time = desk.diary.next();
        return each(parallel, (n) => desk.book(time, n));
    },
    // Starts within one visit's length of each other: any two of them overlap.
    async "overlapping slots"(desk) {
        const time = desk.diary.next();
        return each(parallel, (n) => desk.book({ ...time, starts_at: later(time.starts_at, n % 10) }, n));
    },
    async "move and book"(desk) {
        const times = Array.from({ length: Math.floor(parallel / 2) }, () => desk.diary.next());
        const visits = await Promise.all(times.map((time) => desk.booked(time)));
        const time = desk.diary.next();
        const answers = await each(parallel, (n) => (n % 2 && visits[n >> 1] ? desk.move(visits[n >> 1], time) : desk.book(time, n)));
        // So many times are used again: years ahead, nothing else could be booked.
        await Promise.all(visits.map((visit) => desk.cancel(visit)));
        times.forEach((free) => desk.diary.giveBack(free));
        return answers;
    },
    // A cancelled visit comes back while others want its slot.
    async "undo and book"(desk) {
        const time = desk.diary.next();
        const visit = await desk.booked(time);
        await desk.wire.call("DELETE", `/api/appointments/${visit.id}`);
        const undone = Math.floor(parallel / 2);
        return each(parallel, (n) => (n === undone ? desk.wire.post(`/api/appointments/${visit.id}/undo`) : desk.book(time, n)));
    },
    // Somebody keeps the time while they fill a form, the others want it now.
    async "hold and book"(desk) {
        const time = desk.diary.next();
        const holder = Math.floor(parallel / 2);
        return each(parallel, (n) => (n === holder ? desk.hold(time) : desk.book(time, n)));
    },
    // Everybody at the site has a visit then but one, and whoever comes would take anybody. Others get their times back.
    async "any practitioner"(desk) {
        const time = desk.diary.next();
        const visits = [];
        while (visits.length < desk.diary.practitioners.length) {
            const { status, body } = await desk.bookAnybody(time);
            if (status !== 201) break;
            visits.push(body);
        }
        if (visits.length === 0) throw new Error("nobody was free");
        await desk.cancel(visits.shift());
        const answers = await each(parallel, (n) => desk.bookAnybody(time, n));
        const winners = answers.filter(({ status }) => status === 201).map(({ body }) => body);
        await each(visits.length + winners.length, (n) => desk.cancel([...visits, ...winners][n]));
        return answers;
    },
    // The first time of a series is wanted by others for themselves alone.
    async "series and book"(desk) {
        const time = desk.diary.next();
        const answers = await each(parallel, (n) => (n % 2 ? desk.series(time, n) : desk.book(time, n)));
        const series = answers.filter(({ status, body }) => status === 201 && body.rule);
        for (const { body } of series) {
            const { status, raw } = await desk.shorten(body, time.starts_at);
            if (status !== 200) throw new Error(`a series could not be shortened: ${raw}`);
        }
        return answers;
    },
    // Both are free, and both want the same room.
    async "two practitioners, one room"(desk) {
        const { starts_at, people } = desk.diary.together();
        return each(parallel, (n) => desk.book({ ...people[n % 2], visit_type_id: desk.diary.roomy, starts_at }, n));
    },
    // Who waited says yes, several times, while others want the time that is kept for them.
    async "waiting-list offer and book"(desk) {
        const time = desk.diary.next();
        const { wish, offer } = await desk.offered(time);
        const answers = await each(parallel, (n) => (n % 5 === 2 ? desk.accept(offer) : desk.book(time, n)));
        await desk.wire.call("DELETE", `/api/waiting-list/${wish}`);
        return answers;
    },
    // The slot is given up and wanted in the same moment: at most one has it afterwards.
    async "cancel and book"(desk) {
        const time = desk.diary.next();
        const visit = await desk.booked(time);
        const answers = await each(parallel, (n) =>
            n === 0 ? desk.wire.call("DELETE", `/api/appointments/${visit.id}`) : desk.book(time, n));
        const [cancelled, ...others] = answers;
        if (cancelled.status !== 200) throw new Error(`a visit could not be cancelled: ${cancelled.raw}`);
        if (others.every((answer) => answer.status === 409)) others[0] = await desk.book(time);
        return others;
    },
};

// A time that is taken refuses a series as a whole, and each of its own conflicts says why; an offer that is over says so,
// and so does a visit for which there is no room.
const isTaken = ({ status, body }) => status === 409 &&
    (body.code === "slot_taken" || body.code === "no_room" || body.code === "offer_over" ||
        (body.code === "series_conflicts" && body.occurrences.every(({ free, code }) => free || code === "slot_taken")));

// What went wrong in one round.
function faults(answers) {
    const winners = answers.filter((answer) => answer.status < 300).length;
    const odd = answers.filter((answer) => answer.status >= 300 && !isTaken(answer));
    return [
        ...(winners === 1 ? [] : [`${winners} winners`]),
        ...odd.slice(0, 1).map((answer) => `${odd.length} times ${answer.status} ${answer.raw}`),
    ];
}

// Sentences about all rounds of a scenario that did not have exactly one winner.
async function race(desk, scenario, times) {
    const found = [];
    for (let round = 0; round < times; ++round) {
        const wrong = faults(await scenarios[scenario](desk));
        if (wrong.length) found.push(`round ${round}: ${wrong.join(", ")}`);
    }
    return found;
}

async function open(house, diary = undefined) {
    await house.start();
    const { token } = await logIn(house.url, "reception");
    const wire = new Wire(house.url, { token, sockets: parallel });
    const other = new Wire(house.url, { token: (await logIn(house.url, "admin")).token, sockets: 2 });
    const desk = new Desk(wire, diary ?? (await openDiary(wire, 60)), other);
    desk.diary.roomy ??= await addRoomyType(desk);
    return desk;
}

// A kind of visit that takes the one room of its kind.
async function addRoomyType({ other, diary }) {
    const made = async (path, body) => {
        const { status, body: row, raw } = await other.post(path, body);
        if (status !== 201) throw new Error(`${path} was refused: ${raw}`);
        return row.id;
    };
    const room = await made(`/api/clinics/${diary.together().people[0].site_id}/rooms`, { name: "Salle disputée" });
    return made("/api/visit-types", {
        name: "Examen", duration_minutes: 20, price: { amount: 3000, currency: "EUR" }, colour: "#0E5A5E",
        buffer_before_minutes: 0, buffer_after_minutes: 0, modes: ["on_site"], needs: [{ kind: "room", room_ids: [room] }],
        online_bookable: false, min_notice_minutes: 0, horizon_days: 365, practitioner_ids: [],
    });
}

async function rig() {
    const house = await House.build();
    try {
        const desk = await open(house);
        for (const scenario of Object.keys(scenarios)) {
            const found = await race(desk, scenario, rounds);
            check(`${scenario}: ${parallel} at once, ${rounds} rounds, exactly one winner, the others 409 with the reason`,
                found.length === 0, found.slice(0, 3).join("; "));
        }
        check("no stored visits overlap", (await house.value(overlapping)) === 0);
        check("no room is taken twice at once", (await house.value(roomsDoubled)) === 0);
        desk.close();
        await house.stop();
        await plantHold(house, desk.diary);
        await house.stop();
        await plantRoom(house, desk.diary);
        await house.stop();
        await plant(house, desk.diary);
    } finally {
        await house.remove();
    }
}

// A hold is kept by a rule of its own, which is taken out first.
async function plantHold(house, diary) {
    await house.execute(house.database
        ? `DROP TRIGGER appointments_visits_turn_away_from_held ON appointments_visits; DROP TRIGGER appointments_holds_turn_away ON appointments_holds`
        : "DROP TRIGGER appointments_visits_not_held_on_insert; DROP TRIGGER appointments_holds_no_overlap");
    const desk = await open(house, diary);
    const found = await race(desk, "hold and book", 2);
    check(`planted: without the rule of holds, "hold and book" has two winners`, found.every((line) => /2 winners/.test(line)) && found.length === 2, found[0]);
    desk.close();
}

// So is a room.
async function plantRoom(house, diary) {
    await house.execute(house.database
        ? "ALTER TABLE appointments_resources DROP CONSTRAINT appointments_resources_no_overlap"
        : "DROP TRIGGER appointments_resources_no_overlap_on_insert; DROP TRIGGER appointments_resources_no_overlap_on_update");
    const desk = await open(house, diary);
    const found = await race(desk, "two practitioners, one room", 2);
    check(`planted: without the rule of rooms, "two practitioners, one room" has two winners`, found.every((line) => /2 winners/.test(line)) && found.length === 2, found[0]);
    check("planted: without the rule of rooms, one is taken twice", (await house.value(roomsDoubled)) > 0);
    desk.close();
}

// Without the database's rule the same races must be lost, or they would prove nothing.
async function plant(house, diary) {
    await house.execute(house.database
        ? "ALTER TABLE appointments_visits DROP CONSTRAINT appointments_visits_no_overlap"
        : `DROP TRIGGER appointments_visits_no_overlap_on_insert; DROP TRIGGER appointments_visits_no_overlap_on_update`);
    const desk = await open(house, diary);
    for (const scenario of Object.keys(scenarios)) {
        const found = await race(desk, scenario, 2);
        check(`planted: without the slot rule, "${scenario}" has several winners`, found.some((line) => /\d+ winners/.test(line)), found[0]);
    }
    check("planted: without the slot rule, stored visits overlap", (await house.value(overlapping)) > 0);
    desk.close();
}

await runRig(rig);
