// Runs the rigs, some side by side, in their short forms or (--brief) in their briefest, and adds up what they found.
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { onPostgres } from "./support/database.mjs";
import { makeTemplate, removeTemplate } from "./support/house.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const sideBySide = 3; // most of them wait for something: a start, a deadline
const sqliteOnly = new Set(["power"]); // PostgreSQL's durability is not ours to prove
const ofEveryDay = new Set(["chain", "idempotency", "kill", "race", "stop"]); // what the brief form runs unless told which
const longestFirst = ["refresh", "chain", "stop", "kill", "outbox", "power"];

async function rigsOnDisk() {
    const names = (await readdir(here)).filter((name) => name.endsWith(".mjs") && name !== "main.mjs");
    const rank = (name) => (longestFirst.indexOf(name) + longestFirst.length + 1) % (longestFirst.length + 1);
    return names.map((name) => name.slice(0, -4)).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

// { passed, failed } of one rig, whose lines are printed together. A rig that does not count has failed.
async function runOne(name, environment) {
    const begun = performance.now();
    const form = brief ? ["--brief"] : [];
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(here, `${name}.mjs`), ...form], { env: environment });
    let output = "";
    child.stdout.on("data", (bytes) => (output += bytes));
    child.stderr.on("data", (bytes) => (output += bytes));
    await new Promise((done) => child.once("close", done));
    const sum = output.match(/^(\d+) passed, (\d+) failed$/m);
    const text = output.replace(/^\d+ passed, \d+ failed\n/m, "");
    process.stdout.write(`${text}     ${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
    if (!sum) console.log(`FAIL ${name}: it ended without a result`);
    return sum ? { passed: Number(sum[1]), failed: Number(sum[2]) } : { passed: 0, failed: 1 };
}

async function runAll(names, environment) {
    const waiting = [...names];
    const sums = [];
    const lane = async () => {
        for (let name = waiting.shift(); name; name = waiting.shift()) sums.push(await runOne(name, environment));
    };
    await Promise.all(Array.from({ length: sideBySide }, lane));
    return sums.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });
}

const { values: { brief }, positionals: wanted } = parseArgs({ options: { brief: { type: "boolean", default: false } }, allowPositionals: true });
const known = await rigsOnDisk();
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
    console.error(`There is no rig called ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
    process.exit(2);
}
const chosen = brief ? known.filter((name) => ofEveryDay.has(name)) : known;
const names = (wanted.length > 0 ? wanted : chosen).filter((name) => !(onPostgres && sqliteOnly.has(name)));
const template = await makeTemplate();
const { passed, failed } = await runAll(names, { ...process.env, MONOCLINIC_FAULTS_TEMPLATE: JSON.stringify(template) });
await removeTemplate(template);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
