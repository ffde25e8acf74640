/**
 * The same strategies on the same bars in Tapeline, backtesting.py and vectorbt, with matching policies: fills and
 * equity must agree to rounding. Needs a build, Python 3 and PyPI; everything of theirs stays in a temporary folder.
 *
 *   npm run compare:backtests
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { gunzipSync } from 'node:zlib'
import { backtest, instrument } from '@tapeline/core'
import { syntheticBars } from '@tapeline/core/testing'
import { ROOT, SHARED } from '../scripts/project.mjs'
import { strategiesOf } from './strategies.mjs'

const PEERS = ['backtesting==0.6.6', 'vectorbt==1.2.0']
const SIZE = 20
/** backtesting.py leaves out the first bar, and the one at which indicators are first there: all begin later. */
const FIRST_ROW = 40
const FEE = 0.001
const CASH = 100_000
/** Theirs are doubles all the way, ours rounds each fee and each notional to 10^-8. */
const TOLERANCE = 1e-6

const strategies = strategiesOf(SIZE, FIRST_ROW)
const markets = readMarkets()
const folder = mkdtempSync(join(tmpdir(), 'tapeline-compare-'))
try {
  const peers = runPeers()
  let different = 0
  for (const [market, rows] of Object.entries(markets)) {
    for (const name of Object.keys(strategies)) {
      const own = await ownRun(rows, strategies[name])
      for (const peer of ['backtesting.py', 'vectorbt']) {
        const theirs = peers[`${market}, ${name}, ${peer}`]
        if (theirs !== undefined && !sameRun(`${market}, ${name}, ${peer}`, own, theirs)) different++
      }
    }
  }
  console.log(different === 0 ? 'All agree.' : `${different} differ.`)
  process.exitCode = different === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function sameRun(title, own, theirs) {
  const fills = own.fills.length === theirs.fills.length
  const worst = { price: 0, equity: 0 }
  let first = null
  theirs.fills.forEach(([row, side, size, price], i) => {
    const fill = own.fills[i]
    if (fill === undefined || fill[0] !== row || fill[1] !== side || fill[2] !== size)
      first ??= { i, fill, theirs: theirs.fills[i] }
    else worst.price = Math.max(worst.price, Math.abs(fill[3] - price))
  })
  theirs.equity.forEach((equity, i) => (worst.equity = Math.max(worst.equity, Math.abs(equity - own.equity[i]))))
  const same = fills && first === null && worst.price <= TOLERANCE && worst.equity <= TOLERANCE
  const figures = `${own.fills.length} fills, largest difference of price ${worst.price.toExponential(1)}, of equity ${worst.equity.toExponential(1)}`
  console.log(`${same ? 'same' : 'DIFFERENT'}  ${title}: ${figures}`)
  if (first !== null || !fills)
    console.log(`  ours ${own.fills.length}, theirs ${theirs.fills.length}; first difference`, first)
  return same
}

/** Their policies: next open, a touch fills a limit, an open beyond it fills there, low before high is never asked. */
async function ownRun(rows, strategy) {
  const { columns, stream } = streamOf(rows)
  const { fills, equity } = await backtest({
    strategy,
    data: { main: stream },
    account: { USD: CASH },
    fees: { taker: FEE },
    fills: { limitFill: 'touch', limitGap: 'open', barPath: 'olhc' },
  }).result
  const rowOf = new Map(Array.from(columns.openTime, (ts, i) => [ts, i]))
  columns.closeTime.forEach((ts, i) => rowOf.set(ts, i))
  return {
    fills: fills.map(({ ts, side, quantity, price }) => [rowOf.get(ts), side, quantity, price]),
    equity: Array.from(equity.equity.subarray(0, equity.length)),
  }
}

function streamOf(rows) {
  const length = rows.open.length
  // A day of 23 hours, so that a close is not also the next open and a fill's time says which of the two it was.
  const openTime = Float64Array.from({ length }, (_, i) => i * 86_400_000)
  const columns = {
    kind: 'bars',
    length,
    openTime,
    closeTime: openTime.map((ts) => ts + 82_800_000),
    ...Object.fromEntries(Object.entries(rows).map(([name, values]) => [name, Float64Array.from(values)])),
  }
  const stock = instrument({ symbol: 'STOCK', venue: 'compare', quote: 'USD', assetClass: 'equity' })
  const head = { kind: 'bars', timeframe: '1d', instrument: stock, source: 'compare', priceAdjustment: 'raw' }
  return { columns, stream: { ...head, rows: length, chunks: () => [columns] } }
}

function readMarkets() {
  const markets = {}
  for (const name of ['spy-daily', 'msft-daily']) {
    const path = join(SHARED, 'golden', 'market', `${name}.csv.gz`)
    if (existsSync(path)) markets[name] = readCsv(gunzipSync(readFileSync(path)).toString())
    else console.log(`${name} is not there: synthetic bars only.`)
  }
  const [synthetic] = syntheticBars({ seed: 7, bars: 2_000 }).chunks()
  markets.synthetic = pick((name) => Array.from(synthetic[name]))
  return markets
}

function readCsv(text) {
  const [head, ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  return pick((name) => lines.map((fields) => Number(fields[head.indexOf(name)])))
}

function pick(column) {
  return Object.fromEntries(['open', 'high', 'low', 'close', 'volume'].map((name) => [name, column(name)]))
}

function runPeers() {
  const python = process.env.PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3')
  const own = join(folder, 'venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  console.log(`Installing ${PEERS.join(', ')} into a temporary folder`)
  run(python, ['-m', 'venv', join(folder, 'venv')])
  run(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PEERS])
  const job = { size: SIZE, fee: FEE, first: FIRST_ROW, cash: CASH, strategies: Object.keys(strategies), markets }
  writeFileSync(join(folder, 'job.json'), JSON.stringify(job))
  console.log('Running them')
  run(own, [join(ROOT, 'packages/workbench/compare/peers.py'), join(folder, 'job.json'), join(folder, 'answer.json')])
  return JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8'))
}

function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed.\n${stderr}`, { cause: error })
}
