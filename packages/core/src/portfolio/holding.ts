import type { Instrument } from '../market/index.js'
import { fromSteps } from '../symbols/index.js'
import { decimalOf, moneyProduct, moneyRatio, moneyToNumber } from './money.js'
import { convertMoney, moneyShare } from './money-shares.js'
import type { RoundTrip } from './round-trip.js'

/** Decimal places of money, in which sizes and values of a position are counted. */
export interface HoldingScales {
  /** Of sizes: quantity x contract size. */
  readonly size: number
  /** Of values: the quote currency, for inverse contracts base. */
  readonly value: number
}

/**
 * A position with the exact money that it cost. Closing part of it releases that share of the cost, rounded once; the
 * rest stays, so that over a trade from flat to flat nothing is ever lost to rounding.
 */
export class Holding {
  readonly instrument: Instrument
  readonly scales: HoldingScales
  /** Size of a lot. */
  readonly lotUnits: bigint
  /** Signed size: base units, for inverse contracts quote units. */
  size = 0n
  /** What the size held was worth when it was opened, never below 0. */
  cost = 0n
  /** Isolated margin, in the currency that profit is booked in. */
  margin = 0n
  lots = 0
  /** The doubles nearest to size, signed cost and margin: what marking works with. */
  units = 0
  signedCost = 0
  marginNumber = 0
  readonly isInverse: boolean
  readonly isSpot: boolean
  #trip: HoldingTrip = newTrip(0, 'long')

  constructor(instrument: Instrument, scales: HoldingScales) {
    this.instrument = instrument
    this.scales = scales
    this.isInverse = instrument.contractType === 'inverse'
    this.isSpot = instrument.contractType === 'spot'
    const { lotSize, contractSize } = instrument
    this.lotUnits = moneyProduct([lotSize, contractSize], scales.size)
  }

  get quantity(): number {
    const { contractSize, lotSize } = this.instrument
    return contractSize === 1 ? this.units : fromSteps(this.lots, lotSize)
  }

  get avgPrice(): number | null {
    if (this.size === 0n) return null
    return this.isInverse ? this.units / this.signedCost : this.signedCost / this.units
  }

  unitsOf(lots: number): bigint {
    return BigInt(lots) * this.lotUnits
  }

  /** What lots, or a fraction of them, are worth at a price, exact but for one rounding, half to even. */
  valueOf(lots: number, price: number, fraction: number = 1): bigint {
    const { lotSize, contractSize } = this.instrument
    const quantity = fromSteps(lots, lotSize)
    return this.isInverse
      ? moneyRatio([quantity, contractSize, fraction], [price], this.scales.value)
      : moneyProduct([price, quantity, contractSize, fraction], this.scales.value)
  }

  /** The value at a price of what is held, signed. */
  worthAt(price: number): number {
    return this.isInverse ? this.units / price : this.units * price
  }

  /** Profit of what is held at a price, in the currency that its value is in. */
  profitAt(price: number): number {
    return this.isInverse ? this.signedCost - this.units / price : this.units * price - this.signedCost
  }

  /** Opens or adds. */
  open(ts: number, isLong: boolean, units: bigint, value: bigint, fee: number): void {
    if (this.size === 0n) this.#trip = newTrip(ts, isLong ? 'long' : 'short')
    const trip = this.#trip
    this.size += isLong ? units : -units
    this.cost += value
    trip.entrySize += units
    trip.entryValue += value
    trip.fees += fee
    const held = this.size < 0n ? -this.size : this.size
    if (held > trip.maxSize) trip.maxSize = held
    this.#mirror()
  }

  /** Reduces; returns the exact profit before fees, in the currency of its value. */
  close(units: bigint, value: bigint, fee: number): bigint {
    const held = this.size < 0n ? -this.size : this.size
    const isLong = this.size > 0n
    const released = moneyShare(this.cost, units, held)
    this.cost -= released
    this.size -= isLong ? units : -units
    const trip = this.#trip
    trip.exitSize += units
    trip.exitValue += value
    trip.fees += fee
    this.#mirror()
    return isLong === !this.isInverse ? value - released : released - value
  }

  /** Money that came or went without a fill, in the account's currency: funding, swaps. */
  carry(amount: number): void {
    this.#trip.carry += amount
  }

  setMargin(margin: bigint, scale: number): void {
    this.margin = margin
    this.marginNumber = moneyToNumber(margin, scale)
  }

  /** A fee in the asset itself makes a position smaller, a rebate larger, as if it had been sold or bought for it. */
  payInKind(ts: number, fee: bigint, price: number): void {
    const units = fee < 0n ? -fee : fee
    const isLong = this.size > 0n
    if (fee < 0n === isLong) this.open(ts, isLong, units, this.#inQuote(units, price), 0)
    else {
      const held = isLong ? this.size : -this.size
      const closed = units < held ? units : held
      this.close(closed, this.#inQuote(closed, price), 0)
    }
  }

  /** Less than a lot is left of a fee that was paid in kind: it is no position, but money like any other. */
  get isDust(): boolean {
    return this.size !== 0n && this.lots === 0
  }

  /** Takes dust out of the position, at a price. */
  sweep(price: number): void {
    const units = this.size < 0n ? -this.size : this.size
    this.close(units, this.#inQuote(units, price), 0)
  }

  #inQuote(units: bigint, price: number): bigint {
    return convertMoney(units, this.scales.size, price, this.scales.value)
  }

  /** The trade so far; what is still held counts at `markPrice`. `rate` makes its currency the account's. */
  trip(exitTs: number | null, markPrice: number, rate: number): RoundTrip {
    const { instrument, scales, isInverse } = this
    const { side, entryTs, maxSize, entrySize, entryValue, exitValue, fees, carry } = this.#trip
    const { contractSize } = instrument
    const entry = moneyToNumber(entryValue, scales.value)
    const held = this.size === 0n ? 0 : Math.abs(this.worthAt(markPrice))
    const exit = moneyToNumber(exitValue, scales.value) + held
    const gross = held === 0 ? moneyToNumber(exitValue - entryValue, scales.value) : exit - entry
    const units = moneyToNumber(entrySize, scales.size)
    const pnl = (isInverse === (side === 'short') ? gross : -gross) * rate - fees + carry
    return {
      instrumentId: instrument.id,
      side,
      entryTs,
      exitTs,
      quantity: moneyToNumber(maxSize, scales.size) / contractSize,
      entryPrice: isInverse ? units / entry : entry / units,
      exitPrice: isInverse ? units / exit : exit / units,
      pnl,
      fees,
      returnOnCost: entry === 0 ? 0 : pnl / (entry * rate),
    }
  }

  snapshot(): HoldingState {
    return {
      size: this.size,
      cost: this.cost,
      margin: this.margin,
      marginNumber: this.marginNumber,
      trip: { ...this.#trip },
    }
  }

  restore({ size, cost, margin, marginNumber, trip }: HoldingState): void {
    this.size = size
    this.cost = cost
    this.margin = margin
    this.marginNumber = marginNumber
    this.#trip = { ...trip }
    this.#mirror()
  }

  #mirror(): void {
    const { size, value } = this.scales
    this.lots = Number(this.size / this.lotUnits)
    this.units = moneyToNumber(this.size, size)
    const cost = moneyToNumber(this.cost, value)
    this.signedCost = this.size < 0n ? -cost : cost
  }
}

/** Sizes of an instrument are counted finely enough for its lots, values for tick x lot. */
export function sizeScale({ lotSize, contractSize }: Instrument): number {
  return decimalOf(lotSize).places + decimalOf(contractSize).places
}

/** A position as plain data. */
export interface HoldingState {
  readonly size: bigint
  readonly cost: bigint
  readonly margin: bigint
  readonly marginNumber: number
  readonly trip: Readonly<HoldingTrip>
}

/** The trade from flat to flat that a position is in, as plain data. */
export interface HoldingTrip {
  side: 'long' | 'short'
  entryTs: number
  maxSize: bigint
  entrySize: bigint
  entryValue: bigint
  exitSize: bigint
  exitValue: bigint
  fees: number
  carry: number
}

function newTrip(entryTs: number, side: HoldingTrip['side']): HoldingTrip {
  return {
    side,
    entryTs,
    maxSize: 0n,
    entrySize: 0n,
    entryValue: 0n,
    exitSize: 0n,
    exitValue: 0n,
    fees: 0,
    carry: 0,
  }
}
