// One refresh token used 50 times at once, by each of several sessions, and kill -9 in the middle: at most one successor
// ever works, an acknowledged one survives, a replay kills the family for good, and nobody is left with two live tokens.
//
//   refresh.mjs [--kills 2] [--families 4] [--parallel 50] [--seed N]
import { House } from "./support/house.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";
import { logIn, NoAnswer, Wire } from "./support/wire.mjs";

const { kills, families: sessions, parallel, seed } = options({ kills: 2, families: 4, parallel: 50, seed: Date.now() % 1_000_000 }, { families: 2, parallel: 20 });
const dice = rolled(seed);
const replayAfter = 5500; // beyond the seconds in which a second use counts as two tabs of one browser

const twoLive = `
    SELECT COUNT(*) AS n FROM (
        SELECT t.session_id FROM auth_refresh_tokens t JOIN auth_sessions s ON s.id = t.session_id
         WHERE t.used_at IS NULL AND s.ended_at IS NULL
         GROUP BY t.session_id HAVING COUNT(*) > 1) v`;

async function refresh(wire, cookie) {
    const answer = await wire.call("POST", "/api/auth/refresh", { headers: { cookie, "x-requested-with": "monoclinic" } });
    return { status: answer.status, code: answer.body?.code, cookie: answer.status === 200 ? answer.headers["set-cookie"][0].split(";")[0] : undefined };
}

const told = ({ status, code }) => `${status} ${code ?? ""}`.trim();

// A session and what became of its first token: `renewed` are the successors that were acknowledged.
async function open(house) {
    const { cookie } = await logIn(house.url, dice.of(["doctor", "reception", "admin"]));
    return { first: cookie, renewed: [], silent: 0, faults: [] };
}

function take(family, answer) {
    if (answer.status === 200) family.renewed.push(answer.cookie);
    else if (answer.code !== "refresh_raced") family.faults.push(`a parallel use was answered ${told(answer)}`);
}

// Everybody at once, until the process dies: after so many answers, or so many ms when it is to die before any; `whole`: after all.
async function stampede(house, families, whole) {
    const wire = new Wire(house.url, { sockets: parallel * families.length });
    const answersBefore = whole ? Infinity : dice.below(parallel * families.length);
    let answers = 0;
    let killed;
    const die = () => (killed ??= house.kill());
    const use = async (family) => {
        try {
            take(family, await refresh(wire, family.first));
            if (++answers >= answersBefore) die();
        } catch (error) {
            if (!(error instanceof NoAnswer)) throw error;
            ++family.silent;
        }
    };
    const asking = families.flatMap((family) => Array.from({ length: parallel }, () => use(family)));
    if (!whole && dice.chance(0.3)) setTimeout(die, dice.below(30));
    await Promise.all(asking);
    await die();
    wire.close();
}

// The one token that must work now, or the first if nobody was told of a successor; what came of it is `last`.
async function goOn(house, family) {
    const wire = new Wire(house.url);
    const { renewed, first, faults } = family;
    if (renewed.length > 1) faults.push(`${renewed.length} successors were acknowledged`);
    const answers = [];
    for (const cookie of renewed.length ? renewed : [first]) answers.push(await refresh(wire, cookie));
    wire.close();
    const working = answers.filter(({ status }) => status === 200);
    if (renewed.length && working.length === 0) faults.push(`an acknowledged successor was lost: ${told(answers[0])}`);
    if (working.length > 1) faults.push(`${working.length} successors work`);
    // Used, and its successor never heard of: then the person logs in again.
    if (!renewed.length && ![200, 401, 409].includes(answers[0].status)) faults.push(`the first token: ${told(answers[0])}`);
    family.last = working[0]?.cookie;
}

// A use of what was used: refused, and with it all that came of it.
async function replay(house, { first, last, faults }) {
    const wire = new Wire(house.url);
    const again = await refresh(wire, first);
    if (again.status !== 401) faults.push(`a replay was answered ${told(again)}`);
    const successor = last && (await refresh(wire, last));
    if (successor && successor.status !== 401) faults.push(`the family outlived a replay: ${told(successor)}`);
    wire.close();
}

async function stillDead(house, { first, last, faults }) {
    const wire = new Wire(house.url);
    for (const cookie of [first, last].filter(Boolean)) {
        const answer = await refresh(wire, cookie);
        if (answer.status !== 401) faults.push(`a kill woke a dead family: ${told(answer)}`);
    }
    wire.close();
}

// All families of one kill, once the process is back and each has gone on; `live` counts those with two live tokens.
async function killed(house, whole = false) {
    const families = [];
    for (let n = 0; n < sessions; ++n) families.push(await open(house));
    await stampede(house, families, whole);
    await house.start();
    const live = await house.value(twoLive);
    for (const family of families) await goOn(house, family);
    return { families, live };
}

// And after a replay and another kill.
async function round(house) {
    const { families, live } = await killed(house);
    await pause(replayAfter);
    for (const family of families) await replay(house, family);
    await house.kill();
    await house.start();
    for (const family of families) await stillDead(house, family);
    return { families, live: live + (await house.value(twoLive)) };
}

async function rig() {
    const house = await House.build();
    try {
        await house.start();
        const all = [];
        let live = 0;
        for (let n = 0; n < kills; ++n) {
            const found = await round(house);
            all.push(...found.families);
            live += found.live;
        }
        const faults = all.flatMap((family) => family.faults);
        const silent = all.reduce((sum, family) => sum + family.silent, 0);
        console.log(`     seed ${seed}: ${all.length} families, ${all.length * parallel} uses at once, ${silent} of them unanswered at ${kills} kills`);
        check("uses were under way at the kills", silent > 0, silent);
        check("at most one successor works, an acknowledged one survives, a replay ends the family for good", faults.length === 0, faults.slice(0, 3).join("; "));
        check("nobody is left with two live tokens", live === 0, live);
        await plant(house);
    } finally {
        await house.remove();
    }
}

// A database that forgets that a token was used: each use is the first.
async function plant(house) {
    await house.execute(house.database
        ? `CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.used_at := NULL; RETURN NEW; END';
           CREATE TRIGGER forgets BEFORE UPDATE OF used_at ON auth_refresh_tokens FOR EACH ROW EXECUTE FUNCTION forget()`
        : `CREATE TRIGGER forgets AFTER UPDATE OF used_at ON auth_refresh_tokens
               BEGIN UPDATE auth_refresh_tokens SET used_at = NULL WHERE token_hash = NEW.token_hash; END`);
    const { families, live } = await killed(house, true);
    const faults = families.flatMap((family) => family.faults);
    check("planted: forgotten uses are noticed, as successors that work side by side", faults.some((line) => /successors work/.test(line)), faults[0]);
    check("planted: … and as two live tokens", live > 0, live);
}

await runRig(rig);
