import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    bars: 'src/bars/index.ts',
    indicator: 'src/indicator/kit.ts',
    math: 'src/math/index.ts',
    report: 'src/report/index.ts',
    rx: 'src/rx/index.ts',
    series: 'src/series/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
  treeshake: true,
})
