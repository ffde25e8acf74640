import type { OrderRecord, Trail } from '../orders/index.js'
import { ceilSteps, floorSteps, fromSteps } from '../symbols/index.js'

/** Slack of the price at which a stop moves, in ticks: it may be heard of in vain, never missed. */
const SLACK_TICKS = 2e-9
const SLACK = 1e-15

/** The venue has a trailing stop: it follows from `price` on, or waits for its activation price. */
export function startTrail(order: OrderRecord, price: number, tickSize: number): void {
  const { trail } = order
  if (trail === null) return
  const { activation } = trail
  if (activation !== undefined && !isBeyond(order, price, activation)) order.nextMove = activation
  else moveStop(order, trail, price, tickSize)
}

/**
 * A price of the market, after everything that it wakes. A sale's stop follows the highest price and a purchase's the
 * lowest; it never goes back. Says whether the stop moved.
 */
export function followPrice(order: OrderRecord, price: number, tickSize: number): boolean {
  const { trail, nextMove } = order
  return trail !== null && isBeyond(order, price, nextMove) && moveStop(order, trail, price, tickSize)
}

function isBeyond(order: OrderRecord, price: number, level: number): boolean {
  return order.side === 'sell' ? price >= level : price <= level
}

function moveStop(order: OrderRecord, trail: Trail, price: number, tickSize: number): boolean {
  const isSale = order.side === 'sell'
  const ticks = isSale ? Math.max(0, stopOfSale(trail, price, tickSize)) : stopOfPurchase(trail, price, tickSize)
  order.nextMove = isSale ? moveOfSale(trail, ticks + 1, tickSize) : moveOfPurchase(trail, ticks - 1, tickSize)
  // A distance beyond the price itself leaves no price to stop at yet.
  if (ticks === 0) return false
  const stop = fromSteps(ticks, tickSize)
  const before = order.stopPrice
  if (before !== null && !(isSale ? stop > before : stop < before)) return false
  order.stopPrice = stop
  if (trail.limitOffset !== undefined) {
    const behind = stepsOf(trail.limitOffset, tickSize)
    order.limitPrice = fromSteps(isSale ? Math.max(1, ticks - behind) : ticks + behind, tickSize)
  }
  return true
}

/** The stop in ticks, away from the market where the distance is not whole. */
function stopOfSale({ offset, fraction }: Trail, price: number, tickSize: number): number {
  if (fraction !== undefined) return floorSteps(price * (1 - fraction), tickSize)
  return floorSteps(price, tickSize) - stepsOf(offset, tickSize)
}

function stopOfPurchase({ offset, fraction }: Trail, price: number, tickSize: number): number {
  if (fraction !== undefined) return ceilSteps(price * (1 + fraction), tickSize)
  return ceilSteps(price, tickSize) + stepsOf(offset, tickSize)
}

/** The price from which on a sale's stop is at `ticks`, or a hair less. */
function moveOfSale({ offset, fraction }: Trail, ticks: number, tickSize: number): number {
  const reach = fraction === undefined ? ticks + stepsOf(offset, tickSize) : ticks
  const price = (reach * (1 - SLACK) - SLACK_TICKS) * tickSize
  return fraction === undefined ? price : price / (1 - fraction)
}

function moveOfPurchase({ offset, fraction }: Trail, ticks: number, tickSize: number): number {
  const reach = fraction === undefined ? ticks - stepsOf(offset, tickSize) : ticks
  const price = (reach * (1 + SLACK) + SLACK_TICKS) * tickSize
  return fraction === undefined ? price : price / (1 + fraction)
}

function stepsOf(distance: number | undefined, tickSize: number): number {
  return Math.round((distance ?? 0) / tickSize)
}
