import { defineConfig } from 'vitest/config'

// Tests read the sources of sibling packages, so that no build stands between an edit and its test.
const conditions = ['@tapeline/source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,examples}/**/*.test.{ts,mjs}'],
    exclude: ['**/node_modules/**', '**/dist/**', '.cache/**'],
    setupFiles: ['packages/workbench/test/quiet-setup.ts'],
    allowOnly: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    tags: [{ name: 'zone', description: 'Runs a second time under another time zone and locale.' }],
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], reportsDirectory: 'coverage' },
  },
})
