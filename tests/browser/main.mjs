import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { freshWebFlags } from "./support/fresh-web.mjs";
import { startClinic } from "./support/clinic.mjs";
import { startSmtp } from "./support/smtp.mjs";
import { chromium, Story } from "./support/story.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", ...freshWebFlags];

const atOnce = Number(process.env.MONOCLINIC_STORIES_AT_ONCE ?? 1);

// Each file of stories/ exports `stories`: a list of { name, run(story) }, told one after the other; where it exports
// `sideBySide`, that many of them at once, because they only look.
async function load(wanted) {
    const files = (await readdir(join(here, "stories"))).filter((file) => file.endsWith(".mjs")).sort();
    const chosen = wanted.length === 0 ? files : files.filter((file) => wanted.includes(file.replace(/\.mjs$/, "")));
    const all = [];
    for (const file of chosen) {
        const { stories, sideBySide = atOnce } = await import(join(here, "stories", file));
        all.push(...stories.map((story, index) => ({ ...story, sideBySide, file: file.replace(/\.mjs$/, ""), number: index + 1 })));
    }
    return all;
}

async function tell({ name, file, number, run }, browser, clinic, smtp) {
    const story = new Story(`${file}-${number}`, browser, clinic, smtp, process.env.MONOCLINIC_OUTPUT);
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

const stories = await load(process.argv.slice(2));
const smtp = await startSmtp();
const clinic = await startClinic({ demo: true, smtp });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
let passed = 0;
let failed = 0;
try {
    for (const [tellers, told] of Map.groupBy(stories, ({ sideBySide }) => sideBySide)) {
        const waiting = [...told];
        const teller = async () => {
            for (let story = waiting.shift(); story; story = waiting.shift()) {
                if (await tell(story, browser, clinic, smtp)) passed += 1;
                else failed += 1;
            }
        };
        await Promise.all(Array.from({ length: tellers }, teller));
    }
} finally {
    await browser.close();
    await clinic.stop();
    await smtp.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
