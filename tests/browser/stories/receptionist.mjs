// The main job: a patient who calls is registered and booked, and everyone concerned hears of it.
import { people } from "../support/people.mjs";
import { tablet } from "../support/story.mjs";
import { dayIn, longDay, timeIn, typedDay, words } from "../support/words.mjs";

// Opens « Nouveau rendez-vous » and fills what is asked of every visit; `who` fills in the patient.
async function fillBooking(page, t, slot, who) {
    await page.getByRole("button", { name: t("calendar:new") }).click();
    const form = page.getByRole("dialog", { name: t("calendar:new") });
    await who(form);
    await form.getByLabel(t("calendar:book.type"), { exact: true }).selectOption({ label: slot.type });
    await form.getByLabel(t("calendar:practitioner"), { exact: true }).selectOption(slot.practitioner_id);
    await form.getByLabel(t("calendar:book.day"), { exact: true }).fill(typedDay(dayIn(slot.starts_at)));
    await form.getByLabel(t("calendar:book.time"), { exact: true }).fill(timeIn(slot.starts_at));
    return form;
}

// The visit's card, wherever it stands in the grid, once it stands at the time of `slot`.
const cardAt = (page, name, slot) => page.getByRole("group").getByRole("button", { name: `${timeIn(slot.starts_at)} – ${timeIn(slot.ends_at)} ${name}` });

// How many pixels a minute is high: two cards tell.
async function pixelsPerMinute(page) {
    const cards = await page.locator("[data-visit]").evaluateAll((all) =>
        all.map((card) => ({ top: card.getBoundingClientRect().top, time: card.textContent.match(/(\d\d):(\d\d)/) })));
    const at = cards.map(({ top, time }) => ({ top, minute: Number(time[1]) * 60 + Number(time[2]) })).sort((a, b) => a.minute - b.minute);
    const [first, last] = [at[0], at.at(-1)];
    return (last.top - first.top) / (last.minute - first.minute);
}

// By its middle, or by its lower edge.
async function drag(page, card, minutes, edge = false) {
    const by = minutes * (await pixelsPerMinute(page));
    await card.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = await card.boundingBox();
    const [x, y] = [box.x + box.width / 2, edge ? box.y + box.height - 3 : box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 5; step += 1) await page.mouse.move(x, y + (by * step) / 5);
    await page.mouse.up();
}

// The grid moves by quarters of an hour.
const step = 15;
const onRhythm = ({ starts_at }) => starts_at.includes(":00:");
const minutesBetween = (one, other) => (Date.parse(other.starts_at) - Date.parse(one.starts_at)) / 60_000;

// What a change says has the time that it led to; the page may hear of the change later than whoever got a mail of it.
const undoOf = (page, t, time) => page.getByRole("status").locator("div").filter({ hasText: time }).getByRole("button", { name: t("shared:action.undo") });

// Days and weeks, each on one sheet of paper.
async function printsOnOneSheet(page) {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length;
    if (sheets !== 1) throw new Error(`${page.url()} is printed on ${sheets} sheets`);
}

// By state the cards can be read as well, by light and in the dark.
async function colourByState(story, page, t) {
    const colours = page.getByLabel(t("calendar:colours"), { exact: true });
    await colours.selectOption("status");
    await page.getByRole("list", { name: t("calendar:colours.legend") }).waitFor();
    for (const colorScheme of ["dark", "light"]) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
        await story.accessible(page, `the calendar by state (${colorScheme})`);
        await story.screenshot(page, `by-state-${colorScheme}`);
    }
    await colours.selectOption("practitioner");
}

async function bookForCaller(story) {
    const t = words("fr");
    const [slot, other] = await story.clinic.slots.take({ carer: "Martin", count: 2, within: 120, fits: onRhythm }); // both in view, to be dragged
    const day = dayIn(slot.starts_at);
    const name = "Zéphirin Léa";
    const mailed = (subject, moment) => story.smtp.waitFor((mail) =>
        mail.to.includes("lea.zephirin@example.org") && subject.test(mail.subject) && mail.text.includes(timeIn(moment.starts_at)));

    const page = await story.signIn("reception");
    await page.getByRole("heading", { level: 1, name: t("calendar:board") }).waitFor();
    await story.screenshot(page, "today");
    const doctor = await story.logIn("doctor", { from: `/my-day?day=${day}` });
    await doctor.getByRole("heading", { level: 1, name: longDay(slot.starts_at, "fr") }).waitFor();

    await page.goto(`/calendar?day=${day}`);
    let form = await fillBooking(page, t, slot, async (drawer) => {
        await drawer.getByRole("combobox", { name: t("patient:patient") }).fill("zéphirin léa");
        await page.getByRole("option", { name: t("patient:newNamed", { query: "zéphirin léa" }) }).click();
        await drawer.getByLabel(t("calendar:book.birthDate")).fill("12/03/1991");
        await drawer.getByLabel(t("calendar:book.email")).fill("lea.zephirin@example.org");
    });
    await story.accessible(page, "the booking drawer");
    await story.screenshot(page, "booking");
    await form.getByRole("button", { name: t("calendar:book.submit"), exact: true }).click();
    await cardAt(page, name, slot).waitFor();
    await doctor.getByRole("button", { name }).waitFor(); // without a reload
    await story.screenshot(doctor, "seen-live");
    const confirmation = await mailed(/^Votre rendez-vous du .* à/, slot);
    if (!/BEGIN:VCALENDAR[\s\S]*BEGIN:VEVENT[\s\S]*DTSTART/.test(confirmation.text)) throw new Error("the confirmation carries no calendar entry");

    // The same time again: refused kindly, and nothing typed is lost.
    form = await fillBooking(page, t, slot, async (drawer) => {
        await drawer.getByRole("combobox", { name: t("patient:patient") }).fill("vidal pau");
        await page.getByRole("option", { name: /Vidal, Paul.*12\/04\/1987/ }).click();
        await drawer.getByLabel(t("calendar:book.reason")).fill("Mal au dos");
    });
    await form.getByRole("button", { name: t("calendar:book.submit"), exact: true }).click();
    await form.getByRole("alert").filter({ hasText: t("calendar:book.taken") }).waitFor();
    await form.getByText("Vidal, Paul").waitFor();
    await story.holds(form.getByLabel(t("calendar:book.reason")), "Mal au dos");
    await story.holds(form.getByLabel(t("calendar:book.time"), { exact: true }), timeIn(slot.starts_at));
    await story.accessible(page, "the refusal");
    await story.screenshot(page, "refused");
    await form.getByRole("button", { name: t("shared:action.close") }).click();
    await form.waitFor({ state: "detached" });

    // Dragged to another time, and taken back.
    await drag(page, cardAt(page, name, slot), minutesBetween(slot, other));
    await cardAt(page, name, other).waitFor();
    await mailed(/déplacé/, other);
    await undoOf(page, t, timeIn(other.starts_at)).click();
    await cardAt(page, name, slot).waitFor();

    // Pulled by its lower edge it becomes shorter: told by its new end, and taken back too.
    const shorter = { ...slot, ends_at: new Date(Date.parse(slot.starts_at) + step * 60_000).toISOString() };
    await drag(page, cardAt(page, name, slot), -8, true);
    await cardAt(page, name, shorter).waitFor();
    await mailed(/dure désormais/, slot);
    await undoOf(page, t, timeIn(shorter.ends_at)).click();
    await cardAt(page, name, slot).waitFor();
    await colourByState(story, page, t);
    await printsOnOneSheet(page);

    // By keyboard as well: pressed as often as it takes, sent once, taken back by Z.
    const way = minutesBetween(slot, other);
    await cardAt(page, name, slot).focus();
    for (let press = 0; press < Math.abs(way) / step; press += 1) await page.keyboard.press(way > 0 ? "Alt+ArrowDown" : "Alt+ArrowUp");
    await cardAt(page, name, other).waitFor();
    const standsAt = (moment) => story.until(async () =>
        (await story.visitsOf(slot)).some(({ patient_name, starts_at }) => patient_name === name && starts_at === moment.starts_at));
    await standsAt(other);
    await undoOf(page, t, timeIn(other.starts_at)).waitFor();
    await page.keyboard.press("z");
    await standsAt(slot);
    await cardAt(page, name, slot).waitFor();

    // Cancelled, with a reason that the patient reads.
    await page.getByRole("group").getByRole("button", { name }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("heading", { name }).waitFor();
    await story.accessible(page, "the visit's drawer");
    await story.screenshot(page, "visit");
    await drawer.getByRole("button", { name: t("visit:act.cancel") }).click();
    await drawer.getByLabel(t("visit:cancelReason")).fill("La praticienne est souffrante");
    await drawer.getByRole("button", { name: t("visit:act.cancel") }).last().click();
    await page.getByRole("group").getByRole("button", { name }).waitFor({ state: "detached" });
    await doctor.getByRole("button", { name }).waitFor({ state: "detached" });
    await story.smtp.waitFor((mail) => mail.to.includes("lea.zephirin@example.org") && /annulé/.test(mail.subject));
    const [cancelled] = (await story.visitsOf(slot)).filter(({ patient_name }) => patient_name === name);
    if (cancelled.cancel_reason !== "La praticienne est souffrante") throw new Error(`the reason became « ${cancelled.cancel_reason} »`);
}

// By finger: held until the card follows, then drawn; by its middle or its lower edge. A swipe that does not wait only scrolls.
async function draw(page, card, minutes, { edge = false, held = true } = {}) {
    const by = minutes * (await pixelsPerMinute(page));
    await card.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = await card.boundingBox();
    const [x, y] = [box.x + box.width / 2, edge ? box.y + box.height - 3 : box.y + box.height / 2];
    const finger = await page.context().newCDPSession(page);
    const touch = (type, ...points) => finger.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    await touch("touchStart", { x, y });
    if (held) await page.locator("[data-ghost]").first().waitFor();
    for (let step = 1; step <= 5; step += 1) await touch("touchMove", { x, y: y + (by * step) / 5 });
    await touch("touchEnd");
    await finger.detach();
}

async function moveByFinger(story) {
    const [slot, other] = await story.clinic.slots.take({ carer: "Martin", count: 2, within: 120, fits: onRhythm });
    const { practitioner_id, site_id, visit_type_id, starts_at } = slot;
    const desk = await story.clinic.as(people.reception.fr);
    const { id: patient_id } = await desk.post("/api/patients", { birth_name: "Ondée", first_name: "Flora", birth_date: "1979-08-30", sex: "female" });
    const { id } = await desk.post("/api/appointments", { patient_id, practitioner_id, site_id, visit_type_id, starts_at });
    const name = "Ondée Flora";
    const page = await story.signIn("reception", { from: `/calendar?day=${dayIn(starts_at)}`, viewport: tablet, touch: true });

    await cardAt(page, name, slot).waitFor();
    await draw(page, cardAt(page, name, slot), minutesBetween(slot, other), { held: false });
    await draw(page, cardAt(page, name, slot), minutesBetween(slot, other));
    await cardAt(page, name, other).waitFor();
    const shorter = { ...other, ends_at: new Date(Date.parse(other.starts_at) + step * 60_000).toISOString() };
    await draw(page, cardAt(page, name, other), -8, { edge: true });
    await cardAt(page, name, shorter).waitFor();
    await story.screenshot(page, "moved-by-finger");
    // Twice and no more: moved, then shortened.
    await story.until(async () => {
        const { items } = await desk.get(`/api/appointments/${id}/history`);
        const deeds = items.map(({ what }) => what);
        if (deeds.length > 3) throw new Error(`the swipe moved it as well: ${deeds}`);
        return deeds.length === 3;
    });
}

// In English, without the mouse: finds a patient and books them into a free place of the grid.
async function bookByKeyboard(story) {
    const t = words("en");
    const [slot] = await story.clinic.slots.take({ carer: "Girard", fits: onRhythm });
    const page = await story.signIn("reception", { language: "en", from: `/calendar?day=${dayIn(slot.starts_at)}` });
    await page.getByRole("heading", { level: 1, name: longDay(slot.starts_at, "en") }).waitFor();
    await page.locator("[data-visit]").first().focus();
    const [column, time] = ["Dr Hélène Girard", timeIn(slot.starts_at)];
    await walkTo(page, { column, time, name: t("calendar:grid.newAt", { where: `${time}, ${column}` }) });
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog", { name: t("calendar:new") });
    await form.getByRole("combobox", { name: t("patient:patient") }).waitFor();
    await page.keyboard.type("vidal pau");
    await page.getByRole("option", { name: /Vidal, Paul.*12\/04\/1987/ }).waitFor();
    await page.keyboard.press("Enter");
    await form.getByText("Vidal, Paul").waitFor();
    await form.getByLabel(t("calendar:book.type"), { exact: true }).focus();
    await page.keyboard.type("Consultation");
    await story.holds(form.getByLabel(t("calendar:book.time"), { exact: true }), timeIn(slot.starts_at));
    await form.getByRole("button", { name: t("calendar:book.submit"), exact: true }).focus();
    await page.keyboard.press("Enter");
    await cardAt(page, "Vidal Paul", slot).waitFor();
    await story.screenshot(page, "booked");
}

// By the arrows to a place of the grid, from wherever the focus is: across to the column, then along it.
async function walkTo(page, { column, time, name }) {
    const head = await page.locator("b", { hasText: column }).boundingBox();
    const middle = head.x + head.width / 2;
    const here = () => page.evaluate(() => {
        const { left, right } = document.activeElement.getBoundingClientRect();
        const label = document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent;
        return { left, right, label, time: label.match(/\d\d:\d\d/)?.[0] ?? "" };
    });
    for (let press = 0; press < 120; press += 1) {
        const now = await here();
        if (now.label === name) return;
        if (now.right < middle) await page.keyboard.press("ArrowRight");
        else if (now.left > middle) await page.keyboard.press("ArrowLeft");
        else await page.keyboard.press(now.time < time ? "ArrowDown" : "ArrowUp");
    }
    throw new Error(`the arrows do not lead to « ${name} », but to « ${(await here()).label} »`);
}

export const stories = [
    { name: "books for a caller, moves and cancels, and everyone hears of it", run: bookForCaller },
    { name: "books in English by keyboard", run: bookByKeyboard },
    { name: "moves and shortens a visit by finger", run: moveByFinger },
];
