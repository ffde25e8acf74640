import { TickFold, windowMs, type Fold, type TickStore, type TimeWindow } from '../window/index.js'
import { defineIndicator, type IndicatorType } from './define-indicator.js'
import type { OutputUnit } from './indicator-metadata.js'
import { TickIndicator } from './tick-indicator.js'
import { startBeforeEnd, WINDOW_PARAMS, type WindowOptions } from './tick-options.js'

/** A statistic of the ticks of a window, by how it is put together. */
export interface WindowSpec extends Fold {
  /** Its name in keys and errors. */
  readonly name: string
  /** What it tells a trader, in one sentence. */
  readonly tells: string
  /** Unit of its value. */
  readonly unit: OutputUnit
}

class FoldIndicator extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  readonly #fold: Fold
  private window!: TickFold

  constructor({ t1, t2, lateness }: Settled, fold: Fold) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.#fold = fold
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TickFold(ticks, this.t1, this.t2, this.#fold)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.value
  }
}

/**
 * Makes an indicator over a window in time `(now - t1, now - t2]` out of two functions: `of`, what one tick counts as, and
 * `join`, which puts two stretches of ticks together, the earlier one first. It takes `t1`, `t2` and `lateness`,
 * and has all that the others have: live, batch, graphs, snapshots, late ticks.
 *
 * `join` must give the same however ticks are grouped, as sums, products, `Math.min` and `Math.max` do. Null while there is
 * no tick in the window. O(1) amortised, whatever the length of the window; nothing is ever subtracted.
 *
 * @example
 * ```ts
 * import { defineWindow } from '@tapeline/core/indicator'
 * const largestTrade = defineWindow({
 *   name: 'largestTrade',
 *   tells: 'The largest trade of the window.',
 *   unit: 'volume',
 *   of: (price, size) => size,
 *   join: Math.max,
 * })
 * const live = largestTrade.create({ t1: 10 })
 * live.update(0, 100, 7) // ms, price, size
 * live.update(4_000, 101, 2)
 * console.log(live.value, live.advance(10_000)) // 7 2
 * ```
 */
export function defineWindow(spec: WindowSpec): IndicatorType<WindowOptions, 'value', TickIndicator<'value'>> {
  const { name, tells, unit, of, join } = spec
  const fold: Fold = { of, join }
  return defineIndicator<WindowOptions, 'value', TickIndicator<'value'>>({
    name,
    title: name,
    tells,
    params: WINDOW_PARAMS,
    inputs: ['ts', 'price', 'size'],
    outputs: { value: unit } as { readonly value: OutputUnit },
    pane: 'own',
    warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
    check: ({ t1, t2 }) => startBeforeEnd(name, t1, t2),
    cost: 'O(1)',
    source: 'its own',
    total: false,
    kernel: class extends FoldIndicator {
      constructor(params: Settled) {
        super(params, fold)
      }
    },
  })
}

interface Settled {
  readonly t1: number
  readonly t2: number
  readonly lateness: number
}
