import type { MarketEvent } from '@tapeline/core'
import { describe, expect, it } from 'vitest'
import { contract, gate, goodFrames, mexc, NOW, spot, usdm } from './frames.js'
import { goodBytes } from './byte-frames.js'

const named = goodFrames.map((frame) => [frame.name, frame] as const)

describe('good frames become events', () => {
  it.each(named)('%s', (_name, { wire, message, gives }) => {
    const reader = wire()
    const { events, faults, control } = reader.read(JSON.stringify(message), NOW)
    expect(faults).toEqual([])
    expect(control).toBeNull()
    expect(events.map(({ type }) => type).join()).toBe(gives)
    expect(events[0]?.tsRecv).toBe(NOW)
    expect(reader.counts).toMatchObject({ frames: 1, events: 1 })
  })

  it.each(goodBytes.map((good) => [good.name, good] as const))('%s', (_name, { frame, gives }) => {
    const { events, faults } = mexc().read(frame, NOW)
    expect(faults).toEqual([])
    expect(events.map(({ type }) => type).join()).toBe(gives)
  })

  it('takes each field for what the venue means by it', () => {
    const all = goodFrames.map(({ wire, message }) => wire().read(JSON.stringify(message), NOW).events[0])
    expect(all.map(line)).toMatchInlineSnapshot(`
      [
        "TradeTick instrumentId "BTC/USDT@binance", ts 1763645011999, price 61799.87, size 0.814, aggressorSide "sell", tradeId "70001"",
        "TradeTick instrumentId "ETH/USDT:USDT@binance", ts 1763645011999, price 2681.62, size 0.5, aggressorSide "buy", tradeId "5"",
        "OrderBookDelta instrumentId "BTC/USDT@binance", ts 1763645012000, firstSequence 11, sequence 14, bids [[61799.5,4.361]], asks [[61800,0]]",
        "OrderBookDelta instrumentId "ETH/USDT:USDT@binance", ts 1763645011999, firstSequence 11, sequence 14, previousSequence 9, bids [[2681.62,73.077]], asks []",
        "QuoteTick instrumentId "BTC/USDT@binance", ts 1763645012100, bidPrice 61799.5, askPrice 61800, bidSize 4.361, askSize 1.2, sequence 400900217",
        "QuoteTick instrumentId "ETH/USDT:USDT@binance", ts 1763645011999, bidPrice 2681.62, askPrice 2681.63, bidSize 1.1, askSize 73, sequence 4",
        "Bar instrumentId "BTC/USDT@binance", ts 1763645040000, timeframe "1m", openTime 1763644980000, closeTime 1763645040000, open 61840, high 61860.5, low 61830.25, close 61850, volume 12.5, isFinal true, quoteVolume 773000.1, trades 9",
        "Liquidation instrumentId "ETH/USDT:USDT@binance", ts 1763645012000, side "sell", price 2680.5, size 0.014",
        "FundingRate instrumentId "ETH/USDT:USDT@binance", ts 1763645012000, rate -0.00038167, fundingTime 1763654012000, nextFundingTime null, markPrice 2681.1, indexPrice 2680.9",
        "OrderBookDelta instrumentId "NEO/BTC@gate", ts 1763645012000, firstSequence 7, sequence 8, bids [[0.00187,0.5]], asks [[0.00188,0]]",
        "TradeTick instrumentId "NEO/BTC@gate", ts 1763645011958.116, price 0.0018735, size 0.5, aggressorSide "buy", tradeId "816995970"",
        "Bar instrumentId "NEO/BTC@gate", ts 1763645040000, timeframe "1m", openTime 1763644980000, closeTime 1763645040000, open 0.0018, high 0.0019, low 0.0018, close 0.0019, volume 3.8, isFinal true, quoteVolume 2362.32",
        "QuoteTick instrumentId "NEO/BTC@gate", ts 1763645012000, bidPrice 0.00187, askPrice 0.00188, bidSize 0.3, askSize 0.09, sequence 48733182",
        "OrderBookDelta instrumentId "BTC/USDT:USDT@mexc", ts 1763645012000, firstSequence 96801928, sequence 96801928, bids [[91842.9,0]], asks [[91843.9,0.4529]]",
        "TradeTick instrumentId "BTC/USDT:USDT@mexc", ts 1763645012000, price 91851, size 0.0018, aggressorSide "sell", tradeId null",
        "Bar instrumentId "BTC/USDT:USDT@mexc", ts 1763645040000, timeframe "1m", openTime 1763644980000, closeTime 1763645040000, open 91839.7, high 91843.7, low 91837.7, close 91840.7, volume 0.7027, isFinal false",
      ]
    `)
  })

  it('takes each field of protobuf for what the venue means by it', () => {
    expect(goodBytes.flatMap(({ frame }) => mexc().read(frame, NOW).events).map(line)).toMatchInlineSnapshot(`
      [
        "TradeTick instrumentId "BTC/USDT@mexc", ts 1763645012000, price 91847.53, size 1.18, aggressorSide "sell", tradeId "X_77"",
        "TradeTick instrumentId "BTC/USDT@mexc", ts 1763645012000, price 91847, size 2, aggressorSide "buy", tradeId null",
        "OrderBookDelta instrumentId "BTC/USDT@mexc", ts 1763645012000, firstSequence 26012861158, sequence 26012861163, bids [[91848,0]], asks [[91849.05,2.53]]",
        "OrderBookSnapshot instrumentId "BTC/USDT@mexc", ts 1763645012000, sequence 26012861163, bids [[91848,1]], asks [[91849.05,2.53]]",
        "QuoteTick instrumentId "BTC/USDT@mexc", ts 1763645012000, bidPrice 91835.59, askPrice 91836.59, bidSize 0.357029, askSize 0.552213, sequence null",
        "Bar instrumentId "BTC/USDT@mexc", ts 1763645040000, timeframe "1m", openTime 1763644980000, closeTime 1763645040000, open 91816.28, high 91824.28, low 91813.28, close 91819.28, volume 37.1, isFinal false, quoteVolume 1736070.5",
      ]
    `)
  })

  it('hands on levels in numbers where these lose nothing, else as the wire’s own text', () => {
    const levels = '"b":[["61799.50000000","4.36100000"],["0.30000000000000004","1234567890123456.5"]],"a":[]'
    const text = `{"e":"depthUpdate","E":1763645012000,"s":"BTCUSDT","U":1,"u":1,${levels}}`
    const bids = [
      [61799.5, 4.361],
      ['0.30000000000000004', '1234567890123456.5'],
    ]
    expect(spot().read(text, NOW).events[0]).toMatchObject({ bids })
    const longWay = text.replace('"]],', '","ignored"]], ')
    expect(spot().read(longWay, NOW).events[0]).toMatchObject({ bids })
  })

  it('takes the best levels of a partial stream for a snapshot, not for changes', () => {
    const levels = { b: [['2681.62', '1']], a: [['2681.63', '2']] }
    const data = { e: 'depthUpdate', E: NOW, T: NOW, s: 'ETHUSDT', U: 3, u: 9, pu: 2, ...levels }
    const usdmFrame = (stream: string): unknown => usdm().read(JSON.stringify({ stream, data }), NOW).events[0]?.type
    expect(usdmFrame('ethusdt@depth20@100ms')).toBe('OrderBookSnapshot')
    expect(usdmFrame('ethusdt@depth@100ms')).toBe('OrderBookDelta')
    const best = { lastUpdateId: 160, bids: [['0.0024', '10']], asks: [['0.0026', '100']] }
    expect(spot().read(JSON.stringify({ stream: 'btcusdt@depth5', data: best }), NOW).events[0]).toMatchObject({
      type: 'OrderBookSnapshot',
      instrumentId: 'BTC/USDT@binance',
      sequence: 160,
      ts: NOW,
    })
  })

  it('A3: takes forceOrder as an object and as an array, and refuses one element without the others', () => {
    const force = goodFrames.find(({ name }) => name === 'Binance forceOrder')?.message as { o: object }
    const other = { ...force, o: { ...force.o, s: 'BTCUSDT' } }
    const reader = usdm()
    const { events, faults } = reader.read(
      JSON.stringify({ stream: '!forceOrder@arr', data: [force, other, 7, force] }),
      NOW,
    )
    expect(events.map(({ type }) => type)).toEqual(['Liquidation', 'Liquidation'])
    expect(faults.map(({ reason, field }) => [reason, field])).toEqual([
      ['unknown_symbol', 'o.s'],
      ['bad_field', '[]'],
    ])
    expect(reader.counts).toMatchObject({ frames: 1, events: 2, unknown_symbol: 1, bad_field: 1 })
  })

  it('reads snapshots of REST for the symbol that was asked for', () => {
    const body = '{"lastUpdateId":500000,"bids":[["61799.50","4.361"]],"asks":[]}'
    expect(spot().snapshot(body, 'BTCUSDT', NOW).events).toEqual([
      {
        type: 'OrderBookSnapshot',
        instrumentId: 'BTC/USDT@binance',
        ts: NOW,
        tsRecv: NOW,
        sequence: 500000,
        bids: [[61799.5, 4.361]],
        asks: [],
      },
    ])
    expect(usdm().snapshot(body.replace('{', `{"T":${NOW - 5},`), 'ETHUSDT', NOW).events[0]?.ts).toBe(NOW - 5)
    expect(
      gate().snapshot('{"id":7,"update":1763645011121,"asks":[],"bids":[]}', 'NEO_BTC', NOW).events[0],
    ).toMatchObject({
      sequence: 7,
      ts: 1763645011121,
    })
    expect(mexc().snapshot(body, 'BTCUSDT', NOW).events[0]).toMatchObject({ sequence: 500000 })
    const answer = { success: true, code: 0, data: { asks: [[91848, 100, 1]], bids: [], version: 9, timestamp: NOW } }
    expect(contract().snapshot(JSON.stringify(answer), 'BTC_USDT', NOW).events[0]).toMatchObject({
      sequence: 9,
      asks: [[91848, 0.01]],
    })
    expect(spot().snapshot(body, 'ETHUSDT', NOW).faults[0]?.reason).toBe('unknown_symbol')
    expect(contract().snapshot('{"success":false,"code":510}', 'BTC_USDT', NOW).faults[0]?.field).toBe('success')
  })

  it.each([
    ['binance', spot, '{"result":null,"id":1}', { type: 'ack', id: '1', subject: '' }],
    [
      'binance',
      spot,
      '{"error":{"code":2,"msg":"Invalid request"},"id":"a"}',
      { type: 'error', id: 'a', subject: 'Invalid request' },
    ],
    [
      'gate',
      gate,
      '{"channel":"spot.trades","event":"subscribe","result":{"status":"success"}}',
      { type: 'ack', id: null, subject: 'spot.trades' },
    ],
    [
      'gate',
      gate,
      '{"channel":"spot.trades","event":"subscribe","error":{"code":2,"message":"unknown pair"}}',
      { type: 'error', id: null, subject: 'unknown pair' },
    ],
    [
      'gate',
      gate,
      '{"channel":"spot.trades","event":"subscribe","error":{"message":{"toString":1}}}',
      { type: 'error', id: null, subject: '' },
    ],
    [
      'gate',
      gate,
      '{"time":1,"channel":"spot.pong","event":"","result":null}',
      { type: 'pong', id: null, subject: 'spot.pong' },
    ],
    ['mexc spot', mexc, '{"id":0,"code":0,"msg":"spot@public.x"}', { type: 'ack', id: '0', subject: 'spot@public.x' }],
    ['mexc spot', mexc, '{"id":0,"code":0,"msg":"PONG"}', { type: 'pong', id: '0', subject: 'PONG' }],
    ['mexc spot', mexc, '{"id":0,"code":1,"msg":"no such"}', { type: 'error', id: '0', subject: 'no such' }],
    [
      'mexc contract',
      contract,
      '{"channel":"rs.sub.deal","data":"success"}',
      { type: 'ack', id: null, subject: 'rs.sub.deal' },
    ],
    [
      'mexc contract',
      contract,
      '{"channel":"rs.error","data":"no contract"}',
      { type: 'error', id: null, subject: 'no contract' },
    ],
    ['mexc contract', contract, '{"channel":"pong","data":1587453241453}', { type: 'pong', id: null, subject: 'pong' }],
  ] as const)('%s: an answer of the connection is no event', (_venue, wire, text, control) => {
    const reader = wire()
    expect(reader.read(text, NOW)).toMatchObject({ events: [], faults: [], control })
    expect(reader.counts).toMatchObject({ frames: 1, events: 0, controls: 1 })
  })
})

/** An event in one line, without what all have in common. */
function line(event: MarketEvent | undefined): string {
  const { type, tsRecv: _, ...fields } = event as MarketEvent
  return `${type} ${Object.entries(fields)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ')}`
}
