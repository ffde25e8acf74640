import type { OrderTicket } from '../orders/index.js'
import type { BacktestResult, BacktestRun } from '../session/index.js'

/** Something that a strategy decided: an order that it sent, or a signal. */
export interface Decision {
  /** The run's clock, UTC epoch ms. */
  readonly ts: number
  /** What was decided, in words. */
  readonly text: string
}

/** A finished run with everything that its strategy decided, orders before signals, each in order of time. */
export interface DecidedRun {
  readonly result: BacktestResult
  readonly decisions: readonly Decision[]
}

/** Follows a run from before its first event on. */
export async function decisionsOf(run: BacktestRun): Promise<DecidedRun> {
  const sent: { ts: number; id: string }[] = [] // bound: maxRecords of the run
  const changed = new Set<string>() // bound: maxRecords of the run
  run.events$.subscribe(({ type, ts, clientOrderId }) => {
    if (type === 'OrderSubmitted' || type === 'OrderDenied') sent.push({ ts, id: clientOrderId })
    if (type === 'OrderUpdated') changed.add(clientOrderId)
  })
  const result = await run.result
  const tickets = new Map(result.orders.map((order) => [order.clientOrderId, order])) // bound: maxRecords of the run
  const orders = sent.map(({ ts, id }) => ({ ts, text: orderText(tickets.get(id), id, changed.has(id)) }))
  const signals = result.signals.map(({ ts, instrumentId, name, values }) => ({
    ts,
    text: `signal ${name} on ${instrumentId} ${JSON.stringify(values)}`,
  }))
  return { result, decisions: [...orders, ...signals] }
}

/** Prices and quantity of an order that was changed later are not those that it was sent with. */
function orderText(order: OrderTicket | undefined, id: string, isChanged: boolean): string {
  if (order === undefined) return id
  const { instrumentId, side, type, quantity, limitPrice, stopPrice, trail, reduceOnly } = order
  // A child's size is its entry's fills, a reducing order's the position: neither is decided when it is sent.
  const isSized = !isChanged && trail === null && !reduceOnly && order.contingency === null
  const terms = isSized
    ? ` ${quantity} at ${limitPrice ?? 'market'}${stopPrice === null ? '' : ` stop ${stopPrice}`}`
    : ''
  return `${id}: ${type} ${side} ${instrumentId}${terms}`
}
