import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
  GainsLosses,
} from '@tapeline/core/indicator'
import { AVERAGES, averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `stochRsi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface StochRsiParams extends SeriesOptions {
  /** Period of the RSI, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Values of the RSI in the range, 1 to 100000; 5 unless said. */
  readonly range?: number | undefined
  /** Samples in the average of %K that is %D, 1 to 100000; 3 unless said. */
  readonly signal?: number | undefined
  /** Kind of the average that is %D; `sma` unless said. */
  readonly signalAverage?: Average | undefined
}

class StochRsi extends IndicatorInstance {
  private readonly period: number
  private readonly range: number
  private readonly changes: GainsLosses
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private readonly signal: MovingMean
  private rsi: number = NaN

  constructor({ period, range, signal, signalAverage }: Settled<StochRsiParams>) {
    super()
    this.period = period
    this.range = range
    this.changes = new GainsLosses(period)
    this.highs = new ExtremeWindow(range - 1, 1)
    this.lows = new ExtremeWindow(range - 1, -1)
    this.signal = new MovingMean(signal, signalAverage)
  }

  static runAll(group: readonly StochRsi[], from: number, to: number): void {
    for (const stochRsi of group) {
      const input = stochRsi.inputs[0] as Float64Array
      const main = stochRsi.outputs[0] as Float64Array
      const second = stochRsi.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          stochRsi.commit()
          stochRsi.changes.newest = x
          stochRsi.look()
          main[i] = stochRsi.main
          second[i] = stochRsi.second
        } else {
          main[i] = NaN
          second[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.changes.push()
    this.signal.push()
    // Before that the RSI has no value to enter the range.
    if (this.committed <= this.period) return
    this.highs.push(this.rsi)
    this.lows.push(this.rsi)
  }

  override amend(x: number): number {
    this.changes.newest = x
    this.look()
    return this.main
  }

  /** Sets both outputs for the newest sample, `changes.newest`; takes none, since it would be boxed on its way. */
  private look(): void {
    this.main = NaN
    const { changes, signal } = this
    changes.look()
    if (this.committed < this.period) return
    const all = changes.gain + changes.loss
    this.rsi = 0
    if (all > 0) this.rsi = 100 * (changes.gain / all)
    const { rsi } = this
    if (this.committed < this.period + this.range - 1) return
    const lowest = this.lows.including(rsi)
    const place = (rsi - lowest) / ((this.highs.including(rsi) - lowest) / 100)
    signal.newest = place
    if (!isSample(place)) signal.newest = 0
    signal.look()
    this.second = signal.value
    if (signal.value === signal.value) this.main = signal.newest
  }
}

/**
 * Stochastic RSI (Chande, Kroll): where the RSI stands in its own recent range (%K), with a signal line, the average of
 * that (%D). It reaches its ends far more often than the RSI does.
 *
 * Per cent, 0 to 100; first values at sample `period + range + signal - 1`, later with averages that need more; O(1) amortised. Formula: TA-Lib STOCHRSI, a
 * fast stochastic of the RSI; charts often show it smoothed once more. 0 while the RSI stands still.
 *
 * @example
 * ```ts
 * import { stochRsi } from '@tapeline/indicators'
 * const live = stochRsi.create({ period: 2, range: 2, signal: 1 })
 * for (const price of [10, 12, 11, 13]) live.update(price)
 * console.log(live.values) // { k: 100, d: 100 }
 * ```
 */
export const stochRsi: IndicatorType<StochRsiParams, 'k' | 'd'> = /*#__PURE__*/ defineIndicator<
  StochRsiParams,
  'k' | 'd'
>({
  name: 'stochRsi',
  title: 'Stochastic RSI',
  tells: 'Whether the RSI is high or low for what it has been lately.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' },
    range: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'samples' },
    signalAverage: { kind: 'choice', default: 'sma', choices: AVERAGES },
  },
  inputs: ['close'],
  outputs: { k: 'percent', d: 'percent' },
  pane: 'own',
  warmup: ({ period, range, signal, signalAverage }) => ({
    samples: period + range + averageSamples(signal, signalAverage) - 1,
  }),
  cost: 'O(1)',
  source: 'TA-Lib STOCHRSI; Chande, Kroll 1994',
  talib: {
    name: 'STOCHRSI',
    params: {
      period: 'optInTimePeriod',
      range: 'optInFastK_Period',
      signal: 'optInFastD_Period',
      signalAverage: 'optInFastD_MAType',
    },
    outputs: { k: 'outFastK', d: 'outFastD' },
  },
  total: true,
  kernel: StochRsi,
})
