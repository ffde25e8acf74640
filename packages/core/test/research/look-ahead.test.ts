import { describe, expect, it } from 'vitest'
import { bars, instrument, strategy, trades, type RecordedBars, type RecordedTrades } from '../../src/index.js'
import { defineIndicator, IndicatorInstance, type IndicatorSpec } from '../../src/indicator/kit.js'
import { findLookAhead } from '../../src/research/index.js'
import { syntheticBars, syntheticMarket } from '../../src/testing/index.js'
import { TapelineError } from '../../src/errors/index.js'
import { mean } from '../session/mean-indicator.js'

const data = { main: syntheticBars({ seed: 5, bars: 300 }) }
const account = { USD: 1_000 }

/** An indicator that reads the row after its own, wherever its block has one. */
class Peek extends IndicatorInstance {
  static runAll(group: readonly Peek[], from: number, to: number): void {
    for (const peek of group)
      for (let i = from; i < to; i++) peek.outputs[0]![i] = peek.inputs[0]![i + 1 < to ? i + 1 : i]!
  }
  override commit(): void {}
  override amend(x: number): number {
    return x
  }
}
const peekSpec: IndicatorSpec<object, 'value'> = {
  name: 'peek',
  title: 'Peek',
  tells: 'What nobody can know.',
  params: {},
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'none',
  total: true,
  kernel: Peek,
}
const peek = defineIndicator<object, 'value'>(peekSpec)

describe('a search for look-ahead', () => {
  it('finds nothing in a strategy that reads its context, however it trades', async () => {
    const honest = strategy({
      name: 'honest',
      data: { main: bars('1d') },
      indicators: () => ({ fast: mean({ period: 3 }), slow: mean({ period: 8 }) }),
      onBar({ bar, ind, position, orders, signal }) {
        if (ind.fast > ind.slow && position.isFlat) {
          orders.bracket({
            side: 'buy',
            weight: 0.4,
            takeProfit: { limit: Math.round(bar.close * 103) / 100 },
            stopLoss: { stop: Math.round(bar.close * 97) / 100 },
          })
          signal('enter', { close: bar.close })
        } else if (ind.fast < ind.slow) orders.close()
      },
    })
    const report = await findLookAhead(({ main }) => ({ strategy: honest, data: { main }, account }), data, { cuts: 7 })
    expect(report.findings).toEqual([])
    expect([report.decisions > 30, report.cuts.length]).toEqual([true, 7])
  })

  it('finds nothing where bars are built from prints and several instruments trade', async () => {
    const markets = [1, 2].map((seed) => marketOf(seed))
    const builder = strategy({
      name: 'builder',
      data: { main: bars('1m'), prints: trades() },
      onBar({ position, orders }) {
        if (position.isFlat) orders.target({ weight: 0.2 })
        else orders.close()
      },
    })
    const make = ({ main, prints }: { main: typeof markets; prints: typeof markets }) => ({
      strategy: builder,
      data: { main, prints },
      account: { USDT: 1_000 },
    })
    const report = await findLookAhead(make, { main: markets, prints: markets }, { cuts: 5 })
    expect([report.findings, report.decisions > 10]).toEqual([[], true])
  })

  it('finds an indicator that reads the next row', async () => {
    const peeking = strategy({
      name: 'peeking',
      data: { main: bars('1d') },
      indicators: () => ({ next: peek({}) }),
      onBar({ bar, ind, orders }) {
        if (ind.next > bar.close) orders.buy({ quantity: 0.1 })
      },
    })
    const make = ({ main }: typeof data) => ({ strategy: peeking, data: { main }, account })
    const { findings } = await findLookAhead(make, data, { cuts: 40 })
    // A cut shows it only where the next close would have decided otherwise than the row's own.
    expect(findings.length).toBeGreaterThan(5)
    for (const { ts, cutTs, withFuture } of findings) {
      expect(cutTs - ts).toBeLessThan(86_400_000)
      expect(withFuture).toMatch(/buy/)
    }
  })

  it('finds a scale that was fitted to the whole series, an order more and an order less', async () => {
    const report = await findLookAhead(async ({ main }: { main: RecordedBars }) => {
      const closes = await closesOf(main)
      const middle = closes.reduce((sum, close) => sum + close, 0) / closes.length
      const fitted = strategy({
        name: 'fitted',
        data: { main: bars('1d') },
        onBar({ bar, position, orders, signal }) {
          if (bar.close < middle && position.isFlat) orders.buy({ quantity: 0.5 })
          if (bar.close > middle && position.isLong) orders.close()
          if (bar.close > middle * 1.2) signal('far', { middle })
        },
      })
      return { strategy: fitted, data: { main }, account }
    }, data)
    expect(report.findings.length).toBeGreaterThan(5)
    for (const { cutTs, ts, withFuture, withoutFuture } of report.findings) {
      expect(ts).toBeLessThanOrEqual(cutTs)
      expect(withFuture).not.toBe(withoutFuture)
    }
  })

  it('refuses what cannot be, and ends when it is told', async () => {
    const idle = strategy({ name: 'idle', data: { main: bars('1d') }, onBar: () => undefined })
    const make = ({ main }: typeof data) => ({ strategy: idle, data: { main }, account })
    for (const cuts of [0, 1.5, NaN, 1_001])
      expect(await codeOf(() => findLookAhead(make, data, { cuts }))).toBe('BAD_PARAMETER')
    expect(await codeOf(() => findLookAhead(make, data, { cut: 3 } as object))).toBe('UNKNOWN_PARAMETER')
    expect(await codeOf(() => findLookAhead(make, data, { signal: AbortSignal.abort() }))).toBe('ABORTED')
  })
})

async function codeOf(action: () => Promise<unknown>): Promise<unknown> {
  return action().catch((error: unknown) => (error instanceof TapelineError ? error.code : error))
}

function marketOf(seed: number): RecordedTrades {
  const coin = instrument({ symbol: `C${seed}/USDT`, venue: 'demo', quote: 'USDT', tickSize: 0.01, lotSize: 0.001 })
  return syntheticMarket({ seed, ticks: 12_000, instrument: coin }).trades
}

async function closesOf(stream: RecordedBars): Promise<number[]> {
  const closes: number[] = []
  for await (const { close } of stream.chunks()) closes.push(...close)
  return closes
}
