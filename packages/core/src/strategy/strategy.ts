import { demand, demandKnown } from '../errors/index.js'
import type { IndicatorDefinition, IndicatorValue } from '../indicator/index.js'
import type { Instrument } from '../market/index.js'
import type { OrderEvent } from '../orders/index.js'
import type { PositionView } from '../portfolio/index.js'
import type { BookLooks } from './book-view.js'
import type { DataNeeds } from './data-needs.js'
import type { OrderDesk } from './order-desk.js'
import type { QuoteCopy } from './quote-view.js'
import type { BarCopy, TradeCopy } from './views.js'

/** The numbers and choices of a strategy, by name. */
export type StrategyParams = Readonly<Record<string, unknown>>
/** The indicators of a strategy, by the names under which handlers read them in `ind`. */
export type StrategyIndicators = Readonly<Record<string, IndicatorDefinition>>

/** `full`: handlers run once every declared value is there. `partial`: they always run, and values may be `null`. */
export type WarmupMode = 'full' | 'partial'

/** The values of the declared indicators: numbers, or an object of numbers where an indicator has several outputs. */
export type IndicatorValues<I extends StrategyIndicators, W extends WarmupMode> = {
  readonly [K in keyof I]: W extends 'partial' ? Nullable<IndicatorValue<I[K]>> : IndicatorValue<I[K]>
}

/** A value, or an object of values, each of which may not be there yet. */
export type Nullable<V> = V extends number ? number | null : { readonly [K in keyof V]: V[K] | null }

/** The account as handlers see it: live, always the latest state, shared by all instruments of the run. */
export interface AccountView {
  /** What all of its money is in. */
  readonly currency: string
  /** Cash plus everything held at its last price. */
  readonly equity: number
  /** Money that is not in positions; open orders have not been taken off. The nearest double of the exact ledger. */
  readonly cash: number
  /** Money that new orders may speak for: what is not in positions or their margin, less `locked`. */
  readonly free: number
  /** Money that open orders have spoken for. */
  readonly locked: number
  /** Money that backs open positions; 0 where they are paid in full. */
  readonly marginUsed: number
}

/** What every handler is given. One object a run and instrument, valid during the call only. */
export interface StrategyContext<P, I extends StrategyIndicators, S, W extends WarmupMode = 'full'> {
  /** The session's clock, UTC epoch ms. */
  readonly now: number
  /** What this call is about: each instrument of the run has its own context. */
  readonly instrument: Instrument
  /** The strategy's parameters as this run has them. Frozen. */
  readonly params: P
  /** Values of the declared indicators as of now; reading them costs no memory. */
  readonly ind: IndicatorValues<I, W>
  /** What is held of this instrument: live, always the latest state. */
  readonly position: PositionView
  /** Equity and cash of the whole account. */
  readonly account: AccountView
  /** Sends and cancels orders of this instrument, during a handler's call only. */
  readonly orders: OrderDesk
  /** The strategy's own memory for this instrument, made anew for each run. */
  readonly state: S
  /** Publishes a finding: it is part of the result and of its digest. */
  signal(name: string, values?: Readonly<Record<string, number>>): void
}

/** What `onBar` is given: the bar that has just closed, and everything known at its close. */
export interface BarContext<P, I extends StrategyIndicators, S, W extends WarmupMode = 'full'> extends StrategyContext<
  P,
  I,
  S,
  W
> {
  /** The bar of `main` that has just closed, valid during the call; `copy()` keeps it. */
  readonly bar: BarCopy & { copy(): BarCopy }
}

/** What `onTrade` is given: the print, and everything known at its moment. */
export interface TradeContext<
  P,
  I extends StrategyIndicators,
  S,
  W extends WarmupMode = 'full',
> extends StrategyContext<P, I, S, W> {
  /** The print, valid during the call; `copy()` keeps it. */
  readonly trade: TradeCopy & { copy(): TradeCopy }
}

/** What `onQuote` is given: best bid and ask, and everything known at their moment. */
export interface QuoteContext<
  P,
  I extends StrategyIndicators,
  S,
  W extends WarmupMode = 'full',
> extends StrategyContext<P, I, S, W> {
  /** Best bid and ask, valid during the call; `copy()` keeps them. */
  readonly quote: QuoteCopy & { copy(): QuoteCopy }
}

/** What `onBook` is given: the book after a message, and everything known at its moment. */
export interface BookContext<P, I extends StrategyIndicators, S, W extends WarmupMode = 'full'> extends StrategyContext<
  P,
  I,
  S,
  W
> {
  /** The book, valid during the call. */
  readonly book: BookLooks
}

/**
 * What the author of a strategy writes down. Handlers are synchronous: one that returns a promise ends the run
 * (`ASYNC_HANDLER`).
 */
export interface StrategySpec<P, I extends StrategyIndicators, S, W extends WarmupMode> {
  /** Part of order ids, reports and digests. */
  readonly name: string
  /** What it must be fed, by names of its own; `main` wakes `onBar` and feeds indicators that do not say otherwise. */
  readonly data: DataNeeds
  /** Defaults of its parameters; a run may differ in some of them. */
  readonly params?: P | undefined
  /** The indicators it reads, made from the parameters of the run. */
  readonly indicators?: ((params: P) => I) | undefined
  /** Its own memory, made anew for each instrument of each run. Keep nothing outside of it: runs would share it. */
  readonly state?: ((params: P) => S) | undefined
  /** Whether handlers wait until every declared value is there (`full`, unless said). */
  readonly warmup?: W | undefined
  /** A bar of `main` has closed. */
  onBar?(context: BarContext<P, I, S, W>): void
  /** A trade has printed. */
  onTrade?(context: TradeContext<P, I, S, W>): void
  /** The best bid or ask of its need of quotes changed; called once everything declared is ready. */
  onQuote?(context: QuoteContext<P, I, S, W>): void
  /** A message of its need of a book is in; called once everything declared is ready, and at gaps too. */
  onBook?(context: BookContext<P, I, S, W>): void
  /** Something happened to an order of this strategy. */
  onOrder?(event: OrderEvent, context: StrategyContext<P, I, S, W>): void
}

/** A checked strategy: the same object runs in backtest, paper and live. */
export interface Strategy<
  P = StrategyParams,
  I extends StrategyIndicators = StrategyIndicators,
  S = unknown,
  W extends WarmupMode = WarmupMode,
> extends StrategySpec<P, I, S, W> {
  /** Its parameters with their defaults. Frozen. */
  readonly params: P
  /** Whether handlers wait until every declared value is there. */
  readonly warmup: W
}

const FUNCTIONS = ['indicators', 'state', 'onBar', 'onTrade', 'onQuote', 'onBook', 'onOrder'] as const

const OPTIONS = ['name', 'data', 'params', 'warmup', ...FUNCTIONS]

/** Needs that a strategy has once at most, with the handler that each wakes. */
const HANDLERS = { trades: 'onTrade', quotes: 'onQuote', book: 'onBook' } as const

/**
 * Declares a strategy: the data it needs, its parameters, its indicators, and what it does at each event. Types flow
 * from the top down, so write `params`, `indicators`, `state`, then the handlers; no annotation is needed.
 *
 * @example
 * ```ts
 * import { bars, strategy } from '@tapeline/core'
 * import { ema } from '@tapeline/indicators'
 *
 * const trend = strategy({
 *   name: 'above-average',
 *   data: { main: bars('1d') },
 *   params: { period: 50 },
 *   indicators: (p) => ({ average: ema({ period: p.period }) }),
 *   onBar({ bar, ind, position, orders }) {
 *     if (bar.close > ind.average && position.isFlat) orders.target({ weight: 0.95 })
 *     if (bar.close < ind.average && position.isLong) orders.close()
 *   },
 * })
 * console.log(trend.name) // above-average
 * ```
 */
export function strategy<
  P extends StrategyParams = Readonly<Record<string, never>>,
  I extends StrategyIndicators = Readonly<Record<string, never>>,
  S = undefined,
  W extends WarmupMode = 'full',
>(spec: StrategySpec<P, I, S, W>): Strategy<P, I, S, W> {
  demandKnown('strategy', spec, OPTIONS)
  const { name, data, warmup = 'full' as W } = spec
  const isName = typeof name === 'string' && /^[\w.-]{1,64}$/.test(name)
  demand(isName, 'strategy', 'name', name, '1 to 64 letters, digits, dots, dashes, underscores')
  const owner = `strategy ${name}`
  const needs = Object.entries(data ?? {})
  demand(needs.length > 0, owner, 'data', data, "at least one need, such as { main: bars('1d') }")
  const counts: Record<string, number> = { bars: 0, trades: 0, quotes: 0, book: 0 }
  for (const [key, need] of needs) {
    const kind = need?.kind
    demand(kind in counts, owner, `data.${key}`, need, "a need: bars('…'), trades(), quotes() or book()")
    counts[kind] = (counts[kind] as number) + 1
  }
  demand(warmup === 'full' || warmup === 'partial', owner, 'warmup', warmup, "'full' or 'partial'")
  for (const option of FUNCTIONS) {
    const value = spec[option]
    demand(value === undefined || typeof value === 'function', owner, option, value, 'a function')
  }
  const { onBar } = spec
  const isFed = data['main']?.kind === 'bars'
  demand(onBar === undefined || isFed, owner, 'onBar', onBar, "a need { main: bars('…') } that feeds it")
  for (const [kind, name] of Object.entries(HANDLERS)) {
    const count = counts[kind] as number
    demand(count < 2, owner, 'data', data, `${kind}() once: handlers see one at a time`)
    const handler = spec[name]
    demand(handler === undefined || count > 0, owner, name, handler, `a need { ${kind}: ${kind}() } that feeds it`)
  }
  return Object.freeze({
    ...spec,
    data: Object.freeze({ ...data }),
    params: Object.freeze({ ...spec.params }) as P,
    warmup,
  })
}
