// A demo clinic whose process may die while its data stays: started, killed, stopped, looked into.
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";

import { createDatabase, dropDatabase, psql } from "./database.mjs";

const run = promisify(execFile);
const program = process.env.MONOCLINIC_PROGRAM;
// Our own variables are no settings of the program.
const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MONOCLINIC_")));
const unlimited = ["limits.login_per_minute", "limits.per_address_per_minute", "limits.per_user_per_minute"];

export const password = "une-demo-agreable";

// What the program prints when it is asked for that.
export async function tell(...args) {
    return (await run(program, args, { env: inherited, maxBuffer: 1 << 26 })).stdout;
}

const databaseSetting = (url) => (url ? ["--set", `database.url=${url}`] : []);

// A demo clinic at rest, from which the houses of several rigs are copied: { folder, database }.
export async function makeTemplate() {
    const folder = await mkdtemp(join(tmpdir(), "monoclinic-faults-"));
    const database = await createDatabase();
    await run(program, ["demo", "--data", folder, ...databaseSetting(database), "--password", password, "--weeks", "2"], { env: inherited });
    return { folder, database };
}

export async function removeTemplate({ folder, database }) {
    await rm(folder, { recursive: true, force: true });
    await dropDatabase(database);
}

export class House {
    // `settings` are key=value, `environment` is added to the process's own.
    static async build({ settings = [], environment = {} } = {}) {
        const house = new House();
        house.starts = []; // of the process: { begun, ready }, in ms since 1970
        const known = process.env.MONOCLINIC_FAULTS_TEMPLATE;
        const template = known ? JSON.parse(known) : await makeTemplate();
        house.folder = await mkdtemp(join(tmpdir(), "monoclinic-faults-"));
        await cp(template.folder, house.folder, { recursive: true });
        house.database = await createDatabase(template.database);
        if (!known) await removeTemplate(template);
        const all = [...unlimited.map((key) => `${key}=10000000`), "audit.mass_reading_patients=1000000", "auth.access_minutes=60", "log.console=false", ...settings];
        house.settings = [...databaseSetting(house.database), ...all.flatMap((setting) => ["--set", setting])];
        house.environment = environment;
        return house;
    }

    get file() {
        return join(this.folder, "clinic.db");
    }

    // Milliseconds from the start of the process to the first "ready".
    async start(environment = {}) {
        const begun = performance.now();
        const start = { begun: Date.now() };
        this.process = spawn(program, ["serve", "--data", this.folder, ...this.settings, "--listen", "127.0.0.1:0"], {
            stdio: ["ignore", "pipe", "pipe"],
            env: { ...inherited, ...this.environment, ...environment },
        });
        this.ended = new Promise((done) => this.process.once("exit", (status, signal) => done({ status, signal })));
        this.url = await this.address();
        while (!(await isReady(this.url))) await new Promise((done) => setTimeout(done, 5));
        this.starts.push({ ...start, ready: Date.now() });
        return performance.now() - begun;
    }

    address() {
        let output = "";
        this.process.stderr.on("data", (bytes) => (output = (output + bytes).slice(-4000)));
        return new Promise((found, failed) => {
            const timer = setTimeout(() => failed(new Error(`the clinic did not start: ${output}`)), 30_000);
            this.ended.then((end) => failed(new Error(`the clinic ended (${JSON.stringify(end)}): ${output}`)));
            this.process.stdout.on("data", (bytes) => {
                output += bytes;
                const match = output.match(/serves on (\S+)/);
                if (match) clearTimeout(timer), found(match[1]);
            });
        });
    }

    async kill() {
        this.process.kill("SIGKILL");
        await this.ended;
    }

    // How it ended, and after how long: { status, signal, ms }.
    async stop() {
        const begun = performance.now();
        this.process.kill("SIGTERM");
        return { ...(await this.ended), ms: performance.now() - begun };
    }

    // Rows of a SELECT that both databases understand, past the product: straight from the store.
    async rows(sql) {
        if (this.database) return JSON.parse(await psql(this.database, `SELECT COALESCE(json_agg(t), '[]') FROM (${sql}) t`));
        return this.inSqlite((database) => database.prepare(sql).all());
    }

    async value(sql) {
        return Number(Object.values((await this.rows(sql))[0])[0]);
    }

    // Changes the stored data behind the product's back: how faults are planted.
    async execute(sql) {
        if (this.database) return psql(this.database, sql);
        return this.inSqlite((database) => database.exec(sql));
    }

    // The same, and nothing that refers to a row keeps it: what is lost on a disk goes unasked. (On PostgreSQL no trigger is asked either.)
    async tear(sql) {
        return this.execute(this.database ? `SET session_replication_role = replica; ${sql}` : `PRAGMA foreign_keys = OFF; ${sql}`);
    }

    inSqlite(deed) {
        const database = new DatabaseSync(this.file);
        database.exec("PRAGMA busy_timeout = 10000");
        try {
            return deed(database);
        } finally {
            database.close();
        }
    }

    // Waits until events are with their listeners; how many are not, after a minute.
    async delivered() {
        const end = Date.now() + 60_000;
        const left = () => this.value("SELECT COUNT(*) AS n FROM bus_outbox");
        while ((await left()) > 0 && Date.now() < end) await new Promise((done) => setTimeout(done, 100));
        return left();
    }

    // Why the database's own check is not content, or "".
    async damage() {
        if (this.database) return "";
        return this.inSqlite((database) => {
            const found = database.prepare("PRAGMA integrity_check").all().map((row) => row.integrity_check);
            const orphans = database.prepare("PRAGMA foreign_key_check").all().length;
            return [...found.filter((line) => line !== "ok"), ...(orphans ? [`${orphans} orphans`] : [])].join("; ");
        });
    }

    async remove() {
        if (this.process && this.process.exitCode === null && this.process.signalCode === null) await this.kill();
        await rm(this.folder, { recursive: true, force: true });
        await dropDatabase(this.database);
    }
}

function isReady(url) {
    return new Promise((answer) => {
        const request = get(`${url}/ready`, { agent: false }, (response) => {
            response.resume();
            answer(response.statusCode === 200);
        });
        request.on("error", () => answer(false));
    });
}
