// One's way in: register, prove the address, forget the password, move to another address, watch over one's devices.
import { words } from "../support/words.mjs";

const first = "une-phrase-bien-a-moi";
const second = "another-phrase-of-mine";

// The path of the newest link to a page in the mails to an address, once there are `count`.
async function linkTo(story, address, page, count = 1) {
    const link = new RegExp(`https?://[^\\s/]+(/${page}\\?token=[\\w-]+)`);
    const found = () => story.smtp.messages.filter(({ to, text }) => to.includes(address) && link.test(text));
    await story.until(() => found().length >= count);
    return found().at(-1).text.match(link)[1];
}

async function register(story, page, t, email) {
    await page.goto("/register");
    await page.getByLabel(t("auth:field.firstName")).fill("Iris");
    await page.getByLabel(t("auth:field.lastName"), { exact: true }).fill("Novak");
    await page.getByLabel(t("auth:field.email")).fill(email);
    await page.getByLabel(t("auth:field.password"), { exact: true }).fill(first);
    await page.getByRole("button", { name: t("auth:register.submit") }).click();
    await page.getByText(t("auth:register.sent", { email })).waitFor();
    await story.accessible(page, "look in your mail");
    await story.screenshot(page, "look-in-mail");
    await page.getByRole("button", { name: t("auth:mail.again") }).click();
    await page.getByText(t("auth:mail.sentAgain")).waitFor();
}

async function prove(story, page, t, email) {
    await page.goto(await linkTo(story, email, "verify-email"));
    await page.getByRole("heading", { name: t("auth:verify.title") }).waitFor();
    const password = page.getByLabel(t("auth:field.password"), { exact: true });
    await password.fill("not what I chose");
    await page.getByRole("button", { name: t("auth:verify.submit") }).click();
    await page.getByText(/le mot de passe choisi à l’inscription|the password chosen at registration/).waitFor();
    await story.accessible(page, "prove the address");
    await story.screenshot(page, "verify");
    await password.fill(first);
    await page.getByRole("button", { name: t("auth:verify.submit") }).click();
    await page.getByRole("heading", { level: 1, name: t("booking:visits.title") }).waitFor();
}

// In another browser; the first one is signed out by it.
async function forget(story, signedIn, t, language, email) {
    const page = await story.browserFor({ language });
    await page.goto("/login");
    await page.getByRole("link", { name: t("auth:login.forgot") }).click();
    await page.getByRole("heading", { level: 1, name: t("auth:forgot.title") }).waitFor(); // the log-in page has such a field as well
    await page.getByLabel(t("auth:field.email")).fill(email);
    await story.accessible(page, "forgotten password");
    await story.screenshot(page, "forgot");
    await page.getByRole("button", { name: t("auth:forgot.submit") }).click();
    await page.getByText(t("auth:forgot.sent", { email })).waitFor();
    await page.goto(await linkTo(story, email, "reset-password"));
    const password = page.getByLabel(t("auth:field.newPassword"));
    await password.fill("motdepasse2026");
    await page.getByRole("button", { name: t("auth:reset.submit") }).click();
    await page.getByText(/parmi les premiers essayés|among the first that are tried/).waitFor();
    await story.accessible(page, "new password");
    await story.screenshot(page, "reset");
    await password.fill(second);
    await page.getByRole("button", { name: t("auth:reset.submit") }).click();
    await page.getByText(t("auth:reset.done")).waitFor();
    await signedIn.getByRole("button", { name: t("auth:login.submit"), exact: true }).waitFor();
}

async function move(story, page, t, email, next) {
    await page.goto("/account");
    const card = page.getByRole("form", { name: t("auth:email.title") });
    await card.getByLabel(t("auth:email.new")).fill(next);
    await card.getByLabel(t("auth:email.password")).fill(second);
    await card.getByRole("button", { name: t("auth:email.submit") }).click();
    await card.getByText(t("auth:email.sent", { email: next })).waitFor();
    await story.accessible(page, "the account, an address under way");
    await story.screenshot(page, "account");
    await page.goto(await linkTo(story, next, "confirm-email"));
    await page.getByRole("button", { name: t("auth:confirm.submit") }).click();
    await page.getByRole("heading", { name: t("auth:confirm.done") }).waitFor();
    await story.accessible(page, "the address is confirmed");
    await story.screenshot(page, "confirmed");
    // The old address hears of it when it is asked and when it is done.
    await story.until(() => story.smtp.messages.filter(({ to, text }) => to.includes(email) && !text.includes("?token=")).length >= 3);
}

async function devices(story, page, t, language, email) {
    const elsewhere = await story.signIn(email, { language, word: second });
    await page.goto("/account");
    const list = page.getByRole("list").filter({ hasText: t("auth:account.sessionCurrent") });
    await list.getByRole("listitem").nth(1).waitFor();
    await list.getByRole("button", { name: new RegExp(`^${t("auth:account.sessionEnd")}`) }).first().click();
    await elsewhere.getByRole("button", { name: t("auth:login.submit"), exact: true }).waitFor({ timeout: 5_000 });
}

async function wholeWay(story, language) {
    const t = words(language);
    const email = `iris.${language}@example.org`;
    const next = `iris.novak.${language}@example.org`;
    const page = await story.browserFor({ language });
    await register(story, page, t, email);
    await prove(story, page, t, email);
    await forget(story, page, t, language, email);
    const anew = await story.signIn(email, { language, word: second });
    await move(story, anew, t, email, next);
    await devices(story, anew, t, language, next);
    // Somebody else who registers with that address is told nothing, and gets nothing.
    const stranger = await story.browserFor({ language });
    await register(story, stranger, t, next);
    await story.until(() => story.smtp.messages.some(({ to, text }) => to.includes(next) && text.includes("/forgot-password")));
}

export const stories = [
    { name: "from registration to another address", run: (story) => wholeWay(story, "fr") },
    { name: "the same in English", run: (story) => wholeWay(story, "en") },
];
