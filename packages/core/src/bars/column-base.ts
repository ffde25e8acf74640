import type { TradeColumns } from '../market/index.js'
import type { Timeframe } from '../time/index.js'
import { BarGrid } from './bar-grid.js'
import { ColumnRows } from './column-rows.js'

/** Bars of the shortest timeframe from columns of trades. The loop keeps everything in registers, sums with their errors. */
export class ColumnBase {
  late = 0
  clock: number = -Infinity
  readonly rows: ColumnRows = new ColumnRows()
  openTime: number = -Infinity
  closeTime: number = -Infinity
  open: number = NaN
  high: number = NaN
  low: number = NaN
  close: number = NaN
  volume: number = NaN
  quoteVolume: number = NaN
  trades = 0
  buyVolume: number = NaN
  sellVolume: number = NaN
  private earliest: number = NaN
  private latest: number = NaN
  private volumeError: number = 0
  private valueError: number = 0
  private buyError: number = 0
  private sellError: number = 0
  private isStarted = false
  private isFirst = true
  private readonly grid: BarGrid

  constructor(timeframe: Timeframe) {
    this.grid = new BarGrid(timeframe, null)
  }

  /** Takes trades; bars that they complete stand in `rows`. */
  run(chunk: TradeColumns): void {
    const { length, ts } = chunk
    for (let from = 0; from < length;) {
      const t = ts[from] as number
      if (t >= this.closeTime) this.begin(t)
      from = chunk.side === undefined ? this.within(chunk, from) : this.withinSided(chunk, chunk.side, from)
    }
  }

  /** Ends the stream: what forms becomes a row, as a part. */
  finish(): void {
    if (this.isStarted) this.end(true)
    this.isStarted = false
    this.openTime = this.closeTime
    this.closeTime = -Infinity
  }

  private begin(t: number): void {
    if (this.isStarted) this.end(false)
    this.isStarted = true
    this.grid.seek(t)
    this.openTime = this.grid.openTime
    this.closeTime = this.grid.closeTime
    this.open = NaN
    this.high = -Infinity
    this.low = Infinity
    this.close = NaN
    this.earliest = Infinity
    this.latest = -Infinity
    this.trades = 0
    this.volume = this.quoteVolume = this.buyVolume = this.sellVolume = 0
    this.volumeError = this.valueError = this.buyError = this.sellError = 0
  }

  private end(isPartial: boolean): void {
    this.volume += this.volumeError
    this.quoteVolume += this.valueError
    this.buyVolume += this.buyError
    this.sellVolume += this.sellError
    this.rows.push(this, isPartial || this.isFirst)
    this.isFirst = false
  }

  /** Rows from `from` on that belong to the forming bar; returns the first that begins the next. */
  private within({ length, ts, price, size }: TradeColumns, from: number): number {
    const { openTime, closeTime } = this
    let { open, high, low, close, earliest, latest, trades, late } = this
    let { volume, volumeError, quoteVolume: value, valueError } = this
    let i = from
    for (; i < length; i++) {
      const t = ts[i] as number
      if (t >= closeTime) break
      if (t < openTime) {
        late++
        continue
      }
      const p = price[i] as number
      const s = size[i] as number
      if (p > high) high = p
      if (p < low) low = p
      if (t >= latest) {
        latest = t
        close = p
      }
      if (t < earliest) {
        earliest = t
        open = p
      }
      trades++
      let before = volume
      volume = before + s
      let taken = volume - before
      volumeError += before - (volume - taken) + (s - taken)
      const v = p * s
      before = value
      value = before + v
      taken = value - before
      valueError += before - (value - taken) + (v - taken)
    }
    this.open = open
    this.high = high
    this.low = low
    this.close = close
    this.earliest = earliest
    this.latest = latest
    this.trades = trades
    this.late = late
    this.volume = volume
    this.volumeError = volumeError
    this.quoteVolume = value
    this.valueError = valueError
    this.buyVolume = NaN
    this.sellVolume = NaN
    if (latest > this.clock) this.clock = latest
    return i
  }

  /** The same rows, then their sides in a loop of their own: fewer numbers at a time than there are registers. */
  private withinSided(chunk: TradeColumns, side: Int8Array, from: number): number {
    const { openTime } = this
    const { ts, size } = chunk
    let { buyVolume, buyError, sellVolume, sellError } = this
    const to = this.within(chunk, from)
    for (let i = from; i < to; i++) {
      if ((ts[i] as number) < openTime) continue
      const d = side[i] as number
      const s = size[i] as number
      // 1 where the buyer was the aggressor, else 0, without a branch: sides are hard to predict.
      const bought = s * ((d * d + d) >> 1)
      const sold = s * ((d * d - d) >> 1)
      let before = buyVolume
      buyVolume = before + bought
      let taken = buyVolume - before
      buyError += before - (buyVolume - taken) + (bought - taken)
      before = sellVolume
      sellVolume = before + sold
      taken = sellVolume - before
      sellError += before - (sellVolume - taken) + (sold - taken)
    }
    this.buyVolume = buyVolume
    this.buyError = buyError
    this.sellVolume = sellVolume
    this.sellError = sellError
    return to
  }
}
