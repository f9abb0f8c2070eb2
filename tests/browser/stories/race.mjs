// Two receptionists want the same time: the second is told so kindly, keeps what was typed, and takes another.
import { dayIn, timeIn, words } from "../support/words.mjs";

async function open(page, t, slot, reason) {
    await page.keyboard.press("n");
    const form = page.getByRole("dialog", { name: t("calendar:new") });
    await form.getByRole("combobox", { name: t("patient:patient") }).fill("vidal pau");
    await page.getByRole("option", { name: /Vidal, Paul.*12\/04\/1987/ }).click();
    await form.getByLabel(t("calendar:book.type"), { exact: true }).selectOption({ label: slot.type });
    await form.getByLabel(t("calendar:practitioner"), { exact: true }).selectOption(slot.practitioner_id);
    await form.getByLabel(t("calendar:book.time"), { exact: true }).fill(timeIn(slot.starts_at));
    await form.getByLabel(t("calendar:book.reason")).fill(reason);
    return form;
}

async function bothAtOnce(story) {
    const [slot] = await story.clinic.slots.take({ carer: "Diallo", inDays: 4 });
    const path = `/calendar?day=${dayIn(slot.starts_at)}`;
    const desks = await Promise.all(["fr", "en"].map(async (language) => {
        const t = words(language);
        const page = await story.signIn("reception", { language, from: path });
        await page.locator("[data-visit]").first().waitFor();
        const form = await open(page, t, slot, `typed in ${language}`);
        return { t, page, form };
    }));
    const [first, second] = desks;
    await first.form.getByRole("button", { name: first.t("calendar:book.submit"), exact: true }).click();
    await first.form.waitFor({ state: "detached" });
    await second.form.getByRole("button", { name: second.t("calendar:book.submit"), exact: true }).click();
    await second.form.getByRole("alert").filter({ hasText: second.t("calendar:book.taken") }).waitFor();
    await story.holds(second.form.getByLabel(second.t("calendar:book.reason")), "typed in en");
    await story.accessible(second.page, "the refusal");
    await story.screenshot(second.page, "refused");

    // One of the nearest free times heals it.
    const offers = second.form.getByRole("region", { name: second.t("visit:slots.near") });
    await offers.getByRole("button").first().click();
    await second.form.getByRole("alert").waitFor({ state: "detached" });
    await second.form.getByRole("button", { name: second.t("calendar:book.submit"), exact: true }).click();
    await second.form.waitFor({ state: "detached" });
    const held = (await story.visitsOf(slot)).filter(({ starts_at, status }) => starts_at === slot.starts_at && status !== "cancelled");
    if (held.length !== 1) throw new Error(`${held.length} visits hold the slot`);
}

// Not one after the other, but at the same instant.
async function sameInstant(story) {
    const [slot] = await story.clinic.slots.take({ carer: "Diallo", inDays: 4 });
    const path = `/calendar?day=${dayIn(slot.starts_at)}`;
    const desks = await Promise.all(["fr", "en"].map(async (language) => {
        const t = words(language);
        const page = await story.signIn("reception", { language, from: path });
        await page.locator("[data-visit]").first().waitFor();
        const form = await open(page, t, slot, `typed in ${language}`);
        return { t, page, form };
    }));
    await Promise.all(desks.map(({ t, form }) => form.getByRole("button", { name: t("calendar:book.submit"), exact: true }).click()));
    const ends = await Promise.all(desks.map(({ t, form }) => Promise.race([
        form.waitFor({ state: "detached" }).then(() => "booked"),
        form.getByRole("alert").filter({ hasText: t("calendar:book.taken") }).waitFor().then(() => "refused"),
    ])));
    if (ends.sort().join() !== "booked,refused") throw new Error(`both desks were ${ends.join(" and ")}`);
}

export const stories = [
    { name: "the second to book a slot is refused kindly", run: bothAtOnce },
    { name: "of two at the same instant one has it", run: sameInstant },
];
