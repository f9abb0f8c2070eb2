// One Idempotency-Key, many requests: in parallel, across a kill, with another body, by another user.
//
//   idempotency.mjs [--parallel 50] [--kills 10] [--seed N]
import { openDiary } from "./support/diary.mjs";
import { House } from "./support/house.mjs";
import { violations } from "./support/invariants.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";
import { logIn, NoAnswer, Wire } from "./support/wire.mjs";

const { parallel, kills, seed } = options({ parallel: 50, kills: 10, seed: Date.now() % 1_000_000 }, { kills: 4 });
const dice = rolled(seed);

const times = (count, deed) => Promise.all(Array.from({ length: count }, (_, n) => deed(n)));
const visitsOf = (house, key) => house.value(`SELECT COUNT(*) AS n FROM appointments_visits WHERE note = '${key}'`);

// "201 × 50" when all answers are one; else what they were.
function summary(answers) {
    const counts = new Map();
    for (const answer of answers) {
        const text = answer.status < 300 ? `${answer.status} ${answer.raw}` : `${answer.status} ${answer.body?.code}`;
        counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts].map(([text, count]) => `${text.slice(0, 60)} × ${count}`).join(", ");
}

const allSame = (answers, status) => answers.every((answer) => answer.status === status && answer.raw === answers[0].raw);

class Booker {
    constructor(house, diary) {
        Object.assign(this, { house, diary, number: 0 });
    }

    booking(key = `rig-${++this.number}`) {
        return { ...this.diary.next(), patient_id: dice.of(this.diary.patients), note: key };
    }

    book(wire, body, key = body.note) {
        return wire.post("/api/appointments", body, { key });
    }
}

async function inParallel(house, booker, wire) {
    const body = booker.booking();
    const answers = await times(parallel, () => booker.book(wire, body));
    check(`a booking ${parallel} × in parallel with one key: the same 201 for all`, allSame(answers, 201), summary(answers));
    check("… and one visit", (await visitsOf(house, body.note)) === 1);

    const other = { ...body, reason: "autre" };
    const refused = await times(5, () => booker.book(wire, other, body.note));
    check("the key with another body: 422 idempotency_reused", refused.every((answer) => answer.status === 422 &&
        answer.body.code === "idempotency_reused"), summary(refused));
    const elsewhere = await wire.post("/api/patients", { first_name: "Rig", birth_name: "Rig", sex: "unknown" }, { key: body.note });
    check("the key on another route: 422", elsewhere.status === 422 && elsewhere.body.code === "idempotency_reused", summary([elsewhere]));
    check("… without effect", (await visitsOf(house, body.note)) === 1);

    const { token } = await logIn(house.url, "admin");
    const admin = new Wire(house.url, { token });
    const theirs = booker.booking(body.note);
    const own = await booker.book(admin, theirs);
    check("the key by another user: an effect of their own", own.status === 201 && own.body.id !== answers[0].body.id &&
        (await visitsOf(house, body.note)) === 2, summary([own]));
    admin.close();
}

// As a good client does: a server that is too busy says so, and is asked again with the same key.
async function untilServed(ask) {
    for (let tries = 0; ; ++tries) {
        const answer = await ask();
        if (answer.status !== 503 || tries === 20) return answer;
        await pause(200 + dice.below(300));
    }
}

// Slow routes claim their key before they work, so that a twin waits for the first one's answer.
async function slowly(house) {
    const wire = new Wire(house.url, { sockets: parallel });
    const body = { email: "rig@faults.example", password: "une-cle-pour-tous-14", first_name: "Rig", last_name: "Essai", language: "fr" };
    const register = () => wire.post("/api/auth/register", body, { key: "rig-register" });
    const answers = await times(parallel, () => untilServed(register));
    check(`a registration ${parallel} × in parallel with one key: the same 202 for all`, allSame(answers, 202), summary(answers));
    const users = await house.value("SELECT COUNT(*) AS n FROM auth_users WHERE email = 'rig@faults.example'");
    check("… one account", users === 1, `${users}`);
    wire.close();
}

// The process dies while a key is under way; whatever became of it, asking again ends with one effect and one answer.
async function acrossKills(house, booker, token) {
    const wrong = [];
    let unanswered = 0;
    for (let n = 0; n < kills; ++n) {
        const body = booker.booking();
        const before = new Wire(house.url, { token, sockets: 4 });
        const first = times(4, () => booker.book(before, body).catch((error) => {
            if (error instanceof NoAnswer) return undefined;
            throw error;
        }));
        await pause(dice.below(8));
        await house.kill();
        const told = (await first).filter(Boolean);
        unanswered += 4 - told.length;
        before.close();
        await house.start();
        const after = new Wire(house.url, { token, sockets: parallel });
        const answers = [...told, ...(await times(parallel, () => booker.book(after, body)))];
        const visits = await visitsOf(house, body.note);
        if (!allSame(answers, 201) || visits !== 1) wrong.push(`kill ${n}: ${summary(answers)}, ${visits} visits`);
        after.close();
    }
    check(`across ${kills} kills, then ${parallel} × in parallel: one effect, one answer`, wrong.length === 0, wrong.slice(0, 3).join("; "));
    check("requests were under way at the kills", unanswered > 0, unanswered);
}

async function rig() {
    const house = await House.build();
    try {
        await house.start();
        const { token } = await logIn(house.url, "reception");
        const wire = new Wire(house.url, { token, sockets: parallel });
        const booker = new Booker(house, await openDiary(wire));
        await inParallel(house, booker, wire);
        await slowly(house);
        wire.close();
        await acrossKills(house, booker, token);
        const broken = (await violations(house)).filter((line) => !line.startsWith("one key with two visits")); // two users', above
        check("invariants hold", broken.length === 0, broken.join("; "));
        await plant(house, booker, token);
    } finally {
        await house.remove();
    }
}

// A server that forgets a key must be caught by the same comparison.
async function plant(house, booker, token) {
    const wire = new Wire(house.url, { token });
    const body = booker.booking();
    const first = await booker.book(wire, body);
    await house.execute(`DELETE FROM http_idempotency WHERE key = '${body.note}'`);
    const answers = [first, await booker.book(wire, body)];
    check("planted: a forgotten key is noticed", !allSame(answers, 201), summary(answers));
    wire.close();
}

await runRig(rig);
