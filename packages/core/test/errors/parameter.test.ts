import { describe, expect, it } from 'vitest'
import { badParameter, show, unknownParameter } from '../../src/errors/index.js'

describe('badParameter', () => {
  it('names owner, option, value and what is expected', () => {
    const error = badParameter({ owner: 'sma', parameter: 'period', value: -0, expected: 'a whole number from 1' })
    expect([error.code, error.message]).toEqual([
      'BAD_PARAMETER',
      'sma: period was -0, expected a whole number from 1.',
    ])
    expect(error.details).toEqual({ owner: 'sma', parameter: 'period', value: -0, expected: 'a whole number from 1' })
  })
})

describe('unknownParameter', () => {
  it('lists what there is', () => {
    expect(unknownParameter('sma', 'perod', ['period', 'input'])).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
      message: 'sma: there is no parameter "perod". Known: period, input.',
      details: { owner: 'sma', parameter: 'perod', known: ['period', 'input'] },
    })
    expect(unknownParameter('obv', 'x', []).hint).toBe('It takes none.')
  })
})

describe('show', () => {
  it('shows a value as a reader wants to see it, on one line and never at length', () => {
    const values = [
      'a "b"\n',
      'x'.repeat(100),
      -0,
      0.1,
      NaN,
      5n,
      () => 1,
      [1, 2],
      { a: 1 },
      null,
      undefined,
      true,
      Symbol('s'),
    ]
    expect(values.map(show)).toEqual([
      '"a \\"b\\"\\n"',
      `"${'x'.repeat(77)}..."`,
      '-0',
      '0.1',
      'NaN',
      '5n',
      'a function',
      'an array of 2',
      'an object',
      'null',
      'undefined',
      'true',
      'Symbol(s)',
    ])
  })
})
