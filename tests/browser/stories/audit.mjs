// Somebody reads too many records, and an administrator looks into it; a patient sees who read theirs.
import { readFile } from "node:fs/promises";

import { people } from "../support/people.mjs";
import { phone } from "../support/story.mjs";
import { words } from "../support/words.mjs";

const told = {
    fr: { reason: "Urgence : malaise en salle d’attente", note: "Relecture annuelle des dossiers" },
    en: { reason: "Emergency: fainted in the waiting room", note: "Yearly review of the records" },
};

async function readsTooMuch(story, language) {
    const desk = await story.clinic.as(people.reader[language]);
    const { items } = await desk.get("/api/patients?limit=120");
    // Until the clinic asks who it is.
    let asked = false;
    for (const { id } of items) {
        asked ||= await desk.get(`/api/patients/${id}`).then(() => false, (error) => error.message.includes("step_up_needed"));
        if (asked) break;
    }
    if (!asked) throw new Error("nobody was asked for a proof");
    const admin = await story.clinic.as(people.admin[language]);
    await story.until(async () => (await admin.get("/api/admin/alerts?open=true")).items.length === 1);
}

async function opensOutsideOfCare(story, language) {
    const own = await story.clinic.as(people.patient[language]);
    const { id } = await own.get("/api/patients/me");
    const admin = await story.clinic.as(people.admin[language]);
    await admin.post(`/api/patients/${id}/break-glass`, { reason: told[language].reason });
    await admin.get(`/api/patients/${id}/record`);
    return id;
}

async function isLookedInto(story, language) {
    const t = words(language);
    await readsTooMuch(story, language);
    const patient = await opensOutsideOfCare(story, language);
    const page = await story.signIn("admin", { language, from: `/admin/audit?subject=${patient}` });
    const link = page.getByRole("link", { name: t("admin:alerts.look") });
    await link.waitFor();
    await page.getByRole("row").filter({ hasText: t("admin:action.break_glass.open") }).first().waitFor();
    await story.accessible(page, "the audit");
    await story.screenshot(page, "audit");

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: t("admin:audit.export", { format: "CSV" }) }).click();
    const csv = await readFile(await (await download).path(), "utf8");
    if (!csv.includes("break_glass.open")) throw new Error("the export has no break-glass");
    if (csv.includes("auth.log_in")) throw new Error("the export has more than the filter shows");

    await link.click();
    await page.getByLabel(t("admin:alerts.note")).fill(told[language].note);
    await story.accessible(page, "the alerts");
    await story.screenshot(page, "alerts");
    await page.getByRole("button", { name: t("admin:alerts.end") }).click();
    await page.getByRole("cell", { name: new RegExp(`^${told[language].note}`) }).waitFor();
    await link.waitFor({ state: "detached" });
}

async function patientSeesWho(story, language) {
    const t = words(language);
    const page = await story.signIn("patient", { language, from: "/my-record", viewport: phone });
    await page.getByRole("tab", { name: t("patients:tab.accesses") }).click();
    await page.getByText(told[language].reason).first().waitFor();
    await page.getByText(t("patients:access.opening")).first().waitFor();
    await story.accessible(page, "who read my record");
    await story.screenshot(page, "accesses");
}

async function seesTheSystem(story, language) {
    const t = words(language);
    const page = await story.signIn("admin", { language, from: "/admin/settings" });
    await page.getByText("audit.mass_reading_patients").waitFor();
    await story.accessible(page, "the settings");
    await page.goto("/admin/system");
    await page.getByRole("img", { name: t("admin:charts.latency") }).waitFor();
    await page.getByRole("heading", { name: t("admin:safe"), exact: true }).waitFor();
    await story.accessible(page, "the system");
    await story.screenshot(page, "system");
}

export const stories = ["fr", "en"].flatMap((language) => [
    { name: `mass reading is looked into (${language})`, run: (story) => isLookedInto(story, language) },
    { name: `a patient sees who read their record (${language})`, run: (story) => patientSeesWho(story, language) },
    { name: `settings, charts, and how the audit is kept (${language})`, run: (story) => seesTheSystem(story, language) },
]);
