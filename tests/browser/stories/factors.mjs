// Second factors as a person lives them: an app, a recovery code, a passkey, the question "is it you?", an API key. A clinic
// of its own, whose administrators must have a second factor, at localhost: passkeys know no bare addresses.
import { createHmac } from "node:crypto";

import { password, startClinic } from "../support/clinic.mjs";
import { freePort } from "../support/port.mjs";
import { words } from "../support/words.mjs";

// RFC 6238 over what the page shows to type, as the app in a pocket does it.
function codeOf(secret, now = Date.now()) {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = [...secret.replaceAll(" ", "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
    const digest = createHmac("sha1", key).update(counter).digest();
    const at = digest.at(-1) & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// Codes are good once: the next is another only in the next half minute.
const nextCode = async (secret, spent) => {
    while (codeOf(secret) === spent) await new Promise((done) => setTimeout(done, 500));
    return codeOf(secret);
};

// The device's own: fingerprint at hand, keys that it keeps.
async function deviceOf(story, page) {
    const session = await story.protocolOf(page);
    await session.send("WebAuthn.enable");
    await session.send("WebAuthn.addVirtualAuthenticator", {
        options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
}

async function typeLogIn(page, t, email) {
    await page.goto("/login");
    await page.getByLabel(t("auth:field.email")).fill(email);
    await page.getByLabel(t("auth:field.password"), { exact: true }).fill(password);
    await page.getByRole("button", { name: t("auth:login.submit"), exact: true }).click();
}

async function staff(story, language) {
    const t = words(language);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const email = "ada@example.org";
    const clinic = await startClinic({ port, settings: { "server.public_url": url, "auth.second_factor": "required_for_staff" }, users: [{ email, first: "Ada", last: "Vernet", role: "admin", language }] });
    try {
        const page = await story.browserFor({ language, url });
        await deviceOf(story, page);
        await typeLogIn(page, t, email);

        // Nothing is open before a second factor is there.
        await page.getByText(t("auth:security.enrolTitle")).waitFor();
        await story.accessible(page, "the call for a second factor");
        await page.getByRole("button", { name: t("auth:totp.add"), exact: true }).click();
        await page.getByRole("img", { name: t("auth:totp.qr") }).waitFor();
        const secret = await page.locator("code").first().innerText();
        await story.accessible(page, "the set-up of the app");
        await story.screenshot(page, `app-${language}`);
        const field = page.getByLabel(t("auth:totp.code"));
        await field.fill("000000");
        await page.getByRole("button", { name: t("auth:totp.confirm") }).click();
        await story.until(async () => (await field.getAttribute("aria-invalid")) === "true");
        const first = codeOf(secret);
        await field.fill(first);
        await page.getByRole("button", { name: t("auth:totp.confirm") }).click();
        await page.getByText(t("auth:recovery.shown")).waitFor();
        const codes = (await page.locator("pre").innerText()).split("\n");
        if (codes.length !== 10) throw new Error(`${codes.length} recovery codes`);
        await story.screenshot(page, `recovery-${language}`);
        await page.getByRole("button", { name: t("auth:recovery.kept") }).click();
        await page.getByText(t("auth:security.enrolTitle")).waitFor({ state: "detached" });

        // The used code is refused in another browser, the next one taken.
        const other = await story.browserFor({ language, url });
        await typeLogIn(other, t, email);
        await other.getByRole("heading", { level: 1, name: t("auth:second.title") }).waitFor();
        await story.accessible(other, "the second step");
        const answer = async (code) => {
            await other.getByLabel(t("auth:second.code")).fill(code);
            await other.getByRole("button", { name: t("auth:second.submit"), exact: true }).click();
        };
        await answer(first);
        await other.getByRole("alert").waitFor();
        await answer(await nextCode(secret, first));
        await other.getByRole("navigation").waitFor();

        // Without the phone: a recovery code, once.
        const third = await story.browserFor({ language, url });
        const recover = async () => {
            await typeLogIn(third, t, email);
            await third.getByRole("button", { name: t("auth:second.useRecovery") }).click();
            await third.getByLabel(t("auth:second.recovery")).fill(codes[0].toLowerCase());
            await third.getByRole("button", { name: t("auth:second.submit"), exact: true }).click();
        };
        await recover();
        await third.getByRole("navigation").waitFor();
        await third.context().clearCookies();
        await recover();
        await third.getByRole("alert").waitFor();

        // A passkey, by which one enters without typing anything.
        await page.getByLabel(t("auth:passkey.name")).fill("Portable");
        await page.getByRole("button", { name: t("auth:passkey.add") }).click();
        await page.getByRole("listitem").filter({ hasText: "Portable" }).waitFor();
        await page.getByRole("button", { name: t("auth:passkey.rename", { name: "Portable" }) }).click();
        await page.getByRole("listitem").getByLabel(t("auth:passkey.name")).fill("Clé du bureau");
        await page.keyboard.press("Enter");
        await page.getByRole("button", { name: t("auth:passkey.rename", { name: "Clé du bureau" }) }).waitFor();
        await story.accessible(page, "account security");
        await story.screenshot(page, `security-${language}`);
        await page.context().clearCookies();
        await page.goto("/login");
        await page.getByRole("button", { name: t("auth:login.passkey") }).click();
        await page.getByRole("navigation").waitFor();

        await stepUp(story, page, t);
        await story.leave();
    } finally {
        await clinic.stop();
    }
}

// Five minutes after the log-in a sensitive act asks who it is, and goes on where it was. Nobody waits that long here: the
// first answer is the refusal that the server would give; that it gives it then is the server's own tests' subject.
async function stepUp(story, page, t) {
    await page.goto("/account/security");
    let refused = 0;
    await page.route("**/api/auth/api-keys", async (route) => {
        if (route.request().method() !== "POST" || refused > 0) return route.continue();
        refused += 1;
        return route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify({ type: "about:blank", title: "", status: 403, code: "step_up_needed", detail: "" }) });
    });
    await page.getByLabel(t("auth:keys.name")).fill("Laboratoire");
    await page.getByRole("combobox", { name: t("auth:keys.scopes") }).or(page.getByRole("textbox", { name: t("auth:keys.scopes") })).click();
    await page.getByRole("option", { name: "appointments:read" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: t("auth:keys.make") }).click();
    const dialog = page.getByRole("dialog", { name: t("shared:proof.title") });
    await dialog.waitFor();
    await story.accessible(page, "the question who it is");
    await story.screenshot(page, "step-up");
    await dialog.getByRole("button", { name: t("shared:proof.usePassword") }).click();
    await dialog.getByLabel(t("shared:proof.password"), { exact: true }).fill("ce-n-est-pas-le-bon");
    await dialog.getByRole("button", { name: t("shared:proof.confirm") }).click();
    await dialog.locator('[id$="-error"]').waitFor();
    await dialog.getByLabel(t("shared:proof.password"), { exact: true }).fill(password);
    await dialog.getByRole("button", { name: t("shared:proof.confirm") }).click();
    await page.getByText(t("auth:keys.shown")).waitFor();
    const key = await page.locator("pre").innerText();
    if (!key.startsWith("mk_")) throw new Error(`the key is ${key}`);
    await page.getByRole("listitem").filter({ hasText: "Laboratoire" }).waitFor();
}

export const stories = ["fr", "en"].map((language) => ({
    name: `staff prove who they are by app, recovery code and passkey (${language})`,
    run: (story) => staff(story, language),
}));
