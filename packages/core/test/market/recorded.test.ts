import { describe, expect, it } from 'vitest'
import { instrument, streamKey, type Recorded } from '../../src/market/index.js'

describe('streamKey', () => {
  it('names instrument, kind, timeframe and source', () => {
    const btc = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT' })
    const common = { instrument: btc, source: 'a.csv', priceAdjustment: 'raw', rows: null } as const
    const streams: readonly Recorded[] = [
      { ...common, kind: 'trades', chunks: () => [] },
      { ...common, kind: 'bars', timeframe: '1m', chunks: () => [] },
      { ...common, kind: 'bars', timeframe: '1M', chunks: () => [] },
      { ...common, kind: 'bars', timeframe: '1m', source: 'b.csv', chunks: () => [] },
    ]
    expect(streams.map(streamKey)).toEqual([
      'BTC/USDT@binance|trades|a.csv',
      'BTC/USDT@binance|bars:1m|a.csv',
      'BTC/USDT@binance|bars:1M|a.csv',
      'BTC/USDT@binance|bars:1m|b.csv',
    ])
  })
})
