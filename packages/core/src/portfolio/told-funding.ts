import type { Instrument } from '../market/index.js'
import type { AccountHost } from './account-host.js'
import type { FundingSettlement } from './funding-settlement.js'

/** More settlements ahead than any source tells of. */
const MOST_AHEAD = 10_000

/**
 * What becomes of a funding rate that was told: it `counts`; it is `late`, its time having passed without one; its time is
 * `settled`; or it is `unused`, being of no contract of the account, or of one whose settlements were given beforehand.
 */
export type FundingAnswer = 'counts' | 'late' | 'settled' | 'unused'

/** Funding rates as a source tells them while it goes on: each time is settled once, by the newest rate that was told for it. */
export class ToldFunding {
  /** Settlements so far. */
  count = 0
  readonly #settle: (settlement: FundingSettlement, host: AccountHost) => void
  readonly #contracts: ReadonlySet<string>
  readonly #ahead = new Map<string, FundingSettlement>() // bound: MOST_AHEAD
  /** By instrument. */
  readonly #newest = new Map<string, number>() // bound: one entry a contract

  /** Instruments of `given` are settled by what was given beforehand. */
  constructor(
    instruments: readonly Instrument[],
    given: readonly FundingSettlement[],
    settle: (settlement: FundingSettlement, host: AccountHost) => void,
  ) {
    const isGiven = new Set(given.map(({ instrumentId }) => instrumentId))
    const contracts = instruments.filter(
      ({ id, contractType }) => (contractType === 'linear' || contractType === 'inverse') && !isGiven.has(id),
    )
    this.#contracts = new Set(contracts.map(({ id }) => id))
    this.#settle = settle
  }

  tell(told: FundingSettlement, now: number, host: AccountHost): FundingAnswer {
    const { instrumentId, fundingTime } = told
    if (!this.#contracts.has(instrumentId)) return 'unused'
    if (fundingTime <= (this.#newest.get(instrumentId) ?? -Infinity)) return 'settled'
    const key = `${instrumentId}|${fundingTime}`
    if (fundingTime < now) return this.#ahead.has(key) ? 'settled' : 'late'
    if (!this.#ahead.has(key)) {
      if (this.#ahead.size === MOST_AHEAD) return 'unused'
      host.at(fundingTime, () => this.#fall(key, host))
    }
    this.#ahead.set(key, told)
    return 'counts'
  }

  #fall(key: string, host: AccountHost): void {
    const settlement = this.#ahead.get(key)!
    this.#ahead.delete(key)
    this.#newest.set(settlement.instrumentId, settlement.fundingTime)
    this.count++
    this.#settle(settlement, host)
  }
}
