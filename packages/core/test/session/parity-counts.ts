import type { BacktestResult } from '../../src/index.js'

/** How often the hard cases of a comparison between a session and its backtest occurred. */
export interface ParityCounts {
  fills: number
  makers: number
  suspensions: number
  /** Looks at a book that was not valid. */
  invalid: number
  /** Acceptances that the strategy heard of at their own instant. */
  waited: number
  /** Markets in which several things happened at one instant. */
  ties: number
}

export function noParityCounts(): ParityCounts {
  return { fills: 0, makers: 0, suspensions: 0, invalid: 0, waited: 0, ties: 0 }
}

/** Adds those of one run, whose market made its messages at these times. */
export function countParity(
  seen: ParityCounts,
  { fills, suspensions, signals }: BacktestResult,
  times: readonly number[],
): void {
  seen.fills += fills.length
  seen.makers += fills.filter(({ liquidity }) => liquidity === 'maker').length
  seen.suspensions += suspensions.length
  seen.invalid += signals.filter(({ name, values }) => name === 'book' && values['valid'] === 0).length
  seen.waited += signals.filter(({ name, values }) => name === 'OrderAccepted' && values['now'] === values['ts']).length
  if (new Set(times).size < times.length) seen.ties++
}
