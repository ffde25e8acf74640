import { defineConfig, type Options } from 'tsup'

const common: Options = {
  outDir: 'dist/node',
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  // Constants are written into the code that uses them, as in core.
  esbuildOptions(options) {
    options.minifySyntax = true
  },
}

// All indicators in one file: Node leaves nothing out, and loads one file several times faster than 250. The catalogue
// stays beside it, so that a bundler that builds for Node still can leave out what is not imported.
export default defineConfig([
  { ...common, entry: ['src/all.ts'], treeshake: true },
  { ...common, entry: ['src/index.ts', 'src/catalog.ts'], bundle: false },
])
