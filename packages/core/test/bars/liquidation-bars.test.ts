import { describe, expect, it } from 'vitest'
import { LiquidationBars, type LiquidationBar } from '../../src/bars/index.js'
import type { Liquidation } from '../../src/market/index.js'

describe('LiquidationBars', () => {
  const events: readonly Liquidation[] = Array.from({ length: 40 }, (_, at) => ({
    type: 'Liquidation',
    instrumentId: 'X@test',
    ts: at * 31_000,
    side: at % 3 === 0 ? 'buy' : 'sell',
    price: 100 + at,
    size: 1 + (at % 4),
  }))

  it('C3: go on after a restart in mid bar as if nothing had happened', () => {
    const options = { timeframe: '1m', average: { period: 3 } } as const
    const whole = run(options, events.length)
    for (let cut = 0; cut <= events.length; cut++) expect(run(options, cut)).toEqual(whole)
    expect(whole.at(-1)?.average).toBeGreaterThan(0)
  })

  it('refuse what is no liquidation', () => {
    const bars = new LiquidationBars({ timeframe: '1m' }, () => undefined)
    const [first] = events as [Liquidation]
    expect(() => bars.update({ ...first, side: 'long' as 'buy' })).toThrow(
      expect.objectContaining({ code: 'BAD_DATA' }),
    )
    expect(bars.forming).toBe(null)
  })

  function run(options: ConstructorParameters<typeof LiquidationBars>[0], cut: number): readonly LiquidationBar[] {
    const seen: LiquidationBar[] = []
    const before = new LiquidationBars(options, (bar) => seen.push(bar))
    for (const event of events.slice(0, cut)) before.update(event)
    const after = new LiquidationBars(options, (bar) => seen.push(bar))
    after.restore(structuredClone(before.snapshot()))
    for (const event of events.slice(cut)) after.update(event)
    after.finish()
    return seen
  }
})
