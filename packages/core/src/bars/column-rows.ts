import type { BarColumns } from '../market/index.js'
import type { Timeframe } from '../time/index.js'

/** Bars as parallel typed arrays, oldest first; NaN where something is not known. */
export interface BuiltBarColumns extends BarColumns {
  /** Length of each bar. */
  readonly timeframe: Timeframe
  /** Quote units traded. */
  readonly quoteVolume: Float64Array
  /** Number of trades. */
  readonly trades: Float64Array
  /** Base units of which the buyer was the aggressor; NaN where the trades have no sides. */
  readonly buyVolume: Float64Array
  /** Base units of which the seller was the aggressor; NaN where the trades have no sides. */
  readonly sellVolume: Float64Array
  /** 1 for a bar of which trades may be missing: the first and the last. */
  readonly isPartial: Uint8Array
}

/** A bar in plain numbers: what `ColumnRows` takes a row from. */
export interface RowSource {
  readonly openTime: number
  readonly closeTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly quoteVolume: number
  readonly trades: number
  readonly buyVolume: number
  readonly sellVolume: number
}

const NAMES = [
  'openTime',
  'closeTime',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'quoteVolume',
  'trades',
  'buyVolume',
  'sellVolume',
] as const satisfies readonly (keyof RowSource)[]

/** Rows of finished bars, in arrays that grow by doubling until they are taken. */
export class ColumnRows {
  /** Rows that wait to be taken. */
  length = 0
  readonly columns: Float64Array[] = NAMES.map(() => new Float64Array(64))
  private isPartial = new Uint8Array(64)

  /** Adds a row. */
  push(bar: RowSource, isPartial: boolean): void {
    const at = this.length++
    if (at === this.isPartial.length) this.grow()
    // Written out: a loop over names would read the bar by keys, ten times as slowly.
    const c = this.columns
    c[0]![at] = bar.openTime
    c[1]![at] = bar.closeTime
    c[2]![at] = bar.open
    c[3]![at] = bar.high
    c[4]![at] = bar.low
    c[5]![at] = bar.close
    c[6]![at] = bar.volume
    c[7]![at] = bar.quoteVolume
    c[8]![at] = bar.trades
    c[9]![at] = bar.buyVolume
    c[10]![at] = bar.sellVolume
    this.isPartial[at] = isPartial ? 1 : 0
  }

  /** Was a row said to be a part? */
  partialAt(row: number): boolean {
    return this.isPartial[row] === 1
  }

  /** Hands all rows over, and begins anew. */
  take(timeframe: Timeframe): BuiltBarColumns {
    const { length } = this
    const cut = Object.fromEntries(NAMES.map((name, at) => [name, (this.columns[at] as Float64Array).slice(0, length)]))
    this.length = 0
    return {
      kind: 'bars',
      timeframe,
      length,
      ...(cut as Record<keyof RowSource, Float64Array>),
      isPartial: this.isPartial.slice(0, length),
    }
  }

  private grow(): void {
    const length = this.isPartial.length * 2
    this.columns.forEach((column, at) => {
      const wider = new Float64Array(length)
      wider.set(column)
      this.columns[at] = wider
    })
    const wider = new Uint8Array(length)
    wider.set(this.isPartial)
    this.isPartial = wider
  }
}
