// A day at the clinic, told by the people who live it, each with a part of their own. The parts stand on each other: what an
// earlier one could not do, a later one names as not reached.
import { people } from "../support/people.mjs";
import { picture } from "../support/picture.mjs";
import { dayIn, words } from "../support/words.mjs";

const t = words("fr");
const day = {};

function reached(...names) {
    const missing = names.filter((name) => !day[name]);
    if (missing.length > 0) throw new Error(`not reached: an earlier part did not leave ${missing.join(", ")}`);
}

const desk = (story) => story.clinic.as(people.reception.fr);
const stands = async (story, status) => (await (await desk(story)).get(`/api/appointments/${day.visit.id}`)).status === status;

// A visit of their own some days ahead, booked by the patient: what the demo's today holds depends on the hour.
async function patientBooks(story) {
    const [slot] = await story.clinic.slots.take({ carer: "Martin", inDays: 9 });
    const own = await story.clinic.as(people.patient.fr);
    const { practitioner_id, site_id, visit_type_id, starts_at } = slot;
    day.visit = await own.post("/api/appointments", { practitioner_id, site_id, visit_type_id, starts_at, reason: "Toux depuis une semaine" });
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.fr) && /BEGIN:VEVENT/.test(mail.text) && mail.text.includes(day.visit.id));
    const page = await story.signIn("patient");
    await page.getByRole("heading", { level: 1, name: t("booking:visits.title") }).waitFor();
    await story.screenshot(page, "booked");
}

async function receptionReceives(story) {
    reached("visit");
    const page = await story.signIn("reception", { from: `/calendar?day=${dayIn(day.visit.starts_at)}` });
    await page.locator(`[data-visit="${day.visit.id}"]`).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: t("visit:act.arrive") }).click();
    await story.until(() => stands(story, "arrived"));
    day.arrived = true;
    await story.screenshot(page, "arrived");
}

async function practitionerConsults(story) {
    reached("visit", "arrived");
    const page = await story.signIn("doctor", { from: `/my-day?day=${dayIn(day.visit.starts_at)}` });
    const row = page.getByRole("listitem").filter({ hasText: day.visit.patient_name }).first();
    await row.getByRole("button", { name: day.visit.patient_name, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: t("consultations:open") }).click();
    await page.waitForURL(/\/consultations\//);
    const id = new URL(page.url()).pathname.split("/").at(-1);
    await page.getByText(/Pénicilline/i).first().waitFor(); // allergies are read before anything is written
    await page.getByLabel(t("consultations:subjective"), { exact: true }).fill("Toux grasse, sans fièvre.");
    await page.getByLabel(t("consultations:assessment"), { exact: true }).fill("Bronchite aiguë.");
    await page.getByRole("button", { name: t("consultations:dx.add") }).click();
    await page.getByLabel(t("consultations:dx.label"), { exact: true }).fill("Bronchite aiguë");
    await page.getByLabel(t("consultations:dx.code"), { exact: true }).fill("J20.9");
    await page.getByRole("button", { name: t("consultations:rx.add") }).click();
    await page.getByLabel(t("consultations:rx.medicine"), { exact: true }).fill("Paracétamol 1 g, comprimé");
    await page.getByLabel(t("consultations:rx.dose"), { exact: true }).fill("1 comprimé");
    await page.getByLabel(t("consultations:rx.duration"), { exact: true }).fill("5 jours");
    const doctor = await story.clinic.as(people.doctor.fr);
    const note = () => doctor.get(`/api/consultations/${id}`);
    await story.until(async () => {
        const { assessment, diagnoses, prescriptions } = await note();
        return assessment === "Bronchite aiguë." && diagnoses[0]?.code === "J20.9" && prescriptions[0]?.duration === "5 jours";
    });
    await story.accessible(page, "the note");
    await story.screenshot(page, "note");
    await page.getByRole("button", { name: t("consultations:sign"), exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: t("consultations:sign.now") }).click();
    await story.until(async () => (await note()).signed_at !== undefined);
    await page.getByRole("button", { name: t("consultations:endVisit") }).click();
    await story.until(() => stands(story, "fulfilled"));
    day.consulted = true;
    await story.screenshot(page, "signed");
}

async function receptionTakesTheMoney(story) {
    reached("consulted");
    const invoices = async (status) => (await (await desk(story)).get(`/api/invoices?appointment_id=${day.visit.id}&status=${status}`)).items;
    await story.until(async () => (await invoices("draft")).length === 1);
    const [{ id }] = await invoices("draft");
    const page = await story.signIn("reception", { from: `/invoices/${id}` });
    await page.getByRole("button", { name: t("billing:issue") }).click();
    await story.until(async () => (await invoices("issued")).length === 1);
    [{ number: day.number }] = await invoices("issued");
    await page.getByRole("heading", { level: 1, name: t("billing:titled", { number: day.number }) }).waitFor();
    await page.getByRole("button", { name: t("billing:pay"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(t("billing:method.card")).click();
    await story.accessible(page, "taking money");
    await story.screenshot(page, "paying");
    await dialog.getByRole("button", { name: new RegExp(`^${t("billing:pay")} .`) }).click();
    await story.until(async () => (await invoices("paid")).length === 1);
    await story.smtp.waitFor((mail) => mail.to.includes(people.patient.fr) && /Paiement/.test(mail.subject));
    day.paid = true;
}

async function patientReadsAndSends(story) {
    reached("paid");
    const own = await story.clinic.as(people.patient.fr);
    const page = await story.signIn("patient", { from: "/my-invoices" });
    await page.getByText(day.number).first().waitFor();
    await story.screenshot(page, "invoices");
    const categories = async () => (await own.get("/api/documents?limit=200")).items.map(({ category }) => category);
    for (const wanted of ["prescription", "invoice", "receipt"]) await story.until(async () => (await categories()).includes(wanted));
    await page.goto("/my-documents");
    await page.getByRole("heading", { level: 1, name: t("documents:mine.title") }).waitFor();
    const buffer = Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n");
    await page.locator('input[type="file"]').setInputFiles({ name: "bilan-du-jour.pdf", mimeType: "application/pdf", buffer });
    await page.getByRole("listitem").filter({ hasText: "bilan-du-jour.pdf" }).first().waitFor();
    await story.until(async () => (await categories()).includes("lab_report"));
    await story.screenshot(page, "documents");
}

async function coachPosts(story) {
    const page = await story.signIn("coach", { from: "/posts" });
    const text = "Une demi-heure de marche chaque jour : qui essaie avec moi ?";
    await page.getByLabel(t("coaching:write.label")).fill(text);
    await page.locator('input[type="file"]').setInputFiles({ name: "foret.png", mimeType: "image/png", buffer: picture(320, 180, [84, 130, 86]) });
    await page.getByRole("button", { name: t("coaching:write.publish") }).click();
    const published = page.getByRole("article").filter({ hasText: text }).first();
    await published.locator('img[src*="/api/media/"]').first().waitFor();
    const reader = await story.signIn("patient", { from: "/posts" });
    const post = reader.getByRole("article").filter({ hasText: text }).first();
    await post.getByRole("button", { name: t("coaching:post.like") }).first().click();
    const coach = await story.clinic.as(people.coach.fr);
    const mine = async () => (await coach.get("/api/posts?limit=50")).items.find((one) => one.text === text);
    await story.until(async () => (await mine()).likes === 1);
    await post.getByRole("button", { name: t("coaching:post.comment") }).click();
    await reader.getByLabel(t("coaching:comments.label")).fill("Moi, dès demain matin !");
    await reader.getByRole("button", { name: t("coaching:comments.send") }).click();
    await story.until(async () => (await mine()).comments === 1);
    await story.accessible(reader, "the feed");
    await story.screenshot(reader, "liked");
}

async function managerSeesTheDay(story) {
    reached("paid");
    const page = await story.signIn("admin", { from: "/reports" });
    await page.getByRole("heading", { level: 1, name: t("reporting:nav") }).waitFor();
    await story.screenshot(page, "reports");
    const admin = await story.clinic.as(people.admin.fr);
    const { items } = await admin.get(`/api/admin/audit?kind=write&subject_id=${day.visit.id}`);
    const deeds = items.map(({ action }) => action);
    for (const deed of ["book", "arrive", "complete"]) {
        if (!deeds.includes(`appointments.${deed}`)) throw new Error(`the audit does not tell of ${deed}: ${deeds}`);
    }
    await page.goto(`/admin/audit`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await story.screenshot(page, "audit");
}

export const stories = [
    { name: "the patient books and gets a mail", run: patientBooks },
    { name: "reception marks the arrival", run: receptionReceives },
    { name: "the practitioner reads, writes, prescribes and signs", run: practitionerConsults },
    { name: "reception issues the invoice and takes the money", run: receptionTakesTheMoney },
    { name: "the patient reads what is shared and sends a report", run: patientReadsAndSends },
    { name: "the coach posts a picture, a patient likes it and comments on it", run: coachPosts },
    { name: "the manager sees the day, the admin its traces", run: managerSeesTheDay },
];
