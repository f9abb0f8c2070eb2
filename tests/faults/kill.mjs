// kill -9 at random moments under mixed writes: what was acknowledged is there, nothing is there by half, and what was
// not acknowledged ends with exactly one effect when it is asked again with the same key.
//
//   kill.mjs [--kills 20] [--clients 16] [--seed N]
import { Client, Ledger } from "./support/clients.mjs";
import { openDiary } from "./support/diary.mjs";
import { House } from "./support/house.mjs";
import { violations } from "./support/invariants.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";
import { differences, settle } from "./support/truth.mjs";
import { logIn, Wire } from "./support/wire.mjs";

const { kills, clients: crowd, seed } = options({ kills: 20, clients: 16, seed: Date.now() % 1_000_000 }, { kills: 3 });
const dice = rolled(seed);
const readyWithin = 2000;

async function killOnce(house, clients, token) {
    const working = clients.map((client) => client.work(house.url, token));
    await pause(10 + dice.below(190));
    await house.kill();
    await Promise.all(working);
    return house.start();
}

async function rig() {
    const house = await House.build();
    try {
        await house.start();
        const { token } = await logIn(house.url, "reception");
        const diary = await openDiary(new Wire(house.url, { token }));
        const contested = Array.from({ length: 40 }, () => diary.next());
        const ledger = new Ledger();
        const clients = Array.from({ length: crowd }, (_, number) => new Client(number, { dice, diary, ledger, contested }));

        const lost = [];
        const half = [];
        const twice = [];
        let unknown = 0;
        let slowest = 0;
        for (let n = 0; n < kills; ++n) {
            slowest = Math.max(slowest, await killOnce(house, clients, token));
            const open = clients.filter((client) => client.pending);
            unknown += open.length;
            lost.push(...(await differences(house, ledger, open.map((client) => client.pending))));
            half.push(...(await violations(house)));
            const wire = new Wire(house.url, { token });
            for (const client of open) await settle(wire, client, twice);
            wire.close();
        }
        twice.push(...(await differences(house, ledger)));
        half.push(...(await violations(house)));

        const told = (list) => list.slice(0, 3).join("; ");
        console.log(`     seed ${seed}: ${kills} kills, ${ledger.acknowledged} answers, ${ledger.visits.size} visits, ` +
            `${ledger.patients.size} patients, ${unknown} unanswered, slowest start ${Math.round(slowest)} ms`);
        check("the clients had work done between kills", ledger.acknowledged > kills, ledger.acknowledged);
        check("requests were under way at the kills", unknown > 0, unknown);
        check("no acknowledged write is lost, none appears that nobody asked for", lost.length === 0, told(lost));
        check("nothing is half applied, integrity and invariants hold", half.length === 0, told(half));
        check("unanswered requests, asked again, have exactly one effect", twice.length === 0, told(twice));
        check("no answer but success or a conflict", ledger.surprises.length === 0, told(ledger.surprises));
        check(`ready again within ${readyWithin} ms`, slowest <= readyWithin, `${Math.round(slowest)} ms`);
        await plant(house, ledger);
    } finally {
        await house.remove();
    }
}

// The rig itself must see a lost visit, a lost history entry and an audit row that is left over.
async function plant(house, ledger) {
    const [lost, half] = [...ledger.visits.keys()];
    await house.tear(`DELETE FROM appointments_history WHERE appointment_id = '${lost}'`);
    await house.tear(`DELETE FROM appointments_visits WHERE id = '${lost}'`);
    const found = await differences(house, ledger);
    check("planted: an acknowledged visit that is lost is noticed", found.some((line) => line.includes("is lost")), found.length);
    await house.execute(`DELETE FROM appointments_history WHERE id =
        (SELECT MAX(id) FROM appointments_history WHERE appointment_id = '${half}')`);
    const broken = await violations(house);
    check("planted: a change without its history is noticed", broken.some((line) => line.includes("number of its changes")), broken.length);
    check("planted: an audit row without its change is noticed", broken.some((line) => line.includes("change is missing")));
}

await runRig(rig);
