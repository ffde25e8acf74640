import { describe, expect, it } from 'vitest'
import { instrument, isTapelineError, type OrderEvent, type OrderTicket } from '../../src/index.js'
import { caught } from '../caught.js'
import { barRows, flatBarRows, MINUTE, recordedBars } from './recorded-rows.js'
import { runBars, type OnBar } from './run-bars.js'

describe('orders that are woken in their favour', () => {
  it('fill at the price that was touched, never at the extreme of the bar', async () => {
    const { fills, orders } = await onBars([still, [100, 101, 90, 95]], ({ orders }) => {
      orders.buy({ quantity: 1, touch: 96 })
    })
    expect(fills.map(({ price, liquidity }) => [price, liquidity])).toEqual([[96, 'taker']])
    expect(orders[0]).toMatchObject({ type: 'market_if_touched', stopPrice: 96, limitPrice: null })
  })

  it('wait at their limit once they are touched', async () => {
    const { fills, orders } = await onBars([still, [100, 101, 95, 95], [95, 99, 95, 98]], ({ orders }) => {
      orders.buy({ quantity: 1, touch: 96, limit: 94 })
      orders.buy({ quantity: 1, touch: 96, limit: 97 })
    })
    expect(fills.map(({ price }) => price)).toEqual([96])
    expect(orders.map(({ type, status }) => [type, status])).toEqual([
      ['limit_if_touched', 'canceled'],
      ['limit_if_touched', 'filled'],
    ])
  })
})

describe('a trailing stop', () => {
  it('follows the highs and never goes back', async () => {
    const seen: (number | null)[] = []
    const bars = [still, still, [100, 104, 100, 103], [103, 103, 101, 102]] as const
    const { fills } = await onBars(
      bars,
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 1 })
        if (i === 1) orders.sell({ quantity: 1, trail: { offset: 3.5 } })
        seen.push(orders.open[0]?.stopPrice ?? null)
      },
      true,
    )
    expect(seen).toEqual([null, 96.5, 100.5, 100.5])
    expect(fills).toHaveLength(1)
  })

  it('takes a fraction of the price, rounded away from the market', async () => {
    const { orders } = await onBars([still, [100, 101.03, 100, 101]], ({ orders }) => {
      orders.buy({ quantity: 1, stop: 150 })
      orders.sell({ quantity: 1, trail: { fraction: 0.033 } })
    })
    // 101.03 x 0.967 = 97.69601
    expect(orders[1]).toMatchObject({ type: 'trailing_stop_market', stopPrice: 97.69 })
  })

  it('does not follow to a high of a bar whose low would have filled it where it stood', async () => {
    const bars = [still, still, [100, 105, 94, 100]] as const
    const send: OnBar = ({ orders }, i) => {
      if (i === 0) orders.bracket({ side: 'buy', quantity: 1, stop: 102, stopLoss: { trail: { offset: 5 } } })
    }
    // Flat at the open and the high nearer: the path goes up first, enters at 102 and would raise the stop to 100.
    const { fills } = await onBars(bars, send, true)
    expect(fills.map(({ side, price }) => [side, price])).toEqual([
      ['buy', 102],
      ['sell', 97],
    ])
    const flattering = await onBars(bars, send, true, { barPath: 'ohlc' })
    expect(flattering.fills.map(({ price }) => price)).toEqual([102, 100])
  })

  it('waits for its activation price, and takes its limit along', async () => {
    const stops: unknown[] = []
    const bars = [still, still, [100, 102, 99, 101], [101, 107, 101, 106]] as const
    await onBars(
      bars,
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 1 })
        if (i === 1) orders.sell({ quantity: 1, trail: { offset: 2, activation: 105, limitOffset: 0.5 } })
        const [order] = orders.open
        stops.push(order && [order.type, order.stopPrice, order.limitPrice])
      },
      true,
    )
    expect(stops.slice(1)).toEqual([
      ['trailing_stop_limit', null, null],
      ['trailing_stop_limit', null, null],
      ['trailing_stop_limit', 105, 104.5],
    ])
  })
})

describe('time in force', () => {
  it('GTD ends at its moment, after what the market does then, and before a bar that reaches beyond it', async () => {
    const at = async (expireTs: number): Promise<unknown> => {
      const { orders } = await onBars([still, [100, 100, 90, 95]], ({ orders }) => {
        orders.buy({ quantity: 1, limit: 98, expireTs })
      })
      return [orders[0]?.timeInForce, orders[0]?.expireTs, orders[0]?.status, orders[0]?.reason]
    }
    expect(await at(2 * MINUTE)).toEqual(['GTD', 2 * MINUTE, 'filled', null])
    expect(await at(2 * MINUTE - 1)).toEqual(['GTD', 2 * MINUTE - 1, 'expired', 'expired'])
  })

  it('DAY ends with the day in UTC, or where dayEnd says so', async () => {
    const prices = Array.from({ length: 1_450 }, () => 100)
    let ticket: OrderTicket | undefined
    const send: OnBar = ({ orders }, i) => {
      if (i === 0) ticket = orders.buy({ quantity: 1, limit: 50, timeInForce: 'DAY' })
    }
    const events: OrderEvent[] = []
    await runBars(prices, send, { onOrder: (event) => void events.push(event) })
    expect(events.at(-1)).toMatchObject({ type: 'OrderExpired', ts: 1_440 * MINUTE })
    expect(ticket?.expireTs).toBe(1_440 * MINUTE)
    const { policies } = await runBars(prices, send, { dayEnd: (ts) => ts + 5 })
    expect(policies.find(({ name }) => name === 'dayEnd')?.value).toBe('as given')
    expect(ticket).toMatchObject({ status: 'expired', expireTs: MINUTE + 5 })
    const error = await runBars(prices, send, { dayEnd: () => 0 }).catch((failure: unknown) => failure)
    expect(String(error)).toContain('dayEnd was 0, expected a moment after 60000')
  })
})

describe('flags', () => {
  it('postOnly is rejected where it would take, and else always makes', async () => {
    const { orders, fills } = await onBars([still, [97, 99, 96, 98]], ({ orders }) => {
      orders.buy({ quantity: 1, limit: 101, postOnly: true })
      orders.buy({ quantity: 1, limit: 99, postOnly: true })
    })
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['rejected', 'would_take'],
      ['filled', null],
    ])
    expect(fills.map(({ price, liquidity }) => [price, liquidity])).toEqual([[99, 'maker']])
  })

  it('reduceOnly shrinks with the position, ends with it, and is rejected without one', async () => {
    const events: string[] = []
    const { orders } = await runBars(
      [30, 30, 30, 30, 30],
      ({ orders }, i) => {
        if (i === 0) orders.sell({ quantity: 1, limit: 50, reduceOnly: true })
        if (i === 0) orders.buy({ quantity: 3 })
        if (i === 1) orders.sell({ quantity: 5, limit: 50, reduceOnly: true })
        if (i === 2) orders.target({ quantity: 1 })
        if (i === 3) orders.close()
      },
      {
        onOrder: (event) => {
          if (event.type === 'OrderUpdated') events.push(`${event.clientOrderId} ${event.quantity}`)
        },
      },
    )
    expect(orders.map(({ status, reason, quantity }) => [status, reason, quantity])).toEqual([
      ['rejected', 'reduce_only', 1],
      ['filled', null, 3],
      ['canceled', 'reduce_only', 1],
      ['filled', null, 2],
      ['filled', null, 1],
    ])
    expect(events).toEqual(['tested-3 3', 'tested-3 1'])
  })
})

describe('a change', () => {
  it('moves prices and quantity, and is refused with its reason', async () => {
    const refusals: string[] = []
    const { orders } = await runBars(
      [30, 30, 30],
      ({ orders }, i) => {
        if (i > 0) return
        const limit = orders.buy({ quantity: 1, limit: 20 })
        orders.modify(limit, { quantity: 2, limit: 21 })
        expect(limit).toMatchObject({ quantity: 2, limitPrice: 21, status: 'accepted' })
        const bad = [{ quantity: NaN }, { quantity: -0 }, { quantity: 0.15 }, { limit: 1e308 }, { limit: -1 }] as const
        for (const change of [...bad, { stop: 10 }, { quantity: 1_000 }]) orders.modify(limit, change)
        expect(limit).toMatchObject({ quantity: 2, limitPrice: 21 })
        orders.cancel(limit)
        orders.modify(limit, { limit: 22 })
        expect(
          isTapelineError(
            caught(() => orders.modify(limit, {})),
            'BAD_PARAMETER',
          ),
        ).toBe(true)
      },
      { onOrder: (event) => void (event.type === 'OrderModifyRejected' && refusals.push(event.reason)) },
    )
    expect(refusals).toEqual([
      'bad_quantity',
      'bad_quantity',
      'off_lot',
      'off_tick',
      'bad_price',
      'no_such_price',
      'insufficient_balance',
      'order_ended',
    ])
    expect(orders).toHaveLength(1)
  })
})

describe('what an order of these kinds may not be', () => {
  const cases = [
    [{ quantity: 1, touch: NaN }, 'bad_price'],
    [{ quantity: 1, touch: -0 }, 'bad_price'],
    [{ quantity: 1, touch: 30.001 }, 'off_tick'],
    [{ quantity: 1, trail: { offset: 0 } }, 'bad_price'],
    [{ quantity: 1, trail: { offset: 1e308 } }, 'off_tick'],
    [{ quantity: 1, trail: { offset: 0.015 } }, 'off_tick'],
    [{ quantity: 1, trail: { fraction: 1 } }, 'bad_price'],
    [{ quantity: 1, trail: { fraction: NaN } }, 'bad_price'],
    [{ quantity: 1, trail: { offset: 1, activation: -5 } }, 'bad_price'],
    [{ quantity: 1, trail: { offset: 1, limitOffset: -1 } }, 'bad_price'],
    [{ quantity: 1, limit: 20, displayQty: -0 }, 'bad_quantity'],
    [{ quantity: 1, limit: 20, displayQty: 0.15 }, 'off_lot'],
    [{ quantity: 1, limit: 20, expireTs: NaN }, 'bad_expiry'],
    [{ quantity: 1, limit: 20, expireTs: MINUTE }, 'bad_expiry'],
    [{ quantity: 1, limit: 20, expireTs: Infinity }, 'bad_expiry'],
  ] as const

  it.each(cases)('E9: %j is denied as %s and never sent', async (request, reason) => {
    const { orders, fills } = await runBars([30, 29, 31], ({ orders }, i) => void (i === 0 && orders.buy(request)))
    expect(orders).toHaveLength(1)
    expect(orders[0]).toMatchObject({ status: 'denied', reason })
    expect(JSON.stringify(orders[0]?.trail ?? null)).not.toContain('null,')
    expect(fills).toEqual([])
  })

  const wrong = [
    [{ quantity: 1, stop: 31, touch: 29 }, 'stop, touch, trail was 2, expected one at most'],
    [{ quantity: 1, trail: {} }, 'offset, fraction was "neither", expected one of the two'],
    [{ quantity: 1, trail: { offset: 1, fraction: 0.1 } }, 'offset, fraction was "both"'],
    [{ quantity: 1, trail: { offest: 1 } }, 'there is no parameter "offest"'],
    [{ quantity: 1, trail: { offset: 1 }, limit: 3 }, 'limit was 3, expected trail.limitOffset'],
    [{ quantity: 1, timeInForce: 'GTX' }, 'timeInForce was "GTX", expected one of GTC, IOC, FOK, GTD, DAY'],
    [{ quantity: 1, timeInForce: 'GTD' }, 'expireTs was undefined, expected the moment at which a GTD order expires'],
    [{ quantity: 1, timeInForce: 'DAY', expireTs: 9e9 }, 'expireTs was 9000000000, expected nothing'],
    [{ quantity: 1, postOnly: true }, 'postOnly was true, expected a limit order that may wait'],
    [{ quantity: 1, limit: 3, postOnly: true, timeInForce: 'IOC' }, 'postOnly was true'],
    [{ quantity: 1, displayQty: 1 }, 'displayQty was 1, expected an order with a limit'],
    [{ quantity: 1, limit: 3, type: 'market' }, 'type was "market", expected limit, as its prices say'],
  ] as const

  it.each(wrong)('%j is an error of the program', async (request, message) => {
    const failure = await runBars([30, 30], ({ orders }) => void orders.buy(request as object)).catch(String)
    expect(failure).toContain(message)
  })

  it('E9: a changed order is not below the least notional either', async () => {
    const dear = instrument({
      symbol: 'DEAR/USD',
      venue: 'test',
      quote: 'USD',
      tickSize: 0.01,
      lotSize: 0.1,
      minNotional: 10,
    })
    const refusals: string[] = []
    await runBars(
      recordedBars(flatBarRows([30, 30]), '1m', { of: dear }),
      ({ orders }, i) => {
        if (i === 0) orders.modify(orders.buy({ quantity: 1, limit: 20 }), { quantity: 0.4 })
      },
      { onOrder: (event) => void (event.type === 'OrderModifyRejected' && refusals.push(event.reason)) },
    )
    expect(refusals).toEqual(['below_min_notional'])
  })
})

const still = [100, 100, 100, 100] as const

/** Runs bars `[open, high, low, close]`; unless `always`, the handler acts at the first one only. */
function onBars(
  bars: readonly (readonly [number, number, number, number])[],
  onBar: OnBar,
  always = false,
  fills = {},
): ReturnType<typeof runBars> {
  const act: OnBar = (context, i) => void ((always || i === 0) && onBar(context, i))
  return runBars(recordedBars(barRows(bars), '1m'), act, { fills, cash: 10_000 })
}
