// Every page of every role, in both languages, both themes, at a desk and on a phone: accessible, complete, quiet, and kept
// as a picture.
import { people } from "../support/people.mjs";
import { desk, phone } from "../support/story.mjs";
import { allKeys } from "../support/words.mjs";

const first = async (api, path) => (await api.get(path)).items[0].id;

// The page of the first of a list, when there is one.
const one = async (api, name, list, page) => {
    const { items } = await api.get(list);
    return items.length > 0 ? { [name]: page.replace("$id", items[0].id) } : {};
};

const common = { account: "/account", security: "/account/security", "notification-settings": "/notification-settings", lost: "/no-such-page" };
const roles = {
    patient: async (api) => ({
        "my-visits": "/my-visits", book: "/book", "my-profile": "/my-profile", "my-record": "/my-record", "my-documents": "/my-documents",
        "my-invoices": "/my-invoices", forbidden: "/calendar",
        posts: "/posts", post: `/posts/${await first(api, "/api/posts")}`, coaches: "/coaches", coach: `/coaches/${await first(api, "/api/coaches")}`,
    }),
    reception: async (api) => {
        const patient = `/patients/${await first(api, "/api/patients?q=vidal paul")}`;
        return {
            calendar: "/calendar", week: "/calendar?view=week", patients: "/patients", patient, "patient-invoices": `${patient}?tab=invoices`,
            "patient-documents": `${patient}?tab=documents`, hours: "/admin/hours", invoices: "/invoices", "invoice-new": "/invoices/new",
            ...(await one(api, "invoice-draft", "/api/invoices?status=draft", "/invoices/$id")),
            ...(await one(api, "invoice-open", "/api/invoices?status=issued", "/invoices/$id")),
        };
    },
    doctor: async (api) => {
        const patient = `/patients/${await first(api, "/api/patients")}`;
        return {
            "my-day": "/my-day", patients: "/patients", hours: "/admin/hours", patient, record: `${patient}?tab=record`, timeline: `${patient}?tab=timeline`,
            documents: `${patient}?tab=documents`, consultations: `${patient}?tab=consultations`, reports: "/reports",
            ...(await one(api, "note-draft", "/api/consultations?signed=false", "/consultations/$id")),
            ...(await one(api, "note-signed", "/api/consultations?signed=true", "/consultations/$id")),
        };
    },
    coach: async () => ({ "my-day": "/my-day", hours: "/admin/hours", "my-page": "/my-page" }),
    accounts: async (api) => ({
        home: "/", acts: "/billing/acts", revenue: "/billing/revenue", reports: "/reports",
        ...(await one(api, "invoice-paid", "/api/invoices?status=paid", "/invoices/$id")),
    }),
    admin: async (api) => ({
        calendar: "/calendar", sites: "/admin/sites", site: `/admin/sites/${await first(api, "/api/clinics")}`, staff: "/admin/staff",
        "visit-types": "/admin/visit-types", hours: "/admin/hours", users: "/admin/users", audit: "/admin/audit", alerts: "/admin/alerts", settings: "/admin/settings", logs: "/admin/logs", system: "/admin/system",
        moderation: "/admin/moderation", specialties: "/admin/specialties", "break-glass": "/admin/break-glass", reports: "/reports",
    }),
};

// Text keys look like `calendar.title`; names of events and settings on system pages do as well, hence the list.
const missingTexts = (page) => page.evaluate((keys) => {
    const known = new Set(keys);
    return document.body.innerText.split(/\s+/).filter((word) => known.has(word));
}, allKeys);

// What lies beyond the right edge of a narrow phone, unless a frame of its own scrolls.
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function settled(page, scheme) {
    await page.getByRole("heading").first().waitFor();
    await page.waitForFunction((wanted) => {
        const root = document.documentElement;
        const loading = document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, [data-loading="true"]');
        const moving = document.getAnimations().some(({ playState }) => playState === "running");
        return !loading && !moving && (!wanted || root.dataset.mantineColorScheme === wanted);
    }, scheme);
}

// What is looked at in which shape. The languages differ in words alone, so that only French is seen in all four.
const shapes = {
    fr: [["desk", "light"], ["desk", "dark"], ["phone", "light"], ["phone", "dark"]],
    en: [["desk", "light"], ["phone", "dark"]],
};
const sizes = { desk, phone };

async function look(story, page, name, language, faults) {
    const note = async (check) => {
        await check().catch((error) => faults.push(error.message));
    };
    for (const [size, scheme] of shapes[language]) {
        await page.setViewportSize(sizes[size]);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await settled(page, scheme);
        // Themes differ in colours alone.
        await note(() => story.accessible(page, `${name} (${size}, ${scheme})`, scheme === "dark" ? ["color-contrast"] : undefined));
        await story.screenshot(page, `${name}-${size}-${scheme}`);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const beyond = await overflow(page);
    if (beyond > 0) faults.push(`${name} is ${beyond} px wider than a phone of 360 px`);
    const missing = await missingTexts(page);
    if (missing.length > 0) faults.push(`${name} lacks texts: ${missing.join(", ")}`);
}

const wordsOf = (page) => page.locator("body").innerText();

async function pagesOf(story, role) {
    const shown = {};
    const faults = [];
    for (const language of ["fr", "en"]) {
        const api = await story.clinic.as(people[role][language]);
        const pages = { ...(await roles[role](api)), ...common };
        const page = await story.signIn(role, { language });
        for (const [name, path] of Object.entries(pages)) {
            await page.setViewportSize(desk);
            await page.goto(path);
            await settled(page);
            if ((await page.locator("html").getAttribute("lang")) !== language) faults.push(`${name} does not say that it is in ${language}`);
            const words = await wordsOf(page);
            if (shown[name] === words) faults.push(`${name} is the same in French and English`);
            shown[name] = words;
            await look(story, page, `${role}-${name}-${language}`, language, faults);
        }
    }
    if (faults.length > 0) throw new Error(faults.join("\n"));
}

// Those who are not signed in.
async function outside(story) {
    const faults = [];
    for (const language of ["fr", "en"]) {
        const page = await story.browserFor({ language });
        for (const [name, path] of Object.entries({ login: "/login", register: "/register", invitation: "/invitation?token=nothing", setup: "/setup?token=nothing",
            forgot: "/forgot-password", reset: "/reset-password?token=nothing", verify: "/verify-email?token=nothing", confirm: "/confirm-email?token=nothing" })) {
            await page.setViewportSize(desk);
            await page.goto(path);
            await settled(page);
            await look(story, page, `${name}-${language}`, language, faults);
        }
    }
    if (faults.length > 0) throw new Error(faults.join("\n"));
}

export const sideBySide = 3;
export const stories = [
    { name: "of those who are not signed in", run: outside },
    ...Object.keys(roles).map((role) => ({ name: `of ${role}`, run: (story) => pagesOf(story, role) })),
];
