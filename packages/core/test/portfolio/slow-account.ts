import type { Instrument } from '../../src/market/index.js'
import { halfEven, rationalOf, type Rational } from './rational.js'

/** A fill, in whole lots and cents. */
export interface SlowFill {
  readonly index: number
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly price: number
  /** Fraction of value; below 0 a rebate. */
  readonly feeRate: number
  readonly leg: 'long' | 'short' | null
}

interface SlowPosition {
  /** Signed lots. */
  lots: bigint
  /** Signed size beyond whole lots, in lots of 10^-18: what fees in kind leave. */
  size: Rational
  cost: bigint
}

/**
 * The rules of docs/accounts.md with exact fractions and nothing else: no doubles but prices and rates as they are
 * given, no state but balances, sizes and costs. Money of a currency has the decimal places that `scales` say.
 */
export class SlowAccount {
  readonly cash: Map<string, bigint>
  readonly positions: Map<string, SlowPosition> = new Map()
  readonly marks: (number | null)[]
  readonly #instruments: readonly Instrument[]
  readonly #scales: ReadonlyMap<string, number>
  readonly #rateOf: (currency: string) => number

  constructor(
    instruments: readonly Instrument[],
    deposits: Readonly<Record<string, number>>,
    scales: ReadonlyMap<string, number>,
    rateOf: (currency: string) => number,
  ) {
    this.#instruments = instruments
    this.#scales = scales
    this.#rateOf = rateOf
    this.marks = instruments.map(() => null)
    this.cash = new Map([...scales.keys()].map((name) => [name, this.money(name, rationalOf(deposits[name] ?? 0))]))
  }

  money(currency: string, amount: Rational): bigint {
    return halfEven(amount, this.#scales.get(currency) as number)
  }

  position(index: number, leg: 'long' | 'short' | null): SlowPosition {
    const key = `${index} ${leg ?? 'net'}`
    const known = this.positions.get(key)
    if (known !== undefined) return known
    const fresh = { lots: 0n, size: rationalOf(0), cost: 0n }
    this.positions.set(key, fresh)
    return fresh
  }

  /** Exact value of lots at a price. */
  value(index: number, lots: bigint, price: number): Rational {
    return this.#worth(index, this.units(index, lots), price)
  }

  units(index: number, lots: bigint): Rational {
    const { lotSize, contractSize } = this.#instruments[index] as Instrument
    return times(rationalOf(lotSize), rationalOf(contractSize), { numerator: lots, denominator: 1n })
  }

  fill({ index, side, lots: wanted, price, feeRate, leg }: SlowFill, feeCurrency: string): { readonly ended: boolean } {
    const { contractType, base, quote, settle } = this.#instruments[index] as Instrument
    const money = this.valueCurrency(index)
    const position = this.position(index, leg)
    const sign = side === 'buy' ? 1n : -1n
    let lots = BigInt(wanted)
    const against = position.lots * sign < 0n ? abs(position.lots) : 0n
    const closes = against < lots ? against : lots
    if (leg !== null && (leg === 'long') !== (side === 'buy')) lots = closes
    const fee = this.#fee(index, lots, price, feeRate, feeCurrency)
    let profit = 0n
    if (closes > 0n) {
      const units = this.units(index, closes)
      const value = this.money(money, this.value(index, closes, price))
      const released = this.money(money, times(this.#fraction(money, position.cost), over(units, abs1(position.size))))
      profit = (contractType === 'inverse' ? released - value : value - released) * -sign
      position.cost -= released
      position.size = plus(position.size, times(units, whole(sign)))
      if (contractType === 'spot') this.#exchange(base, quote, sign, units, value)
      // Less than a lot of a fee in kind is left.
      if (closes === against) Object.assign(position, { size: rationalOf(0), cost: 0n })
    }
    let ended = closes > 0n && position.size.numerator === 0n
    const opens = lots - closes
    if (opens > 0n) {
      const units = this.units(index, opens)
      const value = this.money(money, this.value(index, opens, price))
      position.cost += value
      position.size = plus(position.size, times(units, whole(sign)))
      if (contractType === 'spot') this.#exchange(base, quote, sign, units, value)
    }
    if (contractType !== 'spot' && closes > 0n) this.add(settle, this.settled(index, profit))
    this.add(feeCurrency, -fee)
    position.lots += sign * lots
    if (contractType === 'spot' && feeCurrency === base && fee !== 0n && position.size.numerator !== 0n) {
      this.#payInKind(index, position, fee, price)
      ended ||= position.size.numerator === 0n
    }
    return { ended }
  }

  /** Longs pay shorts where the rate is above 0. */
  fund(index: number, leg: 'long' | 'short' | null, rate: number, markPrice: number): void {
    const { settle } = this.#instruments[index] as Instrument
    const { lots } = this.position(index, leg)
    if (lots === 0n) return
    const exact = times(this.value(index, lots, markPrice), times(rationalOf(rate), whole(-1n)))
    this.add(settle, this.settled(index, this.money(this.valueCurrency(index), exact)))
  }

  add(currency: string, amount: bigint): void {
    this.cash.set(currency, (this.cash.get(currency) as bigint) + amount)
  }

  valueCurrency(index: number): string {
    const { contractType, settle, quote } = this.#instruments[index] as Instrument
    return contractType === 'inverse' ? settle : quote
  }

  settled(index: number, amount: bigint): bigint {
    const { settle } = this.#instruments[index] as Instrument
    const from = this.valueCurrency(index)
    if (from === settle) return amount
    const rate = rationalOf(this.#rateOf(from) / this.#rateOf(settle))
    return this.money(settle, times(this.#fraction(from, amount), rate))
  }

  /** Equity as a double: balances and the profit of open contracts, each at its rate. */
  equity(): number {
    let equity = 0
    for (const [name, cash] of this.cash)
      if (cash !== 0n) equity += toNumber(this.#fraction(name, cash)) * this.#rateOf(name)
    for (const [key, { size, cost }] of this.positions) {
      const index = Number(key.split(' ')[0])
      const { contractType } = this.#instruments[index] as Instrument
      if (contractType === 'spot' || size.numerator === 0n) continue
      const money = this.valueCurrency(index)
      const worth = toNumber(this.#worth(index, abs1(size), this.marks[index] as number))
      const gain = (worth - toNumber(this.#fraction(money, cost))) * (size.numerator > 0n ? 1 : -1)
      equity += (contractType === 'inverse' ? -gain : gain) * this.#rateOf(money)
    }
    return equity
  }

  #worth(index: number, units: Rational, price: number): Rational {
    const { contractType } = this.#instruments[index] as Instrument
    return contractType === 'inverse' ? over(units, rationalOf(price)) : times(units, rationalOf(price))
  }

  #fee(index: number, lots: bigint, price: number, rate: number, currency: string): bigint {
    const { base, quote, contractType } = this.#instruments[index] as Instrument
    const fraction = rationalOf(rate)
    const units = this.units(index, lots)
    if (currency === this.valueCurrency(index))
      return this.money(currency, times(this.value(index, lots, price), fraction))
    if (currency === base) return this.money(currency, times(units, fraction))
    const perQuote = rationalOf(this.#rateOf(quote) / this.#rateOf(currency))
    const inQuote = contractType === 'inverse' ? units : times(units, rationalOf(price))
    return this.money(currency, times(inQuote, perQuote, fraction))
  }

  #exchange(base: string, quote: string, sign: bigint, units: Rational, value: bigint): void {
    this.add(base, sign * this.money(base, units))
    this.add(quote, -sign * value)
  }

  #payInKind(index: number, position: SlowPosition, fee: bigint, price: number): void {
    const { base, quote } = this.#instruments[index] as Instrument
    const isLong = position.size.numerator > 0n
    const paid = this.#fraction(base, fee)
    const after = plus(position.size, times(paid, whole(-1n)))
    const shrinks = fee > 0n === isLong
    const isGone = shrinks && after.numerator > 0n !== isLong
    if (isGone || after.numerator === 0n) position.cost = 0n
    else if (shrinks)
      position.cost -= this.money(
        quote,
        times(this.#fraction(quote, position.cost), over(abs1(paid), abs1(position.size))),
      )
    else position.cost += this.money(quote, times(abs1(paid), rationalOf(price)))
    position.size = isGone ? rationalOf(0) : after
    const lot = this.units(index, 1n)
    const count = over(abs1(position.size), lot)
    position.lots = (count.numerator / count.denominator) * (isLong ? 1n : -1n)
    if (position.lots !== 0n) return
    position.size = rationalOf(0)
    position.cost = 0n
  }

  #fraction(currency: string, amount: bigint): Rational {
    return { numerator: amount, denominator: 10n ** BigInt(this.#scales.get(currency) as number) }
  }
}

function toNumber({ numerator, denominator }: Rational): number {
  return Number((numerator * 10n ** 30n) / denominator) / 1e30
}

function times(...factors: readonly Rational[]): Rational {
  return factors.reduce((a, b) => ({
    numerator: a.numerator * b.numerator,
    denominator: a.denominator * b.denominator,
  }))
}

function over(a: Rational, b: Rational): Rational {
  const numerator = a.numerator * b.denominator
  const denominator = a.denominator * b.numerator
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator }
}

function plus(a: Rational, b: Rational): Rational {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

function whole(count: bigint): Rational {
  return { numerator: count, denominator: 1n }
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}

function abs1({ numerator, denominator }: Rational): Rational {
  return { numerator: abs(numerator), denominator }
}
