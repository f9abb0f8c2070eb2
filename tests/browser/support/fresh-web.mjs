// MONOCLINIC_WEB names a built web app to try in place of the one inside the executable, which then need not be linked anew.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Chromium takes a page that was handed to it for one of the open web, which must not speak to this machine.
export const freshWebFlags = process.env.MONOCLINIC_WEB ? ["--disable-features=LocalNetworkAccessChecks"] : [];

export async function useFreshWeb(context) {
    const folder = process.env.MONOCLINIC_WEB;
    if (!folder) return;
    await context.route("**/sw.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await context.route(/^[^?]*\/(assets|icons|boot\.js|app\.webmanifest)/, (route) => {
        const path = join(folder, new URL(route.request().url()).pathname);
        return existsSync(path) ? route.fulfill({ path }) : route.continue();
    });
    await context.route((url) => !/^\/(api|assets|icons)\/|\./.test(url.pathname), async (route) => {
        if (route.request().resourceType() !== "document") return route.continue();
        const response = await route.fetch();
        const nonce = response.headers()["content-security-policy"]?.match(/'nonce-([^']+)'/)?.[1] ?? "";
        const index = readFileSync(join(folder, "index.html"), "utf8");
        return route.fulfill({ response, body: index.replace(/(name="csp-nonce" content=")[^"]*/, `$1${nonce}`) });
    });
}
