import { firstValueFrom, lastValueFrom, Observable, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { backtest, bars, strategy, type BarColumns, type RecordedBars } from '../../src/index.js'
import { flatBarRows, MINUTE, oneBar, recordedBars } from './recorded-rows.js'
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
    // On a busy machine there may be more in between: one at each turn of the host.
    const told = await progress
    expect(told[0]).toMatchObject({ phase: 'running', rows: 0, totalRows: 10, fraction: 0 })
    expect(told.at(-1)).toMatchObject({ phase: 'done', rows: 10, totalRows: 10, fraction: 1 })
    expect(told.filter(({ phase }) => phase === 'done')).toHaveLength(1)
  })

  it('streams observables of the very rxjs that its caller imports', async () => {
    const run = backtest({ strategy: idle, data: { main: ten }, account })
    expect(run.progress$).toBeInstanceOf(Observable)
    expect(run.events$).toBeInstanceOf(Observable)
    await run.result
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

function failing(message: string): ReturnType<typeof strategy<Nothing, Nothing, undefined, 'full'>> {
  return strategy({
    name: 'failing',
    data: { main: bars('1m') },
    onBar() {
      throw new Error(message)
    },
  })
}
