import { demand } from '../errors/index.js'
import type { Instrument } from '../market/index.js'

interface Step {
  /** Instrument whose price it takes. */
  readonly index: number
  readonly isInverted: boolean
}

/**
 * What a unit of each currency is worth in the account's own, at the latest marks: along the fewest instruments that
 * lead there, spot before contracts. A given rate holds until all of these have a price, and for good where there are
 * none.
 */
export class Rates {
  /** By place of the currency; NaN while unknown. */
  readonly values: Float64Array
  /** Currencies whose rate hangs on an instrument's price. bound: currencies of the account's instruments */
  readonly #paths: ReadonlyMap<number, readonly Step[]>
  readonly #affected: readonly (readonly number[])[]
  readonly #marks: Float64Array

  constructor(
    currencies: readonly string[],
    instruments: readonly Instrument[],
    given: Readonly<Record<string, number>>,
    marks: Float64Array,
  ) {
    this.#marks = marks
    this.values = Float64Array.from(currencies, (currency, i) => (i === 0 ? 1 : (given[currency] ?? NaN)))
    const paths = findPaths(currencies, instruments)
    this.#paths = new Map([...paths].map(([currency, steps]) => [currencies.indexOf(currency), steps]))
    this.#affected = instruments.map((_, index) =>
      [...this.#paths].flatMap(([at, steps]) => (steps.some((step) => step.index === index) ? [at] : [])),
    )
    for (const [i, currency] of currencies.entries()) {
      const isKnown = i === 0 || given[currency] !== undefined || this.#paths.has(i)
      const first = currencies[0] as string
      demand(isKnown, 'account', `rates.${currency}`, given[currency], `what 1 ${currency} is worth in ${first}`)
    }
  }

  /** An instrument has another price. */
  mark(index: number): void {
    for (const at of this.#affected[index]!) {
      let rate = 1
      for (const { index: of, isInverted } of this.#paths.get(at)!)
        rate = isInverted ? rate / this.#marks[of]! : rate * this.#marks[of]!
      if (!Number.isNaN(rate)) this.values[at] = rate
    }
  }
}

/** For each currency the steps from it to the first one. */
function findPaths(currencies: readonly string[], instruments: readonly Instrument[]): Map<string, readonly Step[]> {
  const paths = new Map<string, readonly Step[]>([[currencies[0] as string, []]]) // bound: currencies
  const order = instruments.map((instrument, index) => ({ instrument, index }))
  order.sort((a, b) => Number(a.instrument.contractType !== 'spot') - Number(b.instrument.contractType !== 'spot'))
  for (let grown = true; grown;) {
    grown = false
    // One step farther in each round, so that the fewest steps win.
    const known = new Map(paths)
    for (const { instrument, index } of order) {
      const { base, quote } = instrument
      for (const [from, to, isInverted] of [[base, quote, false] as const, [quote, base, true] as const]) {
        const rest = known.get(to)
        if (rest === undefined || paths.has(from) || !currencies.includes(from)) continue
        paths.set(from, [{ index, isInverted }, ...rest])
        grown = true
      }
    }
  }
  paths.delete(currencies[0] as string)
  return paths
}
