import { binanceWire } from '../../src/venues/binance.js'
import { gateSpotWire } from '../../src/venues/gate.js'
import { mexcContractWire, mexcSpotWire } from '../../src/venues/mexc.js'
import type { WireReader } from '../../src/wire/wire-reader.js'

/** When frames are received. */
export const NOW: number = 1_763_645_012_100

export const spot = (): WireReader => binanceWire({ market: 'spot', instruments: { BTCUSDT: 'BTC/USDT@binance' } })
export const usdm = (): WireReader => binanceWire({ market: 'usdm', instruments: { ETHUSDT: 'ETH/USDT:USDT@binance' } })
export const gate = (): WireReader => gateSpotWire({ instruments: { NEO_BTC: 'NEO/BTC@gate' } })
export const mexc = (): WireReader => mexcSpotWire({ instruments: { BTCUSDT: 'BTC/USDT@mexc' } })
export const contract = (): WireReader =>
  mexcContractWire({ instruments: { BTC_USDT: { id: 'BTC/USDT:USDT@mexc', contractSize: 0.0001 } } })

/** When it happened. */
export const E: number = NOW - 100

/** A good message of every kind that is text: who reads it, what comes of it, and the object whose fields matter. */
export interface GoodFrame {
  readonly name: string
  readonly wire: () => WireReader
  readonly message: object
  readonly gives: string
  /** Fields that are read, as paths: without one of them the message is refused. */
  readonly needs: readonly string[]
}

const kline = {
  t: 1_763_644_980_000,
  T: 1_763_645_039_999,
  s: 'BTCUSDT',
  i: '1m',
  f: 1,
  L: 9,
  o: '61840.00',
  c: '61850.00',
  h: '61860.50',
  l: '61830.25',
  v: '12.50000000',
  n: 9,
  x: true,
  q: '773000.10000000',
  V: '1.0',
  Q: '2.0',
  B: '0',
}

export const goodFrames: readonly GoodFrame[] = [
  {
    name: 'Binance spot trade',
    wire: spot,
    message: { e: 'trade', E, s: 'BTCUSDT', t: 70001, p: '61799.87', q: '0.814', T: E - 1, m: true, M: true },
    gives: 'TradeTick',
    needs: ['e', 's', 't', 'p', 'q', 'T', 'm'],
  },
  {
    name: 'Binance USD-M aggTrade in an envelope',
    wire: usdm,
    message: {
      stream: 'ethusdt@aggTrade',
      data: { e: 'aggTrade', E, a: 5, s: 'ETHUSDT', p: '2681.62', q: '0.5', f: 1, l: 2, T: E - 1, m: false },
    },
    gives: 'TradeTick',
    needs: ['data', 'data.e', 'data.s', 'data.a', 'data.p', 'data.q', 'data.T', 'data.m'],
  },
  {
    name: 'Binance spot depthUpdate',
    wire: spot,
    message: {
      e: 'depthUpdate',
      E,
      s: 'BTCUSDT',
      U: 11,
      u: 14,
      b: [['61799.50', '4.361']],
      a: [['61800.00', '0.000']],
    },
    gives: 'OrderBookDelta',
    needs: ['e', 'E', 's', 'U', 'u', 'b', 'a', 'b.0.0', 'b.0.1', 'a.0.0', 'a.0.1'],
  },
  {
    name: 'Binance USD-M depthUpdate',
    wire: usdm,
    message: {
      stream: 'ethusdt@depth@0ms',
      data: { e: 'depthUpdate', E, T: E - 1, s: 'ETHUSDT', U: 11, u: 14, pu: 9, b: [['2681.62', '73.077']], a: [] },
    },
    gives: 'OrderBookDelta',
    needs: ['data.e', 'data.T', 'data.s', 'data.U', 'data.u', 'data.pu', 'data.b', 'data.a', 'data.b.0.0'],
  },
  {
    name: 'Binance spot bookTicker',
    wire: spot,
    message: { u: 400900217, s: 'BTCUSDT', b: '61799.5', B: '4.361', a: '61800.0', A: '1.2' },
    gives: 'QuoteTick',
    needs: ['u', 's', 'b', 'B', 'a', 'A'],
  },
  {
    name: 'Binance USD-M bookTicker',
    wire: usdm,
    message: { e: 'bookTicker', u: 4, s: 'ETHUSDT', b: '2681.62', B: '1.1', a: '2681.63', A: '73.0', T: E - 1, E },
    gives: 'QuoteTick',
    needs: ['e', 'u', 's', 'b', 'B', 'a', 'A', 'T'],
  },
  {
    name: 'Binance kline',
    wire: spot,
    message: { e: 'kline', E, s: 'BTCUSDT', k: kline },
    gives: 'Bar',
    needs: ['e', 's', 'k', ...['t', 'T', 'i', 'o', 'c', 'h', 'l', 'v', 'n', 'x', 'q'].map((key) => `k.${key}`)],
  },
  {
    name: 'Binance forceOrder',
    wire: usdm,
    message: {
      e: 'forceOrder',
      E,
      o: {
        s: 'ETHUSDT',
        S: 'SELL',
        o: 'LIMIT',
        f: 'IOC',
        q: '0.014',
        p: '9',
        ap: '2680.5',
        X: 'FILLED',
        z: '0.014',
        T: E,
      },
    },
    gives: 'Liquidation',
    needs: ['e', 'o', 'o.s', 'o.S', 'o.ap', 'o.z', 'o.T'],
  },
  {
    name: 'Binance markPriceUpdate',
    wire: usdm,
    message: { e: 'markPriceUpdate', E, s: 'ETHUSDT', p: '2681.1', i: '2680.9', P: '0', r: '-0.00038167', T: E + 9e6 },
    gives: 'FundingRate',
    needs: ['e', 'E', 's', 'p', 'i', 'r', 'T'],
  },
  {
    name: 'Gate order_book_update',
    wire: gate,
    message: {
      time: 1763645012,
      channel: 'spot.order_book_update',
      event: 'update',
      result: {
        t: E,
        e: 'depthUpdate',
        E: 1763645012,
        s: 'NEO_BTC',
        U: 7,
        u: 8,
        b: [['0.00187', '0.5']],
        a: [['0.00188', '0']],
      },
    },
    gives: 'OrderBookDelta',
    needs: ['channel', 'event', 'result', 'result.t', 'result.s', 'result.U', 'result.u', 'result.b', 'result.a'],
  },
  {
    name: 'Gate trade',
    wire: gate,
    message: {
      channel: 'spot.trades',
      event: 'update',
      result: {
        id: 816995970,
        create_time: 1763645011,
        create_time_ms: '1763645011958.116',
        side: 'buy',
        currency_pair: 'NEO_BTC',
        amount: '0.5000000000',
        price: '0.0018735000',
      },
    },
    gives: 'TradeTick',
    needs: ['id', 'create_time_ms', 'side', 'currency_pair', 'amount', 'price'].map((key) => `result.${key}`),
  },
  {
    name: 'Gate candlestick',
    wire: gate,
    message: {
      channel: 'spot.candlesticks',
      event: 'update',
      result: {
        t: '1763644980',
        v: '2362.32',
        c: '0.0019',
        h: '0.0019',
        l: '0.0018',
        o: '0.0018',
        n: '1m_NEO_BTC',
        a: '3.8',
        w: true,
      },
    },
    gives: 'Bar',
    needs: ['t', 'v', 'c', 'h', 'l', 'o', 'n', 'a'].map((key) => `result.${key}`),
  },
  {
    name: 'Gate book_ticker',
    wire: gate,
    message: {
      channel: 'spot.book_ticker',
      event: 'update',
      result: { t: E, u: 48733182, s: 'NEO_BTC', b: '0.00187', B: '0.3', a: '0.00188', A: '0.09' },
    },
    gives: 'QuoteTick',
    needs: ['t', 'u', 's', 'b', 'B', 'a', 'A'].map((key) => `result.${key}`),
  },
  {
    name: 'MEXC contract depth',
    wire: contract,
    message: {
      channel: 'push.depth',
      data: { asks: [[91843.9, 4529, 0]], bids: [[91842.9, 0, 4]], version: 96801928 },
      symbol: 'BTC_USDT',
      ts: E,
    },
    gives: 'OrderBookDelta',
    needs: ['channel', 'data', 'symbol', 'ts', 'data.asks', 'data.bids', 'data.version'],
  },
  {
    name: 'MEXC contract deal',
    wire: contract,
    message: { symbol: 'BTC_USDT', data: [{ p: 91851, v: 18, T: 2, O: 3, M: 2, t: E }], channel: 'push.deal', ts: NOW },
    gives: 'TradeTick',
    needs: ['channel', 'data', 'symbol', 'data.0.p', 'data.0.v', 'data.0.T', 'data.0.t'],
  },
  {
    name: 'MEXC contract kline',
    wire: contract,
    message: {
      channel: 'push.kline',
      data: {
        a: 1,
        c: 91840.7,
        h: 91843.7,
        interval: 'Min1',
        l: 91837.7,
        o: 91839.7,
        q: 7027,
        symbol: 'BTC_USDT',
        t: 1763644980,
      },
      symbol: 'BTC_USDT',
      ts: E,
    },
    gives: 'Bar',
    needs: ['channel', 'symbol', 'data', ...['c', 'h', 'interval', 'l', 'o', 'q', 't'].map((key) => `data.${key}`)],
  },
]
