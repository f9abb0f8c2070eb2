// What a rig found: one line a check, and at the end "N passed, N failed".
import { basename } from "node:path";
import { parseArgs } from "node:util";

const rig = basename(process.argv[1], ".mjs");
let passed = 0;
let failed = 0;

export function check(what, holds, detail = "") {
    holds ? ++passed : ++failed;
    const more = detail === "" ? "" : ` (${detail})`;
    console.log(`${holds ? "ok  " : "FAIL"} ${rig}: ${what}${more}`);
    return holds;
}

// The numbers that a rig takes, with what they are in its short form, and in the brief one that the suite runs:
// options({ kills: 20 }, { kills: 3 }). What is told on the command line holds over both.
export function options(defaults, brief = {}) {
    const known = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: "string" }]));
    const { values } = parseArgs({ options: { ...known, brief: { type: "boolean", default: false } } });
    const form = values.brief ? { ...defaults, ...brief } : defaults;
    return Object.fromEntries(
        Object.entries(form).map(([name, value]) => [name, values[name] === undefined ? value : Number(values[name])]),
    );
}

// Runs a rig to its end; whatever it throws is a failure, never a silence.
export async function runRig(body) {
    try {
        await body();
    } catch (error) {
        check("the rig ran to its end", false, error.stack);
    }
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 ? 0 : 1);
}

// mulberry32: a run can be repeated by its seed.
export function dice(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    return { below: (n) => Math.floor(next() * n), chance: (p) => next() < p, of: (list) => list[Math.floor(next() * list.length)] };
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
