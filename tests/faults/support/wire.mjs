// Requests on kept connections of one client, with the difference that matters here: an answer, or none.
import { Agent, request } from "node:http";

import { password } from "./house.mjs";

// The connection ended before an answer: nobody knows whether the request had its effect.
export class NoAnswer extends Error {}

export class Wire {
    constructor(url, { sockets = 1, token = undefined } = {}) {
        this.url = new URL(url);
        this.token = token;
        this.agent = new Agent({ keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets });
    }

    // { status, headers, body (parsed JSON, or undefined), raw }. `onSent` is called when the kernel has the request.
    call(method, path, { key, body, headers = {}, onSent } = {}) {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const all = { ...headers };
        if (text !== undefined) Object.assign(all, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
        if (this.token) all.authorization = `Bearer ${this.token}`;
        if (key) all["idempotency-key"] = key;
        return new Promise((answered, failed) => {
            const gone = (error) => failed(new NoAnswer(error.message));
            const sent = request({ host: this.url.hostname, port: this.url.port, method, path, headers: all, agent: this.agent });
            sent.on("error", gone);
            if (onSent) sent.on("finish", onSent);
            sent.on("response", (response) => {
                const parts = [];
                response.on("data", (part) => parts.push(part));
                response.on("error", gone);
                response.on("end", () => {
                    const raw = Buffer.concat(parts).toString("utf8");
                    answered({ status: response.statusCode, headers: response.headers, raw, body: raw ? JSON.parse(raw) : undefined });
                });
            });
            sent.end(text);
        });
    }

    get(path) {
        return this.call("GET", path);
    }

    post(path, body = {}, options = {}) {
        return this.call("POST", path, { ...options, body });
    }

    close() {
        this.agent.destroy();
    }
}

// Logs a demo person in ("reception", "doctor" …): { token, cookie, user }.
export async function logIn(url, who) {
    const wire = new Wire(url);
    const answer = await wire.post("/api/auth/login", { email: `${who}@demo.example`, password });
    wire.close();
    if (answer.status !== 200) throw new Error(`${who} cannot log in: ${answer.status} ${answer.raw}`);
    const cookie = answer.headers["set-cookie"][0].split(";")[0];
    return { token: answer.body.access_token, cookie, user: answer.body.user };
}
