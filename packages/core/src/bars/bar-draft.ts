import type { Bar, InstrumentId } from '../market/index.js'
import type { Timeframe } from '../time/index.js'
import { RunningSum } from '../window/index.js'
import type { BuiltBar } from './built-bar.js'

/** 1 where the buyer was the aggressor, -1 where the seller was, 0 where nobody says. */
export type SideSign = 1 | -1 | 0

/** What all bars of a builder have in common. */
export interface BarOrigin {
  /** What they are bars of. */
  readonly instrumentId: InstrumentId
  /** Their length; `null` where the clock does not close them. */
  readonly timeframe: Timeframe | null
}

/**
 * A bar while it can change. The open is the price of the earliest trade, the close that of the latest, whatever the order
 * in which they arrive; of equal times the first to arrive opens and the last closes. Sums are free of drift.
 */
export class BarDraft {
  openTime: number = NaN
  closeTime: number = NaN
  open: number = NaN
  high: number = NaN
  low: number = NaN
  close: number = NaN
  /** Times of the trades that gave open and close. */
  earliest: number = NaN
  latest: number = NaN
  trades = 0
  isSided = false
  isClosed = false
  isFinal = false
  isFirst = false
  isPartial = false
  isEmpty = true
  revision = 0
  readonly volume: RunningSum = new RunningSum()
  readonly value: RunningSum = new RunningSum()
  readonly bought: RunningSum = new RunningSum()
  readonly sold: RunningSum = new RunningSum()
  readonly boughtValue: RunningSum = new RunningSum()
  readonly soldValue: RunningSum = new RunningSum()

  /** Begins anew, without a trade. */
  begin(openTime: number, closeTime: number): void {
    this.openTime = openTime
    this.closeTime = closeTime
    this.carry(NaN)
    this.trades = 0
    this.isSided = false
    this.isClosed = false
    this.isFinal = false
    this.isFirst = false
    this.isPartial = false
    this.isEmpty = true
    this.revision = 0
    for (const sum of this.sums()) sum.clear()
  }

  /** Gives an empty bar its price: the close before it. */
  carry(price: number): void {
    this.open = price
    this.high = price
    this.low = price
    this.close = price
  }

  /** Takes a trade. */
  add(ts: number, price: number, size: number, side: SideSign): void {
    this.print(ts, price)
    this.trades++
    this.sum(size, price * size, side)
  }

  /** Takes a price, and no volume. */
  print(ts: number, price: number): void {
    if (this.isEmpty) {
      this.isEmpty = false
      this.carry(price)
      this.earliest = ts
      this.latest = ts
      return
    }
    if (price > this.high) this.high = price
    if (price < this.low) this.low = price
    if (ts >= this.latest) {
      this.latest = ts
      this.close = price
    } else if (ts < this.earliest) {
      this.earliest = ts
      this.open = price
    }
  }

  /** Takes volume, and no price. */
  sum(size: number, value: number, side: SideSign): void {
    this.volume.add(size)
    this.value.add(value)
    if (side === 0) return
    this.isSided = true
    if (side > 0) {
      this.bought.add(size)
      this.boughtValue.add(value)
    } else {
      this.sold.add(size)
      this.soldValue.add(value)
    }
  }

  /** Takes a shorter bar, which comes after all that it has taken. */
  join(part: Bar & Partial<BuiltBar>): void {
    const isEmpty = part.isEmpty ?? false
    if (this.isEmpty && (!isEmpty || this.open !== this.open)) {
      this.open = part.open
      this.high = part.high
      this.low = part.low
    } else if (!isEmpty) {
      if (part.high > this.high) this.high = part.high
      if (part.low < this.low) this.low = part.low
    }
    if (!isEmpty || this.isEmpty) this.close = part.close
    if (this.isEmpty && isEmpty) this.carry(part.close)
    this.isEmpty &&= isEmpty
    this.isPartial ||= part.isPartial ?? false
    this.trades += part.trades ?? NaN
    this.volume.add(part.volume)
    this.value.add(part.quoteVolume ?? NaN)
    if ((part.buyVolume ?? null) === null || isEmpty) return
    this.isSided = true
    this.bought.add(part.buyVolume as number)
    this.sold.add(part.sellVolume ?? 0)
    this.boughtValue.add(part.buyQuoteVolume ?? NaN)
    this.soldValue.add(part.sellQuoteVolume ?? NaN)
  }

  /** A copy for those outside. */
  toBar({ instrumentId, timeframe }: BarOrigin): BuiltBar {
    const volume = this.volume.value
    const quoteVolume = known(this.value.value)
    const isSided = this.isSided || this.trades === 0
    return {
      type: 'Bar',
      instrumentId,
      ts: this.closeTime,
      timeframe,
      openTime: this.openTime,
      closeTime: this.closeTime,
      open: this.open,
      high: this.high,
      low: this.low,
      close: this.close,
      volume,
      quoteVolume,
      trades: known(this.trades),
      buyVolume: isSided ? this.bought.value : null,
      sellVolume: isSided ? this.sold.value : null,
      buyQuoteVolume: isSided ? (known(this.boughtValue.value) ?? null) : null,
      sellQuoteVolume: isSided ? (known(this.soldValue.value) ?? null) : null,
      vwap: volume > 0 && quoteVolume !== undefined ? quoteVolume / volume : null,
      isClosed: this.isClosed,
      isFinal: this.isFinal,
      isFirst: this.isFirst,
      isPartial: this.isPartial,
      isEmpty: this.isEmpty,
      revision: this.revision,
    }
  }

  private sums(): readonly RunningSum[] {
    return [this.volume, this.value, this.bought, this.sold, this.boughtValue, this.soldValue]
  }
}

function known(number: number): number | undefined {
  return number === number ? number : undefined
}
