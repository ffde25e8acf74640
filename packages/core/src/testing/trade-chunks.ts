import type { Instrument, TradeColumns } from '../market/index.js'
import { exp, log, type SeededRandom } from '../math/index.js'
import type { PlannedEvent } from './market-plan.js'

export interface TradeChunkOptions {
  readonly instrument: Instrument
  readonly ticks: number
  readonly start: number
  readonly startPrice: number
  readonly meanGapMs: number
  readonly volatility: number
  readonly chunkRows: number
  /** In order of time, not overlapping. */
  readonly events: readonly PlannedEvent[]
}

const YEAR_MS = 31_536_000_000
/** Share of trades that belong to the same sweep as the one before: same time, same side. */
const SWEEP_SHARE = 64 / 256
/** Chance that the aggressor's side is drawn anew; else it stays, as large orders come in pieces. */
const SIDE_REDRAW = 77
const BUCKETS = 2048
/** Standard deviation of the sum of four random bytes, and its mean. */
const BYTES_SD = 147.79851148
const BYTES_MEAN = 510

/** One pass over a synthetic market. All draws come from forks of `random`, so each pass is the same. */
export function* tradeChunks(
  options: TradeChunkOptions,
  random: SeededRandom,
): Generator<TradeColumns, void, undefined> {
  const { ticks, start, chunkRows, events, instrument } = options
  const draws = random.fork('trades')
  const regimes = random.fork('regimes')
  const sizes = sizeTable(options, random.fork('sizes'))
  const waits = exponentialTable()
  const priceOf = stepper(instrument.tickSize)
  const sizeOf = stepper(instrument.lotSize)
  const wait = options.meanGapMs / (1 - SWEEP_SHARE)
  const deviation = (options.volatility * Math.sqrt(options.meanGapMs / YEAR_MS)) / BYTES_SD
  const regimeMs = Math.max(600_000, 20 * options.meanGapMs)

  let time = start
  let walk = options.startPrice / instrument.tickSize
  let side = 1
  let tilt = 0
  let regimeEnd = start
  let quietNext = false
  let activity = 1
  let next = 0
  let event = events[0]

  for (let done = 0; done < ticks; done += chunkRows) {
    const length = Math.min(chunkRows, ticks - done)
    const ts = new Float64Array(length)
    const price = new Float64Array(length)
    const size = new Float64Array(length)
    const sides = new Int8Array(length)
    for (let i = 0; i < length; i++) {
      while (time >= regimeEnd) {
        // Busy and quiet stretches come in pairs that cancel out, so the clock keeps to its plan.
        if (!quietNext) tilt = regimes.next() * 0.4
        activity = quietNext ? 1 - tilt : 1 + tilt
        quietNext = !quietNext
        regimeEnd += regimeMs
      }
      let shape = 1
      let surge = 0
      let lean = 0
      if (event !== undefined && time >= event.startTs) {
        if (time >= event.endTs) {
          walk *= 1 + event.magnitude * (1 - event.retrace)
          event = events[++next]
        } else if (time < event.peakTs) {
          const u = (time - event.startTs) / (event.peakTs - event.startTs)
          shape = 1 + event.magnitude * u * u * (3 - 2 * u)
          surge = u < 0.25 ? 4 * u : 1
          lean = event.kind === 'pump' ? 178 : 0
        } else {
          const left = (event.endTs - time) / (event.endTs - event.peakTs)
          shape = 1 + event.magnitude * (1 - event.retrace * (1 - left * left))
          surge = left * left
          lean = event.kind === 'pump' ? -90 : 0
        }
      }

      const bits = draws.nextUint32()
      const isSweep = (bits & 255) < 256 * SWEEP_SHARE
      if (!isSweep) {
        let units = 0
        let u = draws.nextUint32()
        // The last bucket holds the tail, which looks like the whole again: an exponential wait has no memory.
        while (u >>> 21 === BUCKETS - 1) {
          units += waits[BUCKETS - 1] as number
          u = draws.nextUint32()
        }
        const bucket = u >>> 21
        const low = waits[bucket] as number
        units += low + ((u & 0x1fffff) / 0x200000) * ((waits[bucket + 1] as number) - low)
        const rate = surge === 0 ? activity : activity * (1 + surge * ((event as PlannedEvent).rateFactor - 1))
        time += (units * wait) / rate
        const sideBits = (bits >>> 8) & 255
        if (lean > 0 && sideBits < lean) side = 1
        else if (lean < 0 && sideBits < -lean) side = -1
        else if (sideBits >= 256 - SIDE_REDRAW) side = (bits & 0x10000) === 0 ? -1 : 1
      }

      const move = draws.nextUint32()
      const sum = (move & 255) + ((move >>> 8) & 255) + ((move >>> 16) & 255) + (move >>> 24)
      walk *= 1 + (sum - BYTES_MEAN) * deviation
      if (walk < 1) walk = 1

      const lots =
        (sizes[bits >>> 20] as number) * (surge === 0 ? 1 : 1 + surge * ((event as PlannedEvent).sizeFactor - 1))
      ts[i] = Math.floor(time)
      price[i] = priceOf(Math.max(1, Math.floor(walk * shape) + (side > 0 ? 1 : 0)))
      size[i] = sizeOf(Math.max(1, Math.floor(lots)))
      sides[i] = side
    }
    yield { kind: 'trades', length, ts, price, size, side: sides }
  }
}

/** 4,096 sizes in lots to draw from: log-normal around 500 units of the quote currency, three of ten rounded to one digit as people do. */
function sizeTable({ startPrice, instrument }: TradeChunkOptions, random: SeededRandom): Float64Array {
  const typical = 500 / startPrice / instrument.lotSize
  return Float64Array.from({ length: 4096 }, () => {
    const lots = Math.max(1, Math.floor(typical * exp(0.9 * random.normal() - 0.4)))
    if (random.next() >= 0.3) return lots
    let digit = 1
    while (digit * 10 <= lots) digit *= 10
    return Math.floor(lots / digit) * digit
  })
}

/** Quantiles of the exponential distribution at i / 2048; between them it is as good as straight. */
function exponentialTable(): Float64Array {
  return Float64Array.from({ length: BUCKETS }, (_, i) => -log(1 - i / BUCKETS))
}

/** Whole steps to a decimal: by division where the step is 1 / n, as 3 x 0.1 is not 0.3 but 3 / 10 is. */
function stepper(step: number): (steps: number) => number {
  const inverse = 1 / step
  const whole = Math.floor(inverse + 0.5)
  return whole >= 1 && Math.abs(inverse - whole) < 1e-9 * whole ? (steps) => steps / whole : (steps) => steps * step
}
