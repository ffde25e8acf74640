import fc from 'fast-check'
import type { TradeTick } from '../../src/market/index.js'

/** What happens to a builder: a trade comes, or the clock is told. */
export type Step = { readonly trade: TradeTick } | { readonly now: number }

const aTrade = { type: 'TradeTick', instrumentId: 'X@test', tradeId: null } as const

/** A trade of which only time, price and size matter. */
export function tradeAt(ts: number, price: number, size: number, side: 'buy' | 'sell' | null = null): TradeTick {
  return { ...aTrade, ts, price, size, aggressorSide: side }
}

/**
 * Trades and readings of a clock that mostly go on by quarters of a second, with ties, late trades and long waits. Sizes are
 * quarters, so that sums are exact.
 */
export function steps(start: fc.Arbitrary<number>, maxLength: number = 60): fc.Arbitrary<readonly Step[]> {
  const wait = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 8 }).map((n) => n * 250) },
    { weight: 1, arbitrary: fc.constantFrom(0, 500, 1_000, 7_000, 30_000) },
  )
  const delay = fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 24 }).map((n) => n * 250) },
  )
  const step = fc.record({
    wait,
    delay,
    price: fc.integer({ min: 1, max: 50 }),
    quarters: fc.integer({ min: 0, max: 40 }),
    side: fc.constantFrom('buy', 'sell', null),
    isClock: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  })
  return fc.tuple(start, fc.array(step, { maxLength, size: 'max' })).map(([from, raw]) => {
    let clock = from
    return raw.map(({ wait, delay, price, quarters, side, isClock }) => {
      clock += wait
      return isClock ? { now: clock } : { trade: tradeAt(clock - delay, price, quarters / 4, side) }
    })
  })
}

/** Feeds steps to whatever builds bars. */
export function feed(
  builder: { update(trade: TradeTick): void; advance(now: number): void },
  list: readonly Step[],
): void {
  for (const step of list) {
    if ('now' in step) builder.advance(step.now)
    else builder.update(step.trade)
  }
}
