import { describe, expect, it } from 'vitest'
import {
  backtest,
  bars,
  isTapelineError,
  strategy,
  trades,
  type BacktestResult,
  type Recorded,
} from '../../src/index.js'
import { alwaysOpen, usEquities } from '../../src/bars/index.js'
import { depthVenue, tradingSessions, volumeSlippage } from '../../src/session/trading.js'
import { caught } from '../caught.js'
import { barRows, COIN, MINUTE, recordedBars, recordedTrades, type TradeRow } from './recorded-rows.js'
import { runBars, type Context } from './run-bars.js'

const DAY = 1_440 * MINUTE
const daily = [
  [100, 103, 99, 102],
  [104, 106, 103, 105],
  [101, 102, 98, 99],
] as const

describe('orders at the open and at the close, on daily bars', () => {
  it('fill at every open and every close, before the strategy sees the bar', async () => {
    const held: number[] = []
    const { fills, policies } = await runBars(recordedBars(barRows(daily, DAY), '1d'), ({ orders, position }, i) => {
      held.push(position.quantity)
      if (i === 0) orders.buy({ quantity: 1, timeInForce: 'OPG' })
      if (i === 1) orders.sell({ quantity: 1, timeInForce: 'CLS' })
    })
    expect(fills.map(({ side, price, ts, liquidity }) => [side, price, ts, liquidity])).toEqual([
      ['buy', 104, DAY, 'taker'],
      ['sell', 99, 3 * DAY, 'taker'],
    ])
    expect(held).toEqual([0, 1, 0])
    expect(policies.find(({ name }) => name === 'sessions')?.value).toBe('UTC days')
  })

  it('fill at the auction price where it is at least as good as the limit, else expire', async () => {
    const { fills, orders } = await runBars(recordedBars(barRows(daily, DAY), '1d'), ({ orders }, i) => {
      if (i > 0) return
      orders.buy({ quantity: 1, limit: 104, timeInForce: 'OPG' })
      orders.buy({ quantity: 1, limit: 103.99, timeInForce: 'OPG' })
      orders.buy({ quantity: 1, limit: 110, timeInForce: 'CLS' })
      orders.sell({ quantity: 1, limit: 105.01, timeInForce: 'CLS' })
    })
    expect(fills.map(({ price }) => price)).toEqual([104, 105])
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['filled', null],
      ['expired', 'expired'],
      ['filled', null],
      ['expired', 'expired'],
    ])
  })

  it('wait over the days on which nothing trades', async () => {
    const gapped = [...barRows(daily.slice(0, 1), DAY), ...barRows(daily.slice(1), DAY, 3 * DAY)]
    const { fills } = await runBars(recordedBars(gapped, '1d'), ({ orders }, i) => {
      if (i > 0) return
      orders.buy({ quantity: 1, timeInForce: 'OPG' })
      orders.sell({ quantity: 1, timeInForce: 'CLS' })
    })
    expect(fills.map(({ price, ts }) => [price, ts / DAY])).toEqual([
      [104, 3],
      [105, 4],
    ])
  })

  it('fill on bars that straddle the UTC days, such as those of FX', async () => {
    const { fills } = await runBars(recordedBars(barRows(daily, DAY, -DAY / 12), '1d'), ({ orders }, i) => {
      if (i > 0) return
      orders.buy({ quantity: 1, timeInForce: 'OPG' })
      orders.sell({ quantity: 1, timeInForce: 'CLS' })
    })
    expect(fills.map(({ price }) => price)).toEqual([104, 105])
  })

  it('fill in the volume that a slippage model leaves, and expire beyond', async () => {
    const { orders } = await runBars(
      recordedBars(barRows(daily, DAY), '1d'),
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 1, timeInForce: 'OPG' })),
      { slippage: volumeSlippage({ share: 0.5, impact: 0 }) },
    )
    expect(orders).toMatchObject([{ status: 'expired', filledQty: 0.5 }])
  })
})

describe('sessions of a calendar', () => {
  const open = Date.UTC(2024, 10, 27, 14, 30)
  const sessions = tradingSessions(usEquities())

  it('are held on minute bars, short days included', async () => {
    // 27 November 2024 is whole, the 28th is Thanksgiving, the 29th ends at 13:00 in New York.
    const black = Date.UTC(2024, 10, 29, 14, 30)
    const starts = [open, open + 389 * MINUTE, black - MINUTE, black, black + 209 * MINUTE, black + 210 * MINUTE]
    const rows = starts.map((openTime, i) => ({
      ...flat(100 + i, openTime),
      closeTime: openTime + MINUTE,
    }))
    const { fills } = await runBars(
      recordedBars(rows, '1m'),
      ({ orders }, i) => {
        if (i === 1) orders.buy({ quantity: 1, timeInForce: 'OPG' })
        if (i === 3) orders.sell({ quantity: 1, timeInForce: 'CLS' })
      },
      { sessions },
    )
    expect(fills.map(({ price, ts }) => [price, new Date(ts).toISOString()])).toEqual([
      [103, '2024-11-29T14:30:00.000Z'],
      [104, '2024-11-29T18:00:00.000Z'],
    ])
  })

  it('pass by who comes too late for them', async () => {
    const rows = Array.from({ length: 391 }, (_, i) => ({
      ...flat(100, open + i * MINUTE),
      closeTime: open + (i + 1) * MINUTE,
    }))
    const { orders } = await runBars(
      recordedBars(rows, '1m'),
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 1, timeInForce: 'OPG' })
        if (i === 389) orders.buy({ quantity: 1, timeInForce: 'CLS' })
      },
      { sessions },
    )
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['canceled', 'end_of_run'],
      ['canceled', 'end_of_run'],
    ])
  })

  it('refuse orders once none follows', async () => {
    const { orders } = await runBars(
      [100, 100],
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 1, timeInForce: 'OPG' })),
      { sessions: { description: 'none', of: () => () => ({ open: Infinity, close: Infinity }) } },
    )
    expect(orders).toMatchObject([{ status: 'rejected', reason: 'no_session' }])
  })

  it('are those of each instrument, and none may lack its calendar', async () => {
    const named = tradingSessions({ [COIN.id]: alwaysOpen('Asia/Tokyo') })
    expect(named.description).toBe('COIN/USD@test: always-open Asia/Tokyo')
    expect(named.of(COIN)(0)).toEqual({ open: -9 * 60 * MINUTE, close: 15 * 60 * MINUTE })
    const error = await runBars([100], () => undefined, {
      sessions: tradingSessions({ 'OTHER@x': alwaysOpen() }),
    }).catch((reason: unknown) => reason)
    expect(isTapelineError(error, 'BAD_PARAMETER')).toBe(true)
    expect(
      isTapelineError(
        caught(() => tradingSessions({})),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
  })
})

describe('orders at the open and at the close, on prints', () => {
  const print = (ts: number, price: number, size = 10): TradeRow => ({ ts, price, size })

  it('fill with the first print of a session, and at the last one when the session is over', async () => {
    const rows = [
      print(DAY - 5, 99),
      print(DAY, 100),
      print(DAY + 1, 101),
      print(2 * DAY - 3, 102, 0.4),
      print(2 * DAY, 103),
    ]
    const { fills, told } = await onPrints(rows, ({ orders }, i) => {
      if (i === 0) orders.buy({ quantity: 1, timeInForce: 'OPG' })
      if (i === 1) orders.sell({ quantity: 1, timeInForce: 'CLS' })
    })
    // The last print had a size of 0.4: the rest expires.
    expect(fills.map(({ price, ts, quantity }) => [price, ts, quantity])).toEqual([
      [100, DAY, 1],
      [102, 2 * DAY, 0.4],
    ])
    expect(told).toEqual(['OrderFilled 1', 'OrderFilled 4', 'OrderExpired 4'])
  })

  it('is told before the bar that ends with the session', async () => {
    const rows = [print(5, 100), print(DAY / 2 + 5, 101), print(DAY - 5, 102), print(DAY + 5, 103)]
    const held: number[] = []
    const tested = strategy({
      name: 'tested',
      data: { main: bars('12h'), prints: trades() },
      onTrade({ orders, trade }) {
        if (trade.ts === DAY / 2 + 5) orders.buy({ quantity: 1, timeInForce: 'CLS' })
      },
      onBar: ({ position }) => void held.push(position.quantity),
    })
    const stream = recordedTrades(rows)
    await backtest({ strategy: tested, data: { main: stream, prints: stream }, account: { USD: 1_000 } }).result
    expect(held).toEqual([0, 1])
  })

  it('share what a print has with those that wait in the market, at the open before them', async () => {
    const rows = [print(1, 100), print(2, 100), print(DAY, 99, 1), print(DAY + 1, 99, 5)]
    const { fills } = await onPrints(rows, ({ orders }, i) => {
      if (i !== 0) return
      orders.buy({ quantity: 1, limit: 99.5, tag: 'waits' })
      orders.buy({ quantity: 0.6, timeInForce: 'OPG' })
    })
    expect(fills.map(({ quantity, clientOrderId, ts }) => [quantity, clientOrderId, ts - DAY])).toEqual([
      [0.6, 'tested-2', 0],
      [0.4, 'tested-1', 0],
      [0.6, 'tested-1', 1],
    ])
  })

  it('end a linked exit that the close took', async () => {
    const rows = [print(1, 100), print(2, 100), print(3, 100), print(4, 101), print(DAY, 90)]
    const { fills, orders } = await onPrints(rows, ({ orders }, i) => {
      if (i === 0) orders.buy({ quantity: 1 })
      if (i === 2)
        orders.oco([
          { side: 'sell', quantity: 1, stop: 95 },
          { side: 'sell', quantity: 1, timeInForce: 'CLS' },
        ])
    })
    expect(fills.map(({ price }) => price)).toEqual([100, 101])
    expect(orders[1]).toMatchObject({ status: 'canceled', reason: 'contingency' })
  })

  it('are rejected by a venue that knows no sessions', async () => {
    const { orders } = await runBars(
      [100, 100],
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 1, timeInForce: 'CLS' })),
      {
        venue: {
          policies: [],
          create: () => ({
            lowTrigger: -Infinity,
            highTrigger: Infinity,
            open: [],
            submit: () => expect.unreachable(),
            requestCancel: () => undefined,
            requestModify: () => undefined,
            forgetEnded: () => undefined,
            onTrade: () => undefined,
            onBar: () => undefined,
            afterBar: () => undefined,
            fillMarketOrdersAt: () => undefined,
          }),
        },
      },
    )
    expect(orders).toMatchObject([{ status: 'rejected', reason: 'not_supported' }])
  })

  it('take neither a price that wakes them, nor a shown part, nor a place in a queue', async () => {
    for (const terms of [
      { stop: 101 },
      { limit: 99, displayQty: 0.5 },
      { limit: 99, postOnly: true },
      { trail: { offset: 1 } },
    ]) {
      const error = await runBars([100, 100], ({ orders }) => {
        orders.buy({ quantity: 1, timeInForce: 'OPG', ...terms })
      }).catch((reason: unknown) => reason)
      expect(isTapelineError(error, 'BAD_PARAMETER')).toBe(true)
    }
  })

  it('belong to the default venue', () => {
    const options = { venue: depthVenue(), sessions: tradingSessions(alwaysOpen()) }
    expect(
      isTapelineError(
        caught(() => void runBars([100], () => undefined, options)),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
  })
})

async function onPrints(
  rows: readonly TradeRow[],
  act: (context: Context, index: number) => void,
): Promise<BacktestResult & { readonly told: readonly string[] }> {
  let index = 0
  const told: string[] = []
  const tested = strategy({
    name: 'tested',
    data: { main: trades() },
    onTrade: (context) => act(context, index++),
    onOrder: (event) => {
      if (event.type === 'OrderFilled' || event.type === 'OrderExpired') told.push(`${event.type} ${index}`)
    },
  })
  const main: Recorded = recordedTrades(rows)
  const result = await backtest({ strategy: tested, data: { main }, account: { USD: 1_000 } }).result
  return { ...result, told }
}

function flat(price: number, openTime: number) {
  return { open: price, high: price, low: price, close: price, volume: 1, openTime }
}
