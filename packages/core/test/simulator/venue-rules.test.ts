import { describe, expect, it } from 'vitest'
import type { FillModel } from '../../src/index.js'
import { defaultFillModel } from '../../src/index.js'
import type { ScriptedOrder, VenueEvent } from './reference-script.js'
import { QUARTERS, runScript } from './run-script.js'

const MINUTE = 60_000

describe('orders on bars', () => {
  it('fill at market at the next open, never at the bar that decided', async () => {
    expect(await fillsOnBars([bar(100, 104, 98, 102), bar(103, 105, 101, 104)], [buy()])).toEqual(['1m 103 taker'])
  })

  it('fill at the close that they were decided on only where this_close says so', async () => {
    const fills = await fillsOnBars([bar(100, 104, 98, 102), bar(103, 105, 101, 104)], [buy()], {
      marketOnBars: 'this_close',
    })
    expect(fills).toEqual(['1m 102 taker'])
  })

  it('take the open with a fresh limit that it is through, at the better price', async () => {
    expect(await fillsOnBars([still, bar(96, 99, 95, 98)], [buy({ limit: 98 })])).toEqual(['1m 96 taker'])
  })

  it('fill a resting limit at its own price when a bar opens beyond it, or at the open where that is asked for', async () => {
    const bars = [still, still, bar(90, 92, 89, 91)]
    expect(await fillsOnBars(bars, [buy({ limit: 95 })])).toEqual(['2m 95 maker'])
    expect(await fillsOnBars(bars, [buy({ limit: 95 })], { limitGap: 'open' })).toEqual(['2m 90 taker'])
  })

  it('need a trade through a resting limit: a touch fills it only where that is asked for', async () => {
    const touching = [still, bar(100, 101, 96, 100), bar(100, 101, 97, 100)]
    expect(await fillsOnBars(touching, [buy({ limit: 96 })])).toEqual([])
    expect(await fillsOnBars(touching, [buy({ limit: 96 })], { limitFill: 'touch' })).toEqual(['2m 96 maker'])
    expect(await fillsOnBars([...touching, bar(100, 100, 95, 99)], [buy({ limit: 96 })])).toEqual(['4m 96 maker'])
  })

  it('fill a stop at its price when the bar moves through it, and at the open when the bar gaps over it', async () => {
    expect(await fillsOnBars([still, bar(101, 110, 99, 109)], [buy({ stop: 105 })])).toEqual(['2m 105 taker'])
    expect(await fillsOnBars([still, bar(108, 110, 99, 109)], [buy({ stop: 105 })])).toEqual(['1m 108 taker'])
  })

  it('meet the stop before the target when a long position could have met either', async () => {
    const both = [still, still, bar(100, 110, 90, 100)]
    const exits = [sell({ at: 1, stop: 95 }), sell({ at: 1, limit: 105 })]
    expect(await fillsOnBars(both, [buy(), ...exits])).toEqual(['1m 100 taker', '3m 95 taker'])
    expect(await fillsOnBars(both, [buy(), ...exits], { barPath: 'olhc' })).toEqual(['1m 100 taker', '3m 95 taker'])
    expect(await fillsOnBars(both, [buy(), ...exits], { barPath: 'ohlc' })).toEqual(['1m 100 taker', '3m 105 maker'])
    // The high is nearer to the open than the low.
    const nearHigh = [still, still, bar(100, 106, 90, 100)]
    expect(await fillsOnBars(nearHigh, [buy(), ...exits], { barPath: 'adaptive' })).toEqual([
      '1m 100 taker',
      '3m 105 maker',
    ])
    expect(await fillsOnBars(nearHigh, [buy(), ...exits])).toEqual(['1m 100 taker', '3m 95 taker'])
  })

  it('never turn a position short when stop and target both come: the second is canceled', async () => {
    const { tickets } = await runOnBars(
      [still, still, bar(100, 110, 90, 100)],
      [buy(), sell({ at: 1, stop: 95 }), sell({ at: 1, limit: 105 })],
    )
    expect(tickets.map(({ status, reason }) => [status, reason])).toEqual([
      ['filled', null],
      ['filled', null],
      ['canceled', 'short_not_allowed'],
    ])
  })

  it('rest a stop-limit whose limit the price has left behind until it comes back through', async () => {
    const order = buy({ stop: 105, limit: 106 })
    expect(await fillsOnBars([still, bar(101, 110, 100, 109)], [order])).toEqual(['2m 105 taker'])
    expect(await fillsOnBars([still, bar(108, 110, 107, 109)], [order])).toEqual([])
    expect(await fillsOnBars([still, bar(108, 110, 107, 109), bar(109, 110, 104, 108)], [order])).toEqual([
      '3m 106 maker',
    ])
  })

  it('ask for a trade through the limit of a stop-limit too', async () => {
    const order = buy({ stop: 105, limit: 105 })
    expect(await fillsOnBars([still, bar(101, 110, 100, 110)], [order])).toEqual([])
    expect(await fillsOnBars([still, bar(101, 110, 100, 104)], [order], { barPath: 'ohlc' })).toEqual(['2m 105 maker'])
    expect(await fillsOnBars([still, bar(101, 110, 100, 110)], [order], { limitFill: 'touch' })).toEqual([
      '2m 105 taker',
    ])
  })

  it('end an IOC or FOK order that its first open does not fill', async () => {
    for (const timeInForce of ['IOC', 'FOK'] as const) {
      const { tickets } = await runOnBars([still, still, bar(90, 91, 80, 90)], [buy({ limit: 95, timeInForce })])
      expect(tickets[0]).toMatchObject({ status: 'canceled', reason: 'not_filled_at_once', filledQty: 0 })
    }
  })

  it('E8: cut a purchase that a gap made too dear to what cash covers, and an FOK order to nothing', async () => {
    const dear = [still, bar(200, 200, 200, 200)]
    const cut = await runOnBars(dear, [buy({ lots: 190 })], {}, 500)
    expect(cut.tickets[0]).toMatchObject({ status: 'canceled', reason: 'insufficient_balance', filledQty: 10 })
    expect(cut.result.finalCash).toBe('0.00000000')
    expect(cut.result.warnings).toContain(`${QUARTERS.id}: an order was cut short: insufficient_balance`)
    const whole = await runOnBars(dear, [buy({ lots: 190, timeInForce: 'FOK' })], {}, 500)
    expect(whole.tickets[0]).toMatchObject({ status: 'canceled', reason: 'insufficient_balance', filledQty: 0 })
    expect(whole.result.fills).toEqual([])
  })
})

describe('orders on prints', () => {
  it('fill at market at the next print, not at the one that decided', async () => {
    expect(await fillsOnPrints([print(100, 50), print(101, 50)], [buy()])).toEqual(['1 101 x10 taker'])
  })

  it('take no more than a print traded, and go on with the next', async () => {
    const prints = [print(100, 50), print(101, 4), print(102, 0), print(103, 50)]
    expect(await fillsOnPrints(prints, [buy()])).toEqual(['1 101 x4 taker', '3 103 x6 taker'])
    expect(await fillsOnPrints(prints, [buy()], { consumeLiquidity: false })).toEqual(['1 101 x10 taker'])
  })

  it('share a print in the order of price, then of time', async () => {
    const prints = [print(100, 50), print(100, 0), print(90, 25)]
    const orders = [buy({ limit: 95 }), buy({ limit: 97 }), buy({ limit: 95 })]
    expect(await fillsOnPrints(prints, orders)).toEqual(['2 97 x10 maker', '2 95 x10 maker', '2 95 x5 maker'])
  })

  it('make a limit that met the market once a maker at its own price', async () => {
    expect(await fillsOnPrints([print(100, 50), print(96, 50)], [buy({ limit: 98 })])).toEqual(['1 96 x10 taker'])
    const later = [print(100, 50), print(98, 50), print(96, 50)]
    expect(await fillsOnPrints(later, [buy({ limit: 98 })])).toEqual(['2 98 x10 maker'])
    expect(await fillsOnPrints(later, [buy({ limit: 98 })], { limitFill: 'touch' })).toEqual(['1 98 x10 taker'])
  })

  it('wake a stop by one print and fill it from the next on', async () => {
    const prints = [print(100, 50), print(105, 50), print(104, 50)]
    expect(await fillsOnPrints(prints, [buy({ stop: 105 })])).toEqual(['2 104 x10 taker'])
    expect(await fillsOnPrints(prints, [buy({ stop: 105, limit: 105 })])).toEqual(['2 104 x10 taker'])
    expect(await fillsOnPrints(prints.slice(0, 2), [buy({ stop: 105 })])).toEqual([])
  })

  it('keep FOK whole and IOC to one print', async () => {
    const prints = [print(100, 50), print(101, 9), print(101, 50)]
    expect(await fillsOnPrints(prints, [buy({ timeInForce: 'FOK' })])).toEqual([])
    expect(await fillsOnPrints(prints, [buy({ timeInForce: 'IOC' })])).toEqual(['1 101 x9 taker'])
  })

  it('end between two prints, sent at the first of them', async () => {
    const prints = [print(100, 50), print(101, 50)]
    expect(await fillsOnPrints(prints, [buy({ timeInForce: 'GTD', expireTs: 0.5 })])).toEqual([])
    expect(await fillsOnPrints(prints, [buy({ timeInForce: 'GTD', expireTs: 1 })])).toEqual(['1 101 x10 taker'])
  })

  it('show a part of an iceberg to each print, and stand behind the others with the next', async () => {
    const prints = [print(100, 50), print(100, 0), print(90, 25), print(90, 25)]
    const orders = [buy({ limit: 95, display: 4 }), buy({ limit: 95 })]
    expect(await fillsOnPrints(prints, orders)).toEqual(['2 95 x4 maker', '2 95 x10 maker', '3 95 x4 maker'])
    const second = [...prints.slice(0, 2), print(90, 2), print(90, 9), print(90, 9)]
    expect(await fillsOnPrints(second, orders)).toEqual([
      '2 95 x2 maker',
      '3 95 x2 maker',
      '3 95 x7 maker',
      '4 95 x3 maker',
      '4 95 x4 maker',
    ])
  })

  it('leave the rest of a market-to-limit order at the price that it got', async () => {
    const prints = [print(100, 50), print(101, 4), print(103, 50), print(101, 50), print(100, 3)]
    expect(await fillsOnPrints(prints, [buy({ toLimit: true })])).toEqual(['1 101 x4 taker', '4 101 x3 maker'])
  })

  it('lose their place with another price or a larger size, and keep it with a smaller one', async () => {
    const prints = [print(100, 50), print(100, 0), print(90, 5)]
    const first = async (change: { lots?: number; limit?: number }): Promise<string | undefined> => {
      const { fills } = (
        await runScript({
          events: prints.map((one, ts): VenueEvent => ({ kind: 'print', ts, ...one })),
          script: [buy({ limit: 95, lots: 10, change: { at: 1, ...change } }), buy({ limit: 95, lots: 20 })],
          model: defaultFillModel,
          cash: 10_000,
          maker: 0,
          taker: 0,
          dayMs: 5,
        })
      ).result
      return fills[0]?.clientOrderId
    }
    expect(await first({ lots: 8 })).toBe('scripted-1')
    expect(await first({ lots: 12 })).toBe('scripted-2')
    expect(await first({ limit: 94 })).toBe('scripted-2')
  })

  it('E8: count a rebate among what pays for a purchase', async () => {
    const events = [print(100, 300), print(102, 300)].map((one, ts): VenueEvent => ({ kind: 'print', ts, ...one }))
    const { result, tickets } = await runScript({
      events,
      script: [buy({ lots: 200 })],
      model: defaultFillModel,
      cash: 505,
      maker: 0,
      taker: -200_000,
      dayMs: 5,
    })
    // 200 lots cost 510 less a rebate of 10.20.
    expect(tickets[0]).toMatchObject({ status: 'filled', filledQty: 20 })
    expect(result.fills.map(({ fee }) => fee)).toEqual([-10.2])
    expect(result.finalCash).toBe('5.20000000')
  })
})

const still = bar(100, 100, 100, 100)

/** Prices in ticks of 0.25. */
function bar(open: number, high: number, low: number, close: number): readonly [number, number, number, number] {
  return [open, high, low, close]
}

function print(price: number, lots: number): { readonly price: number; readonly lots: number } {
  return { price, lots }
}

function buy(terms: Partial<ScriptedOrder> = {}): ScriptedOrder {
  return { at: 0, side: 'buy', lots: 10, limit: null, stop: null, timeInForce: 'GTC', cancelAt: null, ...terms }
}

function sell(terms: Partial<ScriptedOrder>): ScriptedOrder {
  return buy({ ...terms, side: 'sell' })
}

function runOnBars(
  bars: readonly (readonly [number, number, number, number])[],
  script: readonly ScriptedOrder[],
  model: Partial<FillModel> = {},
  cash = 10_000,
): ReturnType<typeof runScript> {
  const events = bars.map(([open, high, low, close], i): VenueEvent => ({
    kind: 'bar',
    openTime: i * MINUTE,
    closeTime: (i + 1) * MINUTE,
    open,
    high,
    low,
    close,
  }))
  return runScript({
    events,
    script,
    model: { ...defaultFillModel, ...model },
    cash,
    maker: 0,
    taker: 0,
    dayMs: 10 * MINUTE,
  })
}

async function fillsOnBars(
  bars: readonly (readonly [number, number, number, number])[],
  script: readonly ScriptedOrder[],
  model: Partial<FillModel> = {},
): Promise<string[]> {
  const { result } = await runOnBars(bars, script, model)
  return result.fills.map(({ ts, price, liquidity }) => `${ts / MINUTE}m ${price / QUARTERS.tickSize} ${liquidity}`)
}

async function fillsOnPrints(
  prints: readonly { readonly price: number; readonly lots: number }[],
  script: readonly ScriptedOrder[],
  model: Partial<FillModel> = {},
): Promise<string[]> {
  const events = prints.map(({ price, lots }, i): VenueEvent => ({ kind: 'print', ts: i, price, lots }))
  const { result } = await runScript({
    events,
    script,
    model: { ...defaultFillModel, ...model },
    cash: 10_000,
    maker: 0,
    taker: 0,
    dayMs: 5,
  })
  return result.fills.map(
    ({ ts, price, quantity, liquidity }) =>
      `${ts} ${price / QUARTERS.tickSize} x${Math.round(quantity * 10)} ${liquidity}`,
  )
}
