import type { OrderSide } from '../orders/index.js'
import type { VenueModel } from './venue.js'

/** A fill that takes liquidity, before it slips. */
export interface SlippageFill {
  readonly side: OrderSide
  /** What the venue would fill it at. */
  readonly price: number
  /** Base units. */
  readonly quantity: number
  /** What the market traded meanwhile: the print's size, the bar's volume. */
  readonly volume: number
  /** Step of prices. */
  readonly tickSize: number
  /** When it is filled, UTC epoch ms. */
  readonly ts: number
}

/** What an order's own size does to the price of its fills. */
export interface ImpactModel {
  /** How it introduces itself in a result's policies. */
  readonly description: string
  /** The venue with fills that pay for their size. */
  applyTo(venue: VenueModel): VenueModel
}

/** What an order pays beyond the price that the venue fills it at. */
export interface SlippageModel {
  /** How it introduces itself in a result's policies. */
  readonly description: string
  /** The venue with fills that slip. */
  applyTo(venue: VenueModel): VenueModel
}
