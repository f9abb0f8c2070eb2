// The two servers, and the program that asks them. With two cores or more, servers and asker keep out of each other's way.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { House } from "../../faults/support/house.mjs";
import { logIn } from "../../faults/support/wire.mjs";

const execute = promisify(execFile);
const build = process.env.MONOCLINIC_BUILD;

export const tool = (name) => join(build, name);
export const slowSync = { LD_PRELOAD: join(build, "tests/bench/libslow_sync.so") };

export async function run(program, args) {
    return (await execute(program, args, { maxBuffer: 1 << 28 })).stdout;
}

// Keeps a running process on one core.
async function pin(process, core) {
    if (cpus().length > 1) await run("taskset", ["-a", "-c", "-p", String(core), String(process.pid)]);
}

// A demo clinic that is served. `only`: by one I/O thread on the first core.
export async function openClinic({ only = false, environment = {}, settings = [] } = {}) {
    // A loader reads more patients than a person does, and nobody is there to say that it is still them.
    const all = ["audit.mass_reading_patients=1000000", ...(only ? ["server.threads=1"] : []), ...settings];
    const house = await House.build({ settings: all, environment });
    await house.start();
    if (only) await pin(house.process, 0);
    const token = async (who) => (await logIn(house.url, who)).token;
    const port = Number(new URL(house.url).port);
    return { house, port, token, close: () => house.remove() };
}

export async function openCeiling({ only = false, environment = {}, rows = 10_000 } = {}) {
    const folder = await mkdtemp(join(tmpdir(), "monoclinic-ceiling-"));
    const port = await freePort();
    const threads = String(only ? 1 : cpus().length);
    const args = ["--db", join(folder, "ceiling.db"), "--listen", `127.0.0.1:${port}`, "--threads", threads, "--rows", String(rows)];
    const server = spawn(tool("ceiling"), args, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...environment } });
    const ended = new Promise((done) => server.once("exit", done));
    await new Promise((listens) => server.stdout.once("data", listens));
    if (only) await pin(server, 0);
    const close = async () => {
        server.kill("SIGKILL");
        await ended;
        await rm(folder, { recursive: true, force: true });
    };
    return { port, close };
}

// What the loader tells. Answers other than 2xx spoil a figure, so they end the run.
export async function load(port, { token, only = false, connections = 64, seconds = 2, path, paths, bodies, keys = false, upload, type }) {
    const args = ["--port", String(port), "--connections", String(connections), "--seconds", String(seconds)];
    if (token) args.push("--header", `Authorization: Bearer ${token}`);
    if (path) args.push("--path", path);
    if (paths) args.push("--paths", paths);
    if (bodies) args.push("--bodies", bodies);
    if (keys) args.push("--keys");
    if (upload) args.push("--upload", upload, "--header", `Content-Type: ${type}`);
    const pinned = only && cpus().length > 1 ? ["taskset", "-c", "1"] : [];
    const [program, ...all] = [...pinned, tool("loader"), ...args];
    const figures = JSON.parse(await run(program, all));
    if (figures.refused) throw new Error(`${figures.refused} of ${figures.answers} requests to ${path ?? "paths"} were refused`);
    return figures;
}

export function freePort() {
    return new Promise((found) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => found(port));
        });
    });
}
