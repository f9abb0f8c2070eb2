// SIGTERM under load: every request that the kernel had before the signal is answered, nothing has an effect without an
// answer, and the process is gone in time. And refresh tokens: one successor, a replay ends the family, for good.
//
//   stop.mjs [--stops 3] [--clients 32] [--parallel 50] [--seed N]
import { openDiary } from "./support/diary.mjs";
import { House } from "./support/house.mjs";
import { mine, violations } from "./support/invariants.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";
import { logIn, NoAnswer, Wire } from "./support/wire.mjs";

const { stops, clients: crowd, parallel, seed } = options({ stops: 3, clients: 32, parallel: 50, seed: Date.now() % 1_000_000 }, { stops: 1, clients: 16, parallel: 20 });
const dice = rolled(seed);
const goneWithin = 10_000;
const replayAfter = 6000; // beyond the seconds in which a second use counts as two tabs of one browser

// ---- SIGTERM ---------------------------------------------------------------------------------------

// What became of the requests of all stops.
class Tally {
    answered = 0;
    underWay = 0;
    dropped = [];
    silent = [];
    odd = [];
    slowest = 0;
}

// One caller that asks again and again until nobody listens; slow log-ins among the bookings.
async function keepAsking(number, round, { house, token, diary, booked, tally }) {
    const login = number % 16 === 0;
    const wire = new Wire(house.url, { token: login ? undefined : token });
    for (let n = 0; ; ++n) {
        const key = `rig-${round}-${number}-${n}`;
        const ask = { sentAt: undefined };
        const onSent = () => (ask.sentAt = performance.now());
        const body = login
            ? { email: "reception@demo.example", password: "une-demo-agreable" }
            : { ...diary.next(), patient_id: dice.of(diary.patients), note: key };
        try {
            const answer = await wire.call("POST", login ? "/api/auth/login" : "/api/appointments", { key: login ? undefined : key, body, onSent });
            ++tally.answered;
            if (house.signalled && ask.sentAt < house.signalled) ++tally.underWay;
            if (answer.status === 201) booked.add(key);
            else if (!(login && answer.status === 200) && answer.status !== 503) tally.odd.push(`${answer.status} ${answer.raw}`);
            if (answer.status === 503 && ask.sentAt < (house.signalled ?? Infinity)) tally.odd.push(`503 to a request of before: ${answer.raw}`);
        } catch (error) {
            if (!(error instanceof NoAnswer)) throw error;
            if (ask.sentAt !== undefined && ask.sentAt < house.signalled) tally.dropped.push(`${key}: ${error.message}`);
            return wire.close();
        }
    }
}

async function stopOnce(round, scene, signal = "stop") {
    const { house, tally } = scene;
    house.signalled = undefined;
    const asking = Array.from({ length: crowd }, (_, number) => keepAsking(number, round, scene));
    await pause(150 + dice.below(150));
    house.signalled = performance.now();
    const end = await house[signal]();
    await Promise.all(asking);
    if (end?.status !== 0) tally.odd.push(`it ended with ${JSON.stringify(end)}`);
    tally.slowest = Math.max(tally.slowest, end?.ms ?? 0);
    await house.start();
}

async function stopUnderLoad(house, token, diary) {
    const scene = { house, token, diary, booked: new Set(), tally: new Tally() };
    for (let round = 0; round < stops; ++round) await stopOnce(round, scene);
    const { tally, booked } = scene;
    const stored = new Set((await house.rows(`SELECT note FROM appointments_visits WHERE ${mine}`)).map((row) => row.note));
    const silent = [...stored].filter((key) => !booked.has(key));
    const lost = [...booked].filter((key) => !stored.has(key));
    const told = (list) => list.slice(0, 3).join("; ");
    console.log(`     seed ${seed}: ${stops} stops, ${tally.answered} answers, ${tally.underWay} of them to requests under way at the signal`);
    check("requests were under way at the signals", tally.underWay > 0, tally.underWay);
    check("no request that was here before the signal is dropped", tally.dropped.length === 0, `${tally.dropped.length} ${told(tally.dropped)}`);
    check("nothing has an effect without an answer", silent.length === 0, told(silent));
    check("nothing answered is lost", lost.length === 0, told(lost));
    check("every answer is a success, or 503 after the signal; the process ends with 0", tally.odd.length === 0, told(tally.odd));
    check(`gone within ${goneWithin / 1000} s`, tally.slowest <= goneWithin, `${Math.round(tally.slowest)} ms`);
    const broken = await violations(house);
    check("invariants hold", broken.length === 0, broken.join("; "));
}

// ---- refresh tokens --------------------------------------------------------------------------------

async function refresh(house, cookie) {
    const wire = new Wire(house.url);
    const answer = await wire.call("POST", "/api/auth/refresh", { headers: { cookie, "x-requested-with": "monoclinic" } });
    wire.close();
    return { ...answer, cookie: answer.status === 200 ? answer.headers["set-cookie"][0].split(";")[0] : undefined };
}

const codes = (answers) => [...new Set(answers.map((answer) => `${answer.status} ${answer.body?.code ?? ""}`.trim()))].join(", ");

// One of 50 parallel uses renews; its cookie and the used one are returned.
async function useAtOnce(house, who) {
    const { cookie } = await logIn(house.url, who);
    const answers = await Promise.all(Array.from({ length: parallel }, () => refresh(house, cookie)));
    const renewed = answers.filter((answer) => answer.status === 200);
    const others = answers.filter((answer) => answer.status !== 200);
    check(`${parallel} parallel uses of one refresh token: one successor`, renewed.length === 1, renewed.length);
    check("… and the others are told that they raced", others.every((answer) => answer.body.code === "refresh_raced"), codes(others));
    return { used: cookie, next: renewed[0]?.cookie };
}

async function replay(house, { used, next }) {
    const again = await refresh(house, used);
    check("a used refresh token, used again later, is refused", again.status === 401, codes([again]));
    const successor = await refresh(house, next);
    check("… and its family is dead", successor.status === 401, codes([successor]));
    return successor;
}

async function rig() {
    const house = await House.build();
    try {
        await house.start();
        const { token } = await logIn(house.url, "reception");
        const wire = new Wire(house.url, { token });
        const diary = await openDiary(wire);
        wire.close();
        const family = await useAtOnce(house, "doctor");
        const bystander = await logIn(house.url, "doctor");
        const usedAt = performance.now();
        await stopUnderLoad(house, token, diary);
        await pause(Math.max(0, replayAfter - (performance.now() - usedAt)));
        await replay(house, family);
        await house.kill();
        await house.start();
        const dead = [await refresh(house, family.next), await refresh(house, family.used)];
        check("a dead family stays dead across a kill", dead.every((answer) => answer.status === 401), codes(dead));
        const alive = await refresh(house, bystander.cookie);
        check("another session of the same person goes on, across stops and a kill", alive.status === 200, codes([alive]));
        await plantForgetting(house, alive.cookie);
        await plantHaste(house, token, diary);
    } finally {
        await house.remove();
    }
}

// A server that forgets which tokens were used must be seen.
async function plantForgetting(house, cookie) {
    await refresh(house, cookie);
    await house.execute("UPDATE auth_refresh_tokens SET used_at = NULL");
    const again = await refresh(house, cookie);
    check("planted: a forgotten use of a refresh token is noticed", again.status === 200, codes([again]));
}

// So must one that ends without waiting for what is under way.
async function plantHaste(house, token, diary) {
    const scene = { house, token, diary, booked: new Set(), tally: new Tally() };
    await stopOnce("hasty", scene, "kill");
    check("planted: an end that does not wait is noticed", scene.tally.dropped.length > 0, scene.tally.dropped.length);
}

await runRig(rig);
