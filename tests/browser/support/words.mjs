// The app's own texts, so that a story is told once and lived in both languages: words("fr")("calendar:new").
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../../web/src");
const read = (folder, language) => JSON.parse(readFileSync(join(source, folder, "i18n", `${language}.json`), "utf8"));
const features = readdirSync(join(source, "features"));

function load(language) {
    const scopes = Object.fromEntries(features.map((feature) => [feature, read(join("features", feature), language)]));
    return { ...scopes, shared: read("shared", language), visit: read("shared/visit", language) };
}

const texts = { fr: load("fr"), en: load("en") };

// Every key that the app has, as it would show if a text were missing: `calendar.title`.
export const allKeys = Object.entries(texts.fr).flatMap(([scope, keys]) => Object.keys(keys).map((key) => `${scope}.${key}`));

export function words(language) {
    const rules = new Intl.PluralRules(language);
    return (name, params = {}) => {
        const [scope, key] = name.split(/:(.*)/);
        const text = texts[language][scope]?.[key];
        if (text === undefined) throw new Error(`there is no text ${name}`);
        const form = typeof text === "string" ? text : (text[rules.select(params.count)] ?? text.other);
        return form.replace(/\{(\w+)\}/g, (whole, param) => String(params[param] ?? whole));
    };
}

const locale = { fr: "fr-FR", en: "en-GB" };

// An instant as people of Lyon read it.
export const dayIn = (instant) => new Date(instant).toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" });
export const timeIn = (instant) => new Date(instant).toLocaleTimeString("fr-FR", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" });
export const typedDay = (day) => day.split("-").reverse().join("/");
export const longDay = (instant, language) =>
    new Date(instant).toLocaleDateString(locale[language], { timeZone: "Europe/Paris", weekday: "long", day: "numeric", month: "long" });
