import { demand } from '../errors/index.js'
import type { FundingRate, MarketEvent } from '../market/index.js'

/** Recorded funding rates, told as events. */
export class FundingPlayer {
  /** Time of the next one; Infinity at the end. */
  key: number = Infinity
  readonly isHungry: boolean = false
  readonly #rates: readonly FundingRate[]
  #next = 0

  constructor(rates: readonly FundingRate[]) {
    this.#rates = rates
    this.#look()
  }

  look(): void {}

  next(): MarketEvent {
    const rate = this.#rates[this.#next]!
    this.skip()
    return rate
  }

  skip(): void {
    this.#next++
    this.#look()
  }

  /** What was passed over and is still to be settled: of each time the newest. */
  rebuilt(key: number): MarketEvent[] {
    const ahead = new Map<string, FundingRate>() // bound: settlements ahead
    for (const rate of this.#rates.slice(0, this.#next))
      if (rate.fundingTime >= key) ahead.set(`${rate.instrumentId}|${rate.fundingTime}`, rate)
    return [...ahead.values()].map((rate) => ({ ...rate, tsRecv: key }))
  }

  async close(): Promise<void> {}

  #look(): void {
    const rate = this.#rates[this.#next]
    this.key = rate === undefined ? Infinity : keyOf(rate)
  }
}

/** Refuses rates that are not in order of time. */
export function checkFunding(owner: string, rates: readonly FundingRate[]): readonly FundingRate[] {
  let last = -Infinity
  for (const rate of rates) {
    const key = keyOf(rate)
    demand(key >= last && key < Infinity, owner, 'funding', key, `a time, not before ${last}`)
    last = key
  }
  return rates
}

function keyOf({ ts, tsRecv = ts }: FundingRate): number {
  return tsRecv
}
