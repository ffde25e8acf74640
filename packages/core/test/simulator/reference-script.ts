import type { FillModel, LiquiditySide, OrderReason, OrderSide, OrderStatus, TimeInForce } from '../../src/index.js'

/** A trailing stop in ticks; `percent` is a whole number. */
export interface ScriptedTrail {
  readonly offset?: number
  readonly percent?: number
  readonly activation?: number
  readonly limitOffset?: number
}

/** Prices in ticks, quantities in lots, money in 10^-8: whole numbers throughout. */
export interface ScriptedOrder {
  /** Index of the event after which it is sent. */
  readonly at: number
  readonly side: OrderSide
  readonly lots: number
  readonly limit: number | null
  readonly stop: number | null
  readonly timeInForce: TimeInForce
  /** Index of the event after which its owner cancels it. */
  readonly cancelAt: number | null
  readonly touch?: number
  readonly trail?: ScriptedTrail
  readonly toLimit?: boolean
  readonly expireTs?: number
  readonly postOnly?: boolean
  readonly reduceOnly?: boolean
  /** Hedge mode: the position that it is for. */
  readonly leg?: 'long' | 'short'
  readonly display?: number
  readonly change?: ScriptedChange
  /** Orders of one group are sent together, right after one another in the script. */
  readonly link?: ScriptedLink
}

export interface ScriptedChange {
  /** Index of the event after which its owner asks for it. */
  readonly at: number
  readonly lots?: number
  readonly limit?: number
  readonly stop?: number
}

export interface ScriptedLink {
  readonly group: number
  readonly kind: 'oco' | 'ouo' | 'oto' | 'bracket'
  readonly role: 'peer' | 'entry' | 'profit' | 'loss' | 'child'
}

export type PrintEvent = {
  readonly kind: 'print'
  readonly ts: number
  readonly price: number
  readonly lots: number
}

export type BarEvent = {
  readonly kind: 'bar'
  readonly openTime: number
  readonly closeTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

export type VenueEvent = PrintEvent | BarEvent

export interface ReferenceTerms {
  readonly model: FillModel
  readonly cash: bigint
  /** A linear contract, held long and short at once. */
  readonly hedge?: boolean
  /** Money of one lot at one tick. */
  readonly moneyPerTickLot: bigint
  /** Fees in 10^-7 of notional. */
  readonly maker: bigint
  readonly taker: bigint
  /** Length of a day of `DAY` orders. */
  readonly dayMs?: number
  readonly sessions?: ScriptedSessions
}

/** Sessions that repeat, each from `from` to `to` of its period; ms. */
export interface ScriptedSessions {
  readonly period: number
  readonly from: number
  readonly to: number
}

export interface ReferenceFill {
  readonly order: number
  readonly ts: number
  readonly lots: number
  readonly price: number
  readonly liquidity: LiquiditySide
  readonly fee: bigint
}

export interface ReferenceOrder {
  readonly index: number
  readonly terms: ScriptedOrder
  readonly expires: number
  lots: number
  left: number
  limit: number | null
  stop: number | null
  /** Does it still wait for the price that wakes it? */
  waits: boolean
  /** Does it still wait for its entry's first fill? */
  held: boolean
  /** Has it not met the market yet? */
  fresh: boolean
  /** When the venue took it, or a change that cost it its place, and the first event that it can see. */
  since: number
  sees: number
  /** Rank of becoming active. */
  joined: number
  /** Best price that a trailing stop follows; null before its activation. */
  best: number | null
  /** Is it deaf to the leg of the bar that is being walked? */
  frozen: boolean
  moved: boolean
  shown: number
  status: OrderStatus
  reason: OrderReason | null
}

export interface ReferenceOutcome {
  readonly fills: readonly ReferenceFill[]
  readonly orders: readonly ReferenceOrder[]
  readonly cash: bigint
  readonly held: number
  /** How often each hard case came up. */
  readonly cases: Readonly<Record<string, number>>
}

export function isOpen({ status }: ReferenceOrder): boolean {
  return !['filled', 'canceled', 'rejected', 'expired'].includes(status)
}

export function isForAuction({ terms: { timeInForce } }: ReferenceOrder): boolean {
  return timeInForce === 'OPG' || timeInForce === 'CLS'
}

/** Market orders first, then buys from the highest limit, then sells from the lowest, then who became active first. */
export function meetsEarlier(a: ReferenceOrder, b: ReferenceOrder): number {
  const group = ({ limit, terms: { side } }: ReferenceOrder): number => (limit === null ? 0 : side === 'buy' ? 1 : 2)
  const ahead = ({ limit, terms: { side } }: ReferenceOrder): number => (side === 'buy' ? -1 : 1) * (limit ?? 0)
  return group(a) - group(b) || (group(a) === 0 ? 0 : ahead(a) - ahead(b)) || a.joined - b.joined
}
