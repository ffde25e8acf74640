import {
  defineIndicator,
  type FeedOptions,
  type IndicatorInstance,
  type IndicatorType,
  type IndicatorSpec,
  type TalibName,
} from '@tapeline/core/indicator'
import { CandleWindow, type CandleRule } from './candle-window.js'

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
    kernel: kernel({ means, lookback, judge }),
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
    kernel: kernel({ means, lookback, judge }),
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

function kernel(rule: CandleRule): {
  new (params: { readonly penetration?: number }): IndicatorInstance
  runAll(group: readonly CandleWindow[], from: number, to: number): void
} {
  return class extends CandleWindow {
    constructor({ penetration }: { readonly penetration?: number }) {
      super(rule, penetration ?? 0)
    }
  }
}
