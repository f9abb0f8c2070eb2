// The OpenID provider of tests/browser/provider in a process of its own, at an address that is foreign to the clinic's.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { freePort } from "./port.mjs";

const script = join(dirname(fileURLToPath(import.meta.url)), "../provider/serve.mjs");

export async function startProvider({ client, secret, redirect }) {
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const child = spawn(process.execPath, [script, "--issuer", issuer, "--client", client, "--secret", secret, "--redirect", redirect], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stderr.on("data", (bytes) => (output += bytes));
    const ended = new Promise((done) => child.once("exit", done));
    await new Promise((ready, failed) => {
        child.once("exit", (status) => failed(new Error(`the provider ended with ${status}: ${output}`)));
        child.stdout.on("data", (bytes) => String(bytes).includes("ready") && ready());
    });
    return {
        issuer,
        async stop() {
            child.kill("SIGTERM");
            await ended;
        },
    };
}
