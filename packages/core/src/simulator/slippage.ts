import { demand, demandKnown } from '../errors/index.js'
import { floorSteps, fromSteps } from '../symbols/index.js'
import { slippingVenue, type Slip } from './slipping-venue.js'
import type { SlippageFill, SlippageModel } from './slippage-model.js'

/**
 * So many ticks against the order.
 *
 * @throws `BAD_PARAMETER` for what is no whole number from 0.
 *
 * @example
 * ```ts
 * import { tickSlippage } from '@tapeline/core/trading'
 * console.log(tickSlippage(2).description) // 2 ticks
 * ```
 */
export function tickSlippage(ticks: number): SlippageModel {
  demand(Number.isInteger(ticks) && ticks >= 0, 'tickSlippage', 'ticks', ticks, 'a whole number of at least 0')
  return slippageModel({
    description: `${ticks} ticks`,
    adverse: ({ tickSize }) => ticks * tickSize,
  })
}

/**
 * A fraction of the price against the order, rounded against it to the next tick.
 *
 * @throws `BAD_PARAMETER` for what is no fraction from 0 to below 1.
 *
 * @example
 * ```ts
 * import { fractionSlippage } from '@tapeline/core/trading'
 * console.log(fractionSlippage(0.0005).description) // 0.0005 of the price
 * ```
 */
export function fractionSlippage(fraction: number): SlippageModel {
  demand(fraction >= 0 && fraction < 1, 'fractionSlippage', 'fraction', fraction, 'a fraction from 0 to below 1')
  return slippageModel({ description: `${fraction} of the price`, adverse: ({ price }) => price * fraction })
}

/** How much of the market's volume an order may take, and what that does to its price. */
export interface VolumeSlippageOptions {
  /** Most of a print's or bar's volume that all orders of an instrument may take; the rest waits. 0.025 unless said. */
  readonly share?: number | undefined
  /** Price x impact x (share taken) squared against the order; 0.1 unless said. */
  readonly impact?: number | undefined
}

/**
 * Fills at most a share of what the market traded, and pays the square of the share that was taken times `impact`, as
 * in Zipline's volume share model, rounded against the order to the next tick. What is left waits for the next print
 * or bar (`FOK` then does not fill).
 *
 * @throws `BAD_PARAMETER` for fractions that cannot be.
 *
 * @example
 * ```ts
 * import { volumeSlippage } from '@tapeline/core/trading'
 * console.log(volumeSlippage({ share: 0.1 }).description) // at most 0.1 of volume, 0.1 x (share taken)^2 of the price
 * ```
 */
export function volumeSlippage(options: VolumeSlippageOptions = {}): SlippageModel {
  demandKnown('volumeSlippage', options, ['share', 'impact'])
  const { share = 0.025, impact = 0.1 } = options
  demand(share > 0 && share <= 1, 'volumeSlippage', 'share', share, 'a fraction above 0, at most 1')
  demand(impact >= 0 && impact < Infinity, 'volumeSlippage', 'impact', impact, 'a finite number of at least 0')
  return slippageModel({
    description: `at most ${share} of volume, ${impact} x (share taken)^2 of the price`,
    share,
    adverse({ price, quantity, volume }) {
      const taken = volume > 0 ? Math.min(1, quantity / volume) : 1
      return price * impact * taken * taken
    },
  })
}

/** A model of one's own. */
export interface SlippageModelOptions {
  readonly description: string
  /** How far the price moves against the order, at least 0. */
  adverse(fill: SlippageFill): number
  /** Most of the volume that may be taken; without it there is no limit. */
  readonly share?: number | undefined
}

/**
 * A slippage model from a rule. It applies to fills that take liquidity: market and stop orders at the open, on a
 * bar's path and at prints, limit orders that are through the market on arrival. The price is rounded against the
 * order to the next tick; no limit order is ever filled beyond its limit, and orders that wait are filled at theirs.
 *
 * @example
 * ```ts
 * import { slippageModel } from '@tapeline/core/trading'
 * const half = slippageModel({ description: 'half a cent', adverse: () => 0.005 })
 * console.log(half.description) // half a cent
 * ```
 */
export function slippageModel({ description, adverse, share }: SlippageModelOptions): SlippageModel {
  const slip: Slip = { priceOf: (fill) => movedAgainst(fill, adverse(fill)) }
  return Object.freeze({
    description,
    applyTo: (venue) => slippingVenue(venue, () => slip, share ?? Infinity),
  } satisfies SlippageModel)
}

/** A price moved so far against the order, on to the next tick, and never below one. */
export function movedAgainst({ side, price, tickSize }: SlippageFill, adverse: number): number {
  const moved = side === 'buy' ? price + adverse : price - adverse
  if (moved === price) return price
  const below = fromSteps(Math.max(1, floorSteps(moved, tickSize)), tickSize)
  const isOnTick = Math.abs(below - moved) <= tickSize * 1e-6
  return side === 'sell' || isOnTick ? below : fromSteps(floorSteps(moved, tickSize) + 1, tickSize)
}
