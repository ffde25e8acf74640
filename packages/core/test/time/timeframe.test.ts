import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { timeframeMs, type Timeframe } from '../../src/time/index.js'
import { caught } from '../caught.js'

describe('timeframeMs', () => {
  it('gives the length of every unit in milliseconds, and none of a month', () => {
    const lengths = (['1s', '1m', '15m', '1h', '4h', '1d', '1w', '1M', '3M', '99999s'] as const).map(timeframeMs)
    expect(lengths).toEqual([1e3, 6e4, 9e5, 36e5, 144e5, 864e5, 6048e5, null, null, 99_999_000])
  })

  it('refuses everything else, naming the value and what is expected', () => {
    const wrong = [
      '',
      '1',
      'm',
      '0m',
      '-1m',
      '01m',
      '1.5h',
      '1y',
      '1H',
      '1min',
      ' 1m',
      '1m ',
      '100000s',
      'constructor',
      '1m\n',
      60,
      null,
      undefined,
      NaN,
      {},
    ]
    for (const value of wrong) {
      const error = caught(() => timeframeMs(value as Timeframe))
      expect([value, isTapelineError(error, 'BAD_PARAMETER')]).toEqual([value, true])
    }
    expect(String(caught(() => timeframeMs('1y' as Timeframe)))).toBe(
      'TapelineError: timeframe: timeframe was "1y", expected a count and a unit of s, m, h, d, w, M, such as 1m, 4h, 1d.',
    )
  })
})
