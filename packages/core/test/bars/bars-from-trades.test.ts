import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backtest,
  bars,
  strategy,
  trades,
  type BarCopy,
  type RecordedTrades,
  type TradeColumns,
} from '../../src/index.js'
import { recordedTrades } from '../replay/recordings.js'

const MINUTE = 60_000

describe('bars built during a run', () => {
  it('C1: hold the trades of their interval and no others, known at their end by either clock', async () => {
    const seen = { bars: 0, late: 0, ahead: 0 }
    const print = fc.record({
      wait: fc.integer({ min: 0, max: 120 }).map((n) => n * 250),
      skew: fc.oneof(
        fc.constant(0),
        fc.integer({ min: -40, max: 40 }).map((n) => n * 250),
      ),
      price: fc.integer({ min: 1, max: 50 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(print, { minLength: 1, maxLength: 60, size: 'max' }), async (raw) => {
        let clock = 1e9 * MINUTE
        const prints = raw.map(({ wait, skew, price }) => ({ now: (clock += wait), ts: clock + skew, price }))
        const run = await watch(prints)
        expect(run.clock).toEqual([...run.clock].sort((a, b) => a - b))
        const inTime = prints.filter(({ ts, now }, i) => {
          const latest = Math.max(now, ...prints.slice(0, i).map((before) => before.ts))
          return latest < closeOf(ts)
        })
        const closings = [...new Set(inTime.map(({ ts }) => closeOf(ts)))].map((closeTime) => {
          const next = prints.find(({ ts, now }) => now >= closeTime || ts >= closeTime)
          // The run ends with its last trade: a bar that nothing has ended by then is never known.
          return { closeTime, at: next === undefined ? null : Math.min(next.now, closeTime) }
        })
        const known = closings.filter(({ at }) => at !== null)
        expect(run.bars).toEqual(
          known.map(({ closeTime, at }) => ({
            now: at,
            bar: barOf(
              closeTime,
              inTime.filter(({ ts }) => closeOf(ts) === closeTime),
            ),
          })),
        )
        seen.bars += known.length
        seen.late += prints.length - inTime.length
        seen.ahead += prints.filter(({ ts, now }) => closeOf(ts) > closeOf(now)).length
      }),
      { numRuns: 100 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 20]).toEqual([what, true])
  })
})

interface Print {
  readonly now: number
  readonly ts: number
  readonly price: number
}

interface Watched {
  readonly clock: readonly number[]
  readonly bars: readonly { readonly now: number; readonly bar: BarCopy }[]
}

async function watch(prints: readonly Print[]): Promise<Watched> {
  const clock: number[] = []
  const built: { now: number; bar: BarCopy }[] = []
  const watcher = strategy({
    name: 'watcher',
    data: { main: bars('1m'), prints: trades() },
    onBar({ now, bar }) {
      clock.push(now)
      built.push({ now, bar: bar.copy() })
    },
    onTrade({ now }) {
      clock.push(now)
    },
  })
  const stream: RecordedTrades = recordedTrades(() => [columnsOf(prints)])
  await backtest({ strategy: watcher, data: { main: stream, prints: stream }, account: { USD: 1_000 } }).result
  return { clock, bars: built }
}

function columnsOf(prints: readonly Print[]): TradeColumns {
  return {
    kind: 'trades',
    length: prints.length,
    ts: Float64Array.from(prints, ({ ts }) => ts),
    tsRecv: Float64Array.from(prints, ({ now }) => now),
    price: Float64Array.from(prints, ({ price }) => price),
    size: new Float64Array(prints.length).fill(1),
  }
}

function closeOf(ts: number): number {
  return (Math.floor(ts / MINUTE) + 1) * MINUTE
}

function barOf(closeTime: number, prints: readonly Print[]): BarCopy {
  const prices = prints.map(({ price }) => price)
  return {
    openTime: closeTime - MINUTE,
    closeTime,
    open: prices[0] as number,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1) as number,
    volume: prices.length,
  }
}
