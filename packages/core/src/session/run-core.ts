import type { Subject } from 'rxjs'
import type { Instrument, InstrumentId } from '../market/index.js'
import type { OrderEvent, OrderReason, OrderSide } from '../orders/index.js'
import type { PositionLeg, TradingAccount } from '../portfolio/index.js'
import type { FeeModel, Timers, Venue, VenueModel } from '../simulator/index.js'
import type { Gate } from '../strategy/index.js'
import type { EquityRecorder } from './equity-recorder.js'
import type { RunLog } from './run-log.js'
import type { RunTimers } from './run-timers.js'
import type { RoundTrip } from '../report/index.js'

/** An instrument of a run, as far as the others look at it: its open orders speak for cash that is everybody's. */
export interface TradedInstrument {
  readonly index: number
  readonly instrument: Instrument
  readonly market: Venue
  cancelAll(reason: OrderReason): void
  liquidate(side: OrderSide, lots: number, price: number, leg: PositionLeg | null): void
}

/** What all instruments of one run share. */
export interface RunCore {
  readonly strategyName: string
  readonly account: TradingAccount
  /** bound: one an instrument of the data. */
  readonly instruments: TradedInstrument[]
  readonly feeModel: FeeModel
  readonly venueModel: VenueModel
  readonly timers: Timers & Pick<RunTimers, 'headKey' | 'atLast'>
  readonly log: RunLog
  readonly recorder: EquityRecorder
  readonly events$: Subject<OrderEvent>
  readonly clock: RunClock
  /** Open while a handler of the strategy is being called. */
  readonly gate: Gate
  readonly trips: RoundTrip[]
  readonly warnings: WarningCounter
  readonly gapReserve: number
  /** When the day of a `DAY` order ends. */
  readonly dayEnd: (ts: number) => number
  readonly maxOpenOrders: number
  /** How long after its end a bar built from prints waits for late ones; 0 in a backtest. */
  readonly barLatenessMs: number
  /** Client order ids come from this counter, so that a repeated run gives the same. */
  orderCount: number
  tradedNotional: number
}

/** The clock of a run and what is measured along it. */
export interface RunClock {
  now: number
  /** Instruments with an open position, and since when there is any. */
  openPositions: number
  exposedSince: number
  /** End of the last time with a position. */
  exposedUntil: number
  exposedMs: number
}

/** Counts what a reader of the result should know; one line a kind, however often it happened. */
export class WarningCounter {
  readonly #counts = new Map<string, number>() // bound: one entry a kind of warning and instrument

  add(text: string, instrumentId?: InstrumentId): void {
    const key = instrumentId === undefined ? text : `${instrumentId}: ${text}`
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  lines(): string[] {
    return [...this.#counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`))
  }
}
