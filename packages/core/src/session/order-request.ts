import { demand } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import {
  isForAuction,
  isImmediate,
  orderTypeOf,
  type OrderReason,
  type OrderSide,
  type OrderType,
  type TimeInForce,
} from '../orders/index.js'
import { legOf, type PositionLeg } from '../portfolio/index.js'
import type { ChildRequest } from '../strategy/index.js'
import { fromSteps, toSteps } from '../symbols/index.js'
import { checkTrail, priceFault } from './order-prices.js'

const TIMES_IN_FORCE: readonly TimeInForce[] = ['GTC', 'IOC', 'FOK', 'GTD', 'DAY', 'OPG', 'CLS']

const ONE_OF_THEM = `one of ${TIMES_IN_FORCE.join(', ')}`

/** The fields of a request, its size left aside. */
export const TERMS: readonly (keyof ChildRequest)[] = [
  'limit',
  'stop',
  'touch',
  'trail',
  'type',
  'timeInForce',
  'expireTs',
  'postOnly',
  'reduceOnly',
  'displayQty',
  'positionSide',
  'tag',
]

/** When a day ends, see `BacktestOptions.dayEnd`. */
export type DayEnd = (ts: number) => number

/** What an order is to be, its size left aside; with the reason where it cannot be. */
export interface CheckedTerms {
  readonly type: OrderType
  readonly timeInForce: TimeInForce
  readonly expireTs: number | null
  readonly limitPrice: number | null
  readonly stopPrice: number | null
  readonly trail: ChildRequest['trail'] | null
  readonly postOnly: boolean
  readonly reduceOnly: boolean
  readonly displayLots: number | null
  readonly positionSide: PositionLeg | null
  readonly tag: string | null
  readonly refusal: OrderReason | null
}

/** Throws for what is wrong in the program; a number that cannot be is a refusal. */
export function checkTerms(
  owner: string,
  request: ChildRequest,
  { tickSize, lotSize }: Instrument,
  now: number,
  dayEnd: DayEnd,
  side: OrderSide,
  isHedged: boolean,
): CheckedTerms {
  const { limit, stop, touch, displayQty } = request
  const trail = request.trail ?? null
  const timeInForce = checkTimeInForce(owner, request)
  const type = checkType(owner, request)
  const postOnly = request.postOnly ?? false
  const isOnce = isForAuction(timeInForce)
  const isPlain = type === 'market' || type === 'limit'
  demand(!isOnce || isPlain, owner, 'timeInForce', timeInForce, 'an order of type market or limit')
  const mayPost = type === 'limit' && !isImmediate(timeInForce) && !isOnce
  demand(!postOnly || mayPost, owner, 'postOnly', postOnly, 'a limit order that may wait')
  const hasLimit = !isOnce && (limit !== undefined || trail?.limitOffset !== undefined)
  demand(displayQty === undefined || hasLimit, owner, 'displayQty', displayQty, 'an order with a limit that may wait')
  const reduceOnly = request.reduceOnly ?? false
  const positionSide = checkLeg(owner, request.positionSide, reduceOnly, side, isHedged)
  const trailed = trail === null ? null : checkTrail(owner, trail, tickSize)
  const expireTs = timeInForce === 'GTD' ? (request.expireTs as number) : null
  const refusal =
    priceFault(limit, tickSize) ??
    priceFault(stop ?? touch, tickSize) ??
    (typeof trailed === 'string' ? trailed : null) ??
    displayFault(displayQty, lotSize) ??
    (expireTs === null || (expireTs > now && expireTs < Infinity) ? null : 'bad_expiry')
  return {
    type,
    timeInForce,
    expireTs: timeInForce === 'DAY' ? endOfDay(owner, now, dayEnd) : finite(expireTs),
    limitPrice: onTick(limit, tickSize),
    stopPrice: onTick(stop ?? touch, tickSize),
    trail: typeof trailed === 'string' ? null : trailed,
    postOnly,
    reduceOnly,
    positionSide,
    displayLots: displayQty === undefined ? null : toSteps(displayQty, lotSize),
    tag: request.tag ?? null,
    refusal,
  }
}

/** A price a hair off its tick is that tick, without its binary noise; any other is left as it is, to be refused. */
export function onTick(price: number | undefined, tickSize: number): number | null {
  if (price === undefined) return null
  const ticks = toSteps(price, tickSize)
  return ticks === null ? finite(price) : fromSteps(ticks, tickSize)
}

/** In hedge mode what only reduces is for the position that its side closes. */
function checkLeg(
  owner: string,
  given: PositionLeg | undefined,
  reduceOnly: boolean,
  side: OrderSide,
  isHedged: boolean,
): PositionLeg | null {
  const isLeg = given === undefined || (isHedged && (given === 'long' || given === 'short'))
  demand(isLeg, owner, 'positionSide', given, 'long or short in hedge mode, nothing in net mode')
  if (!reduceOnly || !isHedged) return given ?? null
  const closed = legOf(side === 'buy' ? 'sell' : 'buy')
  demand(given === undefined || given === closed, owner, 'positionSide', given, `${closed}, which it could reduce`)
  return closed
}

function checkTimeInForce(owner: string, { timeInForce: given, expireTs }: ChildRequest): TimeInForce {
  const timeInForce = given ?? (expireTs === undefined ? 'GTC' : 'GTD')
  const isKnown = TIMES_IN_FORCE.includes(timeInForce)
  demand(isKnown, owner, 'timeInForce', timeInForce, ONE_OF_THEM)
  const isTimed = timeInForce === 'GTD'
  const expected = isTimed ? 'the moment at which a GTD order expires' : 'nothing: only GTD has one'
  demand(isTimed === (expireTs !== undefined), owner, 'expireTs', expireTs, expected)
  return timeInForce
}

function checkType(owner: string, { limit, stop, touch, trail, type }: ChildRequest): OrderType {
  const wakers = +(stop !== undefined) + +(touch !== undefined) + +(trail !== undefined)
  demand(wakers <= 1, owner, 'stop, touch, trail', wakers, 'one at most')
  const isBare = trail === undefined || limit === undefined
  demand(isBare, owner, 'limit', limit, 'trail.limitOffset for an order whose limit follows the market')
  const told = orderTypeOf(limit !== undefined, stop !== undefined, touch !== undefined, trail ?? null)
  if (type === undefined || type === told) return told
  demand(type === 'market_to_limit' && told === 'market', owner, 'type', type, `${told}, as its prices say`)
  return type
}

function displayFault(displayQty: number | undefined, lotSize: number): OrderReason | null {
  if (displayQty === undefined) return null
  if (!(displayQty > 0 && displayQty < Infinity)) return 'bad_quantity'
  const lots = toSteps(displayQty, lotSize)
  return lots === null || lots === 0 ? 'off_lot' : null
}

function endOfDay(owner: string, now: number, dayEnd: DayEnd): number {
  const end = dayEnd(now)
  demand(end > now && end < Infinity, owner, 'dayEnd', end, `a moment after ${now}`)
  return end
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}
