import type { Timeframe } from '../time/index.js'
import { RunningSum } from '../window/index.js'
import { BarGrid } from './bar-grid.js'
import { ColumnRows } from './column-rows.js'

/** Longer bars from rows of shorter ones. */
export class ColumnLevel {
  readonly rows: ColumnRows = new ColumnRows()
  openTime: number = -Infinity
  closeTime: number = -Infinity
  open: number = NaN
  high: number = NaN
  low: number = NaN
  close: number = NaN
  trades = 0
  private isPartial = false
  private isStarted = false
  private readonly sums: Readonly<Record<'volume' | 'value' | 'bought' | 'sold', RunningSum>> = {
    volume: new RunningSum(),
    value: new RunningSum(),
    bought: new RunningSum(),
    sold: new RunningSum(),
  }
  private readonly grid: BarGrid

  constructor(timeframe: Timeframe) {
    this.grid = new BarGrid(timeframe, null)
  }

  get volume(): number {
    return this.sums.volume.value
  }

  get quoteVolume(): number {
    return this.sums.value.value
  }

  get buyVolume(): number {
    return this.sums.bought.value
  }

  get sellVolume(): number {
    return this.sums.sold.value
  }

  /** Takes the rows of the shorter bars, then the time: bars that end then or before stand in `rows`. */
  run(parts: ColumnRows, clock: number): void {
    const columns = parts.columns as unknown as RowColumns
    const [openTime, , open, high, low, close, volumes, values, trades, buys, sells] = columns
    const { volume, value, bought, sold } = this.sums
    for (let row = 0; row < parts.length; row++) {
      if (openTime[row]! >= this.closeTime) this.begin(openTime[row]!, open[row]!)
      if (high[row]! > this.high) this.high = high[row]!
      if (low[row]! < this.low) this.low = low[row]!
      this.close = close[row]!
      this.trades += trades[row]!
      volume.add(volumes[row]!)
      value.add(values[row]!)
      bought.add(buys[row]!)
      sold.add(sells[row]!)
      this.isPartial ||= parts.partialAt(row)
    }
    if (this.isStarted && clock >= this.closeTime) this.end()
  }

  /** Ends the stream: what forms becomes a row, as a part. */
  finish(): void {
    if (!this.isStarted) return
    this.isPartial = true
    this.end()
  }

  private begin(ts: number, open: number): void {
    if (this.isStarted) this.end()
    this.isStarted = true
    this.grid.seek(ts)
    this.openTime = this.grid.openTime
    this.closeTime = this.grid.closeTime
    this.open = open
    this.high = -Infinity
    this.low = Infinity
    this.trades = 0
    this.isPartial = false
    const { volume, value, bought, sold } = this.sums
    volume.clear()
    value.clear()
    bought.clear()
    sold.clear()
  }

  private end(): void {
    this.isStarted = false
    this.rows.push(this, this.isPartial)
  }
}

/** Columns of rows in the order in which `ColumnRows` keeps them. */
type RowColumns = readonly [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
]
