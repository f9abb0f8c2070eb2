// What a story is given: people who sign in, each in a browser context of their own; a page that must stay free of
// console errors and CSP violations; accessibility checks and screenshots.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { useFreshWeb } from "./fresh-web.mjs";
import { password } from "./clinic.mjs";
import { people } from "./people.mjs";
import { words } from "./words.mjs";

const require = createRequire(join(dirname(fileURLToPath(import.meta.url)), "../../../web/package.json"));
export const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const patience = Number(process.env.MONOCLINIC_PATIENCE ?? 30_000); // ms
export const desk = { width: 1280, height: 860 };
export const phone = { width: 390, height: 844 };
export const tablet = { width: 820, height: 1180 };

export class Story {
    constructor(name, browser, clinic, smtp, { output, brief }) {
        Object.assign(this, { name, browser, clinic, smtp, output, brief, contexts: [], troubles: [], protocol: new WeakMap() });
    }

    // A browser of its own. `language` is fr or en, `scheme` light or dark.
    async browserFor({ language = "fr", scheme = "light", viewport = desk, touch = false, url = this.clinic.url } = {}) {
        const context = await this.browser.newContext({
            baseURL: url,
            locale: language === "fr" ? "fr-FR" : "en-GB",
            timezoneId: "America/Montreal", // times shown must be the site's, not the browser's
            colorScheme: scheme,
            viewport,
            hasTouch: touch,
            isMobile: touch,
        });
        context.setDefaultTimeout(patience);
        await useFreshWeb(context);
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

    // Signs in as one of support/people.mjs, or with an address of their own, and opens a page: with the cookie of a log-in,
    // because few stories are about the log-in page.
    async signIn(who, { language = "fr", from = "/", word = password, ...look } = {}) {
        const page = await this.browserFor({ language, ...look });
        const answer = await page.context().request.post("/api/auth/login", { data: { email: people[who]?.[language] ?? who, password: word } });
        if (!answer.ok()) throw new Error(`${who} cannot log in: ${answer.status()} ${await answer.text()}`);
        await page.goto(from);
        await page.getByRole("navigation").waitFor();
        return page;
    }

    // The same by the log-in page; `from` is the page that they wanted.
    async logIn(who, { language = "fr", from = "/", word = password, ...look } = {}) {
        const page = await this.browserFor({ language, ...look });
        const t = words(language);
        await page.goto(from);
        await page.getByRole("textbox", { name: t("auth:field.email") }).fill(people[who]?.[language] ?? who);
        await page.getByLabel(t("auth:field.password"), { exact: true }).fill(word);
        await page.getByRole("button", { name: t("auth:login.submit"), exact: true }).click();
        await page.getByRole("navigation").waitFor();
        return page;
    }

    // Waits until something is so; for what no page shows.
    async until(isSo) {
        const end = Date.now() + patience;
        while (!(await isSo())) {
            if (Date.now() > end) throw new Error(`it never came true: ${isSo}`);
            await new Promise((done) => setTimeout(done, 100));
        }
    }

    // A field holds a value, at last.
    async holds(field, value) {
        await this.until(async () => (await field.inputValue()) === value).catch(async () => {
            throw new Error(`the field holds « ${await field.inputValue()} » instead of « ${value} »`);
        });
    }

    // The visits of a practitioner on the day of a slot, as the front desk sees them.
    async visitsOf({ practitioner_id, starts_at }) {
        const desk = await this.clinic.as(people.reception.fr);
        const day = starts_at.slice(0, 10);
        const { items } = await desk.get(`/api/appointments?practitioner_id=${practitioner_id}&from=${day}T00:00:00Z&until=${day}T23:59:59Z&limit=200`);
        return items;
    }

    // For people to look at; of a brief form, only what failed.
    async screenshot(page, name) {
        if (this.brief && !name.startsWith("failed")) return;
        await mkdir(this.output, { recursive: true });
        await page.screenshot({ path: join(this.output, `${this.name}-${name}.png`) });
    }

    // What is half faded in or out has no contrast of its own. A spinner never ends, and is not waited for.
    async still(page) {
        const moves = () => document.getAnimations().some(({ playState, effect }) => playState === "running" && effect?.getTiming().iterations !== Infinity);
        await this.until(async () => !(await page.evaluate(moves)));
    }

    // No axe-core violation on what is shown now. `rules`: only these.
    async accessible(page, name, rules) {
        await this.still(page);
        const violations = await this.axe(page, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
        if (violations.length > 0) throw new Error(`${name} is not accessible:\n  ${violations.join("\n  ")}`);
    }

    // Through the browser's protocol, because the page's CSP forbids foreign scripts and eval.
    async axe(page, options) {
        const session = await this.protocolOf(page);
        const evaluate = async (expression) => {
            const answer = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
            if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? "axe did not run");
            return answer.result.value;
        };
        if (!(await evaluate("typeof axe === 'object'"))) await evaluate(`${axeSource}; true`);
        return evaluate(`axe.run(document, ${JSON.stringify(options)}).then((r) => r.violations.map((v) =>
            v.id + ": " + v.nodes.slice(0, 3).map((n) => n.target + " " + n.html.slice(0, 160)).join(" | ")))`);
    }

    async protocolOf(page) {
        if (!this.protocol.has(page)) this.protocol.set(page, await page.context().newCDPSession(page));
        return this.protocol.get(page);
    }

    // Closes every browser: before a clinic of the story's own stops, which open pages would complain of.
    async leave() {
        for (const context of this.contexts.splice(0)) await context.close();
    }

    async end() {
        await this.leave();
        if (this.troubles.length > 0) throw new Error(this.troubles.join("\n"));
    }
}
