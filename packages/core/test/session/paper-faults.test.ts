import { describe, expect, it } from 'vitest'
import { strategy, trades, type OrderEvent } from '../../src/index.js'
import { LiveMarket, START } from './live-market.js'
import { ALPHA, COIN } from './recorded-rows.js'
import { start, watcher } from './watched-session.js'

describe('a paper session and the faults of its source', () => {
  it('C1: closes bars by the clock where nothing trades, waits for late prints, and counts those that come later still', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = watcher(1)
    const { run, progress } = await start(market, strategy)
    market.print(10, 100)
    market.print(60.4, 101, { ts: START + 59_900 })
    market.to(60.9)
    expect(seen.some((one) => one.startsWith('bar'))).toBe(false)
    market.to(61)
    expect(seen.at(-1)).toBe('bar 100 101 x20 at 61')
    market.print(61.5, 102, { ts: START + 59_950 })
    market.print(62, 103)
    market.to(300)
    expect(seen.at(-1)).toBe('bar 103 103 x10 at 121')
    const { warnings } = await run.stop()
    expect(warnings.join()).toContain('a trade came after its bar was closed')
    expect(progress().counts).toMatchObject({ events: 4, used: 4, outOfOrder: 0, late: 0 })
  })

  it('A2 A4 A7 D7: rejects what cannot be with a typed reason, and goes on with the next event', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = watcher(1)
    const { run, progress, rejections } = await start(market, strategy)
    const bad: readonly Partial<Record<string, unknown>>[] = [
      { price: NaN },
      { price: -1 },
      { price: 0 },
      { price: '0x10' },
      { size: -1 },
      { size: Infinity },
      { ts: NaN },
      { ts: START / 1_000 },
      { ts: START * 1_000 },
      { ts: START + 3_600_000 },
      { tsRecv: NaN },
      { instrumentId: '__proto__' },
      { instrumentId: ALPHA.id },
      { type: 'Nonsense' },
    ]
    for (const changes of bad) market.print(1, 100, changes)
    const throwing = {
      get type(): string {
        throw new Error('no type')
      },
    }
    for (const nothing of [throwing, null, undefined, 5, 'text', {}, []]) market.say(nothing)
    market.bar(1, 100, { high: 99 })
    expect(seen).toEqual([])
    market.print(2, 100)
    expect(seen).toEqual(['print 100', 'OrderSubmitted', 'OrderAccepted'])
    expect(progress().counts).toMatchObject({ events: bad.length + 9, used: 1, rejected: bad.length + 8 })
    expect(rejections).toHaveLength(bad.length + 8)
    for (const { reasons } of rejections) expect(reasons.at(-1)).toMatchObject({ action: 'reject' })
    expect((await run.stop()).rows).toBe(1)
  })

  it('A8: drops copies and what is far too late, and flags what is out of order', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = watcher(1)
    const { progress, run } = await start(market, strategy)
    market.print(100, 100, { tradeId: 'a' })
    market.print(100, 101, { tradeId: 'a' })
    market.print(101, 102, { ts: START + 99_000 })
    market.print(102, 103, { ts: START })
    market.bar(1, 7)
    expect(progress().counts).toMatchObject({ used: 2, duplicates: 1, outOfOrder: 1, late: 1, unused: 1 })
    expect(seen.filter((one) => one.startsWith('print'))).toEqual(['print 100', 'print 102'])
    await run.stop()
  })

  it('B1: matches nothing in a gap, marks by the first print after it, and matches from then on', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = watcher(95)
    const { run, progress } = await start(market, strategy)
    market.print(1, 100)
    market.gap(null)
    expect(progress().suspended).toEqual([COIN.id])
    market.print(2, 90)
    expect(seen).not.toContain('OrderFilled')
    expect(progress().suspended).toEqual([])
    market.gap(null)
    market.gap(START + 2_500)
    expect(progress()).toMatchObject({ suspended: [], counts: { gaps: 3 } })
    market.print(3, 91)
    expect(seen).toContain('OrderFilled')
    const { fills, warnings } = await run.stop()
    expect(fills.map(({ price, ts }) => [price, ts])).toEqual([[91, START + 3_000]])
    expect(warnings.join()).toContain('data were missing (disconnected)')
  })

  it('A17: counts events for which there is no room, and makes a gap of them', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = watcher(95)
    const { run, progress } = await start(market, strategy, { maxPending: 10 })
    for (let i = 0; i < 100; i++) {
      const print = { type: 'TradeTick', instrumentId: COIN.id, ts: START, size: 1, aggressorSide: null } as const
      market.events$.next({ ...print, price: 100 + i, tradeId: null })
    }
    market.clock.settle()
    expect(progress().counts).toMatchObject({ events: 100, used: 10, lost: 90, gaps: 1 })
    expect(progress().suspended).toEqual([COIN.id])
    market.print(1, 50)
    market.print(2, 51)
    expect(seen.filter((one) => one === 'OrderFilled')).toHaveLength(1)
    const { fills, warnings } = await run.stop()
    expect(fills.map(({ price, ts }) => [price, ts])).toEqual([[95, START + 2_000]])
    expect(warnings.join()).toContain('data were missing (overflow)')
  })

  it('F1: ends with STRATEGY_FAILED when a handler throws, its orders canceled', async () => {
    const market = new LiveMarket()
    const failing = strategy({
      name: 'failing',
      data: { prints: trades() },
      onTrade({ trade, orders }) {
        if (trade.price > 100) throw new Error('no')
        orders.buy({ quantity: 1, limit: 50 })
      },
    })
    const { run, progress } = await start(market, failing as never)
    const events: OrderEvent[] = []
    run.events$.subscribe((event) => events.push(event))
    market.print(1, 100)
    market.print(2, 101)
    await expect(run.result).rejects.toMatchObject({ code: 'STRATEGY_FAILED', details: { ts: START + 2_000 } })
    await expect(run.stop()).rejects.toMatchObject({ code: 'STRATEGY_FAILED' })
    await run[Symbol.asyncDispose]()
    expect(events.map(({ type }) => type)).toEqual(['OrderSubmitted', 'OrderAccepted', 'OrderCanceled'])
    expect(progress()).toMatchObject({ state: 'failed', openOrders: 0 })
    expect([market.events$.observed, market.clock.nextTs]).toEqual([false, Infinity])
  })
})
