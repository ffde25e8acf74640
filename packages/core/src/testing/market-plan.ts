import { badParameter } from '../errors/index.js'
import type { SeededRandom } from '../math/index.js'

/** Something planted in a synthetic market: a rise or fall of price, a surge of volume, or both (then it is a pump). */
export interface PlannedEvent {
  readonly kind: 'pump' | 'volume' | 'move'
  readonly startTs: number
  /** End of the fast part; what rose begins to decay. */
  readonly peakTs: number
  readonly endTs: number
  /** Change of price at the peak as a fraction, negative for a fall; 0 for a surge of volume alone. */
  readonly magnitude: number
  /** Fraction of the change that the decay takes back, in [0, 1]. */
  readonly retrace: number
  /** Factors on sizes and on the rate of trades at the height of it. */
  readonly sizeFactor: number
  readonly rateFactor: number
}

export interface PlanOptions {
  readonly ticks: number
  readonly start: number
  readonly meanGapMs: number
  readonly pumps: number
  readonly decoys: number
  /** Least and greatest rise of a pump at its peak, as fractions. */
  readonly magnitude: readonly [number, number]
}

/** Each event has this much time for itself, so that what one leaves behind is gone from a detector's baseline before the next. */
const SLOT_MS = 2_400_000
/** Trades at the head and tail of the stream in which nothing is planted. */
const MARGIN = 0.05

/**
 * Lays pumps and decoys over the time that the ticks will take. The clock of the market is planned, not drawn: the
 * number of ticks in a stretch of time varies by its square root only, so every planted event ends before the stream does.
 */
export function planMarket(options: PlanOptions, random: SeededRandom): PlannedEvent[] {
  const { ticks, start, meanGapMs, pumps, decoys } = options
  const count = pumps + decoys
  if (count === 0) return []
  const shapes = shuffle([...kinds(pumps, decoys)], random).map((kind) => shape(kind, options, random))
  const extraTicks = shapes.reduce(
    (sum, { riseMs, decayMs, rateFactor }) => sum + (surgeMs(riseMs, decayMs) * (rateFactor - 1)) / meanGapMs,
    0,
  )
  const duration = (ticks - extraTicks) * meanGapMs
  const slot = (duration * (1 - 2 * MARGIN)) / count
  if (!(slot >= SLOT_MS) || ticks < 10_000) {
    const needed = Math.max(10_000, (SLOT_MS * count) / (1 - 2 * MARGIN) / meanGapMs + extraTicks)
    throw badParameter({
      owner: 'syntheticMarket',
      parameter: 'ticks',
      value: ticks,
      expected: `at least ${Math.ceil(needed / 1_000) * 1_000} for ${pumps} pumps and ${decoys} decoys at a mean gap of ${meanGapMs} ms`,
    })
  }
  return shapes.map(({ riseMs, decayMs, ...shape }, i) => {
    const room = slot - riseMs - decayMs
    const startTs = Math.floor(start + duration * MARGIN + i * slot + random.next() * room * 0.5 + room * 0.25)
    return { ...shape, startTs, peakTs: startTs + riseMs, endTs: startTs + riseMs + decayMs }
  })
}

type Shape = Omit<PlannedEvent, 'startTs' | 'peakTs' | 'endTs'> & { readonly riseMs: number; readonly decayMs: number }

function shape(kind: PlannedEvent['kind'], { magnitude: [least, greatest] }: PlanOptions, random: SeededRandom): Shape {
  const between = (low: number, high: number): number => low + (high - low) * random.next()
  const riseMs = Math.floor(between(45_000, 150_000))
  const decayMs = Math.floor(between(180_000, 600_000))
  const size = between(least, greatest)
  if (kind === 'pump')
    return {
      kind,
      riseMs,
      decayMs,
      magnitude: size,
      retrace: between(0.4, 0.9),
      sizeFactor: between(1.5, 4),
      rateFactor: between(1.5, 4),
    }
  // A block of news without buyers, and a jump in a thin market: each has one half of a pump, as large as a real one's, and hardly anything of the other.
  if (kind === 'volume')
    return { kind, riseMs, decayMs, magnitude: 0, retrace: 0, sizeFactor: between(1.5, 4), rateFactor: between(1.5, 4) }
  return {
    kind,
    riseMs,
    decayMs,
    magnitude: random.next() < 0.5 ? size : -size,
    retrace: between(0.4, 0.9),
    sizeFactor: between(1, 1.3),
    rateFactor: between(1, 1.3),
  }
}

/** Time that the surge of an event would fill at its full height: rise ramps up over its first quarter, decay falls off as a square. */
function surgeMs(riseMs: number, decayMs: number): number {
  return riseMs * 0.875 + decayMs / 3
}

function* kinds(pumps: number, decoys: number): Generator<PlannedEvent['kind']> {
  for (let i = 0; i < pumps; i++) yield 'pump'
  for (let i = 0; i < decoys; i++) yield i % 2 === 0 ? 'volume' : 'move'
}

function shuffle<T>(items: T[], random: SeededRandom): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(i + 1)
    const item = items[i] as T
    items[i] = items[j] as T
    items[j] = item
  }
  return items
}
