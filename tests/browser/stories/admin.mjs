// The administrator opens a place, lets a person in, and reads who did what.
import { people } from "../support/people.mjs";
import { words } from "../support/words.mjs";

const told = {
    fr: { site: "Zénith santé", first: "Iris", last: "Fabre", type: "Bilan de rentrée", guest: "Hugo", family: "Lenoir", admin: "Agathe Renard" },
    en: { site: "Zenith health", first: "Ivy", last: "Fairway", type: "Autumn check-up", guest: "Hugh", family: "Black", admin: "Agnes Fox" },
};
const weekday = { fr: { monday: "lundi", saturday: "samedi" }, en: { monday: "Monday", saturday: "Saturday" } };

async function opensAPlace(story, language) {
    const t = words(language);
    const { site, first, last, type } = told[language];
    const page = await story.signIn("admin", { language });
    const visit = (name) => page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    const form = page.getByRole("dialog");
    const save = async () => {
        await form.getByRole("button", { name: t("shared:action.save") }).click();
        await form.waitFor({ state: "detached" });
    };

    // The site and its hours.
    await visit(t("clinics:nav.sites"));
    await page.getByRole("button", { name: t("clinics:sites.new") }).first().click();
    await form.getByLabel(t("clinics:field.siteName")).fill(site);
    await form.getByLabel(t("shared:address.line1")).fill("1 rue Haute");
    await form.getByLabel(t("shared:address.postalCode")).fill("69005");
    await form.getByLabel(t("shared:address.city")).fill("Lyon");
    await story.accessible(page, "the new site");
    await story.screenshot(page, "site");
    await save();
    await page.getByRole("heading", { level: 1, name: site }).waitFor();
    const saturday = page.getByRole("listitem", { name: weekday[language].saturday });
    await saturday.getByRole("button", { name: t("clinics:week.addTo", { day: weekday[language].saturday }) }).click();
    await saturday.getByRole("textbox", { name: t("clinics:week.from") }).fill("9h30");
    await saturday.getByRole("textbox", { name: t("clinics:week.until") }).fill("12");
    const hours = page.locator("form").filter({ has: page.getByRole("heading", { name: t("clinics:sites.hours") }) });
    await hours.getByRole("button", { name: t("shared:action.save") }).click();
    const desk = await story.clinic.as(people.admin[language]);
    await story.until(async () => (await desk.get("/api/clinics")).items.some(({ name, opening_hours }) =>
        name === site && opening_hours.some(({ weekday: day, opens, closes }) => day === 6 && opens === "09:30" && closes === "12:00")));

    // Who works there.
    await visit(t("clinics:nav.staff"));
    await page.getByRole("button", { name: t("clinics:staff.new") }).first().click();
    await form.getByLabel(t("clinics:field.firstName")).fill(first);
    await form.getByLabel(t("clinics:field.lastName")).fill(last);
    await form.getByLabel(t("clinics:field.specialty")).fill("Podologie");
    await form.getByRole("checkbox", { name: site }).check();
    await story.accessible(page, "the new practitioner");
    await save();
    await page.getByRole("cell", { name: `${first} ${last}` }).waitFor();

    // What they offer.
    await visit(t("clinics:nav.visitTypes"));
    await page.getByRole("button", { name: t("clinics:types.new") }).first().click();
    await form.getByLabel(t("clinics:field.visitName")).fill(type);
    await form.getByLabel(t("clinics:field.price")).fill(language === "fr" ? "55,00" : "55.00");
    await form.getByRole("combobox", { name: t("clinics:field.offeredBy") }).fill(last);
    await page.getByRole("option", { name: `${first} ${last}` }).click();
    await page.keyboard.press("Tab");
    await story.accessible(page, "the new visit type");
    await story.screenshot(page, "visit-type");
    await save();
    await page.getByRole("cell", { name: type }).waitFor();

    // When: and a patient finds a time.
    await visit(t("clinics:nav.hours"));
    await page.getByRole("combobox", { name: t("clinics:hours.of") }).click();
    await page.getByRole("option", { name: `${first} ${last}` }).click();
    const monday = page.getByRole("listitem", { name: weekday[language].monday });
    await monday.getByRole("button", { name: t("clinics:week.addTo", { day: weekday[language].monday }) }).click();
    await monday.getByRole("textbox", { name: t("clinics:week.from") }).waitFor();
    await page.getByRole("button", { name: t("shared:action.save") }).click();
    await story.screenshot(page, "hours");
    const patient = await story.signIn("patient", { language, from: "/book" });
    await patient.getByRole("link", { name: new RegExp(`^${type}`) }).click();
    await story.until(async () => {
        await patient.getByRole("button", { name: t("booking:slots.first") }).click();
        return (await patient.getByRole("button", { name: new RegExp(`${first} ${last}$`) }).count()) > 0;
    });
}

async function letsAPersonIn(story, language) {
    const t = words(language);
    const { guest, family, admin } = told[language];
    const email = `${guest.toLowerCase()}@example.org`;
    const page = await story.signIn("admin", { language, from: "/admin/users" });
    await page.getByRole("button", { name: t("people:invite"), exact: true }).click();
    const form = page.getByRole("dialog", { name: t("people:invite") });
    await form.getByLabel(t("people:field.email")).fill(email);
    await form.getByLabel(t("people:field.firstName")).fill(guest);
    await form.getByLabel(t("people:field.lastName")).fill(family);
    await form.getByRole("checkbox", { name: t("shared:role.receptionist"), exact: true }).check();
    await form.getByText(language === "fr" ? "Français" : "English", { exact: true }).click();
    await story.accessible(page, "the invitation");
    await story.screenshot(page, "invitation");
    await form.getByRole("button", { name: t("people:invite.send") }).click();
    await form.waitFor({ state: "detached" });

    // The link of the mail, in a browser that knows nobody.
    const mail = await story.smtp.waitFor((one) => one.to.includes(email));
    const link = new URL(mail.text.match(/https?:\S+\/invitation\?token=[\w.~-]+/)[0]);
    const path = link.pathname + link.search;
    const theirs = await story.browserFor({ language });
    await theirs.goto(path);
    await theirs.getByRole("heading", { name: t("auth:invitation.title", { name: guest }) }).waitFor();
    await story.accessible(theirs, "the invited person's page");
    await theirs.getByLabel(t("auth:field.password"), { exact: true }).fill("bienvenue-a-la-clinique");
    await theirs.getByRole("button", { name: t("auth:invitation.submit") }).click();
    await theirs.getByRole("navigation").getByRole("link", { name: t("calendar:nav") }).waitFor();

    // The link is dead now, and says so kindly.
    const late = await story.browserFor({ language });
    await late.goto(path);
    await late.getByRole("heading", { name: t("auth:invitation.gone") }).waitFor();
    await story.screenshot(late, "dead-link");

    // With other rights, what they have open ends at once.
    await page.reload();
    await page.getByRole("cell", { name: `${guest} ${family}` }).click();
    const drawer = page.getByRole("dialog", { name: `${guest} ${family}` });
    await drawer.getByRole("checkbox", { name: t("shared:role.accountant"), exact: true }).check();
    await story.screenshot(page, "account");
    await drawer.getByRole("button", { name: t("shared:action.save") }).click();
    await drawer.waitFor({ state: "detached" });
    await theirs.getByRole("button", { name: t("auth:login.submit"), exact: true }).waitFor({ timeout: 5_000 });
    await theirs.getByLabel(t("auth:field.email")).fill(email);
    await theirs.getByLabel(t("auth:field.password"), { exact: true }).fill("bienvenue-a-la-clinique");
    await theirs.getByRole("button", { name: t("auth:login.submit"), exact: true }).click();
    await theirs.getByRole("navigation").waitFor();

    // Who did what to whom: to this account, because others are at work meanwhile.
    await page.getByRole("navigation").getByRole("link", { name: t("admin:nav.audit"), exact: true }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    const { items: [{ id }] } = await (await story.clinic.as(people.admin[language])).get(`/api/users?q=${encodeURIComponent(email)}`);
    await page.goto(`/admin/audit?subject=${id}`);
    const done = (action, by) => page.getByRole("row").filter({ hasText: t(`admin:action.${action}`) }).filter({ hasText: by }).first().waitFor();
    await done("users.change", admin);
    await done("users.invite", admin);
    await done("auth.accept_invitation", `${guest} ${family}`);
}

export const stories = ["fr", "en"].flatMap((language) => [
    { name: `opens a place (${language})`, run: (story) => opensAPlace(story, language) },
    { name: `lets a person in (${language})`, run: (story) => letsAPersonIn(story, language) },
]);
