// The app's own texts, so that a story is told once and lived in both languages: words("fr")("calendar:new").
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../../web/src");
const read = (folder, language) => JSON.parse(readFileSync(join(source, folder, "i18n", `${language}.json`), "utf8"));
const features = readdirSync(join(source, "features"));
// Texts that several features share have folders in shared/, each a scope of its own.
const sharedScopes = readdirSync(join(source, "shared")).filter((folder) => existsSync(join(source, "shared", folder, "i18n", "fr.json")));

function load(language) {
    const scopes = features.map((feature) => [feature, read(join("features", feature), language)]);
    const common = sharedScopes.map((folder) => [folder, read(join("shared", folder), language)]);
    return { ...Object.fromEntries([...common, ...scopes]), shared: read("shared", language) };
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
export function longDay(instant, language) {
    const text = new Date(instant).toLocaleDateString(locale[language], { timeZone: "Europe/Paris", weekday: "long", day: "numeric", month: "long" });
    return language === "fr" ? text.replace(/ 1 /, " 1er ") : text;
}
