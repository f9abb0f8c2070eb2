// Log-in with the hospital's OpenID provider: a real one, in a process of its own, with its own pages. The clinic is at
// localhost, the provider at 127.0.0.1, so that the browser takes them for strangers to each other.
import { password, startClinic } from "../support/clinic.mjs";
import { freePort } from "../support/port.mjs";
import { startProvider } from "../support/provider.mjs";
import { words } from "../support/words.mjs";

const client = "monoclinic";
const secret = "a secret+with/marks";
const label = "CHU";
const users = [{ email: "ada@example.org", first: "Ada", last: "Vernet", role: "admin" }];

// What the server says in these cases, kindly.
const told = {
    fr: { refused: "Cette connexion n’a pas abouti. Recommencez.", unknown: "Aucun compte de ce cabinet n’a cette adresse. Adressez-vous à votre cabinet." },
    en: { refused: "This log-in did not work. Start again.", unknown: "No account of this clinic has this address. Ask your clinic." },
};

async function withBoth(story, deed) {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const provider = await startProvider({ client, secret, redirect: `${url}/login/callback` });
    const settings = { "server.public_url": url, "oidc.issuer": provider.issuer, "oidc.client_id": client, "oidc.label": label, "oidc.private_network": "true" };
    const clinic = await startClinic({ port, settings, secrets: { "oidc.client_secret_file": secret }, users });
    try {
        await deed({ url, issuer: provider.issuer });
        await story.leave();
    } finally {
        await clinic.stop();
        await provider.stop();
    }
}

// From the clinic's page to the provider's; what the browser was sent with.
async function begin(page, t) {
    await page.goto("/login");
    const asked = page.waitForRequest((request) => new URL(request.url()).pathname === "/auth");
    await page.getByRole("button", { name: t("auth:login.provider", { label }) }).click();
    return new URL((await asked).url()).searchParams;
}

async function logInThere(page, name) {
    await page.locator("input[name=login]").fill(name);
    await page.locator("input[name=password]").fill("whatever");
    await page.locator("button[type=submit]").click();
    await page.getByRole("heading", { name: "May the clinic know your address?" }).waitFor();
    await page.locator("button[type=submit]").click();
}

async function logsIn(story, language) {
    const t = words(language);
    await withBoth(story, async ({ url, issuer }) => {
        const page = await story.browserFor({ language, url });
        const asked = await begin(page, t);
        const expected = { response_type: "code", client_id: client, redirect_uri: `${url}/login/callback`, code_challenge_method: "S256" };
        for (const [name, value] of Object.entries(expected)) {
            if (asked.get(name) !== value) throw new Error(`${name} is ${asked.get(name)}`);
        }
        for (const name of ["code_challenge", "nonce", "state"]) {
            if (asked.get(name)?.length !== 43) throw new Error(`${name} is ${asked.get(name)}`);
        }
        await page.waitForURL(`${issuer}/**`);
        await logInThere(page, "ada@example.org");
        await page.getByRole("navigation").waitFor();
        if (new URL(page.url()).origin !== url || page.url().includes("code=")) throw new Error(`the browser is at ${page.url()}`);
        await page.reload(); // and stays
        await page.getByRole("navigation").waitFor();
    });
}

// Where the provider sends the browser, whose page cannot tell the clinic of it yet.
async function caught(page, url, name) {
    const finish = `${url}/api/auth/oidc/finish`;
    await page.route(finish, (route) => route.abort());
    await logInThere(page, name);
    await page.waitForURL(`${url}/login/callback?*`);
    await page.getByRole("alert").waitFor(); // it has tried
    await page.unroute(finish);
    return new URL(page.url());
}

async function isRefused(story, page, language, sentence) {
    await page.getByRole("alert").getByText(sentence).waitFor();
    if (await page.getByRole("navigation").count()) throw new Error("somebody is signed in");
}

async function refuses(story, language) {
    const t = words(language);
    await withBoth(story, async ({ url }) => {
        // A name that is nobody's here; then the way back to the password.
        const page = await story.browserFor({ language, url });
        await begin(page, t);
        await logInThere(page, "stranger@example.org");
        await isRefused(story, page, language, told[language].unknown);
        await story.accessible(page, "the refusal after the provider");
        await story.screenshot(page, `refused-${language}`);
        await page.getByRole("link", { name: t("auth:second.back") }).click();
        await page.getByLabel(t("auth:field.password"), { exact: true }).fill(password);

        // Another code in the address, then the right one behind it: the question was answered once.
        const other = await story.browserFor({ language, url });
        await begin(other, t);
        const back = await caught(other, url, "ada@example.org");
        const bent = new URL(back);
        bent.searchParams.set("code", back.searchParams.get("code").split("").reverse().join(""));
        await other.goto(bent.href);
        await isRefused(story, other, language, told[language].refused);
        await other.goto(back.href);
        await isRefused(story, other, language, told[language].refused);

        // A good return, in a browser that did not begin.
        const third = await story.browserFor({ language, url });
        await begin(third, t);
        const good = await caught(third, url, "ada@example.org");
        const foreign = await story.browserFor({ language, url });
        await foreign.goto(good.href);
        await isRefused(story, foreign, language, told[language].refused);
    });
}

export const standAlone = true;
export const stories = ["fr", "en"].flatMap((language) => [
    { name: `staff log in with the hospital's provider (${language})`, run: (story) => logsIn(story, language) },
    { name: `a return that is wrong or tampered with is refused in kind words (${language})`, run: (story) => refuses(story, language) },
]);
