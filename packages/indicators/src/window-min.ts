import {
  defineIndicator,
  HELD_PARAMS,
  startBeforeEnd,
  WINDOW_PARAMS,
  type IndicatorType,
  type Settled,
  type TickIndicator,
} from '@tapeline/core/indicator'
import { WindowExtreme, type WindowExtremeOptions } from './window-extreme.js'

/** Parameters of the lowest price of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type WindowMinParams = WindowExtremeOptions

class WindowMin extends WindowExtreme {
  constructor(params: Settled<WindowMinParams>) {
    super(params, -1)
  }
}

/**
 * Lowest price of the window `(now - t1, now - t2]`: of its trades, or with `prices: 'held'` of the price as it stood, the one carried into
 * the window included, as a chart shows it.
 *
 * In units of price; null while there is no trade in the window (`held`: no price). Comes with the first tick, once it is `t2` seconds
 * old. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowMin } from '@tapeline/indicators'
 * const live = windowMin.create({ t1: 10, t2: 0 })
 * live.update(0, 100) // ms, price
 * live.update(4_000, 200)
 * console.log(live.advance(8_000)) // 100
 * ```
 */
export const windowMin: IndicatorType<WindowMinParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  WindowMinParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'windowMin',
  title: 'Lowest of a window',
  tells: 'The lowest price of a span of time.',
  params: {
    ...WINDOW_PARAMS,
    prices: { kind: 'choice', default: 'ticks', choices: ['ticks', 'held'] },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowMin', t1, t2),
  cost: 'O(1)',
  source: 'min of price over the ticks of the window, or over the price held until the next tick',
  total: false,
  kernel: WindowMin,
})
