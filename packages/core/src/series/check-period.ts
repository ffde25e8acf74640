import { badParameter } from '../errors/index.js'

/** A whole number of values; a typed error says what it was. */
export function checkPeriod(owner: string, value: unknown, least: number, parameter = 'period'): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 100_000) return value
  throw badParameter({ owner, parameter, value, expected: `a whole number from ${least} to 100000` })
}
