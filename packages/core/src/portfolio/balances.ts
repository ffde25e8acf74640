import type { Instrument } from '../market/index.js'
import { sizeScale } from './holding.js'
import { Ledger, type LedgerReason } from './ledger.js'
import { decimalOf, moneyOf } from './money.js'

/** Money is kept to at least this many decimal places. */
const LEAST_SCALE = 8
const GREATEST_SCALE = 18

/** The exact ledgers of an account, one a currency, and the doubles nearest to them. */
export class Balances {
  /** The account's own currency first. */
  readonly currencies: readonly string[]
  readonly ledgers: readonly Ledger[]
  readonly numbers: Float64Array

  constructor(currency: string, deposits: Readonly<Record<string, number>>, instruments: readonly Instrument[]) {
    const all = [currency, ...Object.keys(deposits)]
    for (const { contractType, base, quote, settle } of instruments) {
      all.push(quote, settle)
      if (contractType === 'spot' || contractType === 'inverse') all.push(base)
    }
    this.currencies = [...new Set(all)]
    this.ledgers = this.currencies.map((name) => new Ledger(name, scaleFor(name, instruments)))
    this.numbers = new Float64Array(this.currencies.length)
    for (const [name, amount] of Object.entries(deposits)) {
      const at = this.currencies.indexOf(name)
      this.book(at, moneyOf(amount, this.ledgers[at]!.scale), 'deposit')
    }
  }

  book(at: number, amount: bigint, reason: LedgerReason): void {
    if (amount === 0n) return
    const ledger = this.ledgers[at]!
    ledger.book(amount, reason)
    this.numbers[at] = ledger.cashNumber
  }

  texts(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.ledgers.map((ledger) => [ledger.currency, ledger.toText()]))
  }
}

/** Fine enough for tick x lot of what is quoted in it, and for the lots of what it is the base of. */
function scaleFor(currency: string, instruments: readonly Instrument[]): number {
  const places = instruments.flatMap((instrument) => {
    const size = sizeScale(instrument)
    const { base, quote, settle, tickSize } = instrument
    const inQuote = quote === currency || settle === currency ? [size + decimalOf(tickSize).places] : []
    return base === currency ? [size, ...inQuote] : inQuote
  })
  return Math.min(GREATEST_SCALE, Math.max(LEAST_SCALE, ...places))
}
