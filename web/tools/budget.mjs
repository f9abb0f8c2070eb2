// Weighs the build as a browser would load it. Usage: node tools/budget.mjs DIST [--strict]
// Past the budget it fails when strict (continuous integration), and says so loudly at a desk.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = process.argv[2] ?? 'dist';
const KB = 1024;
/** Loaded on demand by nature, each for one purpose: not part of any page's first view. */
const exempt = /pdf|chart|editor/i;
const limits = { firstPage: 200 * KB, css: 25 * KB, routeChunk: 30 * KB, precache: 1024 * KB };

const file = join(dist, 'build-manifest.json');
const manifest = JSON.parse(readFileSync(file, 'utf8'));
const packed = (name) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length;

/** The chunks that must be there before the given ones run. */
function closure(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest[key].imports ?? [], seen);
  }
  return seen;
}

const keys = Object.keys(manifest);
/** The API page (docs.html) is for developers and has a viewer of its own. */
const entry = keys.find((key) => manifest[key].isEntry && key === 'index.html');
const find = (end) => keys.find((key) => key.endsWith(end)) ?? missing(end);
function missing(end) {
  throw new Error(`The build has no chunk of ${end}: the budget cannot be checked.`);
}
const scripts = (chunks) => [...chunks].reduce((sum, key) => sum + packed(manifest[key].file), 0);
const styles = (chunks) => new Set([...chunks].flatMap((key) => manifest[key].css ?? []));

const texts = find('virtual:texts/fr');
const logIn = closure([entry, texts, find('auth/pages/LogInPage.tsx')]);
const publicPage = closure([entry, texts, find('booking/pages/PublicPage.tsx')]);
const shell = closure([entry, texts, find('app/shell/Shell.tsx'), find('notifications/parts/Bell.tsx')]);
const first = closure([entry]);
/** Where a role's day begins: the first pages of those who are signed in. */
const homes = keys.filter((key) => /pages\/(BoardPage|CalendarPage|MyDayPage|MyVisitsPage)\.tsx$/.test(key));
const dynamic = keys.filter((key) => manifest[key].isDynamicEntry && key !== texts && !exempt.test(key));

const precache = [...readFileSync(join(dist, 'sw.js'), 'utf8').matchAll(/["']?url["']?:\s*["']([^"']+)["']/g)].map((found) => found[1]);
const rows = [
  ['log-in page, scripts', scripts(logIn), limits.firstPage],
  ['public booking page, scripts', scripts(publicPage), limits.firstPage],
  ['signed-in shell, scripts', scripts(shell), limits.firstPage],
  ...homes.map((key) => [`first page ${key.replace(/^src\/features\//, '')}`, scripts(closure([key], new Set(shell))), limits.firstPage]),
  ['first styles', [...styles(shell)].reduce((sum, name) => sum + packed(name), 0), limits.css],
  ...dynamic
    .filter((key) => !first.has(key))
    .map((key) => [`chunk ${key.replace(/^src\//, '')}`, packed(manifest[key].file), limits.routeChunk]),
  ['precache, as sent', precache.reduce((sum, name) => sum + packed(name), 0), limits.precache],
];

let over = 0;
const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
for (const [name, bytes, limit] of rows.sort((a, b) => b[1] / b[2] - a[1] / a[2])) {
  const past = bytes > limit;
  over += past ? 1 : 0;
  if (past || bytes > limit * 0.9) console.log(`${past ? 'PAST ' : '     '}${name}: ${kb(bytes)} of ${kb(limit)}`);
}
if (precache.length === 0) throw new Error('The service worker lists no files.');
rmSync(file); // for this check alone, never to be served
if (over > 0) {
  console.error(`web: ${over} past the budget`);
  if (process.argv.includes('--strict')) process.exit(1);
}
