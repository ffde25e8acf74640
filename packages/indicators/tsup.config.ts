import { defineConfig } from 'tsup'

// A file for each indicator, so that every bundler can leave out those that are not imported, catalogue included.
export default defineConfig({
  entry: ['src/**/*.ts'],
  bundle: false,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
})
