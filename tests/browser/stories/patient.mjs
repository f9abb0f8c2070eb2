// A patient finds a time in three steps, moves it, cancels it, and sees nobody else's.
import { people } from "../support/people.mjs";
import { phone } from "../support/story.mjs";
import { longDay, timeIn, words } from "../support/words.mjs";

const shared = { fr: " à ", en: " at " };
const whenOf = (instant, language) => `${longDay(instant, language)}${shared[language]}${timeIn(instant)}`;

// Three steps: what, when, confirm. Answers the visit as the server has it.
async function bookOnline(story, page, language, { carer, reason, look = async () => {} }) {
    const t = words(language);
    await page.getByRole("link", { name: t("booking:nav.book"), exact: true }).or(page.getByRole("link", { name: t("booking:nav.bookShort"), exact: true })).first().click();
    await page.getByRole("link", { name: /^Consultation/ }).click();
    await choose(page, t("booking:with"), carer);
    await page.getByRole("button", { name: t("booking:slots.after") }).click();
    await look("slots");
    const time = page.getByRole("button", { name: new RegExp(`\\d\\d:\\d\\d, .*${carer}`) }).first();
    const name = await time.getAttribute("aria-label");
    await time.click();
    await page.getByLabel(t("booking:reason")).fill(reason);
    await look("confirm");
    await page.getByRole("button", { name: t("booking:confirm") }).click();
    await page.getByRole("heading", { name: t("booking:booked.title") }).waitFor();
    await look("done");
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const visit = await (await story.clinic.as(people.patient[language])).get(`/api/appointments/${id}`);
    if (!name.includes(timeIn(visit.starts_at))) throw new Error(`${name} was chosen, ${visit.starts_at} was booked`);
    if (visit.reason !== reason) throw new Error(`the reason became « ${visit.reason} »`);
    return visit;
}

async function choose(page, label, name) {
    await page.getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: new RegExp(name) }).click();
}

async function onlyOwn(story, email) {
    const own = await story.clinic.as(email);
    const me = await own.get("/api/patients/me");
    const { items } = await own.get("/api/appointments?limit=200");
    const others = items.filter(({ patient_id }) => patient_id !== me.id);
    if (others.length > 0) throw new Error(`${others.length} visits of other people are shown to ${email}`);
    const desk = await story.clinic.as(people.reception.fr);
    const { items: all } = await desk.get("/api/appointments?limit=20");
    const foreign = all.find(({ patient_id }) => patient_id !== me.id);
    return foreign;
}

async function books(story) {
    const t = words("fr");
    const page = await story.signIn("patient");
    await page.getByRole("heading", { level: 1, name: t("booking:visits.title") }).waitFor();
    const look = async (name) => {
        await story.accessible(page, name);
        await story.screenshot(page, name);
    };
    const visit = await bookOnline(story, page, "fr", { carer: "Benali", reason: "Renouvellement", look });
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.fr) && mail.text.includes(timeIn(visit.starts_at)) && /BEGIN:VEVENT/.test(mail.text));

    // Moved to another time with the same person.
    await page.getByRole("link", { name: t("booking:nav.visits") }).first().click();
    await page.getByRole("button", { name: t("booking:move.of", { when: whenOf(visit.starts_at, "fr") }) }).click();
    const drawer = page.getByRole("dialog", { name: t("booking:move.title") });
    await drawer.getByRole("button", { name: t("booking:slots.after") }).click();
    await drawer.getByRole("button", { name: /\d\d:\d\d, .*Benali/ }).last().click();
    await drawer.waitFor({ state: "detached" });
    const own = await story.clinic.as(people.patient.fr);
    const moved = await own.get(`/api/appointments/${visit.id}`);
    if (moved.starts_at === visit.starts_at) throw new Error("the visit has not moved");
    // The demo may have them elsewhere at the same time: this one is with Dr Benali.
    const cancel = page.getByRole("listitem").filter({ hasText: "Benali" }).getByRole("button", { name: t("booking:cancel.of", { when: whenOf(moved.starts_at, "fr") }) });
    await cancel.waitFor();
    await look("my-visits");

    // Cancelled, with a reason.
    await cancel.click();
    const question = page.getByRole("dialog", { name: t("booking:cancel.title") });
    await question.getByLabel(t("booking:cancel.reason")).fill("Je serai absent");
    await look("cancel");
    await question.getByRole("button", { name: t("booking:cancel.do") }).click();
    await question.waitFor({ state: "detached" });
    await cancel.waitFor({ state: "detached" });
    const cancelled = await own.get(`/api/appointments/${visit.id}`);
    if (cancelled.status !== "cancelled" || cancelled.cancelled_by !== "patient") throw new Error(`the visit is ${cancelled.status}`);
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.fr) && /annul/i.test(mail.subject));

    // Somebody else's visit is not there, whoever guesses its address.
    const foreign = await onlyOwn(story, people.patient.fr);
    await page.goto(`/book/done/${foreign.id}`);
    await page.getByText(t("shared:problem.not_found")).or(page.getByRole("alert")).first().waitFor();
    if ((await page.locator("body").innerText()).includes(foreign.patient_name)) throw new Error("a stranger's name is shown");
}

async function booksOnPhone(story) {
    const t = words("en");
    const page = await story.signIn("patient", { language: "en", viewport: phone });
    await page.getByRole("heading", { level: 1, name: t("booking:visits.title") }).waitFor();
    const look = async (name) => {
        await story.accessible(page, name);
        await story.screenshot(page, name);
    };
    const visit = await bookOnline(story, page, "en", { carer: "Nguyen", reason: "Check-up", look });
    await page.getByRole("link", { name: t("booking:nav.visits") }).first().click();
    await page.getByText(whenOf(visit.starts_at, "en")).waitFor();
    await look("my-visits");
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.en) && mail.text.includes(timeIn(visit.starts_at)));
    await onlyOwn(story, people.patient.en);
}

// Rose is seven: her father books for her, and his list says whose visit it is.
async function booksForChild(story) {
    const t = words("fr");
    const page = await story.signIn("patient");
    await page.getByRole("link", { name: t("booking:nav.book"), exact: true }).or(page.getByRole("link", { name: t("booking:nav.bookShort"), exact: true })).first().click();
    await page.getByRole("heading", { level: 1, name: t("booking:book.title") }).waitFor(); // the page before it names Rose too
    await page.getByText("Vidal Rose").waitFor();
    // As fast as hands can be: both before the screen has followed the first.
    await page.evaluate(() => {
        document.querySelector("main [role=radiogroup] > :last-child > input").click();
        [...document.querySelectorAll("main li > a")].find(({ textContent }) => textContent.startsWith("Consultation")).click();
    });
    await choose(page, t("booking:with"), "Girard");
    await page.getByRole("button", { name: t("booking:slots.after") }).click();
    await page.getByRole("button", { name: /\d\d:\d\d, .*Girard/ }).first().click();
    await page.getByText("Vidal Rose").waitFor();
    await story.accessible(page, "for-child");
    await story.screenshot(page, "for-child");
    await page.getByRole("button", { name: t("booking:confirm") }).click();
    await page.getByRole("heading", { name: t("booking:booked.title") }).waitFor();
    const own = await story.clinic.as(people.patient.fr);
    const visit = await own.get(`/api/appointments/${new URL(page.url()).pathname.split("/").at(-1)}`);
    if (visit.patient_name !== "Vidal Rose") throw new Error(`the visit is of ${visit.patient_name}`);
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.fr) && mail.text.includes("Vidal Rose"));
    await page.getByRole("link", { name: t("booking:nav.visits") }).first().click();
    await page.getByText(/Vidal Rose/).first().waitFor();
    await story.screenshot(page, "whose-visits");
    const card = await own.get(`/api/patients/${visit.patient_id}`).then(() => "open", () => "closed");
    if (card !== "closed") throw new Error("the child's card is open to who books for her");
}

export const stories = [
    { name: "finds a time in three steps, moves it, cancels it", run: books },
    { name: "books in English on a phone", run: booksOnPhone },
    { name: "books for a child", run: booksForChild },
];
