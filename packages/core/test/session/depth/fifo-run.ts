import { backtest, instrument, strategy, type Instrument, type OrderTicket } from '../../../src/index.js'
import { book, constantLatency, depthVenue, fifoQueue, marginAccount } from '../../../src/session/trading.js'
import type { FifoCase } from './fifo-cases.js'
import { recordedOrders } from './recorded-orders.js'
import type { FifoFill } from './reference-fifo.js'

/** A contract: it may be sold short. */
const UNIT: Instrument = instrument({
  symbol: 'UNIT/USD:USD',
  venue: 'test',
  quote: 'USD',
  contractType: 'linear',
  tickSize: 1,
  lotSize: 1,
})
/** Sends the orders of a case right after their messages. */
export async function runFifo(
  { messages, orders: script, latency, throughFill, liquidityConsumption }: FifoCase,
  chunkRows: number = Infinity,
): Promise<{ readonly fills: readonly FifoFill[]; readonly digest: string }> {
  const tickets: (OrderTicket | undefined)[] = []
  let step = 0
  const acting = strategy({
    name: 'acting',
    data: { book: book() },
    onBook({ orders }) {
      script.forEach(({ cancelAt, resizeAt, resizeTo }, i) => {
        const ticket = tickets[i]
        if (ticket?.isOpen !== true) return
        if (cancelAt === step) orders.cancel(ticket)
        else if (resizeAt === step && resizeTo > ticket.filledQty && resizeTo !== ticket.quantity)
          orders.modify(ticket, { quantity: resizeTo })
      })
      script.forEach(({ at, side, lots, limit, display }, i) => {
        if (at !== step) return
        tickets[i] = orders[side]({
          quantity: lots,
          limit: limit ?? undefined,
          displayQty: display ?? undefined,
          tag: String(i),
        })
      })
      step++
    },
  })
  const { fills, digest } = await backtest({
    strategy: acting,
    data: { book: recordedOrders(messages, chunkRows, UNIT) },
    account: marginAccount({ balances: { USD: 10_000_000 }, leverage: 10 }),
    fees: { taker: 0 },
    venue: depthVenue({
      queueModel: fifoQueue,
      latencyModel: constantLatency({ entryMs: latency.entryMs, responseMs: latency.responseMs }),
      feedMs: latency.feedMs,
      computeMs: latency.computeMs,
      throughFill,
      liquidityConsumption,
    }),
  }).result
  const indexOf = new Map(tickets.map((ticket, i) => [ticket?.clientOrderId, i]))
  return {
    digest,
    fills: fills.map(({ clientOrderId, price, quantity, liquidity, ts }) => ({
      order: indexOf.get(clientOrderId) as number,
      price,
      lots: quantity,
      liquidity,
      ts,
    })),
  }
}
