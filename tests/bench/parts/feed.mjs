// A page of fifty posts, with names, counts and "liked by me", beside the bare server's list of fifty rows; and how it fares
// among ten thousand posts.
import { Wire } from "../../faults/support/wire.mjs";
import { alternate, medianOf, ratioOf, tell } from "../support/figures.mjs";
import { inLanes } from "../support/lanes.mjs";
import { load, openCeiling, openClinic } from "../support/servers.mjs";

const rounds = 9;
const many = 10_000;
const page = "/api/posts?limit=50";
const only = true;
const lanes = 16;

async function write(clinic, token, count) {
    const wire = new Wire(clinic.house.url, { token, sockets: lanes });
    await inLanes(lanes, Array.from({ length: count }, (_, n) => n), async (n) => {
        const answer = await wire.post("/api/posts", { text: "Trois semaines sans grignoter le soir. La tisane au citron m’a sauvé." });
        if (answer.status !== 201) throw new Error(`no post: ${answer.raw}`);
        if (n % 3 === 0) await wire.post(`/api/posts/${answer.body.id}/like`);
    });
    wire.close();
}

export async function run() {
    const clinic = await openClinic({ only });
    const ceiling = await openCeiling({ only });
    const token = await clinic.token("patient");
    const options = { only, connections: 16, seconds: 1 };
    await write(clinic, token, 60);
    const all = await alternate(rounds,
        () => load(clinic.port, { ...options, token, path: page }),
        () => load(ceiling.port, { ...options, path: "/visits" }));
    const sizes = `${all.ours[0].bytes} and ${all.theirs[0].bytes} bytes`;
    const note = `${Math.round(medianOf(all.ours))} and ${Math.round(medianOf(all.theirs))} a second, ${sizes}`;
    tell("a page of 50 posts, beside the bare server's list of 50", ratioOf(all), { least: 0.7, unit: "×", note });
    await ceiling.close();

    const one = { token, path: page, connections: 1, seconds: 3 };
    const few = await load(clinic.port, one);
    await write(clinic, token, many);
    const lots = await load(clinic.port, one);
    tell(`a page of 50 posts among ${many}, p99 (one client)`, lots.p99_ms, { most: 10, unit: "ms", note: `p50 ${lots.p50_ms} ms` });
    tell("its p50 beside a small feed's", lots.p50_ms / few.p50_ms, { most: 1.5, unit: "×" });
    await clinic.close();
}
