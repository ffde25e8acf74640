import { describe, expect, it } from 'vitest'
import { bars, strategy, trades, type RecordedBars, type RecordedTrades } from '../../src/index.js'
import { paper, type PaperProgress } from '../../src/session/trading.js'
import { LiveMarket, START, until } from './live-market.js'
import { mean, meanPrice } from './mean-indicator.js'
import { COIN, flatBarRows, MINUTE, recordedBars, recordedTrades } from './recorded-rows.js'

const account = { USD: 10_000 }

/** Says the mean of the last three bars at each bar, once there are three. */
function averager(): { readonly seen: (readonly [number, number])[]; readonly strategy: ReturnType<typeof strategy> } {
  const seen: (readonly [number, number])[] = []
  const made = strategy({
    name: 'averager',
    data: { main: bars('1m') },
    indicators: () => ({ average: mean({ period: 3 }) }),
    onBar({ ind, now, orders }) {
      seen.push([(now - START) / MINUTE, ind.average])
      orders.buy({ quantity: 1 })
    },
  })
  return { seen, strategy: made as never }
}

describe('history of a paper session', () => {
  it('warms indicators up by bars, calls no handler for them, and lets live bars follow without a doubled one', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = averager()
    const data = { main: { kind: 'bars', instrument: COIN, timeframe: '1m' } } as const
    const history = { main: past([10, 20, 30]) }
    const run = paper({ strategy, source: market.events$, clock: market.clock, data, history, account })
    const figures: PaperProgress[] = []
    run.progress$.subscribe((one) => figures.push(one))
    await until(run, 'starting')
    // Comes while history is read, and waits.
    market.bar(0, 30)
    market.to(60)
    market.bar(1, 40)
    await until(run, 'running')
    market.clock.settle()
    market.to(120)
    market.bar(2, 50)
    expect(seen).toEqual([
      [1, 30],
      [2, 40],
    ])
    const { orders, rows, startTs, inputs } = await run.stop()
    expect([orders.length, rows, startTs, inputs.length]).toEqual([2, 2, START + MINUTE, 1])
    expect(figures.at(-1)?.counts).toMatchObject({ used: 2, overlapping: 1 })
  })

  it('warms up bars that are built from live prints, by bars or by prints, whose forming bar goes on', async () => {
    const rows = [
      { ts: START - 2 * MINUTE, price: 10, size: 1 },
      { ts: START - MINUTE, price: 20, size: 1 },
      { ts: START + 10_000, price: 5, size: 1 },
    ]
    const seams = [
      [past([10, 20]), [[1, 20]]],
      [recordedTrades(rows), [[1, 20]]],
    ] as readonly (readonly [RecordedBars | RecordedTrades, unknown])[]
    for (const [main, expected] of seams) {
      const market = new LiveMarket()
      const { seen, strategy } = averager()
      const run = paper({
        strategy,
        source: market.events$,
        clock: market.clock,
        instruments: [COIN],
        history: { main },
        account,
        barLatenessMs: 0,
      })
      await until(run, 'running')
      market.print(5, 7)
      market.print(20, 30)
      market.to(60)
      expect(seen).toEqual(expected)
      await run.stop()
    }
  })

  it('warms up what looks at prints, and leaves out those that history has', async () => {
    const market = new LiveMarket()
    const seen: number[] = []
    const prices = strategy({
      name: 'prices',
      data: { prints: trades() },
      indicators: () => ({ average: meanPrice({ period: 2, on: 'prints' }) }),
      onTrade: ({ ind }) => void seen.push(ind.average),
    })
    const history = { prints: recordedTrades([{ ts: START, price: 10, size: 1 }]) }
    const run = paper({
      strategy: prices,
      source: market.events$,
      clock: market.clock,
      instruments: [COIN],
      history,
      account,
    })
    await until(run, 'running')
    market.print(0, 99)
    market.print(1, 20)
    expect(seen).toEqual([15])
    await run.stop()
  })

  it('fails where history cannot be true, and leaves nothing behind', async () => {
    const market = new LiveMarket()
    const { strategy } = averager()
    const history = { main: past([10, NaN]) }
    const options = { strategy, source: market.events$, clock: market.clock, instruments: [COIN], account }
    await expect(paper({ ...options, history }).result).rejects.toMatchObject({ code: 'BAD_DATA' })
    expect([market.events$.observed, market.clock.nextTs]).toEqual([false, Infinity])
  })
})

/** Minute bars that end where live ones begin. */
function past(prices: readonly number[]): RecordedBars {
  return recordedBars(flatBarRows(prices, MINUTE, START - prices.length * MINUTE))
}
