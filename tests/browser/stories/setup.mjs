// An empty data folder: the printed link makes the first administrator, once.
import { startClinic } from "../support/clinic.mjs";
import { words } from "../support/words.mjs";

const word = "premier-mot-de-passe";

async function firstStart(story, language) {
    const t = words(language);
    const clinic = await startClinic();
    try {
        await story.until(() => /\/setup\?token=\S+/.test(clinic.output()));
        const link = new URL(clinic.output().match(/\S*\/setup\?token=\S+/)[0]);
        const path = link.pathname + link.search;
        const page = await story.browserFor({ language, url: clinic.url });
        await page.goto("/");
        await page.getByText(t("auth:login.setupNeeded")).waitFor();
        await page.goto(path);
        await page.getByRole("heading", { name: t("auth:setup.title") }).waitFor();
        await story.accessible(page, "set-up");
        await story.screenshot(page, "form");
        await page.getByLabel(t("auth:field.firstName")).fill("Ada");
        await page.getByLabel(t("auth:field.lastName"), { exact: true }).fill("Vernet");
        await page.getByLabel(t("auth:field.email")).fill("ada@example.org");
        await page.getByLabel(t("auth:field.password"), { exact: true }).fill(word);
        await page.getByRole("button", { name: t("auth:setup.submit") }).click();
        await page.getByRole("navigation").getByRole("link", { name: t("clinics:nav.sites") }).waitFor();
        // Nothing is there yet: the calendar says what comes first.
        await page.getByText(t("calendar:noSites")).waitFor();
        await story.accessible(page, "the empty clinic");
        await story.screenshot(page, "empty");

        // The link is dead, for this browser and for any other.
        const other = await story.browserFor({ language, url: clinic.url });
        await other.goto(path);
        await other.getByText(t("auth:setup.done")).waitFor();
        await other.getByRole("button", { name: t("auth:login.submit"), exact: true }).click();
        await other.getByLabel(t("auth:field.email")).fill("ada@example.org");
        await other.getByLabel(t("auth:field.password"), { exact: true }).fill(word);
        await other.getByRole("button", { name: t("auth:login.submit"), exact: true }).click();
        await other.getByRole("navigation").waitFor();
        const again = await fetch(`${clinic.url}/api/auth/setup`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({
                token: link.searchParams.get("token"), email: "eve@example.org", password: word, first_name: "Eve", last_name: "Ill", language: "en",
            }),
        });
        if (again.ok) throw new Error("the set-up link made a second administrator");
        await story.leave();
    } finally {
        await clinic.stop();
    }
}

export const stories = [
    { name: "the first administrator, by the printed link, once", run: (story) => firstStart(story, "fr") },
    { name: "the first administrator, in English", run: (story) => firstStart(story, "en") },
];
