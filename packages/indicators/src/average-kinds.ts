import type { IndicatorInstance } from '@tapeline/core/indicator'
import { dema } from './dema.js'
import { kama } from './kama.js'
import { mama } from './mama.js'
import { t3 } from './t3.js'
import { tema } from './tema.js'
import { trima } from './trima.js'
import { wma } from './wma.js'

/**
 * A kind of moving average inside another indicator, with TA-Lib's parameters where it has more than its period: KAMA
 * between 2 and 30 samples, MAMA from 0.05 to 0.5 whatever the period, T3 with a volume factor of 0.7.
 */
export type Average = 'sma' | 'ema' | 'wma' | 'dema' | 'tema' | 'trima' | 'kama' | 'mama' | 't3'

/** Kinds of moving average inside other indicators, each at TA-Lib's number for it. */
export const AVERAGES: readonly Average[] = ['sma', 'ema', 'wma', 'dema', 'tema', 'trima', 'kama', 'mama', 't3']

/** Those that are an indicator inside another; the two commonest have loops of their own. */
const INDICATORS = { wma, dema, tema, trima, kama, mama, t3 }

/** A live average of this kind; null where it is a plain or an exponential mean, as all of one sample are. */
export function averageInstance(period: number, average: Average): IndicatorInstance | null {
  if (period === 1 || average === 'sma' || average === 'ema') return null
  return average === 'mama' ? mama.create() : INDICATORS[average].create({ period })
}

/** How many samples an average of this kind takes to its first value. */
export function averageSamples(period: number, average: Average): number {
  if (period === 1 || average === 'sma' || average === 'ema') return period
  const warmup = INDICATORS[average].metadata.warmup({ period })
  return 'samples' in warmup ? warmup.samples : period
}
