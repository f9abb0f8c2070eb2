// Log-in with a real OpenID provider, in a process's own port: discovery, PKCE, its own pages, and back.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { freePort } from "../support/port.mjs";
import { password, startClinic } from "../support/clinic.mjs";
import { words } from "../support/words.mjs";

const require = createRequire(join(dirname(fileURLToPath(import.meta.url)), "../../../web/package.json"));

// Everybody may log in by any name; the name is the address, verified when it ends in example.org.
async function startProvider(redirectUri) {
    const { Provider } = await import(pathToFileURL(require.resolve("oidc-provider")));
    const port = await freePort();
    const issuer = `http://localhost:${port}`;
    const quiet = console.warn;
    console.warn = () => {}; // its remarks that this is no production set-up
    const provider = new Provider(issuer, {
        clients: [{ client_id: "monoclinic", client_secret: "a secret+with/marks", redirect_uris: [redirectUri] }],
        claims: { openid: ["sub"], email: ["email", "email_verified"] },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: id.endsWith("@example.org") }) }),
        cookies: { keys: ["a key of the test's own"] },
        pkce: { required: () => true },
    });
    const server = createServer(provider.callback());
    await new Promise((done) => server.listen(port, "127.0.0.1", done));
    console.warn = quiet;
    return { issuer, stop: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) };
}

async function logInThere(page, name) {
    await page.locator("input[name=login]").fill(name);
    await page.locator("input[name=password]").fill("whatever");
    await page.locator("button[type=submit]").click();
    await page.locator("button[type=submit]").click(); // consent
}

async function federated(story, language) {
    const t = words(language);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const provider = await startProvider(`${url}/login/callback`);
    const settings = {
        "server.public_url": url, "oidc.issuer": provider.issuer, "oidc.client_id": "monoclinic", "oidc.label": "CHU", "oidc.private_network": "true",
    };
    const users = [{ email: "ada@example.org", first: "Ada", last: "Vernet", role: "admin" }];
    const clinic = await startClinic({ port, settings, secrets: { "oidc.client_secret_file": "a secret+with/marks" }, users });
    try {
        const page = await story.browserFor({ language, url });
        await page.goto("/login");
        await story.accessible(page, "the log-in with a provider");
        await page.getByRole("button", { name: t("auth:login.provider", { label: "CHU" }) }).click();
        await logInThere(page, "ada@example.org");
        await page.getByRole("navigation").waitFor();

        // Nobody of this clinic; then the way back.
        const other = await story.browserFor({ language, url });
        await other.goto("/login");
        await other.getByRole("button", { name: t("auth:login.provider", { label: "CHU" }) }).click();
        await logInThere(other, "stranger@example.org");
        await other.getByRole("alert").waitFor();
        await story.accessible(other, "the refusal after the provider");
        await story.screenshot(other, `refused-${language}`);
        await other.getByRole("link", { name: t("auth:second.back") }).click();
        await other.getByLabel(t("auth:field.password"), { exact: true }).fill(password);
    } finally {
        await clinic.stop();
        await provider.stop();
    }
}

export const stories = ["fr", "en"].map((language) => ({
    name: `staff log in with the hospital's provider (${language})`,
    run: (story) => federated(story, language),
}));
