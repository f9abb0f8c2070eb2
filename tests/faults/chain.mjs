// kill -9 while patients live whole days at the clinic: book, be received, consulted, billed, pay. One step calls the next by
// events, across modules; whatever the process does, each day leaves everything that follows from it exactly once.
//
//   chain.mjs [--kills 20] [--seed N]
//
// There is time for some two hundred days, which bounds the kills.
import { startSmtp } from "../browser/support/smtp.mjs";
import { castOf } from "./support/cast.mjs";
import { Patient } from "./support/day.mjs";
import { faultsOf, hearingsOf } from "./support/effects.mjs";
import { House } from "./support/house.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";

const { kills, seed } = options({ kills: 20, seed: Date.now() % 1_000_000 }, { kills: 1 });
const dice = rolled(seed);

const told = (list) => list.slice(0, 3).join("; ");

// The least id that can be made from now on: ids begin with their milliseconds (RFC 9562, version 7).
function idOfNow() {
    const hex = Date.now().toString(16).padStart(12, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8)}-`;
}

class Scene {
    async open() {
        this.smtp = await startSmtp();
        this.house = await House.build({ settings: [`smtp.url=${this.smtp.url}`, "smtp.starttls=off"] });
        await this.house.start();
        // Nobody waits for what comes free: whom an offer reaches hangs on who was first, which is the races' subject.
        await this.house.execute("DELETE FROM appointments_offers");
        await this.house.execute("DELETE FROM appointments_wishes");
        this.cast = await castOf(this.house.url);
        await this.house.delivered();
        this.since = idOfNow();
        this.heard = await hearingsOf(this.house);
        const { desk, doctors } = this.cast;
        this.patients = this.cast.patients.map((by, number) => new Patient(number,
            { patient: by.token, desk: desk.token, doctors }, () => this.newDay(by)));
    }

    newDay(by) {
        const day = this.cast.next();
        return day && { ...day, by };
    }

    get days() {
        return this.patients.flatMap(({ days }) => days);
    }

    async liveAndDie(ms) {
        const living = this.patients.map((patient) => patient.live(this.house.url));
        await pause(ms);
        await this.house.kill();
        await Promise.all(living);
    }

    // Ends the days that have begun, and waits for what follows from them.
    async endDays() {
        await Promise.all(this.patients.map((patient) => patient.live(this.house.url, { stopping: () => true })));
        return this.house.delivered();
    }

    async close() {
        await this.house?.remove();
        await this.smtp.stop();
    }
}

async function rig() {
    const scene = new Scene();
    try {
        await scene.open();
        const { house } = scene;
        let waiting = 0;
        let unfinished = 0;
        // A day takes PostgreSQL longer; and some must be left for what is planted.
        const shortest = scene.house.database ? 50 : 20; // ms
        for (let n = 0; n < kills; ++n) {
            await scene.liveAndDie(shortest + dice.below(6 * shortest));
            waiting += await house.value("SELECT COUNT(*) AS n FROM bus_outbox");
            unfinished += scene.patients.filter(({ day }) => day).length;
            await house.start();
        }
        const left = await scene.endDays();
        const parked = await house.value("SELECT COUNT(*) AS n FROM bus_dead");
        const found = await faultsOf(scene);
        console.log(`     seed ${seed}: ${kills} kills, ${scene.days.length} days, ${scene.smtp.messages.length} mails; ` +
            `at the kills ${unfinished} days were under way and ${waiting} deliveries waited`);
        check("days were under way and deliveries waited at the kills", unfinished > 0 && waiting > 0, `${unfinished}, ${waiting}`);
        const surprises = scene.patients.map(({ surprise }) => surprise).filter(Boolean);
        check("no step was refused, and every draft came", surprises.length === 0, told(surprises));
        check("afterwards everything is delivered, nothing is parked", left === 0 && parked === 0, `${left}, ${parked}`);
        check("a prescription, an invoice and a receipt for each day, each printed once and readable", found.papers.length === 0, told(found.papers));
        check("a draft, an invoice and a payment for each visit, numbers without gap", found.books.length === 0, told(found.books));
        check("each person is told once of each thing in the app", found.words.length === 0, told(found.words));
        check("each thing is mailed once, and again under its Message-ID only by another process", found.mails.length === 0, told(found.mails));
        check("one entry of the timeline for each source, the visit's as it ended", found.timeline.length === 0, told(found.timeline));
        check("the reports say what the tables say", found.figures.length === 0, told(found.figures));
        check("every listener heard of everything once", found.listeners.length === 0, told(found.listeners));
        check("what a listener heard of one visit came in its order", found.order.length === 0, told(found.order));
        await plantOrder(scene);
        await plantTwice(scene);
        await plantLoss(scene);
    } finally {
        await scene.close();
    }
}

async function plantOrder(scene) {
    const { house } = scene;
    const [{ visit }] = scene.days;
    const swap = (from, to) => house.execute(`UPDATE notifications_items SET subject = '${to}' WHERE subject = '${from}'`);
    await swap(`${visit}/2`, "aside");
    await swap(`${visit}/3`, `${visit}/2`);
    await swap("aside", `${visit}/3`);
    const { order } = await faultsOf(scene, ["order"]);
    check("planted: changes told out of order are noticed", order.length > 0, order[0]);
}

// What a listener would leave that was let in twice: another paper, another sum.
async function plantTwice(scene) {
    const { house } = scene;
    const [day] = scene.days;
    const another = `${idOfNow()}7000-8000-000000000000`;
    await house.execute(`
        INSERT INTO documents_documents (id, patient_id, category, name, type, file_id, shared, by_patient, created_at, version)
        SELECT '${another}', patient_id, category, name, type, file_id, shared, by_patient, created_at, version
          FROM documents_documents WHERE source = 'billing.payment:${day.payment}'`);
    await house.execute(`
        INSERT INTO reporting_money (id, kind, practitioner_id, site_id, method, amount, currency, day, week, month)
        SELECT '${another}', kind, practitioner_id, site_id, method, amount, currency, day, week, month
          FROM reporting_money WHERE id = '${day.payment}'`);
    const { papers, figures } = await faultsOf(scene, ["papers", "figures"]);
    check("planted: a paper printed twice is noticed", papers.some((line) => line.startsWith("printed without need")), papers[0]);
    check("planted: a payment counted twice is noticed", figures.some((line) => line.startsWith("received")), figures[0]);
}

// An outbox that loses what waited when the process died. The drafts are left to it: without them no day would end.
async function plantLoss(scene) {
    const { house } = scene;
    const lost = "listener <> 'billing.draft_visit'";
    const before = (await faultsOf(scene, ["listeners"])).listeners.length;
    for (let tries = 0; tries < 10; ++tries) {
        await scene.liveAndDie(60 + dice.below(200));
        const waiting = await house.value(`SELECT COUNT(*) AS n FROM bus_outbox WHERE ${lost} AND listener IN
            ('notifications.tell_booked', 'notifications.tell_moved', 'notifications.tell_document', 'notifications.tell_paid')`);
        await house.execute(`DELETE FROM bus_outbox WHERE ${lost}`);
        await house.start();
        await scene.endDays();
        if (waiting > 0) break;
    }
    const { listeners, words } = await faultsOf(scene, ["listeners", "words"]);
    check("planted: events lost at a kill are noticed", before === 0 && listeners.length > 0 &&
        words.some((line) => line.startsWith("told 0 times")), `${listeners.length}, ${words.length}`);
}

await runRig(rig);
