// An invoice as PDF, asked for over HTTP by one client: printed for the occasion, and as it was kept when it was issued.
import { Wire } from "../../faults/support/wire.mjs";
import { tell } from "../support/figures.mjs";
import { load, openClinic } from "../support/servers.mjs";

const lines = 12;

async function ask(wire, path, body = {}) {
    const answer = await wire.post(path, body);
    if (answer.status >= 300) throw new Error(`no invoice: ${answer.status} ${answer.raw}`);
    return answer.body;
}

// Issued through the front door, so that its paper is kept.
async function issue(wire, { patient_id, practitioner_id, site_id }) {
    const line = (n) => ({ label: `Acte ${n}`, unit_price: { amount: 2500 + n, currency: "EUR" }, exemption: "Exonération de TVA, art. 261-4-1° du CGI" });
    const body = { patient_id, practitioner_id, site_id, lines: Array.from({ length: lines }, (_, n) => line(n)) };
    const { id } = await ask(wire, "/api/invoices", body);
    await ask(wire, `/api/invoices/${id}/issue`);
    return id;
}

export async function run() {
    const clinic = await openClinic();
    const token = await clinic.token("admin");
    const wire = new Wire(clinic.house.url, { token });
    // The demo's own invoices come from before the clinic kept papers.
    const [known] = (await wire.get("/api/invoices?status=paid&limit=1")).body.items;
    const kept = await issue(wire, known);
    await clinic.house.delivered();
    wire.close();
    const figures = async (id) => load(clinic.port, { token, path: `/api/invoices/${id}/pdf`, connections: 1, seconds: 3 });
    const [fresh, stored] = [await figures(known.id), await figures(kept)];
    tell("an invoice PDF, printed, p99 (one client)", fresh.p99_ms, { unit: "ms", note: `p50 ${fresh.p50_ms} ms, ${fresh.bytes} bytes` });
    tell("an invoice PDF, kept, p99 (one client)", stored.p99_ms, { unit: "ms", note: `p50 ${stored.p50_ms} ms, ${stored.bytes} bytes` });
    await clinic.close();
}
