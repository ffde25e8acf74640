import type { LiquiditySide, OrderReason, OrderRecord } from '../../orders/index.js'
import type { ExecutionSink } from '../execution-sink.js'
import type { OrderFlight } from './order-flight.js'

/** What a far venue says about orders; of one that has ended nothing more is heard. */
export class VenueAnswers {
  readonly #flight: OrderFlight
  readonly #sink: ExecutionSink

  constructor(flight: OrderFlight, sink: ExecutionSink) {
    this.#flight = flight
    this.#sink = sink
  }

  accepted(record: OrderRecord, ts: number): void {
    this.#tell(record, ts, (heard) => this.#sink.accepted(record, heard))
  }

  rejected(record: OrderRecord, reason: OrderReason, ts: number): void {
    this.#tell(record, ts, (heard) => this.#sink.rejected(record, reason, heard))
  }

  triggered(record: OrderRecord, ts: number): void {
    this.#tell(record, ts, (heard) => this.#sink.triggered(record, heard))
  }

  updated(record: OrderRecord, ts: number): void {
    this.#tell(record, ts, (heard) => this.#sink.updated(record, heard))
  }

  modifyRejected(record: OrderRecord, ts: number): void {
    this.#tell(record, ts, (heard) => this.#sink.modifyRejected(record, 'order_ended', heard))
  }

  cancelRejected(record: OrderRecord, reason: OrderReason, ts: number): void {
    this.#tell(record, ts, (heard) => this.#sink.cancelRejected(record, reason, heard))
  }

  /** A linked order may have made it smaller meanwhile; `then` runs once it was heard. */
  filled(
    record: OrderRecord,
    { lots, price, liquidity, ts }: { lots: number; price: number; liquidity: LiquiditySide; ts: number },
    then: () => void,
  ): void {
    this.#flight.answer(ts, (heard) => {
      if (record.isOpen) this.#sink.execute(record, Math.min(lots, record.leavesLots), price, liquidity, heard)
      then()
    })
  }

  canceled(record: OrderRecord, reason: OrderReason, ts: number, then: () => void): void {
    this.#flight.answer(ts, (heard) => {
      if (record.isOpen) this.#sink.cancel(record, reason, heard)
      then()
    })
  }

  #tell(record: OrderRecord, ts: number, say: (heard: number) => void): void {
    this.#flight.answer(ts, (heard) => {
      if (record.isOpen) say(heard)
    })
  }
}
