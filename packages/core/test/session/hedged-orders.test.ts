import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { caught } from '../caught.js'
import { runOnMargin } from './margin-run.js'
import { barRows, flatBarRows } from './recorded-rows.js'
import type { OnBar } from './run-bars.js'

const hedge = { positionMode: 'hedge' } as const

describe('orders that only reduce, in hedge mode', () => {
  it('are for the position that their side closes, and are cut to it', async () => {
    const { orders, fills } = await onFlat(5, ({ orders: desk }, i) => {
      if (i === 0) {
        desk.buy({ quantity: 5 })
        desk.sell({ quantity: 2 })
      }
      if (i === 1) {
        desk.sell({ quantity: 9, reduceOnly: true })
        desk.buy({ quantity: 9, reduceOnly: true })
      }
      if (i === 3) desk.sell({ quantity: 1, reduceOnly: true })
    })
    expect(
      orders.map(({ quantity, positionSide, status, reason }) => [quantity, positionSide, status, reason]),
    ).toEqual([
      [5, null, 'filled', null],
      [2, null, 'filled', null],
      [5, 'long', 'filled', null],
      [2, 'short', 'filled', null],
      [1, 'long', 'rejected', 'reduce_only'],
    ])
    expect(fills).toHaveLength(4)
  })

  it('shrink and end with their own position, whatever the other one does', async () => {
    const seen: unknown[] = []
    await onFlat(8, ({ orders: desk }, i) => {
      if (i === 0) desk.buy({ quantity: 5 })
      if (i === 0) desk.sell({ quantity: 5 })
      if (i === 1) desk.sell({ quantity: 5, limit: 200, reduceOnly: true })
      if (i === 1) desk.buy({ quantity: 5, limit: 50, reduceOnly: true })
      if (i === 2) desk.sell({ quantity: 2, positionSide: 'long' })
      if (i === 4) desk.buy({ quantity: 5, positionSide: 'short' })
      seen.push(desk.open.filter(({ limitPrice }) => limitPrice !== null).map(({ quantity }) => quantity))
    })
    expect(seen.slice(2)).toEqual([[5, 5], [3, 5], [3, 5], [3], [3], [3]])
  })

  it('take a change up to their position', async () => {
    const { orders } = await onFlat(4, ({ orders: desk }, i) => {
      if (i === 0) desk.buy({ quantity: 5 })
      if (i === 0) desk.sell({ quantity: 3 })
      if (i === 1) desk.sell({ quantity: 1, limit: 200, reduceOnly: true })
      const [order] = desk.open
      if (i === 2 && order !== undefined) desk.modify(order, { quantity: 9 })
    })
    expect(orders[2]).toMatchObject({ quantity: 5, reason: 'end_of_run' })
  })

  it('name no position that they would open', async () => {
    await onFlat(1, ({ orders: desk }) => {
      for (const wrong of [
        () => desk.buy({ quantity: 1, reduceOnly: true, positionSide: 'long' }),
        () => desk.bracket({ side: 'buy', quantity: 1, positionSide: 'short', stopLoss: { stop: 90 } }),
        () => desk.bracket({ side: 'buy', quantity: 1, stopLoss: { stop: 90, positionSide: 'short' } }),
      ])
        expect(isTapelineError(caught(wrong), 'BAD_PARAMETER')).toBe(true)
    })
  })

  it('need not be said to: what goes beyond the position is canceled', async () => {
    const { orders } = await onFlat(4, ({ orders: desk }, i) => {
      if (i === 0) desk.buy({ quantity: 5 })
      if (i === 1) desk.sell({ quantity: 7, positionSide: 'long' })
    })
    expect(orders[1]).toMatchObject({ filledQty: 5, status: 'canceled', reason: 'reduce_only' })
  })
})

describe('brackets in hedge mode', () => {
  it('close what they opened, side by side', async () => {
    const rows = barRows([
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [100, 106, 100, 106],
      [106, 111, 106, 111],
    ])
    const { orders, trades, fills } = await runOnMargin(
      rows,
      ({ orders: desk }, i) => {
        if (i > 0) return
        desk.bracket({ side: 'buy', quantity: 3, takeProfit: { limit: 105 }, stopLoss: { stop: 90 } })
        desk.bracket({ side: 'sell', quantity: 2, takeProfit: { limit: 90 }, stopLoss: { stop: 110 } })
      },
      hedge,
    )
    expect(fills.map(({ side, quantity, price }) => [side, quantity, price])).toEqual([
      ['buy', 3, 100],
      ['sell', 2, 100],
      ['sell', 3, 105],
      ['buy', 2, 110],
    ])
    expect(trades.map(({ side, pnl }) => [side, pnl])).toEqual([
      ['long', 15],
      ['short', -20],
    ])
    expect(orders.map(({ positionSide, reduceOnly }) => [positionSide, reduceOnly])).toEqual([
      [null, false],
      ['long', true],
      ['long', true],
      [null, false],
      ['short', true],
      ['short', true],
    ])
  })
})

function onFlat(bars: number, onBar: OnBar): ReturnType<typeof runOnMargin> {
  return runOnMargin(flatBarRows(Array.from({ length: bars }, () => 100)), onBar, hedge)
}
