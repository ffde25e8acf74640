import { fromSteps } from '../symbols/index.js'
import type { AccountBooks, Backing } from './account-books.js'
import type { Charge } from './booked-fill.js'
import type { Holding } from './holding.js'
import { MarginTerms } from './margin-terms.js'
import { convertMoney, moneyShare } from './money-shares.js'
import { lastGood, outwards } from './price-search.js'

/** How positions are backed, and what happens where they no longer are. */
export interface MarginOptions {
  readonly positionMode: 'net' | 'hedge'
  readonly marginMode: 'cross' | 'isolated'
  readonly leverage: number | Readonly<Record<string, number>>
  /** Of instruments without tiers; null for half of what opening takes. */
  readonly maintenanceRate: number | null
  /** Multiple of the maintenance margin at which the account is warned. */
  readonly marginCall: number
  readonly liquidationAt: 'mark' | 'bankruptcy'
  readonly liquidationFee: number
  readonly isInsured: boolean
}

/** Watches over the margin of an account: what new positions need, and whether those that are open are still backed. */
export class MarginGuard implements Backing {
  readonly options: MarginOptions
  forcedCharge: Charge | null = null
  readonly #account: AccountBooks
  readonly #terms: readonly MarginTerms[]
  readonly #isCross: boolean
  /** A margin call is out. */
  isCalled = false

  constructor(account: AccountBooks, options: MarginOptions) {
    this.#account = account
    this.options = options
    this.#isCross = options.marginMode === 'cross'
    this.#terms = account.instruments.map((instrument) => {
      const { leverage } = options
      const own = typeof leverage === 'number' ? leverage : (leverage[instrument.id] ?? 1)
      return new MarginTerms('marginAccount', instrument, own, options.maintenanceRate ?? 0.5 / own)
    })
  }

  /** Money that backs open positions. */
  used(): number {
    let used = 0
    for (const slot of this.#account.open) used += this.#isCross ? this.#initial(slot) : this.#posted(slot)
    return used
  }

  /** Money for new positions: of isolated ones neither margin nor profit counts. */
  free(): number {
    const { equity, open } = this.#account
    if (this.#isCross) return equity - this.used()
    let free = equity
    for (const slot of open) free -= this.#posted(slot) + this.#account.openProfit(slot)
    return free
  }

  /** Fraction of value that adding to what is held takes. */
  initialRate(index: number): number {
    const { marks, legs, holdings } = this.#account
    const first = index * legs
    let value = 0
    for (const holding of holdings.slice(first, first + legs)) value += worth(holding, marks[index]!)
    return this.#terms[index]!.initialRate(value)
  }

  covers(slot: number, opening: number, closed: number, price: number, fee: number): boolean {
    if (opening === 0 || this.forcedCharge !== null) return true
    const account = this.#account
    const index = account.indexOf(slot)
    const holding = account.holdings[slot]!
    const { lotSize, contractSize } = holding.instrument
    const units = fromSteps(opening, lotSize) * contractSize
    const added = holding.isInverse ? units / price : units * price
    const terms = this.#terms[index]!
    const rate = account.valueRate(index)
    const value = closed > 0 ? added : worth(holding, price) + added
    if (this.#isCross) {
      const needed = this.used() - this.#initial(slot) + value * terms.initialRate(value) * rate
      return account.equity - fee >= needed
    }
    const freed = closed > 0 ? this.#posted(slot) + account.openProfit(slot) : 0
    return this.free() + freed - fee >= added * terms.initialRate(value) * rate
  }

  post(slot: number, value: bigint): void {
    if (this.#isCross) return
    const account = this.#account
    const index = account.indexOf(slot)
    const holding = account.holdings[slot]!
    const { scale } = account.balanceSheet.ledgers[account.settles[index]!]!
    const rate = this.#terms[index]!.initialRate(worth(holding, account.marks[index]!))
    holding.setMargin(holding.margin + convertMoney(value, scale, rate, scale), scale)
  }

  release(slot: number, units: bigint): void {
    const holding = this.#account.holdings[slot]!
    if (holding.margin === 0n) return
    const held = holding.size < 0n ? -holding.size : holding.size
    const { scale } = this.#account.balanceSheet.ledgers[this.#account.settles[this.#account.indexOf(slot)]!]!
    holding.setMargin(holding.margin - moneyShare(holding.margin, units, held), scale)
  }

  /** After a mark of an instrument: is something no longer backed? Warns where it soon will not be. */
  isBreached(index: number): boolean {
    if (this.forcedCharge !== null) return false
    const excess = this.excess(index, 1)
    if (excess <= 0) return true
    const { marginCall } = this.options
    if (!this.#isCross || marginCall <= 1) return false
    const { equity } = this.#account
    const maintenance = equity - excess
    if (equity > maintenance * marginCall) this.isCalled = false
    else if (!this.isCalled) this.#call(maintenance)
    return false
  }

  /** Equity beyond a multiple of the maintenance margin: of the account, or of the worst isolated position of an instrument. */
  excess(index: number, multiple: number): number {
    const account = this.#account
    if (this.#isCross) {
      let maintenance = 0
      for (const slot of account.open) maintenance += this.#maintenance(slot)
      return account.open.length === 0 ? Infinity : account.equity - maintenance * multiple
    }
    let least = Infinity
    for (const slot of account.open)
      if (account.indexOf(slot) === index) least = Math.min(least, this.excessOf(slot, multiple))
    return least
  }

  /** The same of one isolated position. */
  excessOf(slot: number, multiple: number): number {
    return this.#posted(slot) + this.#account.openProfit(slot) - this.#maintenance(slot) * multiple
  }

  breachBetween(index: number, open: number, low: number, high: number): number {
    return this.#assuming(index, (excess) => {
      if (excess(open) <= 0) return open
      if (excess(low) <= 0) return lastGood(excess, open, low)
      return excess(high) <= 0 ? lastGood(excess, open, high) : NaN
    })
  }

  liquidationPrice(index: number, holdings: readonly Holding[]): number | null {
    const mark = this.#account.marks[index]!
    let units = 0
    for (const holding of holdings) units += holding.units
    return this.#assuming(index, (excess) => {
      if (excess(mark) <= 0) return mark
      return outwards(excess, mark, units < 0)
    })
  }

  /** The price at which nothing would be left of what backs a position; `null` where there is none. */
  bankruptcyPrice(slot: number): number | null {
    const index = this.#account.indexOf(slot)
    const mark = this.#account.marks[index]!
    const isShort = this.#account.holdings[slot]!.units < 0
    return this.#assuming(
      index,
      (excess) => (excess(mark) > 0 ? outwards(excess, mark, isShort) : outwards((p) => -excess(p), mark, !isShort)),
      0,
    )
  }

  #assuming<T>(index: number, ask: (excess: (price: number) => number) => T, multiple: number = 1): T {
    const account = this.#account
    const mark = account.marks[index]!
    const answer = ask((price) => {
      account.assume(index, price)
      return this.excess(index, multiple)
    })
    account.assume(index, mark)
    return answer
  }

  #call(maintenanceMargin: number): void {
    this.isCalled = true
    const { equity, host } = this.#account
    host?.note({ type: 'MarginCall', ts: host.now, equity, maintenanceMargin })
  }

  #initial(slot: number): number {
    const account = this.#account
    const index = account.indexOf(slot)
    const value = worth(account.holdings[slot]!, account.marks[index]!)
    return value * this.#terms[index]!.initialRate(value) * account.valueRate(index)
  }

  #maintenance(slot: number): number {
    const account = this.#account
    const index = account.indexOf(slot)
    const value = worth(account.holdings[slot]!, account.marks[index]!)
    return this.#terms[index]!.maintenance(value) * account.valueRate(index)
  }

  /** Isolated margin in the account's currency. */
  #posted(slot: number): number {
    const { marginNumber } = this.#account.holdings[slot]!
    if (marginNumber === 0) return 0
    return marginNumber * this.#account.rates.values[this.#account.settles[this.#account.indexOf(slot)]!]!
  }
}

function worth(holding: Holding, price: number): number {
  return holding.units === 0 ? 0 : Math.abs(holding.worthAt(price))
}
