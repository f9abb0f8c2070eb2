import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { texts } from './tools/texts-plugin.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Where the development server sends /api: a running `monoclinic serve`. */
const server = process.env.MONOCLINIC_SERVER ?? 'http://127.0.0.1:8080';

const out = process.env.MONOCLINIC_WEB_OUT ?? 'dist';

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
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    css: false,
  },
});
