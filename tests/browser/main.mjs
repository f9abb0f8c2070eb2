import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { freshWebFlags } from "./support/fresh-web.mjs";
import { startClinic } from "./support/clinic.mjs";
import { startSmtp } from "./support/smtp.mjs";
import { chromium, Story } from "./support/story.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", ...freshWebFlags];

// The shell without a window does the same for half the work; where it is missing, the whole browser.
const shell = "/usr/bin/chromium-headless-shell";
const executablePath = process.env.CHROMIUM ?? (existsSync(shell) ? shell : "/usr/bin/chromium");

const atOnce = Number(process.env.MONOCLINIC_STORIES_AT_ONCE ?? 3);
const { values: asked, positionals } = parseArgs({
    options: {
        "every-look": { type: "boolean", default: false },
        brief: { type: "boolean", default: false },
        without: { type: "string", multiple: true, default: [] },
    },
    allowPositionals: true,
});

// What the quick suite tells: a day at the clinic, by everyone who has a part in it.
const wanted = asked.brief ? ["day"] : positionals;

// Rows of stories. Each file of stories/ exports `stories`: a list of { name, run(story) }, told one after the other, because a
// later one may stand on an earlier one. Where it exports `standAlone`, each is a row of its own. `everyLook` is a file's long
// form, told by --every-look alone.
async function load() {
    const files = (await readdir(join(here, "stories"))).filter((file) => file.endsWith(".mjs")).map((file) => file.slice(0, -4)).sort();
    const unknown = [...wanted, ...asked.without].filter((name) => !files.includes(name));
    if (unknown.length > 0) throw new Error(`There is no story called ${unknown.join(", ")}. There are: ${files.join(", ")}.`);
    const rows = [];
    for (const file of files.filter((name) => (wanted.length === 0 || wanted.includes(name)) && !asked.without.includes(name))) {
        const { stories, everyLook = [], standAlone = false } = await import(join(here, "stories", `${file}.mjs`));
        const told = (asked["every-look"] ? everyLook : stories).map((story, index) => ({ ...story, file, number: index + 1 }));
        if (standAlone) rows.push(...told.map((story) => [story]));
        else rows.push(told);
    }
    return rows.sort((one, other) => other.length - one.length); // the longest first, so that none is left to itself in the end
}

async function tell({ name, file, number, run }, browser, clinic, smtp) {
    const story = new Story(`${file}-${number}`, browser, clinic, smtp, { output: process.env.MONOCLINIC_OUTPUT, brief: asked.brief });
    const began = Date.now();
    try {
        await run(story);
        await story.end();
        console.log(`  ok    ${file}: ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
        return true;
    } catch (error) {
        console.log(`  FAIL  ${file}: ${name}\n${error.stack}`);
        for (const [index, context] of story.contexts.entries()) {
            for (const page of context.pages()) await story.screenshot(page, `failed-${index}`).catch(() => {});
            await context.close().catch(() => {});
        }
        if (story.troubles.length > 0) console.log(story.troubles.join("\n"));
        return false;
    }
}

const rows = await load();
const smtp = await startSmtp();
const [clinic, browser] = await Promise.all([
    startClinic({ demo: true, weeks: asked.brief ? 1 : 6, smtp }),
    chromium.launch({ executablePath, args: flags }),
]);
let passed = 0;
let failed = 0;
try {
    const teller = async () => {
        for (let row = rows.shift(); row; row = rows.shift()) {
            for (const story of row) {
                if (await tell(story, browser, clinic, smtp)) passed += 1;
                else failed += 1;
            }
        }
    };
    await Promise.all(Array.from({ length: atOnce }, teller));
} finally {
    await browser.close();
    await clinic.stop();
    await smtp.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
