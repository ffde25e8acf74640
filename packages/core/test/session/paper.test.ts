import { of, Subject, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { bars, strategy, trades, type MarketEvent, type OrderEvent } from '../../src/index.js'
import { paper, type PaperProgress, type PaperRun, type Rejection } from '../../src/session/trading.js'
import { caught } from '../caught.js'
import { LiveMarket, START, until } from './live-market.js'
import { ALPHA, COIN } from './recorded-rows.js'

const account = { USD: 10_000 }

/** Buys at a limit with the first print, and keeps what it saw. */
function watcher(limit: number): { readonly seen: string[]; readonly strategy: ReturnType<typeof strategy> } {
  const seen: string[] = []
  const made = strategy({
    name: 'watcher',
    warmup: 'partial',
    data: { main: bars('1m'), prints: trades() },
    state: () => ({ isDone: false }),
    onBar({ bar, now }) {
      seen.push(`bar ${bar.open} ${bar.close} x${bar.volume} at ${(now - START) / 1_000}`)
    },
    onTrade({ trade, orders, state }) {
      seen.push(`print ${trade.price}`)
      if (!state.isDone) orders.buy({ quantity: 1, limit })
      state.isDone = true
    },
    onOrder(event) {
      seen.push(event.type)
    },
  })
  return { seen, strategy: made as never }
}

async function start(
  market: LiveMarket,
  of: ReturnType<typeof watcher>['strategy'],
  options: object = {},
): Promise<{ readonly run: PaperRun; readonly progress: () => PaperProgress; readonly rejections: Rejection[] }> {
  const run = paper({
    strategy: of,
    source: market.events$,
    clock: market.clock,
    instruments: [COIN],
    account,
    progressMs: 0,
    ...options,
  })
  let progress: PaperProgress | null = null
  const rejections: Rejection[] = []
  run.progress$.subscribe((one) => (progress = one))
  run.rejections$.subscribe((one) => rejections.push(one))
  await until(run, 'running')
  return { run, progress: () => progress as unknown as PaperProgress, rejections }
}

describe('a paper session', () => {
  it('goes from idle to stopped, answers every stop alike, and leaves neither timers nor subscriptions behind', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = watcher(90)
    const states: string[] = []
    const run = paper({ strategy, source: market.events$, clock: market.clock, instruments: [COIN], account })
    run.state$.subscribe((state) => states.push(state))
    await until(run, 'running')
    market.print(1, 100)
    expect(market.clock.nextTs).toBe(START + 61_000)
    const [first, second] = await Promise.all([run.stop(), run.stop({ closePositions: true })])
    await run[Symbol.asyncDispose]()
    expect(states).toEqual(['idle', 'starting', 'running', 'stopping', 'stopped'])
    expect(second).toBe(first)
    expect(first.orders.map(({ status, reason }) => [status, reason])).toEqual([['canceled', 'end_of_run']])
    expect(market.clock.nextTs).toBe(Infinity)
    expect(market.events$.observed).toBe(false)
    market.print(70, 100)
    expect(seen.filter((one) => one.startsWith('print'))).toEqual(['print 100'])
    expect(first.warnings.length).toBeGreaterThan(0)
  })

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
    for (const nothing of [null, undefined, 5, 'text', {}, []]) market.say(nothing)
    market.bar(1, 100, { high: 99 })
    expect(seen).toEqual([])
    market.print(2, 100)
    expect(seen).toEqual(['print 100', 'OrderSubmitted', 'OrderAccepted'])
    expect(progress().counts).toMatchObject({ events: bad.length + 8, used: 1, rejected: bad.length + 7 })
    expect(rejections).toHaveLength(bad.length + 7)
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

  it('makes no decisions while it is paused, fills and marks all the same, and tells it afterwards', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = watcher(95)
    const { run, progress } = await start(market, strategy)
    market.print(1, 100)
    run.pause()
    run.pause()
    market.print(2, 90)
    market.print(3, 120)
    market.to(100)
    expect(seen.slice(3)).toEqual([])
    expect(progress()).toMatchObject({ isPaused: true, equity: 10_000 - 90 + 120 })
    run.resume()
    market.clock.settle()
    expect(seen.slice(3)).toEqual(['OrderFilled'])
    market.print(101, 121)
    expect(seen.at(-1)).toBe('print 121')
    const result = await run.stop({ closePositions: true })
    expect(result.fills.map(({ side, price }) => [side, price])).toEqual([
      ['buy', 90],
      ['sell', 121],
    ])
    expect(result.skippedCalls).toBe(3)
  })

  it('ends with its signal, its source, and a source that fails', async () => {
    const { strategy } = watcher(1)
    const options = { strategy, instruments: [COIN], account }
    const stop = new AbortController()
    const aborted = paper({ ...options, source: new Subject<MarketEvent>(), signal: stop.signal })
    await until(aborted, 'running')
    stop.abort(new Error('enough'))
    await expect(aborted.result).rejects.toMatchObject({ code: 'ABORTED' })
    await expect(
      paper({ ...options, source: new Subject<MarketEvent>(), signal: AbortSignal.abort() }).result,
    ).rejects.toMatchObject({ code: 'ABORTED' })
    const failed = paper({ ...options, source: throwError(() => new Error('socket')) })
    await expect(failed.result).rejects.toMatchObject({ code: 'SOURCE_FAILED', retryable: true })
    const now = Date.now()
    const print = {
      type: 'TradeTick',
      instrumentId: COIN.id,
      price: 10,
      size: 1,
      aggressorSide: null,
      tradeId: null,
    } as const
    const over = await paper({ ...options, source: of({ ...print, ts: now }, { ...print, ts: now }) }).result
    expect(over.rows).toBe(2)
  })

  it('D8: may be stopped before it began, in a handler, and when nothing has happened', async () => {
    const market = new LiveMarket()
    const { strategy: idle } = watcher(1)
    const options = { source: market.events$, clock: market.clock, instruments: [COIN], account }
    const run = paper({ ...options, strategy: idle })
    const { endTs, rows, finalCash } = await run.stop()
    expect([endTs, rows, finalCash]).toEqual([START, 0, '10000.00000000'])
    const box: { run: PaperRun | null } = { run: null }
    const stopping = strategy({
      name: 'stopping',
      data: { prints: trades() },
      onTrade({ orders }) {
        orders.buy({ quantity: 1, limit: 5 })
        void box.run?.stop()
      },
    })
    box.run = paper({ ...options, strategy: stopping })
    await until(box.run, 'running')
    market.print(1, 100)
    expect((await box.run.result).orders.map(({ status }) => status)).toEqual(['canceled'])
    expect(market.events$.observed).toBe(false)
  })

  it('takes events that a handler causes, after the one that caused them', async () => {
    const market = new LiveMarket()
    const prices: number[] = []
    const echo = strategy({
      name: 'echo',
      data: { prints: trades() },
      onTrade({ trade }) {
        prices.push(trade.price)
        if (trade.price < 103) market.events$.next({ ...loose, ts: START, price: trade.price + 1 })
      },
    })
    const loose = { type: 'TradeTick', instrumentId: COIN.id, size: 1, aggressorSide: null, tradeId: null } as const
    const { run } = await start(market, echo as never)
    market.print(1, 100)
    expect(prices).toEqual([100, 101, 102, 103])
    await run.stop()
  })

  it('trades live bars as a backtest does, however late they arrive', async () => {
    const market = new LiveMarket()
    const flip = strategy({
      name: 'flip',
      data: { main: bars('1m') },
      onBar: ({ orders, position }) => void (position.isFlat ? orders.buy({ quantity: 1 }) : orders.close()),
    })
    const { run } = await start(market, flip as never, {
      instruments: undefined,
      data: { main: { kind: 'bars', instrument: COIN, timeframe: '1m' } },
    })
    market.to(60.8)
    market.bar(1, 100)
    market.bar(2, 999, { isFinal: false })
    market.to(120.9)
    market.bar(2, 101)
    market.bar(2, 101)
    market.to(190)
    market.bar(3, 102)
    const { fills } = await run.stop()
    expect(fills.map(({ price, ts }) => [price, (ts - START) / 1_000])).toEqual([
      [101, 60],
      [102, 120],
    ])
  })

  it('refuses options that cannot be, at once', () => {
    const { strategy } = watcher(1)
    const source = new Subject<MarketEvent>()
    const given = { strategy, source, instruments: [COIN], account }
    for (const [changes, code] of [
      [{ source: 5 }, 'BAD_PARAMETER'],
      [{ instruments: undefined }, 'BAD_PARAMETER'],
      [{ instruments: [] }, 'BAD_PARAMETER'],
      [{ maxPending: 0 }, 'BAD_PARAMETER'],
      [{ barLatenessMs: NaN }, 'BAD_PARAMETER'],
      [{ maxLateMs: -1 }, 'BAD_PARAMETER'],
      [{ history: { other: [] } }, 'BAD_PARAMETER'],
      [{ data: { main: [] } }, 'BAD_PARAMETER'],
      [{ account: { EUR: 1 } }, 'BAD_PARAMETER'],
      [{ speed: 1 }, 'UNKNOWN_PARAMETER'],
    ] as const)
      expect(caught(() => paper({ ...given, ...changes } as never))).toMatchObject({ code })
    expect(source.observed).toBe(false)
  })
})
