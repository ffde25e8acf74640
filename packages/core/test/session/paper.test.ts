import { of, Subject, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { bars, strategy, trades, type MarketEvent } from '../../src/index.js'
import { paper, type PaperRun } from '../../src/session/trading.js'
import { caught } from '../caught.js'
import { LiveMarket, START, until } from './live-market.js'
import { COIN } from './recorded-rows.js'
import { account, start, watcher } from './watched-session.js'

describe('a paper session', () => {
  it('R52: goes from idle to stopped, answers every stop alike, and leaves neither timers nor subscriptions behind', async () => {
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
