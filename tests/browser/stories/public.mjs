// Everybody books: without an account, from a practitioner's own page, or from a frame in another web site.
import { createServer } from "node:http";

import { password } from "../support/clinic.mjs";
import { carers, people } from "../support/people.mjs";
import { phone } from "../support/story.mjs";
import { timeIn, words } from "../support/words.mjs";

const whole = { fr: { carer: "Martin", doctor: "doctor@demo.example" }, en: { carer: "Benali", doctor: "doctor2@demo.example" } };

async function pageOf(story, carer) {
    const { practitioners } = await story.clinic.anyone.get("/api/public/practitioners");
    return practitioners.find(({ last_name }) => last_name === carer);
}

// Opens the page, chooses « Consultation », and a slot that no other story has.
async function choose(story, page, t, { slug, last_name }, slot) {
    await page.goto(`/rdv/${slug}`);
    await page.getByRole("link", { name: /^Consultation/ }).click();
    return pick(page, t, last_name, slot);
}

// The page's week is gone through until the slot's day is on it; other times of that name may be on other days.
async function pick(page, t, carer, slot) {
    const url = new URL(page.url());
    url.searchParams.set("week", slot.starts_at.slice(0, 10));
    await page.goto(url.pathname + url.search);
    await press(page, t, carer, slot);
    await page.getByRole("link", { name: t("public.logIn") }).waitFor();
}

// `where`: a page or a frame whose first day is the slot's. Of a long day not all is shown at first.
async function press(where, t, carer, slot) {
    const all = where.getByRole("button", { name: t("slots.all") });
    const time = where.getByRole("button", { name: new RegExp(`${timeIn(slot.starts_at)}, .*${carer}`) }).first();
    await time.or(all).first().waitFor();
    if ((await all.count()) > 0) await all.click();
    await time.click();
}

const scoped = (language) => {
    const t = words(language);
    return (key, params) => t(key.includes(":") ? key : `booking:${key}`, params);
};

async function linkOf(story, email) {
    const { text } = await story.smtp.waitFor((mail) => mail.to.includes(email) && /\/verify-email\?token=/.test(mail.text));
    return text.match(/(\/verify-email\?token=[\w-]+)/)[1];
}

async function confirmed(story, page, t, { email, slot, word }) {
    await page.getByRole("button", { name: t("confirm") }).click();
    await page.getByRole("heading", { name: t("booked.title") }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const { access_token } = await story.clinic.anyone.post("/api/auth/login", { email, password: word });
    const answer = await fetch(`${story.clinic.url}/api/appointments/${id}`, { headers: { Authorization: `Bearer ${access_token}` } });
    const visit = await answer.json();
    if (visit.starts_at !== slot.starts_at || visit.practitioner_id !== slot.practitioner_id) throw new Error(`${JSON.stringify(visit)} was booked instead of ${slot.starts_at}`);
}

// Somebody new: a slot, an account, the mail's link in a tab of its own, the confirmation.
async function somebodyNew(story, language) {
    const t = scoped(language);
    const { carer } = whole[language];
    const practitioner = await pageOf(story, carer);
    const [slot] = await story.clinic.slots.take({ carer, inDays: 6 });
    const page = await story.browserFor({ language, ...(language === "en" && { viewport: phone, scheme: "dark" }) });
    const look = async (name) => {
        await story.accessible(page, name);
        await story.screenshot(page, name);
    };
    await page.goto(`/rdv/${practitioner.slug}`);
    await page.getByRole("heading", { level: 1, name: new RegExp(carer) }).waitFor();
    await look("page");
    await choose(story, page, t, practitioner, slot);
    await look("chosen");
    await page.getByRole("link", { name: t("public.register") }).click();
    const email = `rdv.${language}@example.org`;
    const word = "une-phrase-bien-a-moi";
    await page.getByLabel(t("auth:field.firstName")).fill("Ariane");
    await page.getByLabel(t("auth:field.lastName"), { exact: true }).fill("Leroy");
    await page.getByLabel(t("auth:field.email")).fill(email);
    await page.getByLabel(t("auth:field.password"), { exact: true }).fill(word);
    await page.getByRole("button", { name: t("auth:register.submit") }).click();
    await page.getByText(t("auth:register.sent", { email })).waitFor();

    const tab = await page.context().newPage();
    story.watch(tab);
    await tab.goto(await linkOf(story, email));
    await tab.getByLabel(t("auth:field.password"), { exact: true }).fill(word);
    await tab.getByRole("button", { name: t("auth:verify.submit") }).click();
    await tab.getByRole("timer").waitFor(); // the hold, which only somebody logged in has
    await story.accessible(tab, "confirm");
    await story.screenshot(tab, "confirm");
    await confirmed(story, tab, t, { email, slot, word });
}

// Who has an account logs in; somebody else was faster, which is said; what is left is booked.
async function goneMeanwhile(story) {
    const t = scoped("fr");
    const practitioner = await pageOf(story, "Martin");
    const [slot, other] = await story.clinic.slots.take({ carer: "Martin", inDays: 8, count: 2 });
    const page = await story.browserFor();
    await choose(story, page, t, practitioner, slot);
    const desk = await story.clinic.as(people.reception.fr);
    const patient = (await desk.get("/api/patients?limit=1")).items[0];
    await desk.post("/api/appointments", {
        patient_id: patient.id, practitioner_id: slot.practitioner_id, site_id: slot.site_id, visit_type_id: slot.visit_type_id, starts_at: slot.starts_at,
    });
    await page.getByRole("link", { name: t("public.logIn") }).click();
    await page.getByRole("textbox", { name: t("auth:field.email") }).fill(people.patient.fr);
    await page.getByLabel(t("auth:field.password"), { exact: true }).fill(password);
    await page.getByRole("button", { name: t("auth:login.submit"), exact: true }).click();
    await page.getByRole("alert").filter({ hasText: t("taken") }).waitFor();
    await story.accessible(page, "gone meanwhile");
    await story.screenshot(page, "gone");
    const url = new URL(page.url());
    url.searchParams.set("week", other.starts_at.slice(0, 10));
    await page.goto(url.pathname + url.search);
    await press(page, t, "Martin", other);
    await page.getByRole("timer").waitFor();
    await confirmed(story, page, t, { email: people.patient.fr, slot: other, word: password });

    // Signed in already, nothing stands between the slot and the confirmation.
    await page.goto(`/rdv/${practitioner.slug}`);
    await page.getByRole("link", { name: /^Consultation/ }).click();
    await page.getByRole("button", { name: t("slots.after") }).click();
    await page.getByRole("button", { name: /\d\d:\d\d, .*Martin/ }).first().click();
    await page.getByRole("button", { name: t("confirm") }).waitFor();
}

// A web site of somebody else's, with frames in it.
async function siteWith(frames) {
    const body = `<!doctype html><html lang="fr"><title>Cabinet</title><h1>Mon cabinet</h1>${frames.join("")}</html>`;
    const server = createServer((_, response) => response.setHeader("Content-Type", "text/html; charset=utf-8").end(body));
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return { url: `http://localhost:${server.address().port}/`, stop: () => new Promise((done) => server.close(done)) };
}

// Copied from the doctor's own page of hours.
async function snippet(story, language) {
    const t = words(language);
    const page = await story.signIn("doctor", { language, from: "/admin/hours" });
    const card = page.locator("section").filter({ has: page.getByRole("heading", { name: t("clinics:public.title") }) });
    const code = await card.getByText(/^<iframe/).innerText();
    await card.getByRole("button", { name: t("clinics:public.copyFrame") }).waitFor();
    await card.scrollIntoViewIfNeeded();
    await story.accessible(page, "the doctor's link");
    await story.screenshot(page, "link");
    return code;
}

async function inFrame(story, language) {
    const t = scoped(language);
    const { carer, doctor } = whole[language];
    const code = await snippet(story, language);
    if (!code.includes(carers[doctor])) throw new Error(`${code} does not say whose page it is`);
    const [slot] = await story.clinic.slots.take({ carer, inDays: 9 });
    const site = await siteWith([code.replace('loading="lazy"', 'name="booking"'), `<iframe name="login" title="x" src="${story.clinic.url}/login"></iframe>`]);
    try {
        const page = await story.browserFor({ language });
        await page.goto(site.url);
        const frame = page.frameLocator("iframe[name=booking]");
        await frame.getByRole("link", { name: /^Consultation/ }).click();
        const own = page.frame({ name: "booking" });
        await frame.getByRole("button", { name: t("slots.after") }).waitFor();
        await own.goto(`${own.url()}&week=${slot.starts_at.slice(0, 10)}`);
        await press(frame, t, carer, slot);
        const out = frame.getByRole("link", { name: t("public.out") });
        await out.waitFor();
        await story.screenshot(page, "frame");
        if ((await frame.getByRole("link", { name: t("public.logIn") }).count()) > 0) throw new Error("a password could be asked for in a frame");
        const opened = page.context().waitForEvent("page");
        await out.click();
        const tab = await opened;
        await tab.getByRole("link", { name: t("public.logIn") }).waitFor();
        if (new URL(tab.url()).searchParams.get("at") !== slot.starts_at) throw new Error(`the choice is lost: ${tab.url()}`);

        // Every other page refuses.
        const login = page.frame({ name: "login" });
        if (!login.url().startsWith("chrome-error:")) throw new Error(`the log-in page is framed: ${login.url()}`);
    } finally {
        await site.stop();
    }
    // The browser says itself why it refused.
    const refusals = story.troubles.filter((line) => line.includes("frame-ancestors 'none'"));
    if (refusals.length === 0) throw new Error("the browser did not refuse the log-in page");
    story.troubles = story.troubles.filter((line) => !refusals.includes(line));
}

export const stories = [
    { name: "somebody new books from a doctor's page, over registration and mail", run: (story) => somebodyNew(story, "fr") },
    { name: "the same in English on a phone", run: (story) => somebodyNew(story, "en") },
    { name: "a time that is gone meanwhile, and another", run: goneMeanwhile },
    { name: "a frame in another web site leads to the clinic's own page; no other page is framed", run: (story) => inFrame(story, "fr") },
    { name: "the same in English", run: (story) => inFrame(story, "en") },
];
