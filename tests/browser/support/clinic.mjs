// The real executable over a folder of its own, on a free port.
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const program = process.env.MONOCLINIC_PROGRAM;
export const password = "une-demo-agreable";

const run = promisify(execFile);

// A database of its own on the PostgreSQL under test, or nothing for SQLite.
async function databaseSetting() {
    const server = process.env.MONOCLINIC_TEST_POSTGRES;
    if (!server) return [];
    const name = `stories_${randomBytes(6).toString("hex")}`;
    await run("psql", [server, "-q", "-c", `CREATE DATABASE ${name}`]);
    return ["--set", `database.url=${server.replace(/\/[^/]*$/, `/${name}`)}`];
}

// { demo } fills it first; { smtp } is where mail goes.
export async function startClinic({ demo = false, smtp = undefined } = {}) {
    const data = await mkdtemp(join(tmpdir(), "monoclinic-stories-"));
    const settings = ["--data", data, ...(await databaseSetting()), "--set", "limits.login_per_minute=1000",
        "--set", "limits.per_address_per_minute=100000"];
    if (demo) await run(program, ["demo", ...settings, "--password", password]);
    if (smtp) settings.push("--set", `smtp.url=${smtp.url}`, "--set", "smtp.starttls=off");
    const child = spawn(program, ["serve", ...settings, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stderr.on("data", (bytes) => (output += bytes));
    const url = await new Promise((found, failed) => {
        const timer = setTimeout(() => failed(new Error(`the clinic did not start: ${output}`)), 30_000);
        child.once("exit", (status) => failed(new Error(`the clinic ended with ${status}: ${output}`)));
        child.stdout.on("data", (bytes) => {
            output += bytes;
            const match = output.match(/serves on (\S+)/);
            if (match) clearTimeout(timer), found(match[1]);
        });
    });
    return {
        url,
        output: () => output,
        async stop() {
            child.removeAllListeners("exit");
            const ended = new Promise((done) => child.once("exit", done));
            child.kill("SIGTERM");
            await ended;
            await rm(data, { recursive: true, force: true });
        },
    };
}
