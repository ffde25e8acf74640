import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRuns, type FillRecord, type RunRecord } from '../../src/report/index.js'
import { caught } from '../caught.js'

const fill = (ts: number, side: 'buy' | 'sell', price: number, quantity = 1, of = 'COIN/USD@a'): FillRecord => ({
  ts,
  instrumentId: of,
  clientOrderId: `x-${ts}`,
  side,
  quantity,
  price,
  fee: 0,
  liquidity: 'taker',
})
const record = (fills: readonly FillRecord[], finalEquity = 100, feesPaid = 0): RunRecord =>
  ({ fills, finalEquity, feesPaid, initialEquity: 100 }) as unknown as RunRecord

describe('two runs', () => {
  it('are paired fill by fill, with what was later and what was worse', () => {
    const live = record([fill(1_050, 'buy', 10.2, 2), fill(2_040, 'sell', 10.9, 2), fill(9_000, 'buy', 11)], 101, 0.5)
    const replayed = record([fill(1_000, 'buy', 10, 2), fill(2_000, 'sell', 11, 1)], 102, 0.2)
    const found = compareRuns(live, replayed, { withinMs: 100 })
    expect(found.pairs.map(({ delayMs, quantityChange }) => [delayMs, quantityChange])).toEqual([
      [50, 0],
      [40, 1],
    ])
    expect(found.slippageCost).toBeCloseTo(2 * 0.2 + 2 * 0.1, 12)
    expect(found).toMatchObject({ medianDelayMs: 45, divergedTs: 9_000, profitChange: -1, onlyReplayed: [] })
    expect(found.feesChange).toBeCloseTo(0.3, 12)
    expect(found.onlyLive).toHaveLength(1)
  })

  it('keep every fill in exactly one place, and pair none of another side, instrument or time', () => {
    let paired = 0
    let alone = 0
    const some = fc.array(
      fc.record({
        ts: fc.nat(300),
        side: fc.constantFrom('buy' as const, 'sell' as const),
        of: fc.constantFrom('A/USD@a', 'B/USD@a'),
      }),
      { maxLength: 30, size: 'max' },
    )
    fc.assert(
      fc.property(some, some, fc.nat(60), (a, b, withinMs) => {
        const live = a.map(({ ts, side, of }) => fill(ts, side, 10, 1, of))
        const replayed = b.map(({ ts, side, of }) => fill(ts, side, 10, 1, of))
        const { pairs, onlyLive, onlyReplayed, divergedTs } = compareRuns(record(live), record(replayed), { withinMs })
        expect(new Set([...pairs.map((pair) => pair.live), ...onlyLive])).toEqual(new Set(live))
        expect(new Set([...pairs.map((pair) => pair.replayed), ...onlyReplayed])).toEqual(new Set(replayed))
        for (const pair of pairs) {
          expect(Math.abs(pair.delayMs)).toBeLessThanOrEqual(withinMs)
          expect([pair.live.side, pair.live.instrumentId]).toEqual([pair.replayed.side, pair.replayed.instrumentId])
        }
        // None of those left over on one side would have had a partner on the other.
        for (const one of onlyLive)
          for (const other of onlyReplayed)
            expect(
              one.side === other.side &&
                one.instrumentId === other.instrumentId &&
                Math.abs(one.ts - other.ts) <= withinMs,
            ).toBe(false)
        expect(divergedTs === null).toBe(onlyLive.length + onlyReplayed.length === 0)
        paired += pairs.length
        alone += onlyLive.length + onlyReplayed.length
      }),
    )
    expect([paired > 50, alone > 50], `${paired} ${alone}`).toEqual([true, true])
  })

  it('are not compared within a time that cannot be', () => {
    for (const withinMs of [-1, NaN, Infinity])
      expect(caught(() => compareRuns(record([]), record([]), { withinMs }))).toMatchObject({ code: 'BAD_PARAMETER' })
    expect(compareRuns(record([]), record([])).medianDelayMs).toBeNull()
  })
})
