import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type IndicatorSpec,
  type TalibName,
} from '@tapeline/core/indicator'
import { CandleWindow, CLOSE, HIGH, LOW, OPEN, type CandleRule } from './candle-window.js'

/** A candle pattern: above 0 where it speaks for a rise, below 0 for a fall, 0 where it is not there. */
export type CandlePattern = IndicatorType<FeedOptions, 'value'>

/** Parameters of patterns whose newest bar must close inside an earlier one; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PenetrationParams extends FeedOptions {
  /** How deep, as a share of that body: more than this, 0 to 10. */
  readonly penetration?: number | undefined
}

/** A candle pattern with such a depth. */
export type PiercingPattern = IndicatorType<PenetrationParams, 'value'>

/** A pattern of the table from its name, heading, sentence, bars before its first value, means and rule. */
export function candlePattern(
  name: string,
  title: string,
  tells: string,
  lookback: number,
  means: readonly number[],
  judge: CandleRule['judge'],
): CandlePattern {
  return defineIndicator<FeedOptions, 'value'>({
    ...candleMetadata(name, title, tells, lookback),
    params: {},
    kernel: candleKernel(CandleInstance, { means, lookback, judge }),
  })
}

/** The same with a depth, its default last. */
export function piercingPattern(
  name: string,
  title: string,
  tells: string,
  lookback: number,
  means: readonly number[],
  judge: CandleRule['judge'],
  penetration: number,
): PiercingPattern {
  const metadata = candleMetadata(name, title, tells, lookback)
  return defineIndicator<PenetrationParams, 'value'>({
    ...metadata,
    params: { penetration: { kind: 'number', default: penetration, min: 0, max: 10 } },
    talib: { ...metadata.talib, params: { penetration: 'optInPenetration' } },
    kernel: candleKernel(CandleInstance, { means, lookback, judge }),
  })
}

interface CandleMetadata extends Omit<IndicatorSpec<FeedOptions, 'value'>, 'params' | 'kernel'> {
  readonly talib: TalibName
}

/** What all patterns have in common. */
export function candleMetadata(name: string, title: string, tells: string, lookback: number): CandleMetadata {
  const theirs = name.toUpperCase()
  return {
    name,
    title,
    tells,
    inputs: ['open', 'high', 'low', 'close'],
    outputs: { value: 'ratio' },
    pane: 'own',
    warmup: () => ({ samples: lookback + 1 }),
    cost: 'O(1)',
    source: `TA-Lib ${theirs}`,
    talib: { name: theirs, params: {}, outputs: { value: 'outInteger' } },
    total: true,
  }
}

/** Computes one pattern, whichever it is: one class for all of them, so that no access to it ever has to ask which. */
export class CandleInstance extends IndicatorInstance {
  protected readonly window: CandleWindow
  /** Bars before the first that it judges. */
  protected readonly lookback: number

  constructor(rule: CandleRule, { penetration }: { readonly penetration?: number }) {
    super()
    this.lookback = rule.lookback
    this.window = new CandleWindow(rule, penetration ?? 0)
  }

  static runAll(group: readonly CandleInstance[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      const { bars } = one.window
      for (let i = from; i < to; i++) {
        output[i] = NaN
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(o) || !isSample(h) || !isSample(l) || !isSample(c)) continue
        one.commit()
        bars[OPEN] = o
        bars[HIGH] = h
        bars[LOW] = l
        bars[CLOSE] = c
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ >= 0) this.window.push()
  }

  override amend(open: number, high: number, low: number, close: number): number {
    const { bars } = this.window
    bars[OPEN] = open
    bars[HIGH] = high
    bars[LOW] = low
    bars[CLOSE] = close
    this.look()
    return this.main
  }

  /** Sets the output for the newest bar; takes no prices, since those would be boxed on their way. */
  protected look(): void {
    this.window.measure()
    this.main = this.committed < this.lookback ? NaN : this.window.judge()
  }
}

/** The kernel of one pattern: the class with its rule. */
export function candleKernel(
  Kernel: typeof CandleInstance,
  rule: CandleRule,
): {
  new (params: { readonly penetration?: number }): IndicatorInstance
  readonly runAll: typeof CandleInstance.runAll
} {
  return Object.assign(Kernel.bind(null, rule), { runAll: Kernel.runAll })
}
