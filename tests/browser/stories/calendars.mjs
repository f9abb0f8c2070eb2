// Calendars outside of the house: made on the page, read by programs that know nothing of us.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { people } from "../support/people.mjs";
import { words } from "../support/words.mjs";

const support = join(dirname(fileURLToPath(import.meta.url)), "../support");
const python = "/usr/bin/python3"; // Debian's, which has the libraries

function run(script, args) {
    return spawn(python, [join(support, script), ...args], { stdio: ["pipe", "pipe", "inherit"] });
}

async function readBy(library, text) {
    const child = run("read_calendar.py", [library]);
    child.stdin.end(text);
    const events = [];
    for await (const line of createInterface({ input: child.stdout })) events.push(JSON.parse(line));
    const code = child.exitCode ?? await new Promise((done) => child.once("exit", done));
    if (code !== 0) throw new Error(`${library} did not understand our calendar:\n${text}`);
    return events;
}

// The two nights of the year to come in which the clocks of Paris change, and hours around them: 1:30, 3:30 and, in autumn,
// both 2:15.
function nightsOfChange() {
    const offset = (at) => {
        const parts = new Intl.DateTimeFormat("en", { timeZone: "Europe/Paris", timeZoneName: "longOffset" }).formatToParts(at);
        return parts.find(({ type }) => type === "timeZoneName").value;
    };
    const hour = 3_600_000;
    const changes = [];
    const start = Math.ceil(Date.now() / hour) * hour + 48 * hour;
    for (let at = start; at < start + 360 * 24 * hour; at += hour) {
        if (offset(at) !== offset(at - hour)) changes.push(at);
    }
    return changes.flatMap((at) => [-105, -45, 15, 90].map((minutes) => new Date(at + minutes * 60_000).toISOString().replace(".000", "")));
}

async function booked(story, starts_at, carer) {
    const desk = await story.clinic.as(people.admin.fr);
    const named = async (path, fits) => (await desk.get(path)).items.find(fits);
    const practitioner = await named("/api/practitioners", ({ last_name }) => last_name === carer);
    const type = await named("/api/visit-types", ({ name }) => name === "Consultation");
    const patient = await named("/api/patients?limit=5", () => true);
    return desk.post("/api/appointments", {
        patient_id: patient.id, practitioner_id: practitioner.id, site_id: practitioner.site_ids[0], visit_type_id: type.id, starts_at, override_reason: "Garde",
        reason: "Motif que personne ne doit lire",
    });
}

async function subscribed(story, language) {
    const t = words(language);
    const carer = language === "fr" ? "Martin" : "Benali";
    const visits = [];
    for (const at of nightsOfChange()) visits.push(await booked(story, at, carer));
    const page = await story.signIn("doctor", { language, from: "/account" });
    const name = t("auth:agendas.practitioner");
    await page.getByRole("button", { name: `${t("auth:agendas.make")}, ${name}` }).click();
    const shown = page.getByRole("status").filter({ hasText: t("auth:agendas.shown") });
    const address = () => shown.getByText(/^http\S+\.ics$/).innerText();
    const url = await address();
    await story.accessible(page, "my calendars");
    await story.screenshot(page, "agendas");

    const calendar = await (await fetch(url)).text();
    if (calendar.includes("personne ne doit lire")) throw new Error("the calendar tells why somebody comes");
    for (const library of ["icalendar", "vobject"]) {
        const events = new Map((await readBy(library, calendar)).map((event) => [event.uid.split("@")[0], event]));
        for (const { id, starts_at, ends_at } of visits) {
            const event = events.get(id);
            if (event?.starts_at !== starts_at || event.ends_at !== ends_at) {
                throw new Error(`${library} read ${JSON.stringify(event)} for ${starts_at} to ${ends_at}`);
            }
        }
    }

    // The old address ends with the new one, and that with the calendar.
    await page.getByRole("button", { name: `${t("auth:agendas.renew")}, ${name}` }).click();
    await story.until(async () => (await address()) !== url);
    const renewed = await address();
    if ((await fetch(url)).status !== 404) throw new Error("the old address still opens");
    if ((await fetch(renewed)).status !== 200) throw new Error("the new address does not open");
    await page.getByRole("button", { name: `${t("auth:agendas.revoke")}, ${name}` }).click();
    await story.until(async () => (await fetch(renewed)).status === 404);
}

// Debian's python3-caldav, as a phone would: from the address and a key to the events, and to what changes.
async function synchronised(story) {
    const doctor = await story.clinic.as(people.doctor.fr);
    const { key } = await doctor.post("/api/auth/api-keys", { name: "Téléphone", scopes: ["calendar:read"], days: 1 });
    const [slot, other] = await story.clinic.slots.take({ carer: "Martin", inDays: 5, count: 2 });
    const first = await booked(story, slot.starts_at, "Martin");
    const day = slot.starts_at.slice(0, 10);
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const child = run("read_caldav.py", [`${story.clinic.url}/caldav/`, key, day, next]);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const heard = async () => {
        const { value, done } = await lines.next();
        if (done) throw new Error("the CalDAV client gave up");
        return JSON.parse(value);
    };
    try {
        const before = await heard();
        if (before.calendars.length !== 1) throw new Error(`it found the calendars ${before.calendars}`);
        for (const list of [before.events, before.known, before.week]) {
            if (!list.includes(first.id)) throw new Error(`the visit ${first.id} is missing in ${JSON.stringify(before)}`);
        }
        if (before.week.length >= before.events.length) throw new Error("a day is as long as a year");
        const second = await booked(story, other.starts_at, "Martin");
        child.stdin.write("\n");
        const after = await heard();
        if (!after.updated.includes(second.id)) throw new Error(`the new visit is missing in ${JSON.stringify(after)}`);
        if (!after.events.includes(second.id)) throw new Error("the new visit is not listed");
    } finally {
        child.kill();
    }
}

// A calendar that the doctor keeps elsewhere: said on the page; what is wrong is said in words.
async function elsewhere(story) {
    const t = words("fr");
    const page = await story.signIn("doctor", { from: "/admin/hours" });
    const field = page.getByLabel(t("clinics:outside.address"));
    await field.fill("https://127.0.0.1:9/agenda.ics");
    await page.getByRole("button", { name: t("clinics:outside.connect") }).click();
    await page.getByText(/réseau privé/).first().waitFor();
    await story.holds(field, "https://127.0.0.1:9/agenda.ics");
    await story.accessible(page, "a calendar elsewhere");
    await story.screenshot(page, "outside");
}

export const stories = [
    { name: "a doctor's calendar, read by two other programs on the nights when clocks change", run: (story) => subscribed(story, "fr") },
    { name: "the same in English", run: (story) => subscribed(story, "en") },
    { name: "a calendar program follows the doctor's visits by CalDAV", run: synchronised },
    { name: "a calendar elsewhere that cannot be read", run: elsewhere },
];
