// A practitioner's week, a site's week and the free slots of its twenty practitioners over HTTP, in a small clinic and in one with more visits than a town has.
//
// MONOCLINIC_BENCH_VISITS says how many (default 5,000,000); they take some 6 GB of the temporary folder for a while.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { House } from "../../faults/support/house.mjs";
import { logIn } from "../../faults/support/wire.mjs";
import { tell } from "../support/figures.mjs";
import { load, run as execute, tool } from "../support/servers.mjs";

const many = Number(process.env.MONOCLINIC_BENCH_VISITS ?? 5_000_000);
const visitsOfPractitioner = 25_000;
const day = 24 * 60 * 60 * 1000;
const week = 7 * day;
const some = (count) => Math.floor(Math.random() * count);

// Weeks taken at random, of practitioners or sites.
function weeksOf(kind, ids, { first_monday, weeks }) {
    return Array.from({ length: 5_000 }, () => {
        const monday = Date.parse(first_monday) + some(weeks) * week;
        const [from, until] = [monday, monday + week].map((ms) => new Date(ms).toISOString().replace(".000Z", "Z"));
        return `/api/appointments?${kind}=${ids[some(ids.length)]}&from=${from}&until=${until}&limit=200`;
    });
}

// Two weeks from one of the next thirty days on, with everybody of a site.
function slotsOf(sites, { visit_type }) {
    return Array.from({ length: 5_000 }, () => {
        const first = Date.now() + (1 + some(30)) * day;
        const [from, until] = [first, first + 13 * day].map((ms) => new Date(ms).toISOString().slice(0, 10));
        return `/api/slots?visit_type_id=${visit_type}&site_id=${sites[some(sites.length)]}&from=${from}&until=${until}`;
    });
}

// So that nothing is measured but what there is.
async function countSlots(url, token, path) {
    const { items } = await (await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } })).json();
    if (items.length === 0) throw new Error(`nothing is free: ${path}`);
    return items.length;
}

async function measure(visits) {
    const house = await House.build();
    const practitioners = String(Math.max(20, Math.round(visits / visitsOfPractitioner)));
    const filled = JSON.parse(await execute(tool("fill"), [house.folder, practitioners, String(visits)]));
    await house.start();
    const { token } = await logIn(house.url, "admin");
    const ask = async (kind, wanted) => {
        const paths = join(house.folder, kind);
        await writeFile(paths, wanted.join("\n"));
        return load(Number(new URL(house.url).port), { token, paths, connections: 1, seconds: 4 });
    };
    const asked = slotsOf(filled.sites, filled);
    const figures = {
        ...filled,
        practitioner: await ask("weeks-of-one", weeksOf("practitioner_id", filled.practitioners, filled)),
        site: await ask("weeks-of-a-site", weeksOf("site_id", filled.sites, filled)),
        slots: await ask("slots", asked),
        free: await countSlots(house.url, token, asked[0]),
    };
    await house.remove();
    return figures;
}

export async function run() {
    const small = await measure(50_000);
    const large = await measure(many);
    const sizes = `${large.visits} visits, filled in ${large.seconds} s; ${large.free} slots free; ${small.visits} beside them`;
    for (const [what, figures] of [["a practitioner's week", "practitioner"], ["a site's week, first 200", "site"],
        ["free slots of two weeks and 20 practitioners", "slots"]]) {
        const [few, lots] = [small[figures], large[figures]];
        tell(`${what}, p99 (one client)`, lots.p99_ms, { most: 10, unit: "ms", note: `p50 ${lots.p50_ms} ms; ${sizes}` });
        tell(`${what}, p50 beside the small clinic's`, lots.p50_ms / few.p50_ms, { most: 1.5, unit: "×" });
    }
}
