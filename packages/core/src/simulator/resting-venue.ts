import type { FillModel } from './fill-model.js'
import { SimulatedMarket } from './simulated-market.js'
import type { VenueModel } from './venue.js'

/** The default venue: orders rest beside recorded prints and bars, without latency, and fill as the model says. */
export function restingVenue(model: FillModel): VenueModel {
  return { policies: null, create: (instrument, sink) => new SimulatedMarket(instrument, model, sink) }
}
