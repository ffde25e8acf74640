import type { AccountBooks } from './account-books.js'
import type { AccountHost } from './account-host.js'
import type { FundingSettlement } from './funding-settlement.js'
import { fromSteps } from '../symbols/index.js'
import { decimalOf, moneyProduct, moneyToNumber } from './money.js'
import { moneyShare } from './money-shares.js'
import { ToldFunding } from './told-funding.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Interest is by the hour, of a year of 365 days. */
const HOURS_OF_YEAR = 8_760n
const [SUNDAY, SATURDAY] = [0, 6]

/** The venue's own mark of an instrument. */
export interface MarkPrice {
  readonly instrumentId: string
  /** UTC epoch ms. */
  readonly ts: number
  readonly price: number
}

/** What a position of one instrument earns over a night, in quote currency a unit of base; below 0 it pays. */
export interface SwapRates {
  readonly long: number
  readonly short: number
}

/** What holding and owing cost. */
export interface CarryTerms {
  /** In order of time. */
  readonly funding: readonly FundingSettlement[]
  /** In order of time. */
  readonly markPrices: readonly MarkPrice[]
  readonly swaps: Readonly<Record<string, SwapRates>>
  /** Time of day, UTC. */
  readonly swapTimeMs: number
  /** Day of the week that counts for three nights: 3 is Wednesday. */
  readonly tripleSwapDay: number
  /** Yearly interest by currency owed. */
  readonly borrow: Readonly<Record<string, number>>
}

/** Settles funding, swaps and interest of an account, each at its own moment of the run's clock. */
export class Carry {
  readonly #account: AccountBooks
  readonly #terms: CarryTerms
  /** Instruments that are valued at the venue's own marks, from the first of them on. */
  readonly isMarkedAt: Uint8Array
  readonly told: ToldFunding
  #host: AccountHost | null = null
  #isStarted = false

  constructor(account: AccountBooks, terms: CarryTerms) {
    this.#account = account
    this.#terms = terms
    this.isMarkedAt = new Uint8Array(account.instruments.length)
    this.told = new ToldFunding(account.instruments, terms.funding, (one, host) => this.#fund(one, host))
  }

  /** Is it valued at the venue's own marks? From the first of them on. */
  isMarked(index: number): boolean {
    return this.isMarkedAt[index] === 1
  }

  begin(host: AccountHost): void {
    this.#host = host
  }

  /** The clock has begun to run. */
  start(): void {
    const host = this.#host
    if (this.#isStarted || host === null) return
    this.#isStarted = true
    const { funding, markPrices, swaps, swapTimeMs, borrow } = this.#terms
    const { now } = host
    armList(
      host,
      markPrices,
      now,
      ({ ts }) => ts,
      (mark) => this.#mark(mark),
    )
    armList(
      host,
      funding,
      now,
      ({ fundingTime }) => fundingTime,
      (settlement) => this.#fund(settlement, host),
    )
    if (Object.keys(borrow).length > 0) armEvery(host, HOUR, 0, () => this.#charge(host))
    if (Object.keys(swaps).length > 0) armEvery(host, DAY, swapTimeMs, () => this.#swap(host))
  }

  #mark({ instrumentId, price }: MarkPrice): void {
    const index = this.#account.instruments.findIndex(({ id }) => id === instrumentId)
    if (index < 0) return
    this.isMarkedAt[index] = 1
    this.#account.value(index, price)
  }

  /** Value of the position at the mark x rate, from longs to shorts where the rate is above 0. */
  #fund({ instrumentId, rate, markPrice }: FundingSettlement, host: AccountHost): void {
    const account = this.#account
    for (const slot of [...account.open]) {
      const holding = account.holdings[slot]!
      if (holding.instrument.id !== instrumentId || holding.lots === 0) continue
      const index = account.indexOf(slot)
      const price = markPrice ?? account.marks[index]!
      // The sign of the lots makes shorts receive.
      const amount = account.settled(index, holding.valueOf(holding.lots, price, -rate))
      const at = account.settles[index]!
      const { currency } = account.balanceSheet.ledgers[at]!
      const quantity = holding.quantity
      const received = account.bookCarry(at, amount, 'funding', slot)
      host.note({
        type: 'FundingSettled',
        ts: host.now,
        instrumentId,
        rate,
        markPrice: price,
        quantity,
        amount: received,
        currency,
      })
    }
    this.#recheck(account.instruments.findIndex(({ id }) => id === instrumentId))
  }

  #swap(host: AccountHost): void {
    const nights = nightsOf(host.now, this.#terms.tripleSwapDay)
    const account = this.#account
    for (const slot of nights === 0 ? [] : [...account.open]) {
      const holding = account.holdings[slot]!
      const { id, lotSize, contractSize } = holding.instrument
      const rates = this.#terms.swaps[id]
      if (rates === undefined) continue
      const index = account.indexOf(slot)
      const points = holding.lots > 0 ? rates.long : rates.short
      const size = fromSteps(Math.abs(holding.lots), lotSize)
      const quote = moneyProduct([points, size, contractSize, nights], holding.scales.value)
      const at = account.settles[index]!
      const { currency } = account.balanceSheet.ledgers[at]!
      const quantity = holding.quantity
      const amount = account.bookCarry(at, account.settled(index, quote), 'swap', slot)
      host.note({ type: 'SwapSettled', ts: host.now, instrumentId: id, nights, quantity, amount, currency })
      this.#recheck(index)
    }
  }

  /** An hour's interest on what is owed at the full hour. */
  #charge(host: AccountHost): void {
    const account = this.#account
    for (const [at, { currency, cash, scale }] of account.balanceSheet.ledgers.entries()) {
      const rate = this.#terms.borrow[currency]
      if (rate === undefined || cash >= 0n) continue
      const { digits, places } = decimalOf(rate)
      const interest = moneyShare(cash * digits, 1n, HOURS_OF_YEAR * 10n ** BigInt(places))
      const amount = account.bookCarry(at, interest, 'interest')
      host.note({ type: 'InterestCharged', ts: host.now, currency, debt: -moneyToNumber(cash, scale), amount })
    }
    for (const slot of account.open) this.#recheck(account.indexOf(slot))
  }

  /** What was paid may have taken what backs a position. */
  #recheck(index: number): void {
    if (index >= 0) this.#account.value(index, this.#account.marks[index]!)
  }
}

/** Runs through a list by one timer at a time, from the first that is not in the past. */
function armList<T>(
  host: AccountHost,
  list: readonly T[],
  now: number,
  tsOf: (one: T) => number,
  act: (one: T) => void,
): void {
  let next = list.findIndex((one) => tsOf(one) >= now)
  const arm = (): void => {
    const one = list[next]
    if (next < 0 || one === undefined) return
    host.at(tsOf(one), () => {
      next++
      act(one)
      arm()
    })
  }
  arm()
}

function armEvery(host: AccountHost, everyMs: number, phaseMs: number, act: () => void): void {
  const arm = (from: number): void =>
    host.at((Math.floor((from - phaseMs) / everyMs) + 1) * everyMs + phaseMs, () => {
      const { now } = host
      act()
      arm(now)
    })
  arm(host.now)
}

/** The night to Monday counts on the triple day; Saturdays and Sundays are no trading days. */
function nightsOf(ts: number, tripleDay: number): number {
  const weekday = (Math.floor(ts / DAY) + 4) % 7
  if (weekday === SUNDAY || weekday === SATURDAY) return 0
  return weekday === tripleDay ? 3 : 1
}
