import type { Instrument, InstrumentId } from '../market/index.js'
import { fromSteps } from '../symbols/index.js'
import { moneyToNumber } from './money.js'
import type { PositionTrip } from './position.js'

/** A position from flat to flat. */
export interface RoundTrip {
  /** What was held. */
  readonly instrumentId: InstrumentId
  /** `long`: bought first. */
  readonly side: 'long' | 'short'
  /** Clock of the first fill, UTC epoch ms. */
  readonly entryTs: number
  /** Null while the position is still open: it is then marked at the last price. */
  readonly exitTs: number | null
  /** Largest absolute size held, in base units. */
  readonly quantity: number
  /** Average price of all fills that opened or added. */
  readonly entryPrice: number
  /** Average price of all fills that reduced or closed; the last price where still open. */
  readonly exitPrice: number
  /** Profit after fees, funding and swaps, in the account's currency. */
  readonly pnl: number
  /** Of all its fills, in the account's currency. */
  readonly fees: number
  /** `pnl` over the cost of the entries. */
  readonly returnOnCost: number
}

/** A trade that ended, or that is still open and marked at `markPrice`, as the report takes it. */
export function roundTrip(
  trip: PositionTrip,
  instrument: Instrument,
  scale: number,
  exit: { readonly ts: number } | { readonly markPrice: number },
): RoundTrip {
  const unitsOf = (lots: number): number => fromSteps(lots, instrument.lotSize) * instrument.contractSize
  const entryNotional = moneyToNumber(trip.entryNotional, scale)
  const fees = moneyToNumber(trip.fees, scale)
  const held = trip.entryLots - trip.exitLots
  const heldValue = 'markPrice' in exit ? unitsOf(held) * exit.markPrice : 0
  const exitNotional = moneyToNumber(trip.exitNotional, scale) + heldValue
  const gross =
    heldValue === 0 ? moneyToNumber(trip.exitNotional - trip.entryNotional, scale) : exitNotional - entryNotional
  const pnl = (trip.side === 'long' ? gross : -gross) - fees
  return {
    instrumentId: instrument.id,
    side: trip.side,
    entryTs: trip.entryTs,
    exitTs: 'ts' in exit ? exit.ts : null,
    quantity: fromSteps(trip.maxLots, instrument.lotSize),
    entryPrice: entryNotional / unitsOf(trip.entryLots),
    exitPrice: exitNotional / unitsOf(trip.entryLots),
    pnl,
    fees,
    returnOnCost: entryNotional === 0 ? 0 : pnl / entryNotional,
  }
}
