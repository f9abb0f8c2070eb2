// A small SMTP server (RFC 5321) that keeps what it is given: the mailbox of the stories.
import { createServer } from "node:net";

export async function startSmtp() {
    const messages = [];
    const server = createServer((socket) => talk(socket, messages));
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return {
        url: `smtp://127.0.0.1:${server.address().port}`,
        messages,
        // Mail leaves after the commit, so that a story may have to wait for it.
        async waitFor(matches, patience = 30_000) {
            const end = Date.now() + patience;
            for (;;) {
                const found = messages.find(matches);
                if (found) return found;
                if (Date.now() > end) throw new Error(`no such mail among ${messages.length}: ${messages.map((m) => m.subject)}`);
                await new Promise((done) => setTimeout(done, 100));
            }
        },
        stop: () => new Promise((done) => server.close(done)),
    };
}

function talk(socket, messages) {
    let buffer = "";
    let envelope = { to: [] };
    let inData = false;
    const say = (line) => socket.write(`${line}\r\n`);
    say("220 stories ESMTP");
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
        buffer += bytes.toString("utf8");
        for (;;) {
            if (inData) {
                const end = buffer.indexOf("\r\n.\r\n");
                if (end < 0) return;
                messages.push({ at: Date.now(), ...envelope, ...parse(buffer.slice(0, end).replace(/\r\n\.\./g, "\r\n.")) });
                buffer = buffer.slice(end + 5);
                envelope = { to: [] };
                inData = false;
                say("250 kept");
                continue;
            }
            const end = buffer.indexOf("\r\n");
            if (end < 0) return;
            const line = buffer.slice(0, end);
            buffer = buffer.slice(end + 2);
            const verb = line.slice(0, 4).toUpperCase();
            if (verb === "EHLO" || verb === "HELO") say("250-stories\r\n250-8BITMIME\r\n250 SIZE 10000000");
            else if (verb === "MAIL") say("250 ok");
            else if (verb === "RCPT") {
                envelope.to.push(line.match(/<([^>]*)>/)?.[1] ?? "");
                say("250 ok");
            } else if (verb === "DATA") {
                inData = true;
                say("354 go on");
            } else if (verb === "QUIT") {
                say("221 bye");
                socket.end();
            } else say("250 ok");
        }
    });
}

function parse(raw) {
    const head = raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
    const subject = decodeWords(head.match(/^subject: (.*)$/im)?.[1] ?? "");
    return { raw, subject, text: decodeParts(raw) };
}

function decodeWords(text) {
    return text.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, word) =>
        kind.toLowerCase() === "b" ? Buffer.from(word, "base64").toString("utf8") : quoted(word.replaceAll("_", " ")));
}

function quoted(text) {
    const bytes = text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1").toString("utf8");
}

// Every part that is base64 or quoted-printable, decoded, one after the other.
function decodeParts(raw) {
    const boundaries = [...raw.matchAll(/boundary="?([^"\r\n;]+)"?/gi)].map((match) => match[1]);
    let parts = [raw];
    for (const boundary of boundaries) parts = parts.flatMap((part) => part.split(`--${boundary}`));
    return parts.map((part) => {
        const gap = part.indexOf("\r\n\r\n");
        const body = part.slice(gap + 4);
        if (/content-transfer-encoding: base64/i.test(part.slice(0, gap))) return Buffer.from(body, "base64").toString("utf8");
        return quoted(body);
    }).join("\n");
}
