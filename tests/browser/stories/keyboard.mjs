// Without the mouse: log in, find, book.
import { password } from "../support/clinic.mjs";
import { people } from "../support/people.mjs";
import { dayIn, timeIn, words } from "../support/words.mjs";

// Tab until the focus stands on what is meant.
async function tabTo(page, locator) {
    for (let press = 0; press < 80; press += 1) {
        if (await locator.evaluate((element) => element === document.activeElement || element.contains(document.activeElement)).catch(() => false)) return;
        await page.keyboard.press("Tab");
    }
    throw new Error(`the Tab key does not lead to ${locator}`);
}

// What is typed goes to the field only once it has the focus.
async function hasFocus(story, field) {
    await field.waitFor();
    await story.until(() => field.evaluate((element) => element === document.activeElement));
}

async function keysAlone(story) {
    const t = words("fr");
    const [slot] = await story.clinic.slots.take({ carer: "Girard", inDays: 8 });
    const page = await story.browserFor({});
    await page.goto("/");
    await tabTo(page, page.getByLabel(t("auth:field.email")));
    await page.keyboard.type(people.reception.fr);
    await tabTo(page, page.getByLabel(t("auth:field.password"), { exact: true }));
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: t("calendar:board") }).waitFor();

    // The help lists the keys; a page and a patient are found by Ctrl K.
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: t("shared:keys.title") });
    await help.getByText(t("shared:keys.palette")).first().waitFor();
    await story.accessible(page, "the help");
    await story.screenshot(page, "help");
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: t("shared:keys.palette") });
    await hasFocus(story, palette.getByRole("textbox"));
    await page.keyboard.type("horair");
    await palette.getByRole("button", { name: t("clinics:nav.hours") }).waitFor();
    await story.accessible(page, "the palette");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: t("clinics:nav.hours") }).waitFor();
    await palette.waitFor({ state: "hidden" });
    await page.keyboard.press("Control+k");
    await hasFocus(story, palette.getByRole("textbox"));
    await page.keyboard.type("vidal pau");
    await palette.getByRole("button", { name: /Vidal, Paul/ }).first().waitFor();
    await story.screenshot(page, "palette");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /Vidal/ }).waitFor();
    await palette.waitFor({ state: "hidden" }); // until then, letters are for its field

    // G then A, N: booked without a click.
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.locator("[data-visit], [data-free]").first().waitFor();
    await page.keyboard.press("n");
    const form = page.getByRole("dialog", { name: t("calendar:new") });
    await form.getByRole("combobox", { name: t("patient:patient") }).waitFor();
    await story.until(() => form.getByRole("combobox", { name: t("patient:patient") }).evaluate((field) => field === document.activeElement));
    await page.keyboard.type("vidal pau");
    await page.getByRole("option", { name: /Vidal, Paul.*12\/04\/1987/ }).waitFor();
    await page.keyboard.press("Enter");
    await form.getByRole("button", { name: t("patient:change") }).waitFor();
    await tabTo(page, form.getByLabel(t("calendar:book.type"), { exact: true }));
    await page.keyboard.type(slot.type);
    await tabTo(page, form.getByLabel(t("calendar:practitioner"), { exact: true }));
    await page.keyboard.type("Dr Hélène");
    await tabTo(page, form.getByLabel(t("calendar:book.day"), { exact: true }));
    await page.keyboard.press("Control+a");
    await page.keyboard.type(dayIn(slot.starts_at).split("-").reverse().join("/"));
    await tabTo(page, form.getByLabel(t("calendar:book.time"), { exact: true }));
    await page.keyboard.type(timeIn(slot.starts_at));
    await page.keyboard.press("Enter");
    await form.waitFor({ state: "detached" });
    const held = (await story.visitsOf(slot)).filter(({ starts_at, patient_name }) => starts_at === slot.starts_at && patient_name === "Vidal Paul");
    if (held.length !== 1) throw new Error("the visit is not there");
}

export const stories = [{ name: "logs in, finds and books without a mouse", run: keysAlone }];
