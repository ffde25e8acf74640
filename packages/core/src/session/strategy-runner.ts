import { TapelineError } from '../errors/index.js'
import type { OrderEvent } from '../orders/index.js'
import type { Cursor } from '../strategy/index.js'
import type { InstrumentRun } from './instrument-run.js'
import type { RunContext } from './strategy-context.js'

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
  readonly onOrder: OrderEventHandler | null
}

/**
 * Calls one instrument's handlers: only once everything declared is ready, with the views alive for just as long, and
 * with the errors of the strategy told apart from those of the machinery.
 */
export class StrategyRunner {
  readonly run: InstrumentRun
  /** Calls that were left out because a declared value was not there. */
  skipped = 0
  readonly #feeds: readonly RunnerFeed[]
  readonly #context: RunContext
  readonly #handlers: RunnerHandlers
  readonly #isPartial: boolean
  readonly #strategyName: string

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
    this.#handlers = handlers
    this.#isPartial = isPartial
    this.#strategyName = run.core.strategyName
    const { onOrder } = handlers
    if (onOrder !== null) run.onOrder = (event) => this.#guarded('onOrder', () => onOrder(event, context))
  }

  onBar(): void {
    const { onBar } = this.#handlers
    if (onBar !== null && this.#isReady()) this.#guarded('onBar', onBar)
  }

  onTrade(): void {
    const { onTrade } = this.#handlers
    if (onTrade !== null && this.#isReady()) this.#guarded('onTrade', onTrade)
  }

  /** Sells what is held, at market. */
  closePosition(): void {
    this.#context.orders.close()
  }

  #isReady(): boolean {
    if (this.#isPartial) return true
    const feeds = this.#feeds
    for (let i = 0; i < feeds.length; i++) {
      if (feeds[i]!.isReady) continue
      this.skipped++
      return false
    }
    return true
  }

  #guarded(name: string, handler: MarketHandler): void {
    const feeds = this.#feeds
    for (let i = 0; i < feeds.length; i++) feeds[i]!.cursor.isLive = true
    try {
      const answer = handler(this.#context)
      if (answer !== undefined) refuseAnswer(this.#strategyName, name, answer)
    } catch (error) {
      throw this.#failure(name, error)
    } finally {
      for (let i = 0; i < feeds.length; i++) feeds[i]!.cursor.isLive = false
    }
  }

  #failure(handler: string, cause: unknown): TapelineError {
    if (cause instanceof TapelineError) return cause
    const { now } = this.run.core.clock
    const message = cause instanceof Error ? cause.message : String(cause)
    return new TapelineError(`${this.#strategyName}: ${handler} threw at ${now}: ${message}`, {
      code: 'STRATEGY_FAILED',
      details: { strategy: this.#strategyName, handler, ts: now, instrumentId: this.run.instrument.id },
      cause,
    })
  }
}

function refuseAnswer(strategy: string, handler: string, answer: unknown): void {
  const isPromise = typeof (answer as { then?: unknown } | null)?.then === 'function'
  if (!isPromise) return
  // The promise is nobody's: its failure must not surface as an unhandled rejection on top of this error.
  Promise.resolve(answer).catch(() => undefined)
  throw new TapelineError(`${strategy}: ${handler} returned a promise.`, {
    code: 'ASYNC_HANDLER',
    hint: 'Handlers are synchronous: decide now, and leave slow work to a queue outside.',
  })
}
