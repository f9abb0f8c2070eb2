import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { texts } from './tools/texts-plugin.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Where the development server sends /api: a running `monoclinic serve`. */
const server = process.env.MONOCLINIC_SERVER ?? 'http://127.0.0.1:8080';

const out = process.env.MONOCLINIC_WEB_OUT ?? 'dist';

const alone = ['src/app/**/*.test.tsx', 'src/shared/{api,live}/**/*.test.ts'];

export default defineConfig({
  resolve: { alias: { '@': `${root}src` } },
  plugins: [
    react(),
    texts(root),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'sw.ts',
      outDir: out,
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['index.html', 'boot.js', 'assets/*.{js,css,woff2}', 'icons/logo.svg'], globIgnores: ['assets/docs-*'] },
    }),
  ],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    manifest: 'build-manifest.json',
    rolldownOptions: { input: { index: `${root}index.html`, docs: `${root}docs.html` } },
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
  preview: { proxy: { '/api': { target: server, ws: true } } },
  test: {
    environment: 'jsdom',
    setupFiles: ['./tests/setup.ts'],
    css: false,
    pool: 'threads',
    maxWorkers: '100%',
    testTimeout: 60_000, // patience for a busy machine, as in tests/setup.ts
    projects: [
      // React, Mantine and axe are loaded once per thread, not once per file, which was most of the time. So files share what
      // modules remember, and a test leaves nothing behind (tests/setup.ts, `leave` of tests/render.tsx)…
      { extends: true, test: { name: 'together', isolate: false, include: ['{src,tests}/**/*.test.{ts,tsx}'], exclude: alone } },
      // …but for those of what goes on in the background and of the whole app, which takes the routes for itself.
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
