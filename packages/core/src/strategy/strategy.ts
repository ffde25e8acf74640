import { badParameter, unknownParameter } from '../errors/index.js'
import type { IndicatorDefinition, IndicatorValue } from '../indicator/index.js'
import type { Instrument } from '../market/index.js'
import type { OrderEvent } from '../orders/index.js'
import type { PositionView } from '../portfolio/index.js'
import type { DataNeeds } from './data-needs.js'
import type { OrderDesk } from './order-desk.js'
import type { BarCopy, TradeCopy } from './views.js'

export type StrategyParams = Readonly<Record<string, unknown>>
export type StrategyIndicators = Readonly<Record<string, IndicatorDefinition>>

/** `full`: handlers run once every declared value is there. `partial`: they always run, and values may be `null`. */
export type WarmupMode = 'full' | 'partial'

/** The values of the declared indicators: numbers, or an object of numbers where an indicator has several outputs. */
export type IndicatorValues<I extends StrategyIndicators, W extends WarmupMode> = {
  readonly [K in keyof I]: W extends 'partial' ? Nullable<IndicatorValue<I[K]>> : IndicatorValue<I[K]>
}

type Nullable<V> = V extends number ? number | null : { readonly [K in keyof V]: V[K] | null }

export interface AccountView {
  readonly currency: string
  /** Cash plus everything held at its last price. */
  readonly equity: number
  readonly cash: number
}

/** What every handler is given. One object a run and instrument, valid during the call only. */
export interface StrategyContext<P, I extends StrategyIndicators, S, W extends WarmupMode = 'full'> {
  /** The session's clock, UTC epoch ms. */
  readonly now: number
  readonly instrument: Instrument
  readonly params: P
  readonly ind: IndicatorValues<I, W>
  readonly position: PositionView
  readonly account: AccountView
  readonly orders: OrderDesk
  /** The strategy's own memory for this instrument, made anew for each run. */
  readonly state: S
  /** Publishes a finding: it is part of the result and of its digest. */
  signal(name: string, values?: Readonly<Record<string, number>>): void
}

export interface BarContext<P, I extends StrategyIndicators, S, W extends WarmupMode = 'full'> extends StrategyContext<
  P,
  I,
  S,
  W
> {
  readonly bar: BarCopy & { copy(): BarCopy }
}

export interface TradeContext<
  P,
  I extends StrategyIndicators,
  S,
  W extends WarmupMode = 'full',
> extends StrategyContext<P, I, S, W> {
  readonly trade: TradeCopy & { copy(): TradeCopy }
}

export interface StrategySpec<P, I extends StrategyIndicators, S, W extends WarmupMode> {
  /** Part of order ids, reports and digests. */
  readonly name: string
  readonly data: DataNeeds
  readonly params?: P | undefined
  readonly indicators?: ((params: P) => I) | undefined
  readonly state?: ((params: P) => S) | undefined
  readonly warmup?: W | undefined
  /** A bar of `main` has closed. */
  onBar?(context: BarContext<P, I, S, W>): void
  /** A trade has printed. */
  onTrade?(context: TradeContext<P, I, S, W>): void
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
  readonly params: P
  readonly warmup: W
}

const OPTIONS = ['name', 'data', 'params', 'indicators', 'state', 'warmup', 'onBar', 'onTrade', 'onOrder']

const FUNCTIONS = ['indicators', 'state', 'onBar', 'onTrade', 'onOrder'] as const

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
  for (const option of Object.keys(spec)) {
    if (!OPTIONS.includes(option)) throw unknownParameter('strategy', option, OPTIONS)
  }
  if (typeof spec.name !== 'string' || !/^[\w.-]{1,64}$/.test(spec.name)) {
    throw badParameter({
      owner: 'strategy',
      parameter: 'name',
      value: spec.name,
      expected: '1 to 64 letters, digits, dots, dashes, underscores',
    })
  }
  const owner = `strategy ${spec.name}`
  const needs = Object.entries(spec.data ?? {})
  if (needs.length === 0) {
    throw badParameter({
      owner,
      parameter: 'data',
      value: spec.data,
      expected: "at least one need, such as { main: bars('1d') }",
    })
  }
  for (const [name, need] of needs) {
    if (need?.kind === 'bars' || need?.kind === 'trades') continue
    throw badParameter({ owner, parameter: `data.${name}`, value: need, expected: "a need: bars('…') or trades()" })
  }
  if (spec.warmup !== undefined && spec.warmup !== 'full' && spec.warmup !== 'partial') {
    throw badParameter({ owner, parameter: 'warmup', value: spec.warmup, expected: "'full' or 'partial'" })
  }
  for (const option of FUNCTIONS) {
    const value = spec[option]
    if (value === undefined || typeof value === 'function') continue
    throw badParameter({ owner, parameter: option, value, expected: 'a function' })
  }
  if (needs.filter(([, need]) => need.kind === 'trades').length > 1) {
    throw badParameter({
      owner,
      parameter: 'data',
      value: spec.data,
      expected: 'trades() once: handlers see one print at a time',
    })
  }
  if (spec.onBar !== undefined && spec.data['main']?.kind !== 'bars') {
    throw badParameter({
      owner,
      parameter: 'onBar',
      value: spec.onBar,
      expected: "a need { main: bars('…') } that feeds it",
    })
  }
  if (spec.onTrade !== undefined && !needs.some(([, need]) => need.kind === 'trades')) {
    throw badParameter({
      owner,
      parameter: 'onTrade',
      value: spec.onTrade,
      expected: 'a need { trades: trades() } that feeds it',
    })
  }
  return Object.freeze({
    ...spec,
    data: Object.freeze({ ...spec.data }),
    params: Object.freeze({ ...spec.params }) as P,
    warmup: spec.warmup ?? ('full' as W),
  })
}
