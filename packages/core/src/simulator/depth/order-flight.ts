import type { Timers } from '../venue.js'
import type { OrderLatency } from './latency-model.js'

/** Delays beside the two ways of an order. */
export interface FlightOptions {
  readonly latency: OrderLatency
  /** How old the market is that a strategy sees. */
  readonly feedMs: number
  /** How long a strategy thinks. */
  readonly computeMs: number
}

/**
 * What is on its way between us and the venue. One connection keeps its order in both directions: nothing overtakes.
 *
 * The run's clock shows the market as we receive it, `feedMs` after it was. What we send now therefore meets the market
 * that we shall see `feedMs` later still, and of the answer's way that time has passed already.
 */
export class OrderFlight {
  /** Answers that came before the market data which caused them: they are told with these. */
  earlyAnswers = 0
  readonly #timers: Timers
  readonly #options: FlightOptions
  #lastArrival = -Infinity
  #lastAnswer = -Infinity
  #answersUnderWay = 0

  constructor(timers: Timers, options: FlightOptions) {
    this.#timers = timers
    this.#options = options
  }

  /** Sends something to the venue; `arrive` runs when it is there. */
  send(now: number, arrive: (ts: number) => void): void {
    const { latency, feedMs, computeMs } = this.#options
    const leaves = now + computeMs
    const ts = Math.max(this.#lastArrival, leaves + latency.entryMs(leaves) + feedMs)
    this.#lastArrival = ts
    this.#timers.at(ts, () => arrive(ts))
  }

  /** Tells us what happened at the venue; at once where that takes no time. */
  answer(now: number, tell: (ts: number) => void): void {
    const { latency, feedMs } = this.#options
    const wait = latency.responseMs(now) - feedMs
    if (wait < 0) this.earlyAnswers++
    const ts = Math.max(this.#lastAnswer, wait > 0 ? now + wait : now)
    this.#lastAnswer = ts
    if (ts === now && this.#answersUnderWay === 0) {
      tell(now)
      return
    }
    this.#answersUnderWay++
    this.#timers.at(ts, () => {
      this.#answersUnderWay--
      tell(ts)
    })
  }
}
