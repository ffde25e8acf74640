import { TapelineError } from '../errors/index.js'
import type { OrderEvent } from '../orders/index.js'
import type { RunCore } from './run-core.js'

/** Called for each order event once the venue has done with the instant. */
type OrderHandler = (event: OrderEvent) => void

/** An answer to an event may cause further events in the same instant; more than this many at one instant is a loop. */
const MAX_CASCADE = 1_000

/** What happened to the orders of one instrument: published at once, told to the strategy when it is its turn. */
export class OrderNews {
  /** Set by whoever runs the strategy; without one nobody is told. */
  onOrder: OrderHandler | null = null
  /** The strategy is not to be told anything for a while. */
  isPaused = false
  readonly #core: RunCore
  #pending: OrderEvent[] = [] // bound: what one call and one event of the market cause, and MAX_CASCADE answers; while paused what open orders cause

  constructor(core: RunCore) {
    this.#core = core
  }

  get isWaiting(): boolean {
    return this.#pending.length > 0
  }

  /** Does anybody listen? */
  get isHeard(): boolean {
    return this.onOrder !== null || this.#core.events$.observed
  }

  add(event: OrderEvent): void {
    this.#core.events$.next(event)
    if (this.onOrder !== null) this.#pending.push(event)
  }

  tell(): void {
    if (this.isPaused) return
    // What the market and the other handlers caused may be much; only answers to events can go on for ever.
    let answers = 0
    while (this.#pending.length > 0) {
      const events = this.#pending
      this.#pending = []
      for (const event of events) {
        this.onOrder?.(event)
        if (answers + this.#pending.length > MAX_CASCADE) throw cascadeError(this.#core)
      }
      answers += this.#pending.length
    }
  }
}

function cascadeError(core: RunCore): TapelineError {
  return new TapelineError(
    `${core.strategyName}: onOrder caused more than ${MAX_CASCADE} order events at one instant.`,
    {
      code: 'ORDER_CASCADE',
      hint: 'It probably answers each event with another order.',
    },
  )
}
