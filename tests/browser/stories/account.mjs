// What is one's own: language, theme, password, devices, and going.
import { password } from "../support/clinic.mjs";
import { picture } from "../support/picture.mjs";
import { words } from "../support/words.mjs";

// An account of the story's own: it changes what others rely on.
async function newcomer(story, name) {
    const email = `${name}@example.org`;
    await story.clinic.register({ email, password, first_name: "Nina", last_name: "Keller", birth_date: "1984-05-06", language: "fr" });
    return email;
}

async function languageAndTheme(story) {
    const [fr, en] = [words("fr"), words("en")];
    const page = await story.signIn(await newcomer(story, "nina.display"));
    const html = page.locator("html");
    await page.getByRole("button", { name: fr("shared:app.language") }).click();
    await page.getByRole("heading", { level: 1, name: en("booking:visits.title") }).waitFor();
    await page.getByRole("button", { name: en("shared:app.dark") }).click();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: en("booking:visits.title") }).waitFor();
    await story.until(async () => (await html.getAttribute("data-mantine-color-scheme")) === "dark");
    if ((await html.getAttribute("lang")) !== "en") throw new Error("the page does not say that it is in English");
    await story.screenshot(page, "dark-english");

    // The account remembers the language, in any browser.
    const other = await story.browserFor({ language: "fr" });
    await other.goto("/login");
    await other.getByLabel(fr("auth:field.email")).fill("nina.display@example.org");
    await other.getByLabel(fr("auth:field.password"), { exact: true }).fill(password);
    await other.getByRole("button", { name: fr("auth:login.submit"), exact: true }).click();
    await other.getByRole("heading", { level: 1, name: en("booking:visits.title") }).waitFor();
}

async function passwordAndDevices(story) {
    const t = words("fr");
    const fresh = "un-mot-de-passe-tout-neuf";
    const email = await newcomer(story, "nina.password");
    const page = await story.signIn(email, { from: "/account" });
    const elsewhere = await story.signIn(email);
    await page.reload();
    const devices = page.getByRole("list").filter({ hasText: t("auth:account.sessionCurrent") });
    await devices.getByRole("listitem").nth(1).waitFor();
    await story.accessible(page, "the account");

    // A wrong one is refused, and says so.
    const change = async (current) => {
        await page.getByLabel(t("auth:field.currentPassword")).fill(current);
        await page.getByLabel(t("auth:field.newPassword")).fill(fresh);
        await page.getByRole("button", { name: t("auth:account.changePassword") }).click();
    };
    await change("ce-n-est-pas-le-bon");
    await page.getByText(/^Ce n.est pas votre mot de passe actuel/).waitFor();
    await story.screenshot(page, "wrong-password");

    // The right one changes it; the other device is signed out by itself, and dead in the list.
    await change(password);
    await devices.getByRole("listitem").nth(1).waitFor({ state: "detached" });
    await elsewhere.getByRole("button", { name: t("auth:login.submit"), exact: true }).waitFor();
    await story.logIn(email, { word: fresh });
    await page.reload();
    await devices.getByRole("listitem").nth(1).waitFor();

    // Ended from here.
    await devices.getByRole("button", { name: new RegExp(`^${t("auth:account.sessionEnd")}`) }).click();
    await devices.getByRole("listitem").nth(1).waitFor({ state: "detached" });
}

async function logOutEverywhere(story) {
    const t = words("fr");
    const page = await story.signIn(await newcomer(story, "nina.leaves"));
    const tab = await page.context().newPage();
    story.watch(tab);
    await tab.goto("/my-visits");
    await tab.getByRole("heading", { level: 1, name: t("booking:visits.title") }).waitFor();
    await page.getByRole("button", { name: new RegExp(t("shared:app.accountMenu", { initials: "NK", name: "Nina Keller" })) }).click();
    await page.getByRole("menuitem", { name: t("shared:app.logOut") }).click();
    for (const one of [page, tab]) await one.getByRole("button", { name: t("auth:login.submit"), exact: true }).waitFor();
    await tab.goto("/my-visits");
    await tab.getByRole("button", { name: t("auth:login.submit"), exact: true }).waitFor();
}

// Chosen, seen at once in the head of the page and after a reload, refused when it is none, taken away and brought back.
async function ownPicture(story) {
    const t = words("fr");
    const page = await story.signIn(await newcomer(story, "nina.picture"), { from: "/account" });
    const place = page.getByRole("region", { name: t("picture:title") });
    const shown = page.locator("header button img");
    const choose = (name, mimeType, buffer) => place.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
    await place.getByRole("button", { name: t("picture:choose") }).waitFor();
    await choose("moi.png", "image/png", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    await place.getByRole("alert").waitFor();
    await choose("moi.png", "image/png", picture(640, 360, [84, 130, 86]));
    await shown.waitFor();
    await place.getByRole("alert").waitFor({ state: "detached" });
    await story.accessible(page, "the account with a picture");
    await story.screenshot(page, "picture");
    await page.reload();
    await shown.waitFor();
    await place.getByRole("button", { name: t("picture:remove") }).click();
    await shown.waitFor({ state: "detached" });
    await page.getByRole("button", { name: t("shared:action.undo") }).click();
    await shown.waitFor();
    const wide = await shown.evaluate((image) => image.decode().then(() => image.naturalWidth === image.naturalHeight && image.naturalWidth));
    if (wide !== 256) throw new Error(`the picture is not a square of 256 pixels: ${wide}`);
}

export const stories = [
    { name: "a picture of one's own", run: ownPicture },
    { name: "language and theme stay", run: languageAndTheme },
    { name: "password and devices", run: passwordAndDevices },
    { name: "logging out in one tab signs the others out", run: logOutEverywhere },
];
