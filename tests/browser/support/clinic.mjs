// The real executable over a folder of its own, on a free port.
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { api, slotKeeper } from "./api.mjs";
import { made, people, settle } from "./people.mjs";

const program = process.env.MONOCLINIC_PROGRAM;
export const password = "une-demo-agreable";

// The program takes each MONOCLINIC_ variable for a setting of its own.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MONOCLINIC_")));
const run = (file, args) => promisify(execFile)(file, args, { env });

// A database of its own on the PostgreSQL under test, or nothing for SQLite.
async function databaseSetting() {
    const server = process.env.MONOCLINIC_TEST_POSTGRES;
    if (!server) return [];
    const name = `stories_${randomBytes(6).toString("hex")}`;
    await run("psql", [server, "-q", "-c", `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`]);
    return ["--set", `database.url=${server.replace(/\/[^/]*$/, `/${name}`)}`];
}

// { demo } fills it first, with as many { weeks } of visits behind it; { smtp } is where mail goes; { settings }, { secrets } (settings that name a file) and { users } are
// added; staff need no second factor unless a setting says so.
export async function startClinic({ demo = false, weeks = 6, smtp = undefined, port = 0, settings: more = {}, secrets = {}, users = [] } = {}) {
    const data = await mkdtemp(join(tmpdir(), "monoclinic-stories-"));
    const settings = ["--data", data, ...(await databaseSetting()), "--set", "limits.login_per_minute=1000",
        "--set", "limits.per_address_per_minute=100000", "--set", "limits.per_user_per_minute=100000"];
    for (const [key, value] of Object.entries({ "auth.second_factor": "optional", ...more })) settings.push("--set", `${key}=${value}`);
    for (const [key, secret] of Object.entries(secrets)) {
        const file = join(data, key);
        await writeFile(file, secret, { mode: 0o600 });
        settings.push("--set", `${key}=${file}`);
    }
    if (demo) {
        await run(program, ["demo", ...settings, "--password", password, "--weeks", String(weeks)]);
    }
    for (const { email, first, last, role, language = "fr" } of demo ? made : users) {
        await run(program, ["user", "create", email, "--first-name", first, "--last-name", last, "--role", role, "--language", language, "--password", password, ...settings]);
    }
    if (smtp) settings.push("--set", `smtp.url=${smtp.url}`, "--set", "smtp.starttls=off");
    const child = spawn(program, ["serve", ...settings, "--listen", `127.0.0.1:${port}`], { env, stdio: ["ignore", "pipe", "pipe"] });
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
    const tokens = new Map();
    const clinic = {
        url,
        output: () => output,
        anyone: api(url),
        // The API in the name of a person.
        async as(email) {
            if (!tokens.has(email)) {
                const { access_token } = await clinic.anyone.post("/api/auth/login", { email, password });
                tokens.set(email, access_token);
            }
            return api(url, tokens.get(email));
        },
        // An account of a patient's own: asked for, and proven by the mail's link where mail is sent.
        async register(person) {
            const { mail } = await clinic.anyone.post("/api/auth/register", person);
            if (!mail) return;
            const { text } = await smtp.waitFor((message) => message.to.includes(person.email));
            const token = text.match(/\/verify-email\?token=([\w-]+)/)[1];
            await clinic.anyone.post("/api/auth/email/verify", { token, password: person.password });
        },
        async stop() {
            child.removeAllListeners("exit");
            const ended = new Promise((done) => child.once("exit", done));
            child.kill("SIGTERM");
            await ended;
            await rm(data, { recursive: true, force: true });
        },
    };
    if (demo) {
        await settle(clinic);
        clinic.slots = slotKeeper(await clinic.as(people.reception.fr));
    }
    return clinic;
}
