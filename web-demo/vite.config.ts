import { defineConfig } from 'vite';

export default defineConfig({
  // Relative: the built folder runs under any path of any static host.
  base: './',
  build: {
    target: ['chrome105', 'firefox115', 'safari16.4'],
    // A strict CSP takes no data: or inline code, and a script that is not there cannot be preloaded by a helper.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
