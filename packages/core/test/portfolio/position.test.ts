import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument } from '../../src/market/index.js'
import { Position, type PositionTrip } from '../../src/portfolio/index.js'

const tenths = instrument({ symbol: 'A', venue: 'x', quote: 'USD', lotSize: 0.1 })

interface Fill {
  readonly ts: number
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly price: number
}

describe('Position', () => {
  it('equals a plain list of its fills since it was flat', () => {
    let shorts = 0
    let ended = 0
    const raw = fc.record({
      side: fc.constantFrom('buy', 'sell' as const),
      lots: fc.integer({ min: 1, max: 9 }),
      price: fc.integer({ min: 1, max: 100 }),
    })
    fc.assert(
      fc.property(fc.array(raw, { maxLength: 40 }), (wishes) => {
        const position = new Position(tenths)
        let fills: Fill[] = []
        for (const [ts, wish] of wishes.entries()) {
          const net = netOf(fills)
          const closes = net !== 0 && net > 0 !== (wish.side === 'buy')
          // Positions are told of a flip as two fills.
          const fill = { ...wish, ts, lots: closes ? Math.min(wish.lots, Math.abs(net)) : wish.lots }
          fills.push(fill)
          const trip = position.apply(ts, fill.side, fill.lots, fill.price, notionalOf(fill), BigInt(ts))
          expect([position.lots, position.quantity]).toEqual([netOf(fills), netOf(fills) / 10])
          expect([position.isFlat, position.isLong, position.isShort]).toEqual([
            netOf(fills) === 0,
            netOf(fills) > 0,
            netOf(fills) < 0,
          ])
          expect(trip).toEqual(netOf(fills) === 0 ? tripOf(fills) : null)
          expect(position.openTrip()).toEqual(netOf(fills) === 0 ? null : tripOf(fills))
          if (position.isShort) shorts++
          if (trip === null) continue
          ended++
          fills = []
        }
      }),
    )
    expect([shorts > 0, ended > 0]).toEqual([true, true])
  })

  it('averages what it paid for what it holds; selling a part leaves the average alone', () => {
    const position = new Position(tenths)
    expect(position.avgPrice).toBeNull()
    position.apply(1, 'buy', 2, 100, 0n, 0n)
    position.apply(2, 'buy', 6, 108, 0n, 0n)
    expect(position.avgPrice).toBe(106)
    position.apply(3, 'sell', 4, 150, 0n, 0n)
    expect(position.avgPrice).toBe(106)
    position.apply(4, 'buy', 4, 110, 0n, 0n)
    expect(position.avgPrice).toBe(108)
    position.apply(5, 'sell', 8, 1, 0n, 0n)
    expect(position.avgPrice).toBeNull()
    position.apply(6, 'sell', 3, 50, 0n, 0n)
    expect([position.avgPrice, position.quantity]).toEqual([50, -0.3])
  })

  it('forgets the last trip when the next begins', () => {
    const position = new Position(tenths)
    position.apply(1, 'buy', 5, 10, 50n, 1n)
    expect(position.apply(2, 'sell', 5, 11, 55n, 1n)).toEqual({
      side: 'long',
      entryTs: 1,
      maxLots: 5,
      entryLots: 5,
      entryNotional: 50n,
      exitLots: 5,
      exitNotional: 55n,
      fees: 2n,
    })
    position.apply(7, 'sell', 1, 12, 12n, 3n)
    expect(position.openTrip()).toEqual({
      side: 'short',
      entryTs: 7,
      maxLots: 1,
      entryLots: 1,
      entryNotional: 12n,
      exitLots: 0,
      exitNotional: 0n,
      fees: 3n,
    })
  })
})

function netOf(fills: readonly Fill[]): number {
  return fills.reduce((sum, { side, lots }) => sum + (side === 'buy' ? lots : -lots), 0)
}

function notionalOf({ lots, price }: Fill): bigint {
  return BigInt(lots * price)
}

function tripOf(fills: readonly Fill[]): PositionTrip {
  const first = fills[0] as Fill
  const entries = fills.filter(({ side }) => side === first.side)
  const exits = fills.filter(({ side }) => side !== first.side)
  const lots = (some: readonly Fill[]): number => some.reduce((sum, fill) => sum + fill.lots, 0)
  const money = (some: readonly Fill[]): bigint => some.reduce((sum, fill) => sum + notionalOf(fill), 0n)
  return {
    side: first.side === 'buy' ? 'long' : 'short',
    entryTs: first.ts,
    maxLots: Math.max(...fills.map((_, i) => Math.abs(netOf(fills.slice(0, i + 1))))),
    entryLots: lots(entries),
    entryNotional: money(entries),
    exitLots: lots(exits),
    exitNotional: money(exits),
    fees: fills.reduce((sum, { ts }) => sum + BigInt(ts), 0n),
  }
}
