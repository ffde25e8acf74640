import type { FillModel } from './fill-model.js'
import { SimulatedMarket } from './simulated-market.js'
import { utcDays, type TradingSessions } from './trading-sessions.js'
import type { VenueModel } from './venue.js'

/**
 * The default venue: orders rest beside recorded prints and bars, without latency, and fill as the model says; those for
 * the open or the close of a session wait for it, UTC days unless said.
 */
export function restingVenue(model: FillModel, sessions: TradingSessions = utcDays): VenueModel {
  return {
    policies: null,
    create: (instrument, sink, timers) => new SimulatedMarket(instrument, model, sink, timers, sessions.of(instrument)),
  }
}
