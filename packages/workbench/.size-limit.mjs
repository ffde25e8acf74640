import { readdirSync, readFileSync } from 'node:fs'

const core = new URL('../core/dist/', import.meta.url)

export default [
  {
    name: 'sma of @tapeline/indicators, core external',
    path: '../indicators/dist/index.js',
    import: '{ sma }',
    ignore: ['@tapeline/core', 'rxjs'],
    gzip: true,
    limit: '1.6 kB',
  },
  {
    name: 'the largest candle pattern of @tapeline/indicators, core external',
    path: '../indicators/dist/index.js',
    import: '{ cdlHikkakeMod }',
    ignore: ['@tapeline/core', 'rxjs'],
    gzip: true,
    limit: '1.6 kB',
  },
  {
    name: `all ${indicatorCount()} indicators, core external`,
    path: '../indicators/dist/index.js',
    import: '*',
    ignore: ['@tapeline/core', 'rxjs'],
    gzip: true,
    limit: `${1600 + 300 * (indicatorCount() - 1)} B`,
  },
  {
    name: '@tapeline/core as a page first loads it, without the engine, rxjs external',
    path: '../core/dist/index.js',
    import: '*',
    ignore: ['rxjs', './engine-*'],
    gzip: true,
    limit: '5.4 kB',
  },
  {
    name: '@tapeline/core with the engine, without the report and books, rxjs external (aim: 18 kB)',
    path: '../core/dist/index.js',
    import: '*',
    ignore: ['rxjs', reportChunk(), './depth-parts-*'],
    gzip: true,
    limit: '32.2 kB',
  },
  {
    name: '@tapeline/core with engine and report, without books, rxjs external',
    path: '../core/dist/index.js',
    import: '*',
    ignore: ['rxjs', './depth-parts-*'],
    gzip: true,
    limit: '38.3 kB',
  },
  {
    name: '@tapeline/core whole, report and books included, rxjs external',
    path: '../core/dist/index.js',
    import: '*',
    ignore: ['rxjs'],
    gzip: true,
    limit: '44.7 kB',
  },
]

/** Indicators of the package: names that are no types. */
function indicatorCount() {
  const source = readFileSync(new URL('../indicators/src/all.ts', import.meta.url), 'utf8')
  const lists = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names]) => names.split(','))
  return lists.filter((name) => name.trim() !== '' && !name.trim().startsWith('type ')).length
}

/** The one file of the build that holds core's report; anything else in it would escape the check. */
function reportChunk() {
  for (const name of readdirSync(core)) {
    if (!/^chunk-.*\.js$/.test(name)) continue
    const sources = readFileSync(new URL(name, core), 'utf8').match(/^\/\/ src\/.*$/gm) ?? []
    if (!sources.some((source) => source.startsWith('// src/report/'))) continue
    const others = sources.filter((source) => !source.startsWith('// src/report/'))
    if (others.length > 0) throw new Error(`${name} holds the report and ${others.join(', ')}: measure it another way.`)
    return `./${name}`
  }
  throw new Error('No chunk of core holds the report: build first.')
}
