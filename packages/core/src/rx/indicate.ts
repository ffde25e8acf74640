import { defer, filter, map, type Observable } from 'rxjs'
import { badData, badParameter, unknownParameter } from '../errors/index.js'
import type { BarCopy, IndicatorValues, StrategyIndicators, TradeCopy, WarmupMode } from '../strategy/index.js'
import { checkDefinitions, LiveIndicators, type FeedEvent } from './live-indicators.js'

/** How `indicate` deals with the start of a stream and with events out of order. */
export interface IndicateOptions<W extends WarmupMode = 'partial'> {
  /** `partial`, unless said: every event comes out, and values may be `null`. `full`: events come out once every value is there. */
  readonly warmup?: W | undefined
  /** What becomes of an event that is older than the one before it: the stream ends with `BAD_DATA` unless said, or it is left out. */
  readonly late?: 'error' | 'drop' | undefined
}

/** An event with the values of the indicators as of then. */
export type Indicated<
  E extends FeedEvent,
  I extends StrategyIndicators,
  W extends WarmupMode = 'partial',
> = (E extends {
  readonly price: number
}
  ? {
      /** The print, as it came. */
      readonly trade: E
    }
  : {
      /** The bar, as it came. */
      readonly bar: E
    }) & {
  /** Values of the indicators, by the names they were given: plain numbers, to keep. */
  readonly ind: IndicatorValues<I, W>
  /** It is a new version of the event before it: the bar that still forms, or a correction of the newest. */
  readonly isRevision: boolean
}

/**
 * Adds the values of indicators to each event of a stream of bars or of trades. They are those that a strategy would
 * read at this event; equal definitions are computed once, and each subscriber has a computation of its own.
 *
 * A bar with the `openTime` of the one before it is a new version of that bar and takes its place, so a stream that
 * tells how the bar forms gives the same values as one of final bars. A bar that opened before the newest, or a trade
 * with an earlier `ts`, is late. O(1) an event and indicator; values are fresh objects, safe to keep.
 *
 * Errors come through the stream: `BAD_DATA` for an event without a time or out of order, `UNKNOWN_SERIES` where an
 * indicator reads what the events do not have. What cannot be right in the call itself is thrown: `BAD_PARAMETER`.
 *
 * @example
 * ```ts
 * import { indicate } from '@tapeline/core/rx'
 * import { bollinger, ema } from '@tapeline/indicators'
 * import { from } from 'rxjs'
 *
 * const bar = { open: 10, high: 11, low: 9, volume: 5 }
 * const bars$ = from([
 *   { ...bar, openTime: 0, closeTime: 60_000, close: 10 },
 *   { ...bar, openTime: 60_000, closeTime: 120_000, close: 11 },
 *   { ...bar, openTime: 60_000, closeTime: 120_000, close: 12 }, // the same bar, a moment later
 * ])
 * bars$.pipe(indicate({ fast: ema({ period: 2 }), bands: bollinger({ period: 2 }) })).subscribe(({ bar, ind }) => {
 *   console.log(bar.close, ind.fast, ind.bands.upper)
 *   // 10 null null
 *   // 11 10.5 11.5
 *   // 12 11 13
 * })
 * ```
 */
export function indicate<I extends StrategyIndicators, W extends WarmupMode = 'partial'>(
  indicators: I,
  options: IndicateOptions<W> = {},
): <E extends FeedEvent>(source: Observable<E>) => Observable<Indicated<E, I, W>> {
  checkDefinitions(indicators)
  const { warmup = 'partial', late = 'error' } = checkOptions(options)
  return <E extends FeedEvent>(source: Observable<E>) =>
    defer(() => {
      const feed = new Feed(indicators)
      const take = (event: E): Indicated<E, I, W> | null => {
        const ind = feed.take(event, late === 'drop')
        if (ind === null || (warmup === 'full' && !feed.isReady)) return null
        const { isRevision } = feed
        const result = feed.isTrades ? { trade: event, ind, isRevision } : { bar: event, ind, isRevision }
        return result as unknown as Indicated<E, I, W>
      }
      return source.pipe(
        map(take),
        filter((result) => result !== null),
      )
    })
}

/** The state of one subscription: what kind of events come, the newest one's time, and the indicators. */
class Feed<I extends StrategyIndicators> {
  isTrades = false
  isRevision = false
  readonly #indicators: I
  #live: LiveIndicators<I> | null = null
  #newest = -Infinity
  #row = -1

  constructor(indicators: I) {
    this.#indicators = indicators
  }

  get isReady(): boolean {
    return this.#live?.isReady ?? false
  }

  /** The values as of this event; null where it is late and to be left out. */
  take(event: FeedEvent, dropsLate: boolean): IndicatorValues<I, 'partial'> | null {
    this.#row++
    const live = (this.#live ??= this.#start(event))
    const time = this.#time(event)
    if (time < this.#newest) {
      if (dropsLate) return null
      throw this.#fault(time, `a time from ${this.#newest} on, that of the event before it`)
    }
    this.isRevision = !this.isTrades && time === this.#newest
    this.#newest = time
    return this.isRevision ? live.replace(event) : live.update(event)
  }

  #start(event: FeedEvent): LiveIndicators<I> {
    this.isTrades = typeof (event as Partial<TradeCopy> | null)?.price === 'number'
    return new LiveIndicators(this.#indicators, this.isTrades ? 'trades' : 'bars')
  }

  #time(event: FeedEvent): number {
    const { ts, openTime, closeTime } = (event ?? {}) as Partial<TradeCopy & BarCopy>
    const time = this.isTrades ? ts : openTime
    if (typeof time !== 'number' || !Number.isFinite(time)) throw this.#fault(time, 'UTC epoch milliseconds')
    if (this.isTrades || (typeof closeTime === 'number' && closeTime > time && closeTime < Infinity)) return time
    throw badData({
      ...this.#place(),
      column: 'closeTime',
      value: closeTime,
      expected: `a time after openTime ${time}`,
    })
  }

  #fault(value: unknown, expected: string): Error {
    return badData({ ...this.#place(), column: this.isTrades ? 'ts' : 'openTime', value, expected })
  }

  #place(): { readonly stream: string; readonly row: number } {
    return { stream: `indicate, ${this.isTrades ? 'trades' : 'bars'}`, row: this.#row }
  }
}

function checkOptions<W extends WarmupMode>(options: IndicateOptions<W>): IndicateOptions<W> {
  const choices: Readonly<Record<string, readonly string[]>> = { warmup: ['partial', 'full'], late: ['error', 'drop'] }
  for (const [parameter, value] of Object.entries(options)) {
    const known = choices[parameter]
    if (known === undefined) throw unknownParameter('indicate', parameter, Object.keys(choices))
    if (value === undefined || known.includes(value as string)) continue
    throw badParameter({ owner: 'indicate', parameter, value, expected: known.map((one) => `'${one}'`).join(' or ') })
  }
  return options
}
