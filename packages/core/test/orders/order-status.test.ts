import { describe, expect, it } from 'vitest'
import { canMoveTo, isEnded, type OrderStatus } from '../../src/orders/index.js'

const STATUSES: readonly OrderStatus[] = [
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
]
const PENDING: readonly OrderStatus[] = ['pending_update', 'pending_cancel']
/** All ways there are, as FIX and NautilusTrader draw them; an order is denied here, rejected by the venue. */
const WAYS = new Set([
  'initialized>denied',
  'initialized>submitted',
  'submitted>accepted',
  'submitted>rejected',
  'submitted>canceled',
  'submitted>expired',
  'accepted>triggered',
  'accepted>partially_filled',
  'accepted>filled',
  'accepted>canceled',
  'accepted>expired',
  'triggered>partially_filled',
  'triggered>filled',
  'triggered>canceled',
  'triggered>expired',
  'partially_filled>partially_filled',
  'partially_filled>filled',
  'partially_filled>canceled',
  'partially_filled>expired',
])

describe('canMoveTo', () => {
  it('E1: knows each of the 19 ways and none of the 81 others', () => {
    const found = STATUSES.flatMap((from) => STATUSES.filter((to) => canMoveTo(from, to)).map((to) => `${from}>${to}`))
    expect(new Set(found)).toEqual(WAYS)
  })

  it('E1: leads only forward: no status is reached again once it was left', () => {
    for (const start of STATUSES) {
      const reached = new Set<OrderStatus>()
      const walk = (from: OrderStatus): void => {
        for (const to of STATUSES) {
          if (to === from || reached.has(to) || !canMoveTo(from, to)) continue
          reached.add(to)
          walk(to)
        }
      }
      walk(start)
      expect(reached.has(start)).toBe(false)
    }
  })
})

describe('a change or a cancel that is on its way', () => {
  it('E4: can be asked for in every open status of the venue, and ends in any that may follow', () => {
    for (const pending of PENDING) {
      const from = STATUSES.filter((status) => canMoveTo(status, pending))
      expect(from).toEqual(
        ['accepted', 'triggered', 'partially_filled']
          .concat(pending === 'pending_cancel' ? ['submitted'] : [])
          .sort(byOrder),
      )
      for (const status of STATUSES.filter((one) => !isEnded(one) && canMoveTo(pending, one)))
        expect(canMoveTo(status, pending)).toBe(true)
      for (const end of ['filled', 'canceled', 'expired'] as const) expect(canMoveTo(pending, end)).toBe(true)
    }
  })
})

describe('isEnded', () => {
  it('holds for the statuses that lead nowhere', () => {
    expect(STATUSES.filter(isEnded)).toEqual(['denied', 'rejected', 'filled', 'canceled', 'expired'])
  })
})

function byOrder(a: string, b: string): number {
  return STATUSES.indexOf(a as OrderStatus) - STATUSES.indexOf(b as OrderStatus)
}
