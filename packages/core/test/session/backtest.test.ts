import { firstValueFrom, lastValueFrom, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  backtest,
  bars,
  strategy,
  trades,
  type BarColumns,
  type BarCopy,
  type OrderEvent,
  type RecordedBars,
} from '../../src/index.js'
import { mean } from './mean-indicator.js'
import { COIN, flatBarRows, MINUTE, recordedBars, recordedTrades } from './recorded-rows.js'
import { runBars, type Nothing } from './run-bars.js'

const account = { USD: 1_000 }
const idle = strategy({ name: 'idle', data: { main: bars('1m') }, onBar: () => undefined })
const ten = recordedBars(flatBarRows(Array.from({ length: 10 }, (_, i) => 100 + i)))

describe('a run on its way', () => {
  it('starts in a microtask: who subscribes at once misses nothing', async () => {
    const buyer = strategy({
      name: 'buyer',
      data: { main: bars('1m') },
      onBar: ({ orders, position }) =>
        void (position.isFlat && orders.open.length === 0 && orders.buy({ quantity: 1 })),
    })
    const run = backtest({ strategy: buyer, data: { main: ten }, account })
    const events = lastValueFrom(run.events$.pipe(toArray()))
    const progress = lastValueFrom(run.progress$.pipe(toArray()))
    await run.result
    expect((await events).map(({ type }) => type)).toEqual(['OrderSubmitted', 'OrderAccepted', 'OrderFilled'])
    expect(
      (await progress).map(({ phase, rows, totalRows, fraction }) => ({ phase, rows, totalRows, fraction })),
    ).toEqual([
      { phase: 'running', rows: 0, totalRows: 10, fraction: 0 },
      { phase: 'done', rows: 10, totalRows: 10, fraction: 1 },
    ])
  })

  it('tells its latest progress to whoever comes late, and completes', async () => {
    const run = backtest({ strategy: idle, data: { main: ten }, account })
    await run.result
    const latest = await firstValueFrom(run.progress$)
    expect(latest).toMatchObject({ phase: 'done', rows: 10, fraction: 1, ts: 10 * MINUTE, equity: 1_000 })
    expect(await lastValueFrom(run.progress$.pipe(toArray()))).toEqual([latest])
  })

  it('does not claim to know how far it is where a source does not say how long it is', async () => {
    const run = backtest({ strategy: idle, data: { main: { ...ten, rows: null } }, account })
    expect(await firstValueFrom(run.progress$)).toMatchObject({ totalRows: null, fraction: null, ts: null })
    await run.result
  })

  it('completes its streams when it fails, and never fails them', async () => {
    const run = backtest({ strategy: failing('tick'), data: { main: ten }, account })
    const progress = lastValueFrom(run.progress$.pipe(toArray()))
    const events = lastValueFrom(run.events$.pipe(toArray()))
    await expect(run.result).rejects.toMatchObject({ code: 'STRATEGY_FAILED' })
    expect((await progress).every(({ phase }) => phase === 'running')).toBe(true)
    expect(await events).toEqual([])
  })

  it('X1: leaves no unhandled rejection where nobody looks at its result', async () => {
    // The test run itself fails on an unhandled rejection.
    const { progress$ } = backtest({ strategy: failing('nobody looks'), data: { main: ten }, account })
    expect((await lastValueFrom(progress$)).phase).toBe('running')
  })
})

describe('an aborted run', () => {
  it('does nothing when it was aborted before it began', async () => {
    const calls: number[] = []
    const signal = AbortSignal.abort('enough')
    const result = runBars(ten, (_, i) => void calls.push(i), { signal })
    await expect(result).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' })
    expect(calls).toEqual([])
  })

  it('ends at the next turn of the host, and lets its source close', async () => {
    const controller = new AbortController()
    let closed = false
    const endless: RecordedBars = {
      ...ten,
      rows: null,
      *chunks(): Generator<BarColumns> {
        try {
          for (let i = 0; ; i++) yield oneBar(i)
        } finally {
          closed = true
        }
      },
    }
    const result = runBars(endless, (_, i) => void (i === 1_000 && controller.abort()), { signal: controller.signal })
    await expect(result).rejects.toMatchObject({ code: 'ABORTED' })
    expect(closed).toBe(true)
  })

  it('F1: does not wait for a source that never answers', async () => {
    const controller = new AbortController()
    const stuck: RecordedBars = {
      ...ten,
      rows: null,
      async *chunks(): AsyncGenerator<BarColumns> {
        yield oneBar(0)
        await new Promise(() => undefined)
      },
    }
    const result = runBars(stuck, () => setTimeout(() => controller.abort(), 1), { signal: controller.signal })
    await expect(result).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

describe('handlers that misbehave', () => {
  it('F1: end the run with their error as the cause', async () => {
    const cause = new RangeError('boom')
    await expect(runBars(ten, (_, i) => thrown(i === 3, cause))).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
      message: `Strategy tested threw at ${4 * MINUTE}: boom`,
      cause,
    })
    await expect(runBars(ten, () => thrown(true, 'a text'))).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
      cause: 'a text',
    })
  })

  it('F1: are refused a promise, and a rejected one makes no noise', async () => {
    const late = (async () => Promise.reject(new Error('later'))) as unknown as () => void
    await expect(runBars(ten, late)).rejects.toMatchObject({ code: 'ASYNC_HANDLER' })
    const thenable = (() => ({ then: () => undefined })) as unknown as () => void
    await expect(runBars(ten, thenable)).rejects.toMatchObject({ code: 'ASYNC_HANDLER' })
    const buyOnce = ({ orders }: { orders: { buy(size: { quantity: number }): unknown } }, i: number): void =>
      void (i === 0 && orders.buy({ quantity: 1 }))
    await expect(runBars(ten, buyOnce, { onOrder: late })).rejects.toMatchObject({ code: 'ASYNC_HANDLER' })
  })

  it('X2: are stopped when their answers to order events cause more order events for ever', async () => {
    const answers: OrderEvent[] = []
    const result = runBars(ten, ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 0.1, limit: 1 })), {
      onOrder(event, { orders }) {
        answers.push(event)
        orders.buy({ quantity: 0.1, limit: 1 })
      },
    })
    await expect(result).rejects.toMatchObject({ code: 'ORDER_CASCADE' })
    expect(answers.length).toBeLessThan(2_000)
  })

  it('X2: may send many orders at one instant without being taken for a loop', async () => {
    let told = 0
    const onBar = (
      { orders }: { orders: { buy(size: { quantity: number; limit: number }): unknown; cancelAll(): void } },
      i: number,
    ): void => {
      if (i === 0) for (let n = 0; n < 900; n++) orders.buy({ quantity: 0.1, limit: 1 })
      if (i === 1) orders.cancelAll()
    }
    const { orders } = await runBars(ten, onBar, { onOrder: () => void told++ })
    expect(orders).toHaveLength(900)
    expect(told).toBe(2_700)
  })

  it('may not keep a view beyond its call, only copies', async () => {
    const kept: { bar?: BarCopy; ind?: { readonly mean: number }; copies: BarCopy[] } = { copies: [] }
    const keeper = strategy({
      name: 'keeper',
      data: { main: bars('1m') },
      indicators: () => ({ mean: mean({ period: 2 }) }),
      onBar({ bar, ind }) {
        kept.bar = bar
        kept.ind = ind
        kept.copies.push(bar.copy())
      },
    })
    await backtest({ strategy: keeper, data: { main: ten }, account }).result
    expect(() => kept.bar?.close).toThrow(expect.objectContaining({ code: 'STALE_VIEW' }))
    expect(() => kept.ind?.mean).toThrow(expect.objectContaining({ code: 'STALE_VIEW' }))
    expect(kept.copies.map(({ close }) => close)).toEqual([101, 102, 103, 104, 105, 106, 107, 108, 109])
  })

  it('are told of order events of their own instant, after matching and before the bar', async () => {
    const order: string[] = []
    await runBars(
      recordedBars(flatBarRows([100, 101, 102])),
      ({ orders, now }, i) => {
        order.push(`bar ${now / MINUTE}`)
        if (i === 0) orders.buy({ quantity: 1 })
      },
      {
        onOrder: (event, { position }) => void order.push(`${event.type} ${event.ts / MINUTE} ${position.quantity}`),
      },
    )
    expect(order).toEqual(['bar 1', 'OrderSubmitted 1 0', 'OrderAccepted 1 0', 'OrderFilled 1 1', 'bar 2', 'bar 3'])
  })
})

describe('a strategy', () => {
  it('gets fresh state for each run and instrument', async () => {
    const counting = strategy({
      name: 'counting',
      data: { main: bars('1m') },
      state: () => ({ calls: 0 }),
      onBar({ state, signal }) {
        signal('calls', { n: ++state.calls })
      },
    })
    for (let repeat = 0; repeat < 2; repeat++) {
      const { signals } = await backtest({ strategy: counting, data: { main: ten }, account }).result
      expect(signals.map(({ values }) => values['n'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }
  })

  it('reads its parameters with those of the run in place of its defaults', async () => {
    const tuned = strategy({
      name: 'tuned',
      data: { main: bars('1m') },
      params: { period: 2, other: 7 },
      indicators: (p) => ({ mean: mean({ period: p.period }) }),
      onBar({ params, ind, signal }) {
        signal('mean', { value: ind.mean, other: params.other })
      },
    })
    const { signals } = await backtest({ strategy: tuned, data: { main: ten }, account, params: { period: 4 } }).result
    expect(signals[0]).toEqual({
      ts: 4 * MINUTE,
      instrumentId: COIN.id,
      name: 'mean',
      values: { value: 101.5, other: 7 },
    })
    expect(tuned.params).toEqual({ period: 2, other: 7 })
  })

  it('cannot publish a signal that is no number', async () => {
    await expect(runBars(ten, ({ signal }) => signal('x', { value: NaN }))).rejects.toMatchObject({
      code: 'BAD_PARAMETER',
    })
  })
})

describe('the end of a run', () => {
  const buyFirst = ({ orders }: { orders: { buy(size: { quantity: number }): unknown } }, i: number): void =>
    void (i === 0 && orders.buy({ quantity: 2 }))

  it('marks what is held to the last price, in a trade without an exit', async () => {
    const result = await runBars(ten, buyFirst)
    expect(result.finalEquity).toBe(1_000 + 2 * (109 - 101))
    expect(result.trades).toEqual([expect.objectContaining({ exitTs: null, entryPrice: 101, exitPrice: 109, pnl: 16 })])
    expect(result.policies.find(({ name }) => name === 'endOfRun')?.value).toBe('mark to market')
  })

  it('sells what is held where asked for, and nothing that was still waiting', async () => {
    const closeAtEnd = true
    const result = await runBars(
      ten,
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 2 })
        if (i === 9) orders.buy({ quantity: 3 })
      },
      { closeAtEnd, fees: { taker: 0.01 } },
    )
    expect(result.fills.map(({ side, quantity, price }) => [side, quantity, price])).toEqual([
      ['buy', 2, 101],
      ['sell', 2, 109],
    ])
    expect(result.orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['filled', null],
      ['canceled', 'end_of_run'],
      ['filled', null],
    ])
    expect(result.finalCash).toBe('1011.80000000')
    expect(result.finalEquity).toBe(1011.8)
    expect(result.trades[0]).toMatchObject({ exitTs: 10 * MINUTE })
    expect(result.trades[0]?.pnl).toBeCloseTo(11.8, 12)
  })

  it('adds up to the cash, fee and exposure of every fill', async () => {
    const result = await runBars(
      ten,
      ({ orders }, i) => {
        if (i === 1) orders.buy({ quantity: 3 })
        if (i === 4) orders.close()
      },
      { fees: { taker: 0.001 } },
    )
    expect(result.tradedNotional).toBe(3 * 102 + 3 * 105)
    expect(result.feesPaid).toBe(0.621)
    expect(result.finalCash).toBe('1008.37900000')
    expect(result.exposedMs).toBe(3 * MINUTE)
    expect(result.rows).toBe(10)
    expect(result.startTs).toBe(MINUTE)
    expect(result.endTs).toBe(10 * MINUTE)
  })

  it('warns where nothing was charged, and where a source does not say how prices were adjusted', async () => {
    const { warnings } = await runBars({ ...ten, priceAdjustment: 'unknown' }, () => undefined)
    expect(warnings).toEqual([
      'no fees were charged: say fees: { taker: … }',
      'COIN/USD@test|bars:1m|rows: the source does not say whether prices are adjusted',
    ])
  })

  it('refuses to report on no rows at all', async () => {
    await expect(runBars(recordedBars([]), () => undefined)).rejects.toMatchObject({ code: 'NO_DATA' })
  })

  it.each(['orders', 'signals', 'fills'] as const)('stops a run that leaves too many %s behind', async (what) => {
    const result = runBars(
      ten,
      ({ orders, signal }) => {
        if (what === 'signals') signal('again')
        else if (what === 'orders') orders.buy({ quantity: NaN })
        else orders.buy({ quantity: 0.1 })
      },
      { maxRecords: 3 },
    )
    await expect(result).rejects.toMatchObject({ code: 'RUN_TOO_LARGE', details: { maxRecords: 3 } })
  })
})

describe('recorded rows', () => {
  it('are read from any count of empty chunks', async () => {
    const empty = { ...oneBar(0), length: 0 }
    const many: RecordedBars = {
      ...ten,
      *chunks(): Generator<BarColumns> {
        for (let i = 0; i < 20_000; i++) yield empty
        yield oneBar(0)
      },
    }
    expect((await runBars(many, () => undefined)).rows).toBe(1)
  })

  it('of another kind than their stream says are refused', async () => {
    const mixed = {
      ...recordedTrades([{ ts: 1, price: 1, size: 1 }]),
      kind: 'bars',
      timeframe: '1m',
    } as unknown as RecordedBars
    await expect(runBars(mixed, () => undefined)).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { column: 'kind', value: 'trades' },
    })
  })

  it.each([
    ['open', NaN],
    ['high', Infinity],
    ['low', -1],
    ['close', 0],
    ['high', 99],
    ['low', 103],
    ['volume', -1],
    ['volume', NaN],
    ['closeTime', NaN],
    ['closeTime', 2 * MINUTE],
    ['openTime', 99 * MINUTE],
  ] as const)('A2: with %s of %d are refused, naming stream, row and column', async (column, value) => {
    const rows = flatBarRows([100, 101, 102, 103])
    const bad = rows.map((row, i) => (i === 2 ? { ...row, [column]: value } : row))
    for (const chunks of [[4], [1]]) {
      await expect(runBars(recordedBars(bad, '1m', { chunks }), () => undefined)).rejects.toMatchObject({
        code: 'BAD_DATA',
        details: { stream: 'COIN/USD@test|bars:1m|rows', row: 2, column, value },
      })
    }
  })

  it.each([
    ['ts', NaN],
    ['ts', 0],
    ['price', 0],
    ['price', NaN],
    ['price', Infinity],
    ['size', -1],
    ['size', NaN],
  ] as const)('A2: trades with %s of %d are refused', async (column, value) => {
    const rows = [1, 2, 3].map((ts) => ({ ts, price: 100, size: 1 }))
    const main = recordedTrades(rows.map((row, i) => (i === 1 ? { ...row, [column]: value } : row)))
    const watch = strategy({ name: 'watch', data: { prints: trades() }, onTrade: () => undefined })
    await expect(backtest({ strategy: watch, data: { prints: main }, account }).result).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { row: 1, column, value },
    })
  })

  it('whose source fails end the run with its error', async () => {
    const broken: RecordedBars = {
      ...ten,
      async *chunks(): AsyncGenerator<BarColumns> {
        yield oneBar(0)
        throw new Error('disk gone')
      },
    }
    await expect(runBars(broken, () => undefined)).rejects.toThrow('disk gone')
  })
})

function failing(message: string): ReturnType<typeof strategy<Nothing, Nothing, undefined, 'full'>> {
  return strategy({ name: 'failing', data: { main: bars('1m') }, onBar: () => thrown(true, new Error(message)) })
}

function thrown(isDue: boolean, error: unknown): void {
  if (isDue) throw error
}

function oneBar(i: number): BarColumns {
  const at = (value: number): Float64Array => Float64Array.of(value)
  return {
    kind: 'bars',
    length: 1,
    openTime: at(i * MINUTE),
    closeTime: at((i + 1) * MINUTE),
    open: at(100),
    high: at(100),
    low: at(100),
    close: at(100),
    volume: at(1),
  }
}
