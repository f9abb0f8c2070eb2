// An OpenID provider with pages of its own: anybody logs in by any name, which is their address, and is asked for consent.
// Addresses at example.org are verified. It insists on PKCE and on a nonce, and speaks to one client.
//
//   serve.mjs --issuer http://127.0.0.1:PORT --redirect URI --client ID --secret WORD
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";

import Provider, { errors } from "oidc-provider";

const words = { type: "string" };
const { values: told } = parseArgs({ options: { issuer: words, redirect: words, client: words, secret: words } });
const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const provider = new Provider(told.issuer, {
    clients: [{ client_id: told.client, client_secret: told.secret, redirect_uris: [told.redirect] }],
    jwks: { keys: [{ ...key, kid: randomUUID(), alg: "RS256", use: "sig" }] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: id.endsWith("@example.org") }) }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    extraParams: { nonce: (_, value) => {
        if (!value) throw new errors.InvalidRequest("a nonce is asked for");
    } },
});

const page = (title, fields, button) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<h1>${title}</h1><form method="post">${fields}<button type="submit">${button}</button></form></html>`;
const pages = {
    login: page("Who are you?", '<label>Name <input name="login" required></label><label>Password <input name="password" type="password" required></label>', "Log in"),
    consent: page("May the clinic know your address?", "", "Yes"),
};

async function consent({ grantId, params, session, prompt }) {
    const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(prompt.details.missingOIDCScope?.join(" ") ?? "");
    grant.addOIDCClaims(prompt.details.missingOIDCClaims ?? []);
    return { consent: { grantId: await grant.save() } };
}

async function interact(request, response) {
    const details = await provider.interactionDetails(request, response);
    if (request.method === "GET") return response.setHeader("content-type", "text/html").end(pages[details.prompt.name]);
    const form = new URLSearchParams(await text(request));
    const result = details.prompt.name === "login" ? { login: { accountId: form.get("login") } } : await consent(details);
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

const standard = provider.callback();
const server = createServer((request, response) => {
    if (!request.url.startsWith("/interaction/")) return standard(request, response);
    interact(request, response).catch((error) => response.writeHead(400).end(String(error)));
});
const { hostname, port } = new URL(told.issuer);
server.listen(Number(port), hostname);
await once(server, "listening");
console.log("ready");
