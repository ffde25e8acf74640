import type { OrderEvent } from '../orders/index.js'
import type { Cursor } from '../strategy/index.js'
import type { InstrumentRun } from './instrument-run.js'
import type { RunContext } from './strategy-context.js'
import { refusePromise } from './strategy-failure.js'

type MarketHandler = (context: RunContext) => unknown
type OrderEventHandler = (event: OrderEvent, context: RunContext) => unknown

/** A feed of the strategy, as far as its runner looks at it. */
export interface RunnerFeed {
  readonly cursor: Cursor
  readonly isReady: boolean
}

export interface RunnerHandlers {
  readonly onBar: MarketHandler | null
  readonly onTrade: MarketHandler | null
  readonly onQuote: MarketHandler | null
  readonly onBook: MarketHandler | null
  readonly onOrder: OrderEventHandler | null
}

/** Calls one instrument's handlers: only once everything declared is ready, with the views open for just as long. */
export class StrategyRunner {
  readonly run: InstrumentRun
  /** Handlers run in any case, and read `null` where a value is not there. */
  readonly isPartial: boolean
  readonly hasTradeHandler: boolean
  /** Calls that were left out because a declared value was not there. */
  skipped = 0
  readonly #feeds: readonly RunnerFeed[]
  readonly #context: RunContext
  readonly #onBar: MarketHandler | null
  readonly #onTrade: MarketHandler | null
  readonly #onQuote: MarketHandler | null
  readonly #onBook: MarketHandler | null

  constructor(
    run: InstrumentRun,
    context: RunContext,
    feeds: readonly RunnerFeed[],
    handlers: RunnerHandlers,
    isPartial: boolean,
  ) {
    this.run = run
    this.#context = context
    this.#feeds = feeds
    this.#onBar = handlers.onBar
    this.#onTrade = handlers.onTrade
    this.#onQuote = handlers.onQuote
    this.#onBook = handlers.onBook
    this.isPartial = isPartial
    this.hasTradeHandler = handlers.onTrade !== null
    const { onOrder } = handlers
    if (onOrder !== null) run.news.onOrder = (event) => this.#call((context) => onOrder(event, context), 'onOrder')
  }

  onBar(): void {
    if (this.#onBar === null) return
    if (this.isReadyBut(null) && !this.run.news.isPaused) this.#call(this.#onBar, 'onBar')
    else this.skipped++
  }

  /** The caller has asked whether everything is ready. */
  onTrade(): void {
    if (this.run.news.isPaused) this.skipped++
    else if (this.#onTrade !== null) this.#call(this.#onTrade, 'onTrade')
  }

  onQuote(): void {
    if (this.#onQuote === null) return
    if (this.isReadyBut(null) && !this.run.news.isPaused) this.#call(this.#onQuote, 'onQuote')
    else this.skipped++
  }

  onBook(): void {
    if (this.#onBook === null) return
    if (this.isReadyBut(null) && !this.run.news.isPaused) this.#call(this.#onBook, 'onBook')
    else this.skipped++
  }

  /** Sells what is held, at market. */
  closePosition(): void {
    this.#call(({ orders }) => void orders.close(), 'onBar')
  }

  /** Is everything declared defined at this moment, leaving out one feed that the caller looks at row by row? */
  isReadyBut(own: RunnerFeed | null): boolean {
    if (this.isPartial) return true
    for (const feed of this.#feeds) if (feed !== own && !feed.isReady) return false
    return true
  }

  #call(handler: MarketHandler, name: string): void {
    const { core } = this.run
    core.gate.isOpen = true
    // Called plainly, a handler would be folded into the replay loop by the compiler and use up the loop's budget for
    // folding, so that each read of an indicator became a call that boxes its number. By way of `call` the compiler does
    // not come to know which function it is.
    const answer: unknown = handler.call(undefined, this.#context)
    core.gate.isOpen = false
    if (answer !== undefined) refusePromise(core.strategyName, name, answer)
  }
}
