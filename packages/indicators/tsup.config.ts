import { defineConfig, type Options } from 'tsup'

const common: Options = { format: 'esm', target: 'es2022', platform: 'neutral', sourcemap: true }
const forNode: Options = {
  ...common,
  outDir: 'dist/node',
  // Constants are written into the code that uses them, as in core.
  esbuildOptions(options) {
    options.minifySyntax = true
  },
}

export default defineConfig([
  // A file for each indicator, so that every bundler can leave out those that are not imported, catalogue included.
  { ...common, entry: ['src/**/*.ts'], bundle: false, clean: ['!node/**'] },
  // All indicators in one file: Node leaves nothing out, and loads one file several times faster than 250. The catalogue
  // stays beside it, so that a bundler that builds for Node still can leave out what is not imported.
  { ...forNode, entry: ['src/all.ts'], treeshake: true },
  { ...forNode, entry: ['src/index.ts', 'src/catalog.ts'], bundle: false },
])
