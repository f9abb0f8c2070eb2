// A patient's document, sent and fetched, beside the bare server that seals the same bytes with the same cipher and syncs them
// as we do: one that looks at nothing, spools nothing, and knows nobody.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Wire } from "../../faults/support/wire.mjs";
import { alternate, medianOf, ratioOf, tell } from "../support/figures.mjs";
import { load, openCeiling, openClinic } from "../support/servers.mjs";

const rounds = 5;
const seconds = 1;
const sizes = { "256 KiB": 256 * 1024, "8 MiB": 8 * 1024 * 1024 };
const boundary = "bench-7d93b1";

// A PDF as scanners make them, whose picture is noise.
function pdfOf(size) {
    const head = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< >>\nstream\n";
    const tail = "\nendstream\nendobj\nstartxref\n9\n%%EOF\n";
    const noise = Buffer.alloc(size - head.length - tail.length);
    for (let i = 0, state = 1; i < noise.length; ++i) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        noise[i] = state >>> 24;
    }
    return Buffer.concat([Buffer.from(head), noise, Buffer.from(tail)]);
}

function formOf(fields, file) {
    const parts = Object.entries(fields).map(([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="scan.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
    return Buffer.concat([Buffer.from(parts.join("") + head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

async function idOf(url, headers, body) {
    const answer = await fetch(url, { method: "POST", headers, body });
    if (answer.status !== 201) throw new Error(`no file: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).id;
}

async function compare(what, connections, ours, theirs) {
    const options = { only: true, seconds, connections };
    const all = await alternate(rounds, () => ours(options), () => theirs(options));
    const rates = `${Math.round(medianOf(all.ours))} and ${Math.round(medianOf(all.theirs))} a second`;
    tell(`${what}, beside the bare server`, ratioOf(all), { unit: "×", note: rates });
}

export async function run() {
    const only = true;
    const clinic = await openClinic({ only });
    const ceiling = await openCeiling({ only });
    const token = await clinic.token("doctor");
    const wire = new Wire(clinic.house.url, { token });
    const [{ id: patient }] = (await wire.get("/api/patients?limit=1")).body.items;
    wire.close();
    const type = `multipart/form-data; boundary=${boundary}`;
    for (const [name, size] of Object.entries(sizes)) {
        const bytes = pdfOf(size);
        const form = formOf({ patient_id: patient, category: "letter" }, bytes);
        const [plain, whole] = ["plain", "form"].map((part) => join(clinic.house.folder, `${part}-${size}`));
        await writeFile(plain, bytes);
        await writeFile(whole, form);
        const connections = size > 1024 * 1024 ? 1 : 4;
        await compare(`a file of ${name}, sent`, connections,
            (options) => load(clinic.port, { ...options, token, path: "/api/documents", upload: whole, type }),
            (options) => load(ceiling.port, { ...options, path: "/files", upload: plain, type: "application/pdf" }));
        const id = await idOf(`${clinic.house.url}/api/documents`, { authorization: `Bearer ${token}`, "content-type": type }, form);
        const other = await idOf(`http://127.0.0.1:${ceiling.port}/files`, { "content-type": "application/pdf" }, bytes);
        await compare(`a file of ${name}, fetched`, connections,
            (options) => load(clinic.port, { ...options, token, path: `/api/documents/${id}` }),
            (options) => load(ceiling.port, { ...options, path: `/files/${other}` }));
    }
    await ceiling.close();
    await clinic.close();
}
