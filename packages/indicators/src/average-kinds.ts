import { TapelineError } from '@tapeline/core'
import type { IndicatorInstance } from '@tapeline/core/indicator'

/**
 * A kind of moving average inside another indicator, with TA-Lib's parameters where it has more than its period: KAMA
 * between 2 and 30 samples, MAMA from 0.05 to 0.5 whatever the period, T3 with a volume factor of 0.7.
 */
export type Average = 'sma' | 'ema' | 'wma' | 'dema' | 'tema' | 'trima' | 'kama' | 'mama' | 't3'

/** Kinds of moving average inside other indicators, each at TA-Lib's number for it. */
export const AVERAGES: readonly Average[] = ['sma', 'ema', 'wma', 'dema', 'tema', 'trima', 'kama', 'mama', 't3']

/** What an indicator must be able to do to be a part of another. */
interface AverageType {
  readonly metadata: { readonly name: string }
  create(params?: { readonly period?: number }): IndicatorInstance
}

/** Kinds that the program has loaded: a bundle need not carry all of them for the sake of a name. */
const offered = new Map<string, AverageType>() // bound: one a kind

/** Makes an indicator available by its name inside others, from when its file has been loaded. */
export function offerAverage<T extends Pick<AverageType, 'metadata'>>(type: T): T {
  offered.set(type.metadata.name, type as unknown as AverageType)
  return type
}

/** A live average of this kind; null where it is a plain or an exponential mean, as all of one sample are. */
export function averageInstance(period: number, average: Average): IndicatorInstance | null {
  if (period === 1 || average === 'sma' || average === 'ema') return null
  const type = offered.get(average)
  if (type === undefined)
    throw new TapelineError(`${average} is not loaded: let the program use ${average} of @tapeline/indicators.`, {
      code: 'AVERAGE_NOT_LOADED',
    })
  return average === 'mama' ? type.create() : type.create({ period })
}

/** Means that a kind chains, each of which takes `period` samples; the others are one. */
const STAGES: Partial<Record<Average, number>> = { dema: 2, tema: 3, t3: 6 }

/** How many samples an average of this kind takes to its first value, by TA-Lib's lookbacks. */
export function averageSamples(period: number, average: Average): number {
  if (period === 1) return 1
  if (average === 'mama') return 33
  return average === 'kama' ? period + 1 : (STAGES[average] ?? 1) * (period - 1) + 1
}
