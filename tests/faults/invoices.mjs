// Invoices are issued by many at once, some of them in vain, while the process is killed: the numbers of a series are
// 1 … N without gap or double, their dates in order, what was acknowledged is there, and what was not is issued once when it
// is asked for again with the same key.
//
//   invoices.mjs [--count 120] [--kills 6] [--clients 12] [--seed N]
import { bookFaults } from "./support/books.mjs";
import { openDiary } from "./support/diary.mjs";
import { House } from "./support/house.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";
import { logIn, NoAnswer, Wire } from "./support/wire.mjs";

const { count, kills, clients, seed } = options({ count: 120, kills: 6, clients: 12, seed: Date.now() % 1_000_000 }, { count: 40, kills: 2 });
const dice = rolled(seed);

async function draft(wire, diary) {
    const { practitioner_id, site_id } = diary.next();
    const unit_price = { amount: 100 + dice.below(9000), currency: "EUR" };
    const lines = [{ label: "Essai", unit_price, exemption: "Exonéré" }];
    const answer = await wire.post("/api/invoices", { patient_id: dice.of(diary.patients), practitioner_id, site_id, lines });
    if (answer.status !== 201) throw new Error(`a draft was refused: ${answer.raw}`);
    return answer.body.id;
}

// Each draft in turn: issued, or asked for in vain first; then paid. `issued` and `paid` hold what was acknowledged.
class Clerk {
    constructor(drafts, ledger) {
        Object.assign(this, { drafts, ledger, deed: undefined });
    }

    async work(url, token) {
        const wire = new Wire(url, { token });
        try {
            while ((this.deed ??= this.next())) {
                const { path, key, headers, body } = this.deed;
                this.ledger.take(this.deed, await wire.post(path, body, { key, headers }));
                this.deed = undefined;
            }
        } catch (error) {
            if (!(error instanceof NoAnswer)) throw error;
        }
        wire.close();
    }

    next() {
        const id = this.drafts.shift();
        if (!id) return undefined;
        const path = `/api/invoices/${id}`;
        if (this.ledger.issued.has(id)) return { id, kind: "pay", path: `${path}/pay`, body: { method: "cash" }, key: `pay-${id}` };
        this.drafts.push(id); // to be paid, or issued after all
        if (dice.chance(0.25)) return { id, kind: "vain", path: `${path}/issue`, headers: { "if-match": '"77"' }, key: `vain-${id}-${dice.below(1e9)}` };
        return { id, kind: "issue", path: `${path}/issue`, key: `issue-${id}` };
    }
}

class Ledger {
    issued = new Map();
    paid = new Set();
    refused = 0;
    surprises = [];

    take({ id, kind }, answer) {
        if (answer.status === 200 && kind === "issue") this.issued.set(id, answer.body.number);
        else if (answer.status === 200 && kind === "pay") this.paid.add(id);
        else if (kind === "vain" && [409, 412].includes(answer.status)) ++this.refused;
        else this.surprises.push(`${kind}: ${answer.status} ${answer.raw}`);
    }
}

async function lost(house, ledger) {
    const rows = await house.rows("SELECT id, number FROM billing_invoices WHERE number IS NOT NULL");
    const stored = new Map(rows.map(({ id, number }) => [id, number]));
    const settled = await house.rows("SELECT invoice_id AS id FROM billing_payments");
    const paid = new Set(settled.map(({ id }) => id));
    return [
        ...[...ledger.issued].filter(([id, number]) => stored.get(id) !== number).map(([, number]) => `${number} is lost`),
        ...[...ledger.paid].filter((id) => !paid.has(id)).map((id) => `the payment of ${id} is lost`),
    ];
}

async function rig() {
    const house = await House.build();
    try {
        await house.start();
        const { token } = await logIn(house.url, "reception");
        const wire = new Wire(house.url, { token });
        const diary = await openDiary(wire);
        const drafts = [];
        for (let n = 0; n < count; ++n) drafts.push(await draft(wire, diary));
        wire.close();
        const mine = [...drafts];
        const ledger = new Ledger();
        const clerks = Array.from({ length: clients }, () => new Clerk(drafts, ledger));
        const wrong = [];
        let unanswered = 0;
        for (let n = 0; n <= kills; ++n) {
            const working = clerks.map((clerk) => clerk.work(house.url, token));
            if (n < kills) {
                await pause(5 + dice.below(40));
                await house.kill();
                await Promise.all(working);
                unanswered += clerks.filter(({ deed }) => deed).length;
                await house.start();
            }
            await Promise.all(working);
            wrong.push(...(await bookFaults(house)), ...(await lost(house, ledger)));
        }
        const told = (list) => list.slice(0, 3).join("; ");
        console.log(`     seed ${seed}: ${ledger.issued.size} issued, ${ledger.refused} refused, ${kills} kills, ${unanswered} unanswered`);
        check("every draft was issued and paid in the end", mine.every((id) => ledger.issued.has(id) && ledger.paid.has(id)), ledger.issued.size);
        check("some asked in vain, and some had no answer", ledger.refused > 0 && (kills === 0 || unanswered > 0), `${ledger.refused}, ${unanswered}`);
        check("numbers without gap or double, dates in order, balances as paid, nothing lost", wrong.length === 0, told(wrong));
        check("no answer but success or the refusal that was asked for", ledger.surprises.length === 0, told(ledger.surprises));
        await plant(house, mine[0]);
    } finally {
        await house.remove();
    }
}

// Without the triggers an invoice can vanish: the rig must see the gap that it leaves.
async function plant(house, id) {
    const names = ["billing_invoices_unchanged", "billing_invoices_undeleted", "billing_lines_unchanged", "billing_lines_undeleted",
        "billing_payments_unchanged", "billing_payments_undeleted"];
    for (const name of names) {
        const table = name.split("_").slice(0, 2).join("_");
        await house.execute(house.database ? `DROP TRIGGER IF EXISTS ${name} ON ${table}` : `DROP TRIGGER IF EXISTS ${name}`);
    }
    for (const table of ["billing_payments", "billing_lines", "billing_balances"])
        await house.execute(`DELETE FROM ${table} WHERE invoice_id = '${id}'`);
    await house.execute(`DELETE FROM billing_invoices WHERE id = '${id}'`);
    const found = await bookFaults(house);
    check("planted: an invoice that vanished is noticed", found.some((line) => line.startsWith("a gap")), found[0]);
}

await runRig(rig);
