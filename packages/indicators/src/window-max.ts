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

/** Parameters of the highest price of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type WindowMaxParams = WindowExtremeOptions

class WindowMax extends WindowExtreme {
  constructor(params: Settled<WindowMaxParams>) {
    super(params, 1)
  }
}

/**
 * Highest price of the window `(now - t1, now - t2]`: of its trades, or with `prices: 'held'` of the price as it stood, the one carried into
 * the window included, as a chart shows it.
 *
 * In units of price; null while there is no trade in the window (`held`: no price). Comes with the first tick, once it is `t2` seconds
 * old. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowMax } from '@tapeline/indicators'
 * const live = windowMax.create({ t1: 10, t2: 0 })
 * live.update(0, 100) // ms, price
 * live.update(4_000, 200)
 * console.log(live.advance(8_000)) // 200
 * ```
 */
export const windowMax: IndicatorType<WindowMaxParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  WindowMaxParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'windowMax',
  title: 'Highest of a window',
  tells: 'The highest price of a span of time.',
  params: {
    ...WINDOW_PARAMS,
    prices: { kind: 'choice', default: 'ticks', choices: ['ticks', 'held'] },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowMax', t1, t2),
  cost: 'O(1)',
  source: 'max of price over the ticks of the window, or over the price held until the next tick',
  total: false,
  kernel: WindowMax,
})
