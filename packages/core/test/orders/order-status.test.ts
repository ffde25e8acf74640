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
]
/** All ways there are, as FIX and NautilusTrader draw them; an order is denied here, rejected by the venue. */
const WAYS = new Set([
  'initialized>denied',
  'initialized>submitted',
  'submitted>accepted',
  'submitted>rejected',
  'submitted>canceled',
  'accepted>triggered',
  'accepted>partially_filled',
  'accepted>filled',
  'accepted>canceled',
  'triggered>partially_filled',
  'triggered>filled',
  'triggered>canceled',
  'partially_filled>partially_filled',
  'partially_filled>filled',
  'partially_filled>canceled',
])

describe('canMoveTo', () => {
  it('E1: knows each of the 15 ways and none of the 66 others', () => {
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

describe('isEnded', () => {
  it('holds for the statuses that lead nowhere', () => {
    expect(STATUSES.filter(isEnded)).toEqual(['denied', 'rejected', 'filled', 'canceled'])
  })
})
