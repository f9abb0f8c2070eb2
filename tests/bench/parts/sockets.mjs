// What an idle live socket holds: 10,000 of them, twenty to a person.
import { connect } from "node:net";

import { Wire } from "../../faults/support/wire.mjs";
import { tell } from "../support/figures.mjs";
import { inLanes } from "../support/lanes.mjs";
import { memoryOf } from "../support/memory.mjs";
import { openClinic } from "../support/servers.mjs";

const people = 500;
const socketsEach = 20;
// Many at a time, so that those who wait for the disk wait together; few passwords are hashed at once.
const lanes = 32;
const doors = 4;
const settings = ["auth.argon2_memory_kib=19456", "auth.argon2_passes=1", "server.max_connections=12000"];

async function register(url, number) {
    const wire = new Wire(url);
    const person = { email: `p${number}@bench.example`, first_name: "Noémie", last_name: `Essai ${number}`, language: "fr" };
    const password = "correct horse battery staple";
    const asked = await wire.post("/api/auth/register", { ...person, password });
    if (asked.status !== 202) throw new Error(`no account: ${asked.status} ${asked.raw}`);
    const answer = await wire.post("/api/auth/login", { email: person.email, password });
    wire.close();
    if (answer.status !== 200) throw new Error(`no log-in: ${answer.status} ${answer.raw}`);
    return answer.body.access_token;
}

// Connections of one address are limited, so the sockets come from many: all of 127.0.0.0/8 is this machine.
const addressOf = (number) => `127.0.${1 + Math.floor(number / 50)}.1`;

// A socket after its upgrade and greeting.
function open(port, ticket, localAddress) {
    return new Promise((done, failed) => {
        const socket = connect({ port, host: "127.0.0.1", localAddress });
        socket.write(`GET /api/live?ticket=${ticket} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n` +
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        socket.once("data", (bytes) => {
            const head = bytes.toString("latin1");
            if (head.startsWith("HTTP/1.1 101")) done(socket);
            else failed(new Error(`no upgrade: ${head}`));
        });
        socket.on("error", failed);
    });
}

async function openAllOf(clinic, token, person) {
    const wire = new Wire(clinic.house.url, { token });
    const sockets = [];
    for (let i = 0; i < socketsEach; ++i) {
        const { status, body, raw } = await wire.post("/api/live/ticket");
        if (status >= 300) throw new Error(`no ticket: ${status} ${raw}`);
        sockets.push(await open(clinic.port, body.ticket, addressOf(person * socketsEach + i)));
    }
    wire.close();
    return sockets;
}

export async function run() {
    const clinic = await openClinic({ settings });
    const tokens = await inLanes(doors, Array.from({ length: people }, (_, number) => number), (number) => register(clinic.house.url, number));
    const before = await memoryOf(clinic.house.process.pid);
    const begun = Date.now();
    const sockets = (await inLanes(lanes, tokens, (token, person) => openAllOf(clinic, token, person))).flat();
    const seconds = (Date.now() - begun) / 1000;
    const after = await memoryOf(clinic.house.process.pid);
    const open = sockets.filter((socket) => !socket.destroyed && socket.readable).length;
    if (open !== sockets.length) throw new Error(`only ${open} of ${sockets.length} sockets stayed open`);
    const each = ((after.resident - before.resident) * 1024) / sockets.length;
    const note = `the process: ${Math.round(after.resident)} MB; opened in ${seconds.toFixed(1)} s`;
    tell(`an idle live socket, of ${sockets.length}`, each, { most: 20, unit: "KB", note });
    for (const socket of sockets) socket.destroy();
    await clinic.close();
}
