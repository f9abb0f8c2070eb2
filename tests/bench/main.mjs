// Runs the parts that were asked for, one after the other, and tells every figure beside its target.
import { cpus, totalmem } from "node:os";

import { tellSummary } from "./support/figures.mjs";

const parts = ["reads", "writes", "start", "memory", "sockets", "calendar", "search", "feed", "files", "pdf", "logins"];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length) {
    console.error(`There is no part ${unknown.join(", ")}: ${parts.join(" ")}`);
    process.exit(2);
}

console.log(`${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${new Date().toISOString()}`);
for (const name of asked.length ? asked : parts) {
    const { run } = await import(`./parts/${name}.mjs`);
    await run();
}
process.exitCode = tellSummary();
