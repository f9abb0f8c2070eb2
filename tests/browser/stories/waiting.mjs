// No slot suits: a patient asks to be told, the desk offers them a free time, and one word takes it.
import { people } from "../support/people.mjs";
import { phone } from "../support/story.mjs";
import { timeIn, words } from "../support/words.mjs";

// The wishes of the person for that kind of visit end, so that the story begins with none.
async function waitsForNothing(story, email, typeId) {
    const own = await story.clinic.as(email);
    const { items } = await own.get("/api/waiting-list?in_queue=true");
    const desk = await story.clinic.as(people.admin.fr);
    for (const { id, visit_type_id } of items) if (visit_type_id === typeId) await desk.del(`/api/waiting-list/${id}`);
}

async function asks(story, page, t, slot, look) {
    await page.goto(`/book?type=${slot.visit_type_id}&practitioner=${slot.practitioner_id}`);
    await page.getByRole("link", { name: t("booking:slots.wait") }).click();
    await page.getByRole("heading", { level: 1, name: t("waiting:wait.title") }).waitFor();
    const site = page.getByLabel(t("waiting:field.site"), { exact: true });
    if (await site.count()) await site.selectOption(slot.site_id);
    await page.getByLabel(t("waiting:field.earliest"), { exact: true }).fill("08:00");
    await look(page, "wait");
    await page.getByRole("button", { name: t("waiting:wait.submit") }).click();
    await page.getByRole("heading", { level: 1, name: t("waiting:mine.title") }).waitFor();
    await look(page, "my-wishes");
}

async function offers(story, t, slot, look) {
    const desk = await story.signIn("reception", { from: "/waiting-list" });
    await desk.getByRole("heading", { level: 1, name: t("waiting:nav") }).waitFor();
    await look(desk, "list");
    const own = await story.clinic.as(people.patient.fr);
    const me = await own.get("/api/patients/me");
    const row = desk.getByRole("row").filter({ hasText: me.birth_name }).filter({ hasText: slot.type });
    await row.getByRole("button", { name: /^Proposer : / }).click();
    const drawer = desk.getByRole("dialog", { name: t("waiting:offer.title") });
    const chip = drawer.getByRole("button", { name: /\d\d:\d\d/ }).last();
    await chip.waitFor();
    await look(desk, "offer-drawer");
    await chip.click();
    await drawer.waitFor({ state: "detached" });
    await row.getByText(t("waiting:status.offered")).waitFor();
    await look(desk, "offered");
}

async function waits(story) {
    const t = words("fr");
    const look = async (page, name) => {
        await story.accessible(page, name);
        await story.screenshot(page, name);
    };
    const [slot] = await story.clinic.slots.take({ carer: "Martin", inDays: 6 });
    await waitsForNothing(story, people.patient.fr, slot.visit_type_id);
    const page = await story.signIn("patient", { viewport: phone });
    await asks(story, page, t, slot, look);
    await offers(story, t, slot, look);

    // Told by mail, and on the page that lies open, which leads to the answer.
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.fr) && mail.subject.includes("Une place se libère") && mail.text.includes("/offers/"));
    await page.goto("/my-visits");
    await page.getByRole("link", { name: new RegExp(slot.type) }).first().click();
    await page.getByRole("heading", { level: 1, name: t("waiting:place.title") }).waitFor();
    await look(page, "offer");
    const address = page.url();
    await page.getByRole("button", { name: t("waiting:place.accept") }).click();
    await page.getByRole("heading", { name: t("booking:booked.title") }).waitFor();
    const own = await story.clinic.as(people.patient.fr);
    const visit = await own.get(`/api/appointments/${new URL(page.url()).pathname.split("/").at(-1)}`);
    if (visit.status !== "booked") throw new Error(`the visit is ${visit.status}`);
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.fr) && mail.text.includes(timeIn(visit.starts_at)) && /BEGIN:VEVENT/.test(mail.text));
    await page.goto(address);
    await page.getByRole("heading", { level: 1, name: t("waiting:place.over") }).waitFor();
    await look(page, "over");
}

export const stories = [{ name: "waits for a time, is offered one, and takes it by one word", run: waits }];
