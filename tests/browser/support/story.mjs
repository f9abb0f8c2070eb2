// What a story is given: people who sign in, each in a browser context of their own; a page that must stay free of
// console errors and CSP violations; accessibility checks and screenshots.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { password } from "./clinic.mjs";

const require = createRequire(join(dirname(fileURLToPath(import.meta.url)), "../../../web/package.json"));
export const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const desk = { width: 1280, height: 860 };
export const phone = { width: 390, height: 844 };

export class Story {
    constructor(name, browser, clinic, smtp, output) {
        Object.assign(this, { name, browser, clinic, smtp, output, contexts: [], troubles: [] });
    }

    // A browser of its own. `language` is fr or en, `scheme` light or dark.
    async browserFor({ language = "fr", scheme = "light", viewport = desk } = {}) {
        const context = await this.browser.newContext({
            baseURL: this.clinic.url,
            locale: language === "fr" ? "fr-FR" : "en-GB",
            timezoneId: "America/Montreal", // times shown must be the site's, not the browser's
            colorScheme: scheme,
            viewport,
            serviceWorkers: "block",
            bypassCSP: false,
        });
        context.setDefaultTimeout(30_000);
        this.contexts.push(context);
        const page = await context.newPage();
        this.watch(page);
        return page;
    }

    watch(page) {
        page.on("console", (message) => {
            // A refused request is a browser's own error line; stories look at what the person is told instead.
            if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
                this.troubles.push(`console: ${message.text()}`);
            }
        });
        page.on("pageerror", (error) => this.troubles.push(`page: ${error.message}`));
    }

    // Signs in as a demo person ("reception", "doctor", "patient", "admin", "coach", "accounts").
    async signIn(who, options = {}) {
        const page = await this.browserFor(options);
        await page.goto("/");
        await page.locator("input[type=email]").fill(`${who}@demo.example`);
        await page.locator("input[type=password]").fill(password);
        await page.locator("form button[type=submit]").click();
        await page.locator("form input[type=password]").waitFor({ state: "detached" });
        return page;
    }

    async screenshot(page, name) {
        await mkdir(this.output, { recursive: true });
        await page.screenshot({ path: join(this.output, `${this.name}-${name}.png`) });
    }

    // No axe-core violation on what is shown now.
    async accessible(page, name) {
        const violations = await page.evaluate(async (source) => {
            if (!window.axe) (0, eval)(source);
            const result = await window.axe.run(document, { resultTypes: ["violations"] });
            return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target).join(" | ")}`);
        }, axeSource).catch(async () => this.axeThroughProtocol(page));
        if (violations.length > 0) throw new Error(`${name} is not accessible: ${violations.join("; ")}`);
    }

    // The page's CSP forbids eval: then the protocol evaluates the source itself.
    async axeThroughProtocol(page) {
        const session = await page.context().newCDPSession(page);
        await session.send("Runtime.evaluate", { expression: axeSource });
        const answer = await session.send("Runtime.evaluate", {
            expression: `axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) =>
                v.id + ": " + v.nodes.slice(0, 3).map((n) => n.target).join(" | ")))`,
            awaitPromise: true,
            returnByValue: true,
        });
        await session.detach();
        if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? "axe did not run");
        return answer.result.value;
    }

    async end() {
        for (const context of this.contexts) await context.close();
        if (this.troubles.length > 0) throw new Error(this.troubles.join("\n"));
    }
}
