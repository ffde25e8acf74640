import { bookEventFault } from '../book/book-event-fault.js'
import { wireNumber } from '../book/decimal-step.js'
import type { BookOrderChange, Instrument, OrderBookOrders } from '../market/index.js'
import { finding, type Finding } from '../quality/index.js'
import { isInLots, isOnTick } from '../replay/check-book-orders.js'

/** More than a book keeps. */
const MOST_CHANGES = 1_000_000

/** What no book of the instrument could take, whatever rests in it: ids and numbers that are none, between ticks or lots. */
export function liveOrderFault(event: OrderBookOrders, instrument: Instrument): Finding | null {
  const { instrumentId, sequence, isSnapshot, changes } = event
  if (bookEventFault(event, instrumentId) !== null)
    return finding('sequence', sequence, 'whole numbers below 2^53, the first of an event not above its last')
  if (typeof isSnapshot !== 'boolean') return finding('isSnapshot', isSnapshot, 'true or false')
  if (!Array.isArray(changes) || changes.length > MOST_CHANGES)
    return finding('changes', changes, `a list of at most ${MOST_CHANGES} changes`)
  for (const change of changes as readonly (BookOrderChange | null)[]) {
    if (typeof change !== 'object' || change === null) return finding('changes', change, 'what happens to an order')
    const fault = changeFault(change, instrument)
    if (fault !== null) return fault
  }
  return null
}

function changeFault(
  { action, orderId, side, price, size }: BookOrderChange,
  { tickSize, lotSize }: Instrument,
): Finding | null {
  if (!ACTIONS.includes(action)) return finding('changes: action', action, `one of ${ACTIONS.join(', ')}`)
  if (!Number.isSafeInteger(orderId) || orderId < 0)
    return finding('changes: orderId', orderId, 'a whole number from 0 to 2^53 - 1')
  if (action === 'delete') return null
  if (action === 'add' && side !== 'bid' && side !== 'ask') return finding('changes: side', side, 'bid or ask')
  if (action !== 'execute' && !isOnTick(wireNumber(price), 1 / tickSize))
    return finding('changes: price', price, `a price above 0 and a whole multiple of ${tickSize}`)
  if (!isInLots(wireNumber(size), lotSize, 1 / lotSize))
    return finding('changes: size', size, `a size above 0 and a whole multiple of ${lotSize}`)
  return null
}

const ACTIONS: readonly string[] = ['add', 'update', 'delete', 'execute']
