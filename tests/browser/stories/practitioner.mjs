// A practitioner's day: who is next, and the steps of a visit, each of which can be taken back.
import { carers, people } from "../support/people.mjs";
import { desk } from "../support/story.mjs";
import { dayIn, longDay, timeIn, words } from "../support/words.mjs";

const names = { fr: "Octave Lambert", en: "Olive Lambert" };

// A visit of their own, a few days ahead: what the demo's day holds depends on the hour that the story is told.
async function visitOf(story, language) {
    const [carer] = carers[people.doctor[language]].split(" ").slice(-1);
    const [slot] = await story.clinic.slots.take({ carer, inDays: 6 });
    const office = await story.clinic.as(people.reception.fr);
    const [first_name, birth_name] = names[language].split(" ");
    const patient = await office.post("/api/patients", { first_name, birth_name, sex: "unknown", confirm_duplicate: true });
    const { practitioner_id, site_id, visit_type_id, starts_at } = slot;
    return office.post("/api/appointments", { patient_id: patient.id, practitioner_id, site_id, visit_type_id, starts_at });
}

async function dayOf(story, language) {
    const t = words(language);
    const page = await story.logIn("doctor", { language });
    await page.getByRole("heading", { level: 1, name: longDay(Date.now(), language) }).waitFor();
    const next = page.getByRole("region", { name: new RegExp(["current", "ready", "next"].map((key) => t(`day:${key}`)).join("|")) });
    await next.or(page.getByText(t("day:over"))).or(page.getByText(t("day:empty"))).first().waitFor();
    await story.accessible(page, "my day");
    await story.screenshot(page, "today");

    const visit = await visitOf(story, language);
    const office = await story.clinic.as(people.reception.fr);
    const status = async () => (await office.get(`/api/appointments/${visit.id}`)).status;
    const becomes = (wanted) => story.until(async () => (await status()) === wanted);
    await page.goto(`/my-day?day=${dayIn(visit.starts_at)}`);
    const row = page.getByRole("listitem").filter({ hasText: visit.patient_name });
    await row.getByText(timeIn(visit.starts_at)).waitFor();

    // Arrived, from the drawer; the page behind it stays where its reader is.
    await page.setViewportSize({ ...desk, height: 320 });
    const opener = row.getByRole("button", { name: visit.patient_name, exact: true });
    await opener.focus();
    await opener.hover();
    const height = await page.evaluate(() => scrollY);
    await opener.click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("heading", { name: visit.patient_name }).waitFor();
    await story.until(async () => (await page.evaluate(() => scrollY)) === height);
    await page.setViewportSize(desk);
    await story.accessible(page, "the visit");
    await drawer.getByRole("button", { name: t("visit:act.arrive") }).click();
    await row.getByText(t("shared:status.arrived")).waitFor();
    await becomes("arrived");

    // Started and completed in the list.
    const act = (name) => row.getByRole("button", { name: t("day:act.of", { act: t(`visit:act.${name}`), name: visit.patient_name }) });
    await act("start").click();
    await row.getByText(t("shared:status.in_progress")).waitFor();
    await becomes("in_progress");
    await story.screenshot(page, "in-consultation");
    await act("complete").click();
    await row.getByText(t("shared:status.fulfilled")).waitFor();
    await becomes("fulfilled");

    // One step back, from the drawer, where it stays possible.
    await row.getByRole("button", { name: visit.patient_name, exact: true }).click();
    await drawer.getByRole("button", { name: t("visit:takeBack") }).click();
    await becomes("in_progress");
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    await row.getByText(t("shared:status.in_progress")).waitFor();
}

export const stories = [
    { name: "their day, and a visit from arrival to end and one step back", run: (story) => dayOf(story, "fr") },
    { name: "their day in English", run: (story) => dayOf(story, "en") },
];
