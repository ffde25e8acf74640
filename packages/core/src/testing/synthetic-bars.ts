import { badParameter } from '../errors/index.js'
import { instrument, type BarColumns, type Instrument, type RecordedBars } from '../market/index.js'
import { SeededRandom } from '../math/index.js'
import { timeframeMs, type Timeframe } from '../time/index.js'

/** What the made-up bars are like. */
export interface SyntheticBarsOptions {
  /** The same seed gives the same bars, byte for byte, on every runtime. */
  readonly seed: number | string
  /** How many. */
  readonly bars: number
  /** By default `1d`; months are not made. */
  readonly timeframe?: Timeframe | undefined
  /** By default `DEMO/USD@synthetic` with a tick of 0.01. An equity has no bars on Saturdays and Sundays. */
  readonly instrument?: Instrument | undefined
  /** Time of the first bar in UTC epoch ms, by default 2019-01-01. */
  readonly start?: number | undefined
  /** Price before the first bar, by default 100. */
  readonly startPrice?: number | undefined
  /** Standard deviation of a year's return, by default 0.3. */
  readonly volatility?: number | undefined
  /** Mean return of a year, by default 0.08. */
  readonly drift?: number | undefined
  /** Bars in a chunk, by default 65,536; the bars do not depend on it. */
  readonly chunkRows?: number | undefined
}

const DAY_MS = 86_400_000
/** Steps of the walk within a bar, from which its extremes come. */
const STEPS = 16

/**
 * Made-up bars: a seeded random walk on whole ticks, made while it is read. For tests, examples and pictures;
 * no statement about real markets.
 *
 * @example
 * ```ts
 * import { syntheticBars } from '@tapeline/core/testing'
 * const bars = syntheticBars({ seed: 1, bars: 1_000 })
 * console.log(bars.timeframe, bars.rows) // 1d 1000
 * ```
 */
export function syntheticBars(options: SyntheticBarsOptions): RecordedBars {
  const traded = options.instrument ?? DEMO_USD
  const timeframe = options.timeframe ?? '1d'
  const lengthMs = timeframeMs(timeframe)
  if (lengthMs === null) throw fault('timeframe', timeframe, 'a timeframe of a fixed length')
  const bars = within('bars', options.bars, 1, 1e9, true)
  const start = within('start', options.start ?? Date.UTC(2019, 0, 1), 0, 4e12, true)
  const startPrice = within(
    'startPrice',
    options.startPrice ?? 100,
    traded.tickSize * 10,
    traded.tickSize * 1_099_511_627_776,
  )
  const volatility = within('volatility', options.volatility ?? 0.3, 0, 10)
  const drift = within('drift', options.drift ?? 0.08, -1, 10)
  const chunkRows = within('chunkRows', options.chunkRows ?? 65_536, 1, 1 << 24, true)
  const random = new SeededRandom(options.seed)
  const plan = { traded, lengthMs, bars, start, startPrice, volatility, drift, chunkRows }
  return {
    kind: 'bars',
    instrument: traded,
    timeframe,
    source: `synthetic-${options.seed}`,
    priceAdjustment: 'raw',
    rows: bars,
    chunks: () => barChunks(plan, random.fork('bars')),
  }
}

interface BarPlan {
  readonly traded: Instrument
  readonly lengthMs: number
  readonly bars: number
  readonly start: number
  readonly startPrice: number
  readonly volatility: number
  readonly drift: number
  readonly chunkRows: number
}

function* barChunks(plan: BarPlan, random: SeededRandom): Generator<BarColumns, void, undefined> {
  const weekdaysOnly = plan.traded.assetClass === 'equity'
  const barsInYear = (weekdaysOnly ? 261 : 365) * (DAY_MS / plan.lengthMs)
  const mean = plan.drift / barsInYear / STEPS
  const deviation = plan.volatility / Math.sqrt(barsInYear * STEPS)
  const perUnit = Math.floor(1 / plan.traded.tickSize + 0.5)
  const onTick = (ticks: number): number => (perUnit >= 1 ? ticks / perUnit : ticks * plan.traded.tickSize)
  let time = plan.start
  let walk = plan.startPrice / plan.traded.tickSize
  for (let done = 0; done < plan.bars; done += plan.chunkRows) {
    const rows = allocate(Math.min(plan.chunkRows, plan.bars - done))
    for (let i = 0; i < rows.length; i++) {
      if (weekdaysOnly) time = afterWeekend(time)
      // The night moves the price too: the open is not the close before.
      walk = Math.max(1, walk * (1 + 0.5 * deviation * random.normal()))
      const open = Math.max(1, Math.floor(walk))
      let high = open
      let low = open
      let close = open
      for (let step = 0; step < STEPS; step++) {
        walk = Math.max(1, walk * (1 + mean + deviation * random.normal()))
        close = Math.floor(walk)
        if (close > high) high = close
        if (close < low) low = close
      }
      rows.openTime[i] = time
      rows.closeTime[i] = time + plan.lengthMs
      rows.open[i] = onTick(open)
      rows.high[i] = onTick(high)
      rows.low[i] = onTick(low)
      rows.close[i] = onTick(close)
      rows.volume[i] = Math.floor(1e6 * (0.5 + random.next()) * (1 + (20 * (high - low)) / open))
      time += plan.lengthMs
    }
    yield rows
  }
}

function afterWeekend(time: number): number {
  const day = (Math.floor(time / DAY_MS) + 4) % 7
  return day === 6 ? time + 2 * DAY_MS : day === 0 ? time + DAY_MS : time
}

function allocate(length: number): BarColumns {
  const column = (): Float64Array => new Float64Array(length)
  return {
    kind: 'bars',
    length,
    openTime: column(),
    closeTime: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  }
}

const DEMO_USD: Instrument = /*#__PURE__*/ instrument({
  symbol: 'DEMO/USD',
  venue: 'synthetic',
  quote: 'USD',
  tickSize: 0.01,
  lotSize: 0.0001,
})

function within(parameter: string, value: number, least: number, greatest: number, whole = false): number {
  if (value >= least && value <= greatest && (!whole || Math.floor(value) === value)) return value
  throw fault(parameter, value, `${whole ? 'a whole number' : 'a number'} from ${least} to ${greatest}`)
}

function fault(parameter: string, value: unknown, expected: string): Error {
  return badParameter({ owner: 'syntheticBars', parameter, value, expected })
}
