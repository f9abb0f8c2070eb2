// What an idle clinic holds, and how big the executable is with the web app inside.
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { tell } from "../support/figures.mjs";
import { memoryOf } from "../support/memory.mjs";
import { load, openClinic, run as execute } from "../support/servers.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function strippedSize() {
    const folder = await mkdtemp(join(tmpdir(), "monoclinic-bench-"));
    const file = join(folder, "stripped");
    await execute("strip", ["-o", file, process.env.MONOCLINIC_PROGRAM]);
    const { size } = await stat(file);
    await rm(folder, { recursive: true });
    return size / 1e6;
}

export async function run() {
    const clinic = await openClinic();
    await pause(2000);
    const fresh = await memoryOf(clinic.house.process.pid);
    tell("idle memory after the start", fresh.resident, { most: 50, unit: "MB", note: `PSS ${fresh.proportional.toFixed(1)} MB` });
    const token = await clinic.token("admin");
    await load(clinic.port, { token, path: "/api/patients?limit=50" });
    await pause(2000);
    const used = await memoryOf(clinic.house.process.pid);
    tell("idle memory after a log-in and two busy seconds", used.resident, { most: 50, unit: "MB", note: `PSS ${used.proportional.toFixed(1)} MB` });
    tell("executable, stripped", await strippedSize(), { most: 40, unit: "MB" });
    await clinic.close();
}
