import type { FillModel, LiquiditySide, OrderReason, OrderSide, OrderStatus, TimeInForce } from '../../src/index.js'

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
}

export type VenueEvent =
  | { readonly kind: 'print'; readonly ts: number; readonly price: number; readonly lots: number }
  | {
      readonly kind: 'bar'
      readonly openTime: number
      readonly closeTime: number
      readonly open: number
      readonly high: number
      readonly low: number
      readonly close: number
    }

export interface ReferenceTerms {
  readonly model: FillModel
  readonly cash: bigint
  /** Money of one lot at one tick. */
  readonly moneyPerTickLot: bigint
  /** Fees in 10^-7 of notional. */
  readonly maker: bigint
  readonly taker: bigint
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
  left: number
  /** Does it still wait for its stop? */
  waits: boolean
  /** Has it not met the market yet? */
  fresh: boolean
  /** Rank of becoming active. */
  joined: number
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

/**
 * The venue and the cash account once more: plain objects, one tick at a time, nothing skipped and nothing kept in
 * order. `accepted` says which orders passed the desk.
 */
export function referenceVenue(
  events: readonly VenueEvent[],
  script: readonly ScriptedOrder[],
  accepted: readonly boolean[],
  terms: ReferenceTerms,
): ReferenceOutcome {
  const { model } = terms
  const fills: ReferenceFill[] = []
  const orders: ReferenceOrder[] = []
  const cases: Record<string, number> = {}
  let cash = terms.cash
  let held = 0
  let ranks = 0

  const count = (name: string): void => void (cases[name] = (cases[name] ?? 0) + 1)
  const isOpen = ({ status }: ReferenceOrder): boolean => !['filled', 'canceled'].includes(status)
  const active = (): ReferenceOrder[] => orders.filter((order) => isOpen(order) && !order.waits).sort(meetsEarlier)
  const waiting = (): ReferenceOrder[] => orders.filter((order) => isOpen(order) && order.waits)
  const isFulfillable = ({ terms: { side, limit } }: ReferenceOrder, price: number): boolean =>
    limit === null ||
    (side === 'buy' ? price < limit : price > limit) ||
    (model.limitFill === 'touch' && price === limit)

  const end = (order: ReferenceOrder, reason: OrderReason): void => {
    order.status = 'canceled'
    order.reason = reason
  }
  const endImmediate = (order: ReferenceOrder): void => {
    if (order.terms.timeInForce === 'GTC' || !isOpen(order)) return
    count(`${order.terms.timeInForce} ended unfilled`)
    end(order, 'not_filled_at_once')
  }
  const wake = (order: ReferenceOrder): void => {
    order.waits = false
    order.status = 'triggered'
    order.joined = ++ranks
  }
  const costOf = (lots: number, price: number, liquidity: LiquiditySide): { notional: bigint; fee: bigint } => {
    const notional = BigInt(lots) * BigInt(price) * terms.moneyPerTickLot
    return { notional, fee: halfEven(notional * (liquidity === 'maker' ? terms.maker : terms.taker), 10_000_000n) }
  }
  const isAffordable = (lots: number, price: number, liquidity: LiquiditySide): boolean => {
    const { notional, fee } = costOf(lots, price, liquidity)
    return notional + fee <= cash
  }
  /** Fills what the account covers; the rest of an order that it does not cover is canceled. */
  const fill = (order: ReferenceOrder, lots: number, price: number, liquidity: LiquiditySide, ts: number): number => {
    if (lots === 0 || !isOpen(order)) return 0
    const { side, timeInForce } = order.terms
    let done = lots
    if (side === 'buy') while (done > 0 && !isAffordable(done, price, liquidity)) done--
    else done = Math.min(lots, held)
    if (timeInForce === 'FOK' && done < lots) {
      done = 0
      count('FOK refused by the account')
    }
    if (done > 0) {
      const { notional, fee } = costOf(done, price, liquidity)
      cash += side === 'buy' ? -notional - fee : notional - fee
      held += side === 'buy' ? done : -done
      order.left -= done
      order.status = order.left === 0 ? 'filled' : 'partially_filled'
      if (order.left > 0) count('partial fill')
      count(`${liquidity} fill`)
      fills.push({ order: order.index, ts, lots: done, price, liquidity, fee })
    }
    if (done < lots) {
      count(side === 'buy' ? 'cut by cash' : 'cut by position')
      end(order, side === 'buy' ? 'insufficient_balance' : 'short_not_allowed')
    }
    return done
  }

  const meetPrint = (ts: number, price: number, size: number): void => {
    let left = model.consumeLiquidity ? size : Infinity
    for (const order of active()) {
      const { fresh } = order
      order.fresh = false
      if (order.terms.timeInForce === 'FOK' && left < order.left) {
        count('FOK refused by size')
        end(order, 'not_filled_at_once')
        continue
      }
      if (isFulfillable(order, price)) {
        const lots = Math.min(left, order.left)
        if (lots === 0) count('nothing left of a print')
        const { limit } = order.terms
        left -= limit === null || fresh ? fill(order, lots, price, 'taker', ts) : fill(order, lots, limit, 'maker', ts)
      }
      endImmediate(order)
    }
    for (const order of waiting()) {
      const { side, stop } = order.terms
      if (side === 'buy' ? price < (stop as number) : price > (stop as number)) continue
      count('stop woken by a print')
      wake(order)
    }
  }

  const meetOpen = (ts: number, open: number): void => {
    for (const order of waiting()) {
      const { side, stop } = order.terms
      if (side === 'buy' ? open < (stop as number) : open > (stop as number)) continue
      if (open !== stop) count('gap through a stop')
      wake(order)
    }
    for (const order of active()) {
      const { fresh } = order
      order.fresh = false
      const { limit } = order.terms
      if (isFulfillable(order, open)) {
        if (limit !== null && !fresh) count('gap through a resting limit')
        if (limit === null || fresh || model.limitGap === 'open') fill(order, order.left, open, 'taker', ts)
        else fill(order, order.left, limit, 'maker', ts)
      }
      endImmediate(order)
    }
  }

  /** Every tick from one price to the other, both included. */
  const walk = (from: number, to: number, ts: number): string[] => {
    const step = Math.sign(to - from)
    const met: string[] = []
    if (step === 0) return met
    const limitSide: OrderSide = step > 0 ? 'sell' : 'buy'
    const stopSide: OrderSide = step > 0 ? 'buy' : 'sell'
    const meetLimits = (price: number): void => {
      for (const order of active()) {
        if (order.terms.side !== limitSide || order.terms.limit !== price) continue
        met.push('limit')
        fill(order, order.left, price, 'maker', ts)
      }
    }
    for (let price = from; ; price += step) {
      if (model.limitFill === 'through' && price !== from) meetLimits(price - step)
      for (const order of waiting()) {
        const { side, stop, limit, timeInForce } = order.terms
        if (side !== stopSide || stop !== price) continue
        met.push('stop')
        wake(order)
        order.fresh = false
        if (limit !== null) count('stop-limit woken within a bar')
        if (isFulfillable(order, price)) fill(order, order.left, price, 'taker', ts)
        if (timeInForce !== 'GTC') endImmediate(order)
      }
      if (model.limitFill === 'touch') meetLimits(price)
      if (price === to) return met
    }
  }

  const meetBar = (bar: Extract<VenueEvent, { kind: 'bar' }>): void => {
    meetOpen(bar.openTime, bar.open)
    const isNearer = bar.open - bar.low < bar.high - bar.open
    const isLowFirst =
      model.barPath === 'olhc' ||
      (model.barPath === 'adaptive' && isNearer) ||
      (model.barPath === 'favorable' && held === 0 && isNearer) ||
      (model.barPath === 'adverse' && (held > 0 || isNearer))
    const [first, second] = isLowFirst ? [bar.low, bar.high] : [bar.high, bar.low]
    const met = [
      ...walk(bar.open, first, bar.closeTime),
      ...walk(first, second, bar.closeTime),
      ...walk(second, bar.close, bar.closeTime),
    ]
    if (met.includes('stop') && met.includes('limit')) count('stop and limit in one bar')
  }

  events.forEach((event, i) => {
    if (event.kind === 'print') meetPrint(event.ts, event.price, event.lots)
    else meetBar(event)
    for (const order of orders) if (order.terms.cancelAt === i && isOpen(order)) end(order, 'by_user')
    script.forEach((one, index) => {
      if (one.at !== i || accepted[index] !== true) return
      orders.push({
        index,
        terms: one,
        left: one.lots,
        waits: one.stop !== null,
        fresh: true,
        joined: ++ranks,
        status: 'accepted',
        reason: null,
      })
    })
    if (event.kind === 'bar' && model.marketOnBars === 'this_close') {
      for (const order of active()) {
        if (order.terms.limit === null) fill(order, order.left, event.close, 'taker', event.closeTime)
      }
    }
  })
  for (const order of orders) if (isOpen(order)) end(order, 'end_of_run')
  return { fills, orders, cash, held, cases }
}

/** Market orders first, then buys from the highest limit, then sells from the lowest, then who became active first. */
function meetsEarlier(a: ReferenceOrder, b: ReferenceOrder): number {
  const group = ({ terms: { limit, side } }: ReferenceOrder): number => (limit === null ? 0 : side === 'buy' ? 1 : 2)
  const ahead = ({ terms: { limit, side } }: ReferenceOrder): number => (side === 'buy' ? -1 : 1) * (limit ?? 0)
  return group(a) - group(b) || (group(a) === 0 ? 0 : ahead(a) - ahead(b)) || a.joined - b.joined
}

function halfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n
  const whole = (numerator * sign) / denominator
  const twice = 2n * (numerator * sign - whole * denominator)
  const isUp = twice > denominator || (twice === denominator && whole % 2n === 1n)
  return sign * (isUp ? whole + 1n : whole)
}
