// Every page of every role: accessible, complete, quiet, fit for a phone. In the suite each is looked at once, while languages (by
// role), themes and sizes take turns; --every-look loads every page anew in every shape, and keeps a picture of each.
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
        "my-invoices": "/my-invoices", "my-wishes": "/my-wishes", wait: "/wait", forbidden: "/calendar",
        posts: "/posts", post: `/posts/${await first(api, "/api/posts")}`, coaches: "/coaches", coach: `/coaches/${await first(api, "/api/coaches")}`,
    }),
    reception: async (api) => {
        const patient = `/patients/${await first(api, "/api/patients?q=vidal paul")}`;
        return {
            calendar: "/calendar", week: "/calendar?view=week", month: "/calendar?view=month", agenda: "/calendar?view=agenda", board: "/board", "waiting-list": "/waiting-list", patients: "/patients", patient, "patient-invoices": `${patient}?tab=invoices`,
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

// Those who are not signed in.
const outside = async (anyone) => {
    const { practitioners, visit_types: [type] } = await anyone.get("/api/public/practitioners");
    const { slug, id, site_ids: [place] } = practitioners.find((one) => type.practitioner_ids.includes(one.id));
    const times = `/rdv/${slug}?type=${type.id}`;
    return {
        ...ways, "booking-all": "/rdv", "booking-all-times": `/rdv?type=${type.id}`, booking: `/rdv/${slug}`, "booking-times": times,
        "booking-chosen": `${times}&at=2031-05-14T08:00:00Z&with=${id}&place=${place}`, "booking-lost": "/rdv/nobody-00000000", "booking-framed": `/rdv/${slug}?embed=1`,
    };
};
const ways = {
    login: "/login", register: "/register", invitation: "/invitation?token=nothing", setup: "/setup?token=nothing", forgot: "/forgot-password",
    reset: "/reset-password?token=nothing", verify: "/verify-email?token=nothing", confirm: "/confirm-email?token=nothing",
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

const sizes = { desk, phone };
const languages = ["fr", "en"];

// The shapes of --every-look. The languages differ in words alone, so that only French is seen in all four.
const everyShape = {
    fr: [["desk", "light"], ["desk", "dark"], ["phone", "light"], ["phone", "dark"]],
    en: [["desk", "light"], ["phone", "dark"]],
};

// The shapes that take turns, within one language.
const turns = [["desk", "light"], ["phone", "dark"], ["phone", "light"], ["desk", "dark"]];

async function open(page, path, [size, scheme]) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.goto(path);
    await settled(page, scheme);
}

// `rules` of axe: only these.
async function accessible(story, page, name, rules, faults) {
    await story.accessible(page, name, rules).catch((error) => faults.push(error.message));
}

// What holds in every shape: the page says its language, lacks no text, and fits the narrowest phone.
async function whole(page, name, language, faults) {
    if ((await page.locator("html").getAttribute("lang")) !== language) faults.push(`${name} does not say that it is in ${language}`);
    const missing = await missingTexts(page);
    if (missing.length > 0) faults.push(`${name} lacks texts: ${missing.join(", ")}`);
    await page.setViewportSize({ width: 360, height: 740 });
    const beyond = await overflow(page);
    if (beyond > 0) faults.push(`${name} is ${beyond} px wider than a phone of 360 px`);
}

function raise(faults) {
    if (faults.length > 0) throw new Error(faults.join("\n"));
}

// ---- once each ------------------------------------------------------------------------------------

// As a link does, without loading the app anew. Each page says its name in the title; views of one page share it.
async function follow(page, path) {
    if (page.url() === "about:blank") return void (await page.goto(path));
    const here = new URL(page.url());
    const there = new URL(path, here);
    if (here.pathname === there.pathname) return void (await page.goto(path));
    await page.evaluate((href) => {
        document.title = "";
        history.pushState(null, "", href);
    }, there.href);
    await page.waitForFunction(() => document.title !== "");
}

async function lookOnce(story, page, name, path, language, [size, scheme], faults) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await follow(page, path);
    await settled(page, scheme);
    await accessible(story, page, `${name} (${language}, ${size}, ${scheme})`, undefined, faults);
    await whole(page, name, language, faults);
}

async function inTurns(story, page, language, pages, label = "") {
    const faults = [];
    for (const [index, [name, path]] of Object.entries(pages).entries()) {
        await lookOnce(story, page, label + name, path, language, turns[index % turns.length], faults).catch((error) => {
            throw new Error(`${label}${name} does not come: ${error.message}`);
        });
    }
    raise(faults);
}

// The pages that a role has, and those of everybody that are looked at as this role.
async function onceEach(story, role) {
    const language = languages[all.indexOf(role) % 2];
    const api = await story.clinic.as(people[role][language]);
    const pages = { ...(await roles[role](api)), ...sharedOf(role) };
    await inTurns(story, await story.signIn(role, { language, from: common.account }), language, pages, `${role}-`);
}

const outsideOnce = async (story) => inTurns(story, await story.browserFor({ language: "en" }), "en", await outside(story.clinic.anyone));

// ---- every look -----------------------------------------------------------------------------------

async function lookAtAll(story, page, name, path, language, faults) {
    const title = `${name}-${language}`;
    await open(page, path, everyShape[language][0]);
    const words = await page.locator("body").innerText();
    for (const [size, scheme] of everyShape[language]) {
        await page.setViewportSize(sizes[size]);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await settled(page, scheme);
        // Themes differ in colours alone.
        await accessible(story, page, `${title} (${size}, ${scheme})`, scheme === "dark" ? ["color-contrast"] : undefined, faults);
        await story.screenshot(page, `${title}-${size}-${scheme}`);
    }
    await whole(page, title, language, faults);
    return words;
}

async function everyLookAs(story, role) {
    const shown = {};
    const faults = [];
    for (const language of languages) {
        const pages = { ...(await roles[role](await story.clinic.as(people[role][language]))), ...common };
        const page = await story.signIn(role, { language });
        for (const [name, path] of Object.entries(pages)) {
            const words = await lookAtAll(story, page, `${role}-${name}`, path, language, faults);
            if (shown[name] === words) faults.push(`${name} is the same in French and English`);
            shown[name] = words;
        }
    }
    raise(faults);
}

async function everyLookOutside(story) {
    const faults = [];
    for (const language of languages) {
        const page = await story.browserFor({ language });
        for (const [name, path] of Object.entries(await outside(story.clinic.anyone))) await lookAtAll(story, page, name, path, language, faults);
    }
    raise(faults);
}

const all = Object.keys(roles);
const strangers = "of those who are not signed in";
// What everybody has is looked at as one role each, in turn.
const sharedOf = (role) => Object.fromEntries(Object.entries(common).filter((_, index) => all[index % all.length] === role));

export const standAlone = true;
export const stories = [
    { name: strangers, run: outsideOnce },
    ...all.map((role) => ({ name: `of ${role}`, run: (story) => onceEach(story, role) })),
];
export const everyLook = [
    { name: strangers, run: everyLookOutside },
    ...all.map((role) => ({ name: `of ${role}`, run: (story) => everyLookAs(story, role) })),
];
