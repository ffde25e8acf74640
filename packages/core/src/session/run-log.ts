import { TapelineError } from '../errors/index.js'
import { Digest } from '../math/index.js'
import type { OrderEvent, OrderReason, OrderRecord, OrderSide, OrderType, TimeInForce } from '../orders/index.js'
import type { AccountEvent } from '../portfolio/index.js'
import type { FillRecord } from '../report/index.js'
import type { InstrumentId } from '../market/index.js'

/** A finding that a strategy published. */
export interface SignalRecord {
  /** Clock of the call, UTC epoch ms. */
  readonly ts: number
  /** The instrument whose handler spoke. */
  readonly instrumentId: InstrumentId
  /** The strategy's own name for it. */
  readonly name: string
  /** Its figures, all finite. */
  readonly values: Readonly<Record<string, number>>
}

// Places in these lists are part of the digest: new entries go to the end.
const SIDES: readonly OrderSide[] = ['buy', 'sell']
const TIMES: readonly TimeInForce[] = ['GTC', 'IOC', 'FOK', 'GTD', 'DAY', 'OPG', 'CLS']
const EVENTS: readonly OrderEvent['type'][] = [
  'OrderDenied',
  'OrderSubmitted',
  'OrderAccepted',
  'OrderTriggered',
  'OrderCanceled',
  'OrderFilled',
  'OrderRejected',
  'OrderUpdated',
  'OrderExpired',
  'OrderModifyRejected',
  'OrderCancelRejected',
]

/** Everything that a run leaves behind, with the running digest of all of it. bound: `maxRecords` of each kind. */
export class RunLog {
  readonly orders: OrderRecord[] = [] // bound: maxRecords
  readonly fills: FillRecord[] = [] // bound: maxRecords
  readonly signals: SignalRecord[] = [] // bound: maxRecords
  readonly accountEvents: AccountEvent[] = [] // bound: maxRecords
  readonly #digest = new Digest()
  readonly #maxRecords: number

  constructor(maxRecords: number) {
    this.#maxRecords = maxRecords
  }

  order(order: OrderRecord): void {
    this.#keep('orders', this.orders, order)
    this.#digest.text(order.instrumentId)
    this.#digest.number(SIDES.indexOf(order.side))
    this.#digest.number(TIMES.indexOf(order.timeInForce))
    this.#terms(order)
    for (const fact of furtherFacts(order)) this.#digest.text(fact)
  }

  event(order: OrderRecord, type: OrderEvent['type'], ts: number, reason?: OrderReason): void {
    this.#numbers(EVENTS.indexOf(type), order.sequence, ts)
    if (reason !== undefined) this.#digest.text(reason)
    if (type === 'OrderUpdated') this.#terms(order)
  }

  /** `cash` is the exact balance after the fill, every digit of it. */
  fill(order: OrderRecord, fill: FillRecord, cash: string): void {
    this.#keep('fills', this.fills, fill)
    this.#numbers(order.sequence, fill.quantity, fill.price)
    this.#digest.number(fill.fee)
    this.#digest.number(fill.liquidity === 'maker' ? 0 : 1)
    this.#digest.text(cash)
  }

  signal(signal: SignalRecord): void {
    this.#keep('signals', this.signals, signal)
    this.#digest.text(`${signal.instrumentId} ${signal.name}`)
    this.#digest.number(signal.ts)
    for (const [name, value] of Object.entries(signal.values)) {
      this.#digest.text(name)
      this.#digest.number(value)
    }
  }

  /** `balances` are exact, after the event. */
  accountEvent(event: AccountEvent, balances: string): void {
    this.#keep('account events', this.accountEvents, Object.freeze(event))
    this.#digest.text(event.type)
    this.#digest.number(event.ts)
    this.#digest.text(balances)
  }

  /** The digest of the run, inputs included. */
  hex(inputs: readonly { readonly stream: string; readonly digest: string }[]): string {
    for (const input of inputs) this.#digest.text(`${input.stream} ${input.digest}`)
    return this.#digest.hex()
  }

  #terms({ quantity, limitPrice, stopPrice }: OrderRecord): void {
    this.#numbers(quantity, limitPrice ?? NaN, stopPrice ?? NaN)
  }

  #numbers(a: number, b: number, c: number): void {
    this.#digest.number(a)
    this.#digest.number(b)
    this.#digest.number(c)
  }

  #keep<T>(what: string, records: T[], record: T): void {
    if (records.length >= this.#maxRecords) {
      throw new TapelineError(`The run left more than ${this.#maxRecords} ${what} behind.`, {
        code: 'RUN_TOO_LARGE',
        hint: 'Raise maxRecords where that is meant.',
        details: { what, maxRecords: this.#maxRecords },
      })
    }
    records.push(record)
  }
}

/** What an order is beyond side, prices and quantity; nothing for one that is no more than that. */
function furtherFacts(order: OrderRecord): readonly string[] {
  const { type, trail, expireTs, postOnly, reduceOnly, displayQty, links, positionSide } = order
  const isTold = type === plainType(order)
  const isPlain = isTold && expireTs === null && !postOnly && !reduceOnly && displayQty === null && links === null
  if (isPlain && positionSide === null) return NOTHING
  const { contingency } = order
  return [
    isTold ? '' : type,
    trail === null ? '' : [trail.offset, trail.fraction, trail.activation, trail.limitOffset].join(' '),
    expireTs === null ? '' : String(expireTs),
    `${postOnly ? 'postOnly' : ''}${reduceOnly ? 'reduceOnly' : ''}`,
    displayQty === null ? '' : String(displayQty),
    contingency === null ? '' : [contingency.type, contingency.parentId, ...contingency.linkedIds].join(' '),
    ...(positionSide === null ? NOTHING : [positionSide]),
  ]
}

/** What its limit and stop prices alone would make of an order. */
function plainType({ limitPrice, stopPrice }: OrderRecord): OrderType {
  if (stopPrice !== null) return limitPrice === null ? 'stop_market' : 'stop_limit'
  return limitPrice === null ? 'market' : 'limit'
}

const NOTHING: readonly string[] = []
