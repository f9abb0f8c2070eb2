// What a flood of log-ins does to everybody else: one client reads on while two hundred others try passwords without a pause.
// Checking one costs 64 MiB and some hundred milliseconds, so it is done by few at a time, and the surplus is sent away at once.
import { Wire } from "../../faults/support/wire.mjs";
import { alternate, median, ratioOf, tell } from "../support/figures.mjs";
import { load, openClinic } from "../support/servers.mjs";

const rounds = 5;
const seconds = 3;
const guessers = 200;

// Guesses at accounts until it is told to stop; every answer's status and how long it took.
async function flood(url, until) {
    const answers = [];
    await Promise.all(Array.from({ length: guessers }, async (_, n) => {
        const wire = new Wire(url);
        for (let turn = 0; !until.over; ++turn) {
            const began = performance.now();
            const { status } = await wire.post("/api/auth/login", { email: `guess-${n}-${turn}@example.org`, password: "not the password" });
            answers.push({ status, ms: performance.now() - began });
            // Who was sent away comes back in a moment, as browsers and tools do.
            if (status !== 401) await new Promise((again) => setTimeout(again, 200));
        }
        wire.close();
    }));
    return answers;
}

export async function run() {
    // All come from one address, which alone would be stopped sooner elsewhere; this house has no such limits.
    const clinic = await openClinic();
    const token = await clinic.token("admin");
    const read = () => load(clinic.port, { token, path: "/api/users/me", connections: 1, seconds });
    const answers = [];
    const all = await alternate(rounds, async () => {
        const until = { over: false };
        const flooding = flood(clinic.house.url, until);
        const figures = await read();
        until.over = true;
        answers.push(...(await flooding));
        return figures;
    }, read);
    const sentAway = answers.filter(({ status }) => status === 429 || status === 503);
    const checked = answers.filter(({ status }) => status === 401).length;
    const odd = answers.length - sentAway.length - checked;
    const p99 = (figures) => figures.p99_ms;
    tell(`reads' p99 while ${guessers} try to log in, beside a quiet server`, ratioOf(all, p99), {
        most: 2, unit: "×", note: `${median(all.ours.map(p99)).toFixed(2)} and ${median(all.theirs.map(p99)).toFixed(2)} ms`,
    });
    tell("passwords checked meanwhile, a second", checked / (rounds * seconds), { note: `${sentAway.length} sent away, ${odd} answered otherwise` });
    tell("who is sent away has an answer after, median", median(sentAway.map(({ ms }) => ms)), { unit: "ms" });
    await clinic.close();
}
