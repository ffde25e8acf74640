import { describe, expect, it } from 'vitest'
import { strategy, trades, type OrderEvent } from '../../src/index.js'
import { constantLatency, depthVenue, quotes } from '../../src/session/trading.js'
import { delta, looking, quote, snapshot, venue } from './live-depth.js'
import { LiveMarket, START } from './live-market.js'
import { COIN } from './recorded-rows.js'
import { start } from './watched-session.js'

describe('a paper session on a live book', () => {
  it('R93: takes snapshots and deltas of the instruments by itself, message by message, and matches against them', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking({ quantity: 6, limit: 100.02 })
    const { run, progress } = await start(market, strategy, { venue })
    market.say(delta(4, [['99.97', '1']]))
    expect(progress().suspended).toEqual([COIN.id])
    market.to(1)
    market.say(snapshot(7))
    market.to(2)
    market.say(delta(8, [['99.99', '0']], [['100.03', 1]]))
    expect(seen).toEqual([
      '0 invalid',
      '1000 99.99 x5',
      '1000 OrderSubmitted',
      '1000 OrderAccepted',
      '1000 OrderFilled',
      '1000 OrderFilled',
      '2000 99.98 x7',
    ])
    market.say(quote())
    expect(progress()).toMatchObject({ suspended: [], counts: { used: 3, unused: 1, rejected: 0 } })
    const { fills, suspensions, inputs } = await run.stop()
    expect(fills.map(({ price, quantity }) => [price, quantity])).toEqual([
      [100.01, 4],
      [100.02, 2],
    ])
    expect(suspensions).toEqual([])
    expect(inputs.map(({ rows }) => rows)).toEqual([0, 7])
  })

  it('B3 E9: a number that does not follow suspends matching until the next snapshot, is told, and stands in the result', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking({ quantity: 1, limit: 99.99 })
    const { run, progress } = await start(market, strategy, { venue })
    market.say(snapshot(7))
    market.say(delta(7, [['99.99', '1']]))
    market.say(delta(9, [['99.9', '8']], [], 8))
    market.to(3)
    market.say(delta(11, [['99.99', '0']]))
    market.print(4, 99.9, { aggressorSide: 'sell', size: 50 })
    expect(progress()).toMatchObject({ suspended: [COIN.id], counts: { gaps: 1 } })
    market.to(5)
    market.say(snapshot(20))
    expect(progress().suspended).toEqual([])
    expect(seen.filter((one) => !one.includes('Order'))).toEqual([
      '0 99.99 x5',
      '0 99.99 x5',
      '3000 invalid',
      '3000 invalid',
      '5000 99.99 x5',
    ])
    expect(seen).not.toContain('OrderFilled')
    market.print(6, 99.9, { aggressorSide: 'sell', size: 50 })
    expect(seen.at(-1)).toBe('6000 OrderFilled')
    const { suspensions, warnings } = await run.stop()
    expect(suspensions).toEqual([{ instrumentId: COIN.id, fromTs: START + 3_000, untilTs: START + 5_000 }])
    expect(warnings.join()).toContain('matching was suspended 1 times')
  })

  it('A2 A17: a delta that is refused or lost is a gap, never a hole', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking()
    const { run, progress, rejections } = await start(market, strategy, { venue, maxPending: 5 })
    const bad: readonly unknown[] = [
      delta(8, [['NaN', '1']]),
      delta(8, [['99.995', '1']]),
      delta(8, [['99.99', '-1']]),
      delta(8, [], [['100.01', '1', 'x'] as never, 5 as never]),
      delta(8, 'levels' as never),
      delta(8, [], [], 9),
      delta(2 ** 53),
      { ...delta(8), ts: START * 1_000 },
    ]
    for (const [i, event] of bad.entries()) {
      market.to(i)
      market.say(snapshot(7))
      market.say(event)
      expect(seen.slice(-2)).toEqual([`${i * 1_000} 99.99 x5`, `${i * 1_000} invalid`])
    }
    market.say(bad[0])
    market.say(snapshot(7, { bids: [['99.995', '1']] }))
    expect(seen).toHaveLength(2 * bad.length)
    market.say(snapshot(7))
    for (let i = 8; i < 30; i++) market.events$.next(delta(i, [['99.99', i]]))
    market.clock.settle()
    expect(seen.slice(-2)).toEqual(['7000 99.99 x12', '7000 invalid'])
    expect(progress().counts).toMatchObject({ rejected: bad.length + 2, lost: 17 })
    expect(rejections).toHaveLength(bad.length + 2)
    market.say(snapshot(40))
    const { suspensions } = await run.stop()
    expect(suspensions).toHaveLength(bad.length + 1)
  })

  it('B1: a lost connection makes the book invalid, whatever its numbers say, and prints meet no order before the snapshot', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking({ quantity: 1, limit: 99.99 })
    const { run, progress } = await start(market, strategy, { venue })
    market.say(snapshot(7))
    market.to(2)
    market.gap(null)
    expect(progress().suspended).toEqual([COIN.id])
    market.say(delta(8))
    market.print(3, 99.5, { aggressorSide: 'sell', size: 50 })
    market.print(4, 99.5, { aggressorSide: 'sell', size: 50 })
    market.gap(START + 4_000)
    market.say(snapshot(7))
    market.print(5, 99.5, { aggressorSide: 'sell', size: 50 })
    expect(seen.slice(3)).toEqual(['2000 invalid', '4000 invalid', '4000 99.99 x5', '5000 OrderFilled'])
    const { suspensions } = await run.stop()
    expect(suspensions).toEqual([{ instrumentId: COIN.id, fromTs: START + 2_000, untilTs: START + 4_000 }])
  })

  it('E4: orders and answers are on their way by the clock, though nothing happens in the market', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking({ quantity: 6, limit: 100.02 })
    const latencyModel = constantLatency({ entryMs: 40, responseMs: 25 })
    const { run } = await start(market, strategy, { venue: depthVenue({ latencyModel }) })
    market.say(snapshot(7))
    expect(market.clock.nextTs).toBe(START + 40)
    market.to(0.064)
    expect(seen.at(-1)).toBe('0 OrderSubmitted')
    market.to(10)
    expect(seen.slice(2)).toEqual(['65 OrderAccepted', '65 OrderFilled', '65 OrderFilled'])
    expect((await run.stop()).fills.map(({ ts }) => ts - START)).toEqual([65, 65])
  })

  it('R52: makes no decisions on books and quotes while it is paused', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking({ quantity: 1, limit: 99.99 })
    const { run } = await start(market, strategy, { venue })
    market.say(snapshot(7))
    run.pause()
    market.say(delta(8, [], [['99.99', '2']]))
    run.resume()
    market.clock.settle()
    market.say(delta(9, [], [['99.99', '1']]))
    expect(seen.slice(1)).toEqual(['0 OrderSubmitted', '0 OrderAccepted', '0 OrderFilled', '0 99.99 x5'])
    expect((await run.stop()).skippedCalls).toBe(1)
  })
})

describe('a paper session on live quotes', () => {
  const { seen, strategy: quoting } = (() => {
    const seen: string[] = []
    const made = strategy({
      name: 'quoting',
      data: { quotes: quotes(), prints: trades() },
      warmup: 'partial',
      onQuote({ quote, orders, now }) {
        seen.push(`${now - START} ${quote.bidPrice} ${quote.askPrice}`)
        if (seen.length === 1) orders.buy({ quantity: 2, limit: 99.99 })
      },
      onOrder: (event: OrderEvent, { now }) => void seen.push(`${now - START} ${event.type}`),
    })
    return { seen, strategy: made as never }
  })()

  it('R93: matches against the touch, refuses quotes without sizes, and not before the next quote after a gap', async () => {
    const market = new LiveMarket()
    const { run, progress } = await start(market, quoting, { venue })
    market.say(quote())
    market.say(quote({ bidSize: null }))
    market.say(quote({ askPrice: NaN }))
    market.say(quote({ bidPrice: NaN, bidSize: 0, askPrice: 100.05 }))
    expect(progress().counts).toMatchObject({ used: 2, rejected: 2 })
    market.to(1)
    market.gap(null)
    expect(progress().suspended).toEqual([COIN.id])
    market.print(2, 99.5, { aggressorSide: 'sell', size: 50 })
    market.print(3, 99.5, { aggressorSide: 'sell', size: 50 })
    expect(seen).toEqual(['0 99.99 100.01', '0 OrderSubmitted', '0 OrderAccepted', '0 null 100.05'])
    market.to(4)
    market.say(quote({ ts: START + 4_000 }))
    expect(progress().suspended).toEqual([])
    market.print(5, 99.5, { aggressorSide: 'sell', size: 50 })
    expect(seen.slice(4)).toEqual(['4000 99.99 100.01', '5000 OrderFilled'])
    const { suspensions } = await run.stop()
    expect(suspensions).toEqual([{ instrumentId: COIN.id, fromTs: START + 1_000, untilTs: START + 4_000 }])
  })
})
