import type { Instrument } from '../market/index.js'
import { moneyToNumber, type PositionTrip } from '../portfolio/index.js'
import type { RoundTrip } from '../report/index.js'
import { fromSteps } from '../symbols/index.js'

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
