import { badParameter, demand } from '../errors/index.js'
import type { TradeColumns } from '../market/index.js'
import type { Timeframe } from '../time/index.js'
import { nestsIn } from './bar-grid.js'
import { ColumnBase } from './column-base.js'
import { ColumnLevel } from './column-level.js'
import type { BuiltBarColumns, ColumnRows } from './column-rows.js'

/** Bars of one timeframe or several from columns of trades, as `columnBars` makes it. */
export class ColumnBars {
  private readonly timeframes: readonly Timeframe[]
  private readonly base: ColumnBase
  private readonly levels: readonly { readonly level: ColumnLevel; readonly parts: ColumnRows }[]

  constructor(timeframes: readonly Timeframe[]) {
    const fits = Array.isArray(timeframes) && timeframes.length > 0 && timeframes.length <= 64
    demand(fits, OWNER, 'timeframes', timeframes, 'from 1 to 64 timeframes')
    const [shortest, ...longer] = timeframes as [Timeframe, ...Timeframe[]]
    this.timeframes = [...timeframes]
    this.base = new ColumnBase(shortest)
    const made: { readonly timeframe: Timeframe; readonly rows: ColumnRows }[] = [
      { timeframe: shortest, rows: this.base.rows },
    ]
    this.levels = longer.map((timeframe) => {
      const parts = made.filter((shorter) => nestsIn(shorter.timeframe, timeframe)).at(-1)
      const expected = `timeframes that bars of ${shortest} add up to, the shortest first`
      if (parts === undefined) throw badParameter({ owner: OWNER, parameter: 'timeframes', value: timeframe, expected })
      const level = new ColumnLevel(timeframe)
      made.push({ timeframe, rows: level.rows })
      return { level, parts: parts.rows }
    })
  }

  /** Trades of bars that were closed already: left out. */
  get late(): number {
    return this.base.late
  }

  /** Takes trades and gives back the bars that they completed, of each timeframe in the order of the list. */
  add(trades: TradeColumns): readonly BuiltBarColumns[] {
    this.base.run(trades)
    for (const { level, parts } of this.levels) level.run(parts, this.base.clock)
    return this.take()
  }

  /** Ends the stream, and gives back what forms, as parts. */
  finish(): readonly BuiltBarColumns[] {
    this.base.finish()
    for (const { level, parts } of this.levels) {
      level.run(parts, -Infinity)
      level.finish()
    }
    return this.take()
  }

  private take(): readonly BuiltBarColumns[] {
    const rows = [this.base.rows, ...this.levels.map(({ level }) => level.rows)]
    return rows.map((own, at) => own.take(this.timeframes[at] as Timeframe))
  }
}

/**
 * Bars of one timeframe or several from columns of trades, at tens of millions of trades a second: the path for history.
 * They are the bars of `barBuilder` on the UTC grid with late trades left out and no empty bars, and of `barCascade` for
 * the longer timeframes. Rows are taken as they are: no check that prices are numbers.
 *
 * @param timeframes the shortest first; bars of the shortest add up to all others.
 *
 * @example
 * ```ts
 * import { columnBars } from '@tapeline/core/bars'
 * const bars = columnBars(['1m', '5m'])
 * const ts = Float64Array.of(1_000, 59_000, 61_000)
 * const trades = { kind: 'trades', length: 3, ts, price: Float64Array.of(10, 12, 11), size: Float64Array.of(1, 2, 3) } as const
 * const [minutes] = bars.add(trades)
 * console.log(minutes?.length, minutes?.close[0], minutes?.quoteVolume[0]) // 1 12 34
 * const [, fives] = bars.finish()
 * console.log(fives?.high[0], fives?.volume[0], fives?.isPartial[0]) // 12 6 1
 * ```
 */
export function columnBars(timeframes: readonly Timeframe[]): ColumnBars {
  return new ColumnBars(timeframes)
}

const OWNER = 'columnBars'
