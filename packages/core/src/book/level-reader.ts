import { MALFORMED, NEGATIVE, OFF_STEP, TOO_LARGE, wireNumber, wireSteps, type DecimalStep } from './decimal-step.js'
import type { PriceScale } from './price-scale.js'

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
 * Reads the levels of a message into steps and sizes, all of them before any is applied: a bad one refuses the message.
 * A message with a price between two steps is read again in the next finer step of the scale. The columns are used again
 * by the next message.
 */
export class LevelReader {
  /** Prices in steps: bids, then asks. */
  prices: Float64Array = new Float64Array(64)
  /** Sizes, in base units or size steps. */
  sizes: Float64Array = new Float64Array(64)
  /** Rows that are bids. */
  bids: number = 0
  /** Rows. */
  rows: number = 0
  /** Which step of the scale prices are counted in; above that of the book after a message that needed a finer one. */
  fineness: number = 0
  /** What was wrong with that message in the step before; `null` before any. */
  offStep: BookFault | null = null
  private scale: PriceScale
  private readonly sizeStep: DecimalStep | null

  constructor(scale: PriceScale, sizeStep: DecimalStep | null) {
    this.scale = scale
    this.sizeStep = sizeStep
  }

  /** Prices are counted in this step from now on. */
  setScale(scale: PriceScale): void {
    this.scale = scale
    this.fineness = scale.fineness
  }

  /** Reads both sides, in a finer step where a price asks for it; a message that is refused leaves the step as it was. */
  read(bids: readonly unknown[], asks: readonly unknown[]): BookFault | null {
    const fault = this.readIn(this.fineness, bids, asks)
    return fault !== null && fault.reason === 'price_off_tick' ? this.readFiner(fault, bids, asks) : fault
  }

  private readFiner(first: BookFault, bids: readonly unknown[], asks: readonly unknown[]): BookFault | null {
    for (let finer = this.fineness + 1; finer < this.scale.steps.length; finer++) {
      const fault = this.readIn(finer, bids, asks)
      if (fault === null) {
        this.fineness = finer
        this.offStep = first
        return null
      }
      if (fault.reason === 'price_too_large') break
      if (fault.reason !== 'price_off_tick') return fault
    }
    return first
  }

  private readIn(fineness: number, bids: readonly unknown[], asks: readonly unknown[]): BookFault | null {
    const price = this.scale.steps[fineness] as DecimalStep
    this.rows = 0
    if (!Array.isArray(bids)) return { reason: 'malformed_level', side: 'bid', index: 0, level: bids }
    if (!Array.isArray(asks)) return { reason: 'malformed_level', side: 'ask', index: 0, level: asks }
    const rows = bids.length + asks.length
    if (rows > MOST_LEVELS) return { reason: 'too_many_levels', side: 'bid', index: MOST_LEVELS, level: rows }
    this.reserve(rows)
    const fault = this.side('bid', bids, price)
    this.bids = this.rows
    return fault ?? this.side('ask', asks, price)
  }

  /** Rows whose price another row of their side has too; the last one counts. */
  duplicates(): number {
    return repeats(this.prices.subarray(0, this.bids)) + repeats(this.prices.subarray(this.bids, this.rows))
  }

  private side(side: BookSideName, levels: readonly unknown[], price: DecimalStep): BookFault | null {
    const { sizeStep } = this
    const from = this.rows
    for (let index = 0; index < levels.length; index++) {
      const level = levels[index]
      if (!Array.isArray(level)) return { reason: 'malformed_level', side, index, level }
      const steps = wireSteps(level[0], price)
      if (steps <= 0) return { reason: priceFault(steps), side, index, level }
      const size = sizeStep === null ? wireNumber(level[1]) : wireSteps(level[1], sizeStep)
      if (size < 0) return { reason: sizeFault(size), side, index, level }
      this.prices[from + index] = steps
      this.sizes[from + index] = size
    }
    this.rows = from + levels.length
    return null
  }

  private reserve(rows: number): void {
    if (rows <= this.prices.length) return
    this.prices = new Float64Array(rows * 2)
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
function repeats(prices: Float64Array): number {
  if (isMonotone(prices)) return 0
  const sorted = prices.slice().sort()
  let count = 0
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) count++
  return count
}

function isMonotone(prices: Float64Array): boolean {
  if (prices.length < 2) return true
  const up = (prices[1] as number) > (prices[0] as number)
  for (let i = 1; i < prices.length; i++) {
    const step = (prices[i] as number) - (prices[i - 1] as number)
    if (up ? step <= 0 : step >= 0) return false
  }
  return true
}
