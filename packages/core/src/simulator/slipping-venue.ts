import type { Instrument } from '../market/index.js'
import type { LiquiditySide, OrderReason, OrderRecord, OrderSide } from '../orders/index.js'
import type { PositionLeg } from '../portfolio/index.js'
import { floorSteps, fromSteps } from '../symbols/index.js'
import type { DepthIntake } from './depth/depth-intake.js'
import type { ExecutionSink } from './execution-sink.js'
import type { OrderTermsChange } from './order-change.js'
import type { SlippageFill } from './slippage-model.js'
import type { Venue, VenueModel } from './venue.js'

/** What fills that take liquidity pay, on one instrument. */
export interface Slip {
  priceOf(fill: SlippageFill): number
  /** So much of it was booked. */
  filled?(side: OrderSide, quantity: number, ts: number): void
}

/** A venue whose fills that take liquidity slip. */
export function slippingVenue(venue: VenueModel, begin: (instrument: Instrument) => Slip, share: number): VenueModel {
  return {
    policies: venue.policies,
    needsDepth: venue.needsDepth,
    create(instrument, sink, timers) {
      const slipping = new SlippingSink(instrument, sink, begin(instrument), share)
      return new SlippingVenue(venue.create(instrument, slipping, timers), slipping)
    },
  }
}

/** Stands between the venue and the account: moves prices, and holds back what the market's volume does not give. */
class SlippingSink implements ExecutionSink {
  /** What the market trades at this moment, and how many lots of it are left to take. */
  #volume = 0
  #left = Infinity
  readonly #instrument: Instrument
  readonly #sink: ExecutionSink
  readonly #slip: Slip
  readonly #share: number

  constructor(instrument: Instrument, sink: ExecutionSink, slip: Slip, share: number) {
    this.#instrument = instrument
    this.#sink = sink
    this.#slip = slip
    this.#share = share
  }

  marketTrades(volume: number): void {
    this.#volume = volume
    this.#left = this.#share === Infinity ? Infinity : floorSteps(volume * this.#share, this.#instrument.lotSize)
  }

  execute(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    const most = Math.min(lots, this.#left)
    if (most <= 0 || (order.timeInForce === 'FOK' && most < lots)) return 0
    const takes = liquidity === 'taker'
    const at = takes ? this.#slipped(order, most, price, ts) : price
    const done = this.#sink.execute(order, most, at, liquidity, ts)
    if (takes && done > 0) this.#slip.filled?.(order.side, fromSteps(done, this.#instrument.lotSize), ts)
    this.#left -= done
    return done
  }

  accepted(order: OrderRecord, ts: number): void {
    this.#sink.accepted(order, ts)
  }

  rejected(order: OrderRecord, reason: OrderReason, ts: number): void {
    this.#sink.rejected(order, reason, ts)
  }

  cancel(order: OrderRecord, reason: OrderReason, ts: number): void {
    this.#sink.cancel(order, reason, ts)
  }

  expired(order: OrderRecord, ts: number): void {
    this.#sink.expired(order, ts)
  }

  pending(order: OrderRecord, status: 'pending_update' | 'pending_cancel'): void {
    this.#sink.pending(order, status)
  }

  updated(order: OrderRecord, ts: number): void {
    this.#sink.updated(order, ts)
  }

  modifyRejected(order: OrderRecord, reason: OrderReason, ts: number): void {
    this.#sink.modifyRejected(order, reason, ts)
  }

  cancelRejected(order: OrderRecord, reason: OrderReason, ts: number): void {
    this.#sink.cancelRejected(order, reason, ts)
  }

  triggered(order: OrderRecord, ts: number): void {
    this.#sink.triggered(order, ts)
  }

  heldLots(leg?: PositionLeg | null): number {
    return this.#sink.heldLots(leg)
  }

  lastPrice(): number {
    return this.#sink.lastPrice()
  }

  #slipped({ side, limitPrice }: OrderRecord, lots: number, price: number, ts: number): number {
    const { tickSize, lotSize } = this.#instrument
    const quantity = fromSteps(lots, lotSize)
    const at = this.#slip.priceOf({ side, price, quantity, volume: this.#volume, tickSize, ts })
    if (limitPrice === null) return at
    return side === 'buy' ? Math.min(at, limitPrice) : Math.max(at, limitPrice)
  }
}

class SlippingVenue implements Venue {
  readonly #venue: Venue
  readonly #sink: SlippingSink

  constructor(venue: Venue, sink: SlippingSink) {
    this.#venue = venue
    this.#sink = sink
  }

  get lowTrigger(): number {
    return this.#venue.lowTrigger
  }

  get highTrigger(): number {
    return this.#venue.highTrigger
  }

  get depth(): DepthIntake | undefined {
    return this.#venue.depth
  }

  get hasAuctions(): boolean {
    return this.#venue.hasAuctions === true
  }

  get open(): readonly OrderRecord[] {
    return this.#venue.open
  }

  submit(order: OrderRecord, now: number): void {
    this.#venue.submit(order, now)
  }

  requestCancel(order: OrderRecord, reason: OrderReason, now: number): void {
    this.#venue.requestCancel(order, reason, now)
  }

  requestModify(order: OrderRecord, change: OrderTermsChange, now: number): void {
    this.#venue.requestModify(order, change, now)
  }

  forgetEnded(): void {
    this.#venue.forgetEnded()
  }

  onTrade(ts: number, price: number, size: number): void {
    this.#sink.marketTrades(size)
    this.#venue.onTrade(ts, price, size)
  }

  onBar(...bar: Parameters<Venue['onBar']>): void {
    this.#sink.marketTrades(bar[6])
    this.#venue.onBar(...bar)
  }

  /** What the last event left of the market's volume serves a close too. */
  onTime(ts: number): void {
    this.#venue.onTime?.(ts)
  }

  afterBar(ts: number, price: number): void {
    this.#venue.afterBar(ts, price)
  }

  fillMarketOrdersAt(ts: number, price: number): void {
    this.#sink.marketTrades(Infinity)
    this.#venue.fillMarketOrdersAt(ts, price)
  }
}
