import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    bars: 'src/bars/index.ts',
    book: 'src/book/index.ts',
    format: 'src/symbols/format/index.ts',
    indicator: 'src/indicator/kit.ts',
    'load-engine': 'src/session/load-engine.ts',
    'load-engine-node': 'src/session/load-engine-node.ts',
    math: 'src/math/index.ts',
    quality: 'src/quality/index.ts',
    report: 'src/report/index.ts',
    research: 'src/research/index.ts',
    rx: 'src/rx/index.ts',
    series: 'src/series/index.ts',
    source: 'src/source/index.ts',
    testing: 'src/testing/index.ts',
    trading: 'src/session/trading.ts',
  },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
  treeshake: { moduleSideEffects: 'no-external' },
  // Which of the two loads the engine is the manifest's to say.
  external: ['#load-engine'],
  // Constants are written into the code that uses them: bundled, they are variables that hot loops load anew in each turn.
  esbuildOptions(options) {
    options.minifySyntax = true
  },
})
