// What an idle live socket holds: 10,000 of them, twenty to a person.
import { connect } from "node:net";

import { Wire } from "../../faults/support/wire.mjs";
import { tell } from "../support/figures.mjs";
import { memoryOf } from "../support/memory.mjs";
import { openClinic } from "../support/servers.mjs";

const people = 500;
const socketsEach = 20;
const settings = ["auth.argon2_memory_kib=19456", "auth.argon2_passes=1", "server.max_connections=12000"];

async function register(wire, number) {
    const person = { email: `p${number}@bench.example`, first_name: "Noémie", last_name: `Essai ${number}`, language: "fr" };
    const answer = await wire.post("/api/auth/register", { ...person, password: "correct horse battery staple" });
    if (answer.status !== 201) throw new Error(`no account: ${answer.raw}`);
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

async function openAll(clinic, tokens) {
    const sockets = [];
    for (const token of tokens) {
        const wire = new Wire(clinic.house.url, { token });
        for (let i = 0; i < socketsEach; ++i) {
            const { body } = await wire.post("/api/live/ticket");
            sockets.push(await open(clinic.port, body.ticket, addressOf(sockets.length)));
        }
        wire.close();
    }
    return sockets;
}

export async function run() {
    const clinic = await openClinic({ settings });
    const wire = new Wire(clinic.house.url);
    const tokens = [];
    for (let i = 0; i < people; ++i) tokens.push(await register(wire, i));
    wire.close();
    const before = await memoryOf(clinic.house.process.pid);
    const sockets = await openAll(clinic, tokens);
    const after = await memoryOf(clinic.house.process.pid);
    const open = sockets.filter((socket) => !socket.destroyed && socket.readable).length;
    if (open !== sockets.length) throw new Error(`only ${open} of ${sockets.length} sockets stayed open`);
    const each = ((after.resident - before.resident) * 1024) / sockets.length;
    tell(`an idle live socket, of ${sockets.length}`, each, { most: 20, unit: "KB", note: `the process: ${Math.round(after.resident)} MB` });
    for (const socket of sockets) socket.destroy();
    await clinic.close();
}
