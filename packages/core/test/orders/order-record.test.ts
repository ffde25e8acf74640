import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import {
  canMoveTo,
  isEnded,
  OrderRecord,
  type OrderIdentity,
  type OrderStatus,
  type OrderTerms,
} from '../../src/orders/index.js'
import { caught } from '../caught.js'

describe('OrderRecord', () => {
  it('is named by its prices', () => {
    const types = [
      [null, null],
      [10, null],
      [null, 9],
      [10, 9],
    ].map(([limitPrice, stopPrice]) => order({ limitPrice: limitPrice ?? null, stopPrice: stopPrice ?? null }).type)
    expect(types).toEqual(['market', 'limit', 'stop_market', 'stop_limit'])
  })

  it('keeps its terms, and quantities in decimals of its lot', () => {
    const record = order({ lots: 3, lotSize: 0.1, tag: 'entry' })
    expect(record).toMatchObject({
      quantity: 0.3,
      leavesQty: 0.3,
      filledQty: 0,
      avgPrice: null,
      tag: 'entry',
      status: 'initialized',
      isOpen: true,
    })
    open(record).fill(1, 10)
    expect(record).toMatchObject({
      quantity: 0.3,
      leavesQty: 0.2,
      filledQty: 0.1,
      status: 'partially_filled',
      isOpen: true,
    })
  })

  it('E1: has filled the sum of its fills, at their average price weighted by quantity', () => {
    const fill = fc.record({ lots: fc.integer({ min: 1, max: 1_000 }), cents: fc.integer({ min: 1, max: 1_000_000 }) })
    fc.assert(
      fc.property(
        fc.array(fill, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(1, 0.1, 0.0001),
        (fills, rest, lotSize) => {
          const total = fills.reduce((sum, { lots }) => sum + lots, 0)
          const record = open(order({ lots: total + rest, lotSize }))
          for (const { lots, cents } of fills) record.fill(lots, cents / 100)
          const average = fills.reduce((sum, { lots, cents }) => sum + lots * cents, 0) / total / 100
          expect(Math.abs((record.avgPrice as number) / average - 1)).toBeLessThan(1e-12)
          expect([record.leavesLots, record.status]).toEqual([rest, rest === 0 ? 'filled' : 'partially_filled'])
          expect(record.filledQty).toBeCloseTo(total * lotSize, 9)
          expect(record.isOpen).toBe(rest > 0)
        },
      ),
    )
  })

  it('E1: moves as the graph of statuses says, and is left as it was by every illegal move', () => {
    const statuses = fc.array(
      fc.constantFrom<OrderStatus>(
        'initialized',
        'denied',
        'submitted',
        'accepted',
        'rejected',
        'triggered',
        'partially_filled',
        'filled',
        'canceled',
        'expired',
        'pending_update',
        'pending_cancel',
      ),
      { maxLength: 40, size: 'max' },
    )
    fc.assert(
      fc.property(statuses, (moves) => {
        const record = order({})
        let stood: OrderStatus = 'initialized'
        for (const to of moves) {
          const from = record.status
          const error = caught(() => record.moveTo(to, 'by_user'))
          // Out of a pending status it goes on from where it stood.
          const isPending = from === 'pending_update' || from === 'pending_cancel'
          const goesOn = !isPending || to.startsWith('pending_') || to === stood || canMoveTo(stood, to)
          expect(error === undefined).toBe(canMoveTo(from, to) && goesOn)
          if (error === undefined && !to.startsWith('pending_')) stood = to
          expect(record.status).toBe(error === undefined ? to : from)
          expect(record.isOpen).toBe(!isEnded(record.status))
          if (error !== undefined) {
            expect(isTapelineError(error, 'ILLEGAL_ORDER_TRANSITION') && error.details).toEqual({
              clientOrderId: 'a-1',
              from,
              to,
            })
          }
        }
      }),
    )
  })

  it('E4: is not filled after its end, and remembers why it ended', () => {
    const record = open(order({ lots: 5 }))
    record.fill(2, 10)
    record.moveTo('canceled', 'by_user')
    expect(
      isTapelineError(
        caught(() => record.fill(3, 11)),
        'ILLEGAL_ORDER_TRANSITION',
      ),
    ).toBe(true)
    expect(record).toMatchObject({
      status: 'canceled',
      reason: 'by_user',
      filledQty: 2,
      leavesQty: 3,
      avgPrice: 10,
      isOpen: false,
    })
    const filled = open(order({ lots: 1 }))
    filled.fill(1, 10)
    expect(
      isTapelineError(
        caught(() => filled.fill(1, 10)),
        'ILLEGAL_ORDER_TRANSITION',
      ),
    ).toBe(true)
    expect(filled).toMatchObject({ filledQty: 1, leavesQty: 0, avgPrice: 10 })
  })

  it('E4: goes on from where it stood when a change or a cancel is refused', () => {
    const stop = open(order({ stopPrice: 9 }))
    stop.moveTo('pending_update')
    expect([stop.isOpen, stop.isDormant]).toEqual([true, true])
    stop.resume()
    expect([stop.status, stop.isDormant]).toEqual(['accepted', true])
    const record = open(order({ lots: 3 }))
    record.moveTo('pending_cancel')
    record.fill(1, 10)
    record.moveTo('pending_cancel')
    expect(caught(() => record.moveTo('accepted'))).toMatchObject({ code: 'ILLEGAL_ORDER_TRANSITION' })
    record.resume()
    expect(record).toMatchObject({ status: 'partially_filled', leavesLots: 2 })
  })

  it('waits for its stop price from acceptance until it is triggered', () => {
    const stop = order({ stopPrice: 9 })
    expect(stop.isDormant).toBe(false)
    open(stop)
    expect(stop.isDormant).toBe(true)
    stop.moveTo('triggered')
    expect(stop.isDormant).toBe(false)
    expect(open(order({ limitPrice: 9 })).isDormant).toBe(false)
  })
})

function order({ side = 'buy', lots = 1, lotSize = 1, ...terms }: Partial<OrderIdentity & OrderTerms>): OrderRecord {
  return new OrderRecord(
    { sequence: 1, clientOrderId: 'a-1', instrumentId: 'AAPL@XNAS', side, lots, lotSize },
    { limitPrice: null, stopPrice: null, timeInForce: 'GTC', tag: null, ...terms },
  )
}

function open(record: OrderRecord): OrderRecord {
  record.moveTo('submitted')
  record.moveTo('accepted')
  return record
}
