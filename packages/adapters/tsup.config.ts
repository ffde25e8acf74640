import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/venues/*.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  sourcemap: true,
  clean: true,
  treeshake: true,
})
