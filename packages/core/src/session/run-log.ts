import { TapelineError } from '../errors/index.js'
import { Digest } from '../math/index.js'
import type { OrderEvent, OrderRecord } from '../orders/index.js'
import type { FillRecord } from '../report/index.js'
import type { InstrumentId } from '../market/index.js'

/** A finding that a strategy published. */
export interface SignalRecord {
  readonly ts: number
  readonly instrumentId: InstrumentId
  readonly name: string
  readonly values: Readonly<Record<string, number>>
}

/** Everything that a run leaves behind, with the running digest of all of it. bound: `maxRecords` of each kind. */
export class RunLog {
  readonly orders: OrderRecord[] = [] // bound: maxRecords
  readonly fills: FillRecord[] = [] // bound: maxRecords
  readonly signals: SignalRecord[] = [] // bound: maxRecords
  readonly #digest = new Digest()
  readonly #maxRecords: number

  constructor(maxRecords: number) {
    this.#maxRecords = maxRecords
  }

  order(order: OrderRecord): void {
    this.#keep('orders', this.orders, order)
    this.#digest.text(`${order.clientOrderId} ${order.instrumentId} ${order.side} ${order.type} ${order.timeInForce}`)
    this.#digest.number(order.quantity)
    this.#digest.number(order.limitPrice ?? NaN)
    this.#digest.number(order.stopPrice ?? NaN)
  }

  event(event: OrderEvent): void {
    this.#digest.text(`${event.type} ${event.clientOrderId} ${'reason' in event ? event.reason : ''}`)
    this.#digest.number(event.ts)
  }

  /** `cash` is the ledger's exact balance after the fill. */
  fill(fill: FillRecord, cash: bigint): void {
    this.#keep('fills', this.fills, fill)
    this.#digest.text(`${fill.side} ${fill.liquidity} ${cash}`)
    this.#digest.number(fill.quantity)
    this.#digest.number(fill.price)
    this.#digest.number(fill.fee)
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

  /** The digest of the run, inputs included. */
  hex(inputs: readonly { readonly stream: string; readonly digest: string }[]): string {
    for (const input of inputs) this.#digest.text(`${input.stream} ${input.digest}`)
    return this.#digest.hex()
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
