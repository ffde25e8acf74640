import { badParameter } from '../errors/index.js'
import { instrument, type Instrument, type RecordedTrades } from '../market/index.js'
import { SeededRandom } from '../math/index.js'
import { planMarket, type PlannedEvent } from './market-plan.js'
import { tradeChunks } from './trade-chunks.js'

/** What is planted in a synthetic market. */
export interface PumpOptions {
  /** How many pumps. */
  readonly count: number
  /** Least and greatest rise at the peak, as fractions of the price; by default 0.008 to 0.06. */
  readonly magnitude?: readonly [number, number] | undefined
  /**
   * Events that look like half of a pump, half of them a surge of volume without a move, half a move without a surge;
   * by default as many as there are pumps.
   */
  readonly decoys?: number | undefined
}

/** What the made-up market is like. */
export interface SyntheticMarketOptions {
  /** The same seed gives the same market, byte for byte, on every runtime. */
  readonly seed: number | string
  /** How many trades. */
  readonly ticks: number
  /** By default `PUMP/USDT@synthetic` with a tick of 0.0001 and a lot of 0.1. */
  readonly instrument?: Instrument | undefined
  /** Time of the beginning in UTC epoch ms, by default 2024-01-01. */
  readonly start?: number | undefined
  /** Price before the first trade, by default 1.25. */
  readonly startPrice?: number | undefined
  /** Mean time between two trades, by default 200 ms; it varies with activity, and a quarter of trades share their time with the one before. */
  readonly meanGapMs?: number | undefined
  /** Standard deviation of a year's return without the pumps, by default 0.8. */
  readonly volatility?: number | undefined
  /** What to plant; nothing unless said. */
  readonly pumps?: PumpOptions | undefined
  /** Trades in a chunk, by default 65,536; the trades do not depend on it. */
  readonly chunkRows?: number | undefined
}

/** A pump that was planted: what a detector is to find. */
export interface PlantedPump {
  /** The rise begins, UTC epoch ms. */
  readonly startTs: number
  /** The price is highest here; from here on it decays. */
  readonly peakTs: number
  /** The decay is over, UTC epoch ms. */
  readonly endTs: number
  /** Rise at the peak as a fraction of the price at the start, the random walk apart. */
  readonly magnitude: number
}

/** Something planted that is no pump and shall not be reported as one. */
export interface Decoy {
  /** `volume`: a surge of volume and of trades without a move; `move`: a fast rise or fall without a surge. */
  readonly kind: 'volume' | 'move'
  /** It begins, UTC epoch ms. */
  readonly startTs: number
  /** Its height, UTC epoch ms. */
  readonly peakTs: number
  /** It is over, UTC epoch ms. */
  readonly endTs: number
  /** Change of price at the peak as a fraction, negative for a fall; 0 for a surge of volume. */
  readonly magnitude: number
}

/** A made-up market together with what was hidden in it. */
export interface SyntheticMarket {
  /** What a strategy or detector is given. */
  readonly trades: RecordedTrades
  /** The pumps, in order of time. */
  readonly truth: readonly PlantedPump[]
  /** What must not be found, in order of time. */
  readonly decoys: readonly Decoy[]
}

/**
 * A made-up market of trades with known secrets, to test detectors and strategies on: a seeded random walk on whole
 * ticks with irregular times, clustered sizes and an aggressor's side, and pumps planted in it (a fast rise with a surge
 * of volume and trades, then a decay), among decoys that have one half of a pump each. No statement about real markets.
 *
 * Trades are made while they are read, a chunk at a time, so a billion need no more memory than a thousand.
 *
 * @throws `BAD_PARAMETER` for options out of range, such as too few ticks for the pumps to have room.
 *
 * @example
 * ```ts
 * import { syntheticMarket } from '@tapeline/core/testing'
 * const { trades, truth } = syntheticMarket({ seed: 7, ticks: 1_000_000, pumps: { count: 5 } })
 * console.log(trades.rows, truth.length) // 1000000 5
 * ```
 */
export function syntheticMarket(options: SyntheticMarketOptions): SyntheticMarket {
  const traded = options.instrument ?? PUMP_USDT
  const ticks = within('ticks', options.ticks, 1, 1e12, true)
  const meanGapMs = within('meanGapMs', options.meanGapMs ?? 200, 0.001, 86_400_000)
  const volatility = within('volatility', options.volatility ?? 0.8, 0, 10)
  const start = within('start', options.start ?? Date.UTC(2024, 0, 1), 0, 4e12, true)
  const startPrice = within(
    'startPrice',
    options.startPrice ?? 1.25,
    traded.tickSize * 10,
    traded.tickSize * 1_099_511_627_776,
  )
  const chunkRows = within('chunkRows', options.chunkRows ?? 65_536, 1, 1 << 24, true)
  const pumps = within('pumps.count', options.pumps?.count ?? 0, 0, 10_000, true)
  const decoys = within('pumps.decoys', options.pumps?.decoys ?? pumps, 0, 10_000, true)
  const [least, greatest] = options.pumps?.magnitude ?? [0.008, 0.06]
  within('pumps.magnitude[0]', least, 0.0001, 10)
  within('pumps.magnitude[1]', greatest, least, 10)

  const random = new SeededRandom(options.seed)
  const events = planMarket(
    { ticks, start, meanGapMs, pumps, decoys, magnitude: [least, greatest] },
    random.fork('plan'),
  )
  const trades: RecordedTrades = {
    kind: 'trades',
    instrument: traded,
    source: `synthetic-${options.seed}`,
    priceAdjustment: 'raw',
    rows: ticks,
    chunks: () =>
      tradeChunks({ instrument: traded, ticks, start, startPrice, meanGapMs, volatility, chunkRows, events }, random),
  }
  const planted = (wanted: (event: PlannedEvent) => boolean): PlannedEvent[] => events.filter(wanted)
  return {
    trades,
    truth: planted(({ kind }) => kind === 'pump').map(({ startTs, peakTs, endTs, magnitude }) => ({
      startTs,
      peakTs,
      endTs,
      magnitude,
    })),
    decoys: planted(({ kind }) => kind !== 'pump').map(({ kind, startTs, peakTs, endTs, magnitude }) => ({
      kind: kind as Decoy['kind'],
      startTs,
      peakTs,
      endTs,
      magnitude,
    })),
  }
}

const PUMP_USDT: Instrument = /*#__PURE__*/ instrument({
  symbol: 'PUMP/USDT',
  venue: 'synthetic',
  quote: 'USDT',
  tickSize: 0.0001,
  lotSize: 0.1,
})

function within(parameter: string, value: number, least: number, greatest: number, whole = false): number {
  if (value >= least && value <= greatest && (!whole || Math.floor(value) === value)) return value
  const kind = whole ? 'a whole number' : 'a number'
  throw badParameter({ owner: 'syntheticMarket', parameter, value, expected: `${kind} from ${least} to ${greatest}` })
}
