// Puts a .br and a .gz beside every file that gets smaller by it. Usage: node tools/compress.mjs DIST
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = process.argv[2] ?? 'dist';
const worthIt = /\.(html|js|css|svg|json|webmanifest|txt)$/;

for (const name of readdirSync(dist, { recursive: true })) {
  if (!worthIt.test(name)) continue;
  const file = join(dist, name);
  const plain = readFileSync(file);
  const brotli = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  const gzip = gzipSync(plain, { level: 9 });
  // index.html is never sent as built: the server writes the nonce into it.
  if (name === 'index.html') continue;
  if (brotli.length < plain.length) writeFileSync(`${file}.br`, brotli);
  if (gzip.length < plain.length) writeFileSync(`${file}.gz`, gzip);
}
