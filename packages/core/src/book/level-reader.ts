import { MALFORMED, NEGATIVE, OFF_STEP, TOO_LARGE, wireNumber, wireSteps, type DecimalStep } from './decimal-step.js'

/** Which half of a book: buyers stand on the bid, sellers on the ask. */
export type BookSideName = 'bid' | 'ask'

/** What is wrong with a level, or with a message of levels as a whole. */
export type BookFaultReason =
  | 'malformed_level'
  | 'malformed_price'
  | 'price_not_positive'
  | 'price_off_tick'
  | 'price_too_large'
  | 'malformed_size'
  | 'size_negative'
  | 'size_off_step'
  | 'size_too_large'
  | 'too_many_levels'

/** Why a message of levels was refused; nothing of it was applied. */
export interface BookFault {
  /** What is wrong. */
  readonly reason: BookFaultReason
  /** The side of the first bad level. */
  readonly side: BookSideName
  /** Its 0-based place in the message. */
  readonly index: number
  /** What stands there, as it came. */
  readonly level: unknown
}

/**
 * Reads the levels of a message into ticks and sizes, all of them before any is applied: a bad one refuses the message.
 * The columns are used again by the next message.
 */
export class LevelReader {
  /** Prices in ticks: bids, then asks. */
  ticks: Float64Array = new Float64Array(64)
  /** Sizes, in base units or size steps. */
  sizes: Float64Array = new Float64Array(64)
  /** Rows that are bids. */
  bids: number = 0
  /** Rows. */
  rows: number = 0
  private tick: DecimalStep
  private readonly step: DecimalStep | null

  constructor(tick: DecimalStep, step: DecimalStep | null) {
    this.tick = tick
    this.step = step
  }

  /** Prices are read in another tick from now on. */
  setTick(tick: DecimalStep): void {
    this.tick = tick
  }

  /** Reads both sides. */
  read(bids: readonly unknown[], asks: readonly unknown[]): BookFault | null {
    this.rows = 0
    if (!Array.isArray(bids)) return { reason: 'malformed_level', side: 'bid', index: 0, level: bids }
    if (!Array.isArray(asks)) return { reason: 'malformed_level', side: 'ask', index: 0, level: asks }
    const rows = bids.length + asks.length
    if (rows > MOST_LEVELS) return { reason: 'too_many_levels', side: 'bid', index: MOST_LEVELS, level: rows }
    this.reserve(rows)
    const fault = this.side('bid', bids)
    this.bids = this.rows
    return fault ?? this.side('ask', asks)
  }

  /** Rows whose price another row of their side has too; the last one counts. */
  duplicates(): number {
    return repeats(this.ticks.subarray(0, this.bids)) + repeats(this.ticks.subarray(this.bids, this.rows))
  }

  private side(side: BookSideName, levels: readonly unknown[]): BookFault | null {
    const { tick, step } = this
    const from = this.rows
    for (let index = 0; index < levels.length; index++) {
      const level = levels[index]
      if (!Array.isArray(level)) return { reason: 'malformed_level', side, index, level }
      const ticks = wireSteps(level[0], tick)
      if (ticks <= 0) return { reason: priceFault(ticks), side, index, level }
      const size = step === null ? wireNumber(level[1]) : wireSteps(level[1], step)
      if (size < 0) return { reason: sizeFault(size), side, index, level }
      this.ticks[from + index] = ticks
      this.sizes[from + index] = size
    }
    this.rows = from + levels.length
    return null
  }

  private reserve(rows: number): void {
    if (rows <= this.ticks.length) return
    this.ticks = new Float64Array(rows * 2)
    this.sizes = new Float64Array(rows * 2)
  }
}

/** A message of more levels is refused. */
const MOST_LEVELS = 1_000_000

function priceFault(code: number): BookFaultReason {
  if (code === MALFORMED) return 'malformed_price'
  if (code === OFF_STEP) return 'price_off_tick'
  return code === TOO_LARGE ? 'price_too_large' : 'price_not_positive'
}

function sizeFault(code: number): BookFaultReason {
  if (code === NEGATIVE) return 'size_negative'
  if (code === OFF_STEP) return 'size_off_step'
  return code === TOO_LARGE ? 'size_too_large' : 'malformed_size'
}

/** Venues send levels sorted, where neighbours differ: anything else is sorted here to be counted. */
function repeats(ticks: Float64Array): number {
  if (isMonotone(ticks)) return 0
  const sorted = ticks.slice().sort()
  let count = 0
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) count++
  return count
}

function isMonotone(ticks: Float64Array): boolean {
  if (ticks.length < 2) return true
  const up = (ticks[1] as number) > (ticks[0] as number)
  for (let i = 1; i < ticks.length; i++) {
    const step = (ticks[i] as number) - (ticks[i - 1] as number)
    if (up ? step <= 0 : step >= 0) return false
  }
  return true
}
