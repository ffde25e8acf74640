// Bars from columns of trades, against a plain loop over the same columns in the same run; and bars through the builder,
// trade by trade, into thirteen indicators. Prints a line for each figure, and fails when one does not hold.
//
//   node packages/workbench/bench/bars.mjs [trades=4000000] [rounds=7]
//
// Best of interleaved rounds. Needs the packages built.
import { barBuilder, columnBars } from '@tapeline/core/bars'
import { LiveIndicators } from '@tapeline/core/rx'
import { adx, atr, bollinger, cci, ema, macd, mfi, obv, rsi, sma, stoch, vwap, willr } from '@tapeline/indicators'

const TRADES = Number(process.argv[2] ?? 4_000_000)
const ROUNDS = Number(process.argv[3] ?? 7)
const CHUNK = 65_536
const EIGHT = ['1s', '1m', '5m', '15m', '1h', '4h', '1d', '1w']

const market = makeMarket()
const chunks = []
for (let from = 0; from < TRADES; from += CHUNK) {
  const to = Math.min(TRADES, from + CHUNK)
  const { ts, price, size, side } = market
  const cut = { ts: ts.subarray(from, to), price: price.subarray(from, to), size: size.subarray(from, to) }
  chunks.push({ kind: 'trades', length: to - from, ...cut, side: side.subarray(from, to) })
}
const unsided = chunks.map((chunk) => ({ ...chunk, side: undefined }))

const loops = [
  { name: 'plain loop, 1m', run: plain },
  { name: 'columnBars, 1m, without sides', least: 40, run: () => columns(['1m'], unsided) },
  { name: 'columnBars, 1m, with sides', run: () => columns(['1m'], chunks) },
  { name: `columnBars, ${EIGHT.join(' ')}`, least: 20, run: () => columns(EIGHT, unsided) },
  { name: 'barBuilder, 1m, trade by trade', run: singly },
]
const best = loops.map(() => Infinity)
for (let round = 0; round < ROUNDS; round++)
  loops.forEach(({ run }, at) => {
    const start = performance.now()
    run()
    best[at] = Math.min(best[at], performance.now() - start)
  })
let failed = 0
loops.forEach(({ name, least }, at) => {
  const rate = TRADES / best[at] / 1_000
  const ratio = (best[at] / best[0]).toFixed(2)
  report(`${name}: ${rate.toFixed(1)} M trades/s, ${ratio} of the plain loop's time`, rate, least)
})
indicators()
process.exitCode = failed === 0 ? 0 : 1

function report(text, value, least) {
  const verdict = least === undefined ? '' : value >= least ? `: ok, at least ${least}` : `: FAIL, at least ${least}`
  if (verdict.startsWith(': FAIL')) failed++
  console.log(`${text}${verdict}`)
}

function columns(timeframes, parts) {
  const bars = columnBars(timeframes)
  let count = 0
  for (const chunk of parts) for (const { length } of bars.add(chunk)) count += length
  return count
}

/** Open, high, low, close, volume of minutes, as one would write it down. */
function plain() {
  const { ts, price, size } = market
  let [count, end, open, high, low, close, volume, sum] = [0, -Infinity, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < TRADES; i++) {
    const p = price[i]
    if (ts[i] >= end) {
      sum += open + high + low + close + volume
      count++
      end = (Math.floor(ts[i] / 60_000) + 1) * 60_000
      open = high = low = close = p
      volume = size[i]
      continue
    }
    if (p > high) high = p
    if (p < low) low = p
    close = p
    volume += size[i]
  }
  if (Number.isNaN(sum)) throw new Error('the plain loop lost its sum')
  return count
}

function singly() {
  let count = 0
  const builder = barBuilder({ kind: 'time', timeframe: '1m' }, () => count++)
  const trade = {
    type: 'TradeTick',
    instrumentId: 'X@bench',
    ts: 0,
    price: 0,
    size: 0,
    aggressorSide: null,
    tradeId: null,
  }
  for (let i = 0; i < TRADES; i++) {
    trade.ts = market.ts[i]
    trade.price = market.price[i]
    trade.size = market.size[i]
    builder.update(trade)
  }
  return count
}

/** Four trades a bar, its end told by the clock, thirteen indicators read at each; the tenth percentile of batches of 500. */
function indicators() {
  const definitions = {
    sma: sma({ period: 20 }),
    ema: ema({ period: 20 }),
    rsi: rsi(),
    macd: macd(),
    bollinger: bollinger({ period: 20 }),
    atr: atr(),
    stoch: stoch(),
    adx: adx(),
    cci: cci(),
    obv: obv(),
    mfi: mfi(),
    willr: willr(),
    vwap: vwap(),
  }
  const bars = 100_000
  const batch = 500
  const costs = []
  const waits = new Float64Array(bars)
  const live = new LiveIndicators(definitions, 'bars')
  let seen = 0
  const builder = barBuilder({ kind: 'time', timeframe: '1s' }, (bar) => {
    if (live.update(bar).sma !== null) seen++
  })
  for (let bar = 0, start = performance.now(); bar < bars; bar++) {
    for (let at = 0; at < 4; at++) {
      builder.update(tradeAt(bar * 1_000 + at * 200, market.price[bar * 4 + at]))
    }
    const closing = performance.now()
    builder.advance((bar + 1) * 1_000)
    const now = performance.now()
    waits[bar] = now - closing
    if (bar % batch < batch - 1) continue
    costs.push(now - start)
    start = now
  }
  if (seen < bars - 20) throw new Error('bars are missing')
  const rate = (batch / costs.sort((a, b) => a - b)[Math.floor(costs.length / 10)]) * 1_000
  report(`builder and 13 indicators: ${Math.round(rate)} bars/s`, rate, 200_000)
  const p99 = waits.sort()[Math.floor(bars * 0.99)]
  report(`bar's end to the indicators' values, p99: ${(p99 * 1_000).toFixed(1)} us; times within 1 ms`, 1 / p99, 1)
}

function tradeAt(ts, price) {
  return { type: 'TradeTick', instrumentId: 'X@bench', ts, price, size: 1, aggressorSide: 'buy', tradeId: null }
}

function makeMarket() {
  const columns = {
    ts: new Float64Array(TRADES),
    price: new Float64Array(TRADES),
    size: new Float64Array(TRADES),
    side: new Int8Array(TRADES),
  }
  let seed = 7
  let cents = 6_000_000
  for (let i = 0, time = 1_700_000_000_000; i < TRADES; i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    time += (seed >>> 8) % 67
    cents += ((seed >>> 12) % 21) - 10
    columns.ts[i] = time
    columns.price[i] = cents / 100
    columns.size[i] = (1 + ((seed >>> 5) % 100)) / 1_000
    columns.side[i] = (seed >>> 20) % 2 === 0 ? 1 : -1
  }
  return columns
}
