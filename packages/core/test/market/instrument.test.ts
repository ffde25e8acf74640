import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { instrument, type InstrumentOptions } from '../../src/market/index.js'
import { caught } from '../caught.js'

describe('instrument', () => {
  it('knows the steps of shares, and keeps the finest elsewhere', () => {
    expect(instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' })).toEqual({
      id: 'AAPL@XNAS',
      symbol: 'AAPL',
      venue: 'XNAS',
      base: 'AAPL',
      quote: 'USD',
      settle: 'USD',
      assetClass: 'equity',
      tickSize: 0.01,
      lotSize: 1,
      minNotional: 0,
      contractSize: 1,
      contractType: 'spot',
      marginTiers: [],
    })
    const perpetual = instrument({ symbol: 'BTC/USDT:USDT', venue: 'binance', quote: 'USDT' })
    expect([perpetual.id, perpetual.base, perpetual.assetClass, perpetual.tickSize, perpetual.lotSize]).toEqual([
      'BTC/USDT:USDT@binance',
      'BTC',
      'crypto',
      1e-8,
      1e-8,
    ])
  })

  it('keeps what it is told, and is frozen', () => {
    const told = { base: 'XBT', settle: 'XBT', tickSize: 0.5, lotSize: 100, minNotional: 5, contractSize: 10 } as const
    const inverse = instrument({ symbol: 'BTC/USD:BTC', venue: 'bitmex', quote: 'USD', ...told })
    expect(inverse).toMatchObject(told)
    expect(Object.isFrozen(inverse)).toBe(true)
  })

  it('A5: takes names of JavaScript for names of symbols', () => {
    for (const symbol of ['__proto__', 'constructor', 'toString']) {
      expect(instrument({ symbol, venue: 'x', quote: 'USD' })).toMatchObject({ id: `${symbol}@x`, base: symbol })
    }
  })

  it('refuses names that would make two instruments one, and steps that are none', () => {
    const names = ['', ' ', 'A B', 'A@B', 'A\nB', 'A\u0000', 'x'.repeat(65), undefined, null, 7]
    const steps = [0, -0, -0.01, NaN, Infinity, '0.01']
    const wrong: [string, unknown][] = [
      ...['symbol', 'venue', 'quote'].flatMap((option) => names.map((value): [string, unknown] => [option, value])),
      ['base', ''],
      ['settle', 'A@B'],
      ['assetClass', 'stock'],
      ...['tickSize', 'lotSize', 'contractSize'].flatMap((option) =>
        steps.map((value): [string, unknown] => [option, value]),
      ),
      ['minNotional', -1],
      ['minNotional', NaN],
    ]
    for (const [option, value] of wrong) {
      const error = caught(() => instrument({ ...aapl, [option]: value }))
      const details = isTapelineError(error, 'BAD_PARAMETER') ? error.details : error
      expect(details).toMatchObject({ owner: 'instrument', parameter: option, value })
    }
  })

  it('refuses an option that does not exist rather than fall back to a default', () => {
    const error = caught(() => instrument({ ...aapl, lotsize: 1 } as InstrumentOptions))
    expect(isTapelineError(error, 'UNKNOWN_PARAMETER')).toBe(true)
    expect(String(error)).toContain('"lotsize"')
    expect(String(error)).toContain('lotSize')
  })
})

const aapl: InstrumentOptions = { symbol: 'AAPL', venue: 'XNAS', quote: 'USD' }
