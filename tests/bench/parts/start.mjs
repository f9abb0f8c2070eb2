// From exec to the first 200, with a clinic's data and with an empty folder.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { makeTemplate, removeTemplate } from "../../faults/support/house.mjs";
import { median, tell } from "../support/figures.mjs";
import { freePort } from "../support/servers.mjs";

const rounds = 11;
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MONOCLINIC_")));

// True when the answer is a 200.
function isUp(port) {
    return new Promise((done) => {
        const socket = connect(port, "127.0.0.1", () => socket.write("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        socket.on("data", (bytes) => (done(bytes.toString("latin1").startsWith("HTTP/1.1 200")), socket.destroy()));
        socket.on("error", () => done(false));
        socket.on("close", () => done(false));
    });
}

async function millisecondsToStart(folder) {
    const port = await freePort();
    const begun = performance.now();
    const args = ["serve", "--data", folder, "--listen", `127.0.0.1:${port}`, "--set", "log.console=false"];
    const server = spawn(process.env.MONOCLINIC_PROGRAM, args, { stdio: "ignore", env: environment });
    const ended = new Promise((done) => server.once("exit", done));
    while (!(await isUp(port))) {
        if (server.exitCode !== null) throw new Error("the clinic did not start");
        await new Promise((done) => setTimeout(done, 1));
    }
    const took = performance.now() - begun;
    server.kill("SIGTERM");
    await ended;
    return took;
}

async function millisecondsInEmptyFolder() {
    const folder = await mkdtemp(join(tmpdir(), "monoclinic-bench-"));
    const took = await millisecondsToStart(folder);
    await rm(folder, { recursive: true, force: true });
    return took;
}

export async function run() {
    const template = await makeTemplate();
    const known = [];
    const empty = [];
    for (let round = 0; round < rounds; ++round) {
        known.push(await millisecondsToStart(template.folder));
        empty.push(await millisecondsInEmptyFolder());
    }
    await removeTemplate(template);
    tell("first 200 after exec, a clinic's data", median(known), { most: 50, unit: "ms" });
    tell("first 200 after exec, empty folder", median(empty), { most: 300, unit: "ms" });
}
