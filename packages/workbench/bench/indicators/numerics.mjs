/**
 * Gate for finite windows: after many updates on real prices, every millionth of them a wild print of 1e12 that later
 * leaves the window, compares sums, dispersion and regression with exact integer arithmetic, and looks at a flat
 * window at the end. Fails where a figure is missed. Needs the packages built and ../shared/marketdata.
 *
 *   node packages/workbench/bench/indicators/numerics.mjs [updates, 1e8 unless said]
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { SeriesGraph } from '@tapeline/core/indicator'
import { correl, linregSlope, sma, stddev, sum, variance, wma } from '@tapeline/indicators'
import { exactWindow } from './exact-window.mjs'
import { report } from './report.mjs'

const CHUNK = 4096
const WILD = 1e12
const WILD_EVERY = 1_000_000
const PERIODS = [20, 1000]
const updates = Number(process.argv[2] ?? 1e8)

const shared = process.env.TAPELINE_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))
const file = join(shared, 'marketdata/spy-trades-20131008.csv.gz')
if (!existsSync(file)) {
  console.log('The real prices are absent (../shared/marketdata): nothing was measured.')
  process.exit(0)
}
const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1)
const prices = Float64Array.from(lines, (line) => Number(line.split(',')[1]))

/** Name, what it must equal, most that it may be off; `scale` is what an error is measured against. */
const CHECKS = [
  { name: 'sum', of: (period) => sum({ period }), exact: (w) => w.sum, scale: (w) => w.sum, most: 1e-14 },
  { name: 'sma', of: (period) => sma({ period }), exact: (w) => w.mean, scale: (w) => w.mean, most: 1e-14 },
  { name: 'wma', of: (period) => wma({ period }), exact: (w) => w.weighted, scale: (w) => w.mean, most: 1e-14 },
  {
    name: 'variance',
    of: (period) => variance({ period }),
    exact: (w) => w.variance,
    scale: (w) => w.variance,
    most: 1e-9,
  },
  {
    name: 'stddev',
    of: (period) => stddev({ period }),
    exact: (w) => Math.sqrt(w.variance),
    scale: (w) => Math.sqrt(w.variance),
    most: 1e-9,
  },
  {
    name: 'linregSlope',
    of: (period) => linregSlope({ period }),
    exact: (w) => w.slope,
    scale: (w, period) => Math.max(Math.abs(w.slope), Math.sqrt(w.variance) / period),
    most: 1e-9,
  },
  {
    name: 'correl',
    of: (period) => correl({ period, first: 'close', second: 'open' }),
    exact: (w) => w.correlation,
    scale: () => 1,
    most: 1e-9,
  },
]

const close = new Float64Array(CHUNK)
const open = new Float64Array(CHUNK)
const graph = new SeriesGraph(['open', 'close'], CHUNK)
const nodes = CHECKS.flatMap((check) =>
  PERIODS.map((period) => ({ ...check, period, column: graph.add(check.of(period)).columns[0], worst: 0 })),
)
graph.bind({ open, close })

/** The newest rows, for the exact side. */
const history = { x: new Float64Array(Math.max(...PERIODS)), y: new Float64Array(Math.max(...PERIODS)) }
let row = 0
let compared = 0
let prints = 0
const started = Date.now()
for (let next = 0; row < updates; next++) {
  for (let i = 0; i < CHUNK; i++, row++) {
    // The second column trails the first, so that the two are alike but not the same.
    open[i] = prices[(row + prices.length - 7) % prices.length]
    close[i] = prices[row % prices.length]
    if (row % WILD_EVERY === WILD_EVERY / 2) {
      close[i] = WILD
      prints++
    }
    history.x[row % history.x.length] = close[i]
    history.y[row % history.y.length] = open[i]
  }
  graph.run(0, CHUNK)
  if (next % 64 === 63) compare()
  if (next % 2048 === 2047 && process.stderr.isTTY) process.stderr.write(`\r${((100 * row) / updates).toFixed(0)} %  `)
}
for (const node of nodes)
  report(
    `${node.name} of ${node.period}: at most ${node.worst.toExponential(1)} from exact`,
    node.worst,
    '<=',
    node.most,
  )

close.fill(61_723.1)
open.fill(61_723.1)
graph.run(0, CHUNK)
for (const { name, period, column } of nodes)
  if (['variance', 'stddev', 'linregSlope'].includes(name))
    report(`${name} of ${period} on a flat window: ${column[CHUNK - 1]}`, Math.abs(column[CHUNK - 1]), '<=', 0)
console.log(
  `     ${row.toLocaleString('en')} updates, ${prints} wild prints, ${compared} comparisons, ${((Date.now() - started) / 1000).toFixed(0)} s`,
)

function compare() {
  for (const period of PERIODS) {
    const rows = Array.from({ length: period }, (_, k) => (row - period + k) % history.x.length)
    const xs = rows.map((at) => history.x[at])
    if (xs.includes(WILD)) continue
    const window = exactWindow(
      xs,
      rows.map((at) => history.y[at]),
    )
    compared++
    for (const node of nodes) {
      if (node.period !== period) continue
      const scale = node.scale(window, period)
      const apart = Math.abs(node.column[CHUNK - 1] - node.exact(window))
      node.worst = Math.max(node.worst, scale === 0 ? apart : apart / Math.abs(scale))
    }
  }
}
