// Databases of the rigs' own on the PostgreSQL under test; with SQLite there is nothing to do.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";

const run = promisify(execFile);
const server = process.env.MONOCLINIC_TEST_POSTGRES;

export const onPostgres = Boolean(server);

const nameOf = (url) => url.replace(/^.*\//, "");

// The URL of a new database, or undefined for SQLite. `template` is the URL of one to copy, at rest.
export async function createDatabase(template = undefined) {
    if (!onPostgres) return undefined;
    const name = `faults_${randomBytes(6).toString("hex")}`;
    await psql(server, `CREATE DATABASE ${name}${template ? ` TEMPLATE ${nameOf(template)}` : ""}`);
    return server.replace(/\/[^/]*$/, `/${name}`);
}

export async function dropDatabase(url) {
    if (url) await psql(server, `DROP DATABASE ${nameOf(url)} WITH (FORCE)`);
}

// What psql prints, without decoration.
export async function psql(url, sql) {
    const { stdout } = await run("psql", [url, "-qAt", "-v", "ON_ERROR_STOP=1", "-c", sql], { maxBuffer: 1 << 30 });
    return stdout;
}
