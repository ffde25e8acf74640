import { isObservable } from 'rxjs'
import { fullOptions } from '../book/book-sync-options.js'
import { demand } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import { badNumber, duplicate, futureTime, inconsistentBar, qualityCheck, wrongTimeUnit } from '../quality/index.js'
import type { QualityRule } from '../quality/index.js'
import { fillModel } from '../simulator/index.js'
import type { DataNeeds, StrategyIndicators, WarmupMode } from '../strategy/index.js'
import { systemClock } from '../time/index.js'
import { BACKTEST_OPTIONS, checkOptions, feeModelOf } from './backtest.js'
import { checkAccount, isAccountModel } from './check-account.js'
import { LiveIntake, streamName } from './live-intake.js'
import { LiveRows } from './live-rows.js'
import { matchData } from './match-data.js'
import type { BookSynchronisation, LiveSource, LiveStream, PaperOptions, PaperRun } from './paper-options.js'
import { PaperSession } from './paper-session.js'
import { matchHistory } from './warm-up.js'

const OWN_OPTIONS = [
  'source',
  'instruments',
  'history',
  'clock',
  'barLatenessMs',
  'maxLateMs',
  'rules',
  'maxPending',
  'progressMs',
]

/**
 * Runs a strategy on live market data with simulated orders: the strategy, its orders, venue, account and fees are those of
 * `backtest()`; only the source and the clock differ. A recording that is played gives the orders, fills and digest of
 * its backtest.
 *
 * Books and quotes run as in a backtest, with `depthVenue()`: messages of a book, by level or order by order, as they are to be
 * applied, or raw ones by level that a rule of `@tapeline/core/book` fits together (`sync` of their stream). A gap suspends matching until the next snapshot.
 *
 * Funding of contracts on a `marginAccount` is settled by `FundingRate` events, at each `fundingTime` with the newest rate.
 *
 * Starts after the caller's own turn and ends with `stop()`, with its source, with the signal, or with a handler that
 * throws. Bad events reach neither orders, bars nor indicators: they are counted and told, and the session goes on.
 *
 * Cost: some microseconds an event, some thirty a message of a book that comes alone; memory holds `maxPending` events at most beside what a backtest keeps.
 *
 * @throws TapelineError at once for options that cannot be (`BAD_PARAMETER`, `UNKNOWN_PARAMETER`, `DUPLICATE_STREAM`);
 * `result` rejects with `STRATEGY_FAILED`, `ASYNC_HANDLER`, `SOURCE_FAILED`, `ABORTED`, `BAD_DATA` (history), `RUN_TOO_LARGE`.
 *
 * @example
 * ```ts
 * import { bars, strategy } from '@tapeline/core'
 * import { paper, replaySource } from '@tapeline/core/trading'
 * import { syntheticMarket } from '@tapeline/core/testing'
 *
 * const flip = strategy({
 *   name: 'flip',
 *   data: { main: bars('1m') },
 *   onBar({ position, orders }) {
 *     if (position.isFlat) orders.target({ weight: 0.5 })
 *     else orders.close()
 *   },
 * })
 * const { trades } = syntheticMarket({ seed: 7, ticks: 5_000 })
 * const run = paper({ strategy: flip, source: replaySource(trades, { speed: 'max' }), account: { USDT: 1_000 } })
 * const { fills, rows } = await run.result
 * console.log(rows, fills.length) // 5000 33
 * ```
 */
export function paper<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  options: PaperOptions<P, I, S, W>,
): PaperRun {
  const { strategy } = options
  const owner = `paper session of ${strategy.name}`
  checkOptions(owner, options, [...BACKTEST_OPTIONS, ...OWN_OPTIONS])
  const source: LiveSource = isObservable(options.source) ? { events$: options.source } : options.source
  demand(isObservable(source?.events$), owner, 'source', options.source, 'an Observable, or an object with events$')
  const limits = limitsOf(owner, options, source)
  const params = Object.freeze({ ...strategy.params, ...options.params })
  const rows = new Map<string, LiveRows>()
  const data = matchData(owner, strategy.data, liveData(owner, strategy, options, source, rows))
  const { instruments } = data
  if (!isAccountModel(options.account)) checkAccount(owner, options.account, instruments)
  const history = matchHistory(owner, strategy.data, instruments, options.history ?? {})
  const checker = qualityCheck(options.rules ?? paperRules(source.clock === undefined), { instruments })
  const streams = new Map([...rows.values()].map((one) => [eventName(one), one]))
  const session = new PaperSession({
    run: {
      ...options,
      strategy,
      params,
      data,
      feeModel: feeModelOf(options.fees ?? {}),
      fillModel: fillModel(options.fills),
      barLatenessMs: limits.barLatenessMs,
    },
    source,
    clock: options.clock ?? source.clock ?? systemClock,
    history,
    rows: data.streams.map(({ stream }) => [...rows.values()].find((one) => one.stream === stream) as LiveRows),
    intake: new LiveIntake({ streams, funded: fundedOf(options, instruments), checker, ...limits }),
    progressMs: limits.progressMs,
  })
  session.start()
  return session.handle()
}

/**
 * The rules by which a paper session judges events unless told otherwise: impossible numbers and bars, copies; where the
 * clock is the machine's also times in another unit, or a minute ahead.
 *
 * @example
 * ```ts
 * import { spike } from '@tapeline/core/quality'
 * import { paperRules } from '@tapeline/core/trading'
 * const rules = [...paperRules(), spike({ action: 'reject' })]
 * console.log(rules.length) // 6
 * ```
 */
export function paperRules(isLive: boolean = true): QualityRule[] {
  const always = [badNumber({ allowZeroSizes: true, allowEmptySides: true }), inconsistentBar(), duplicate()]
  return isLive ? [...always, wrongTimeUnit(), futureTime({ aheadMs: AHEAD_MS })] : always
}

/** As far ahead as a bar built from prints lets one be. */
const AHEAD_MS = 60_000

interface Limits {
  readonly barLatenessMs: number
  readonly maxLateMs: number
  readonly maxAheadMs: number
  readonly maxPending: number
  readonly progressMs: number
}

function limitsOf(owner: string, options: object, source: LiveSource): Limits {
  const isPlayed = source.clock !== undefined
  const given = options as Partial<Record<string, number>>
  const { barLatenessMs = isPlayed ? 0 : 1_000, maxLateMs = isPlayed ? Infinity : 60_000 } = given
  const { maxPending = 65_536, progressMs = 250 } = given
  const isSpan = (value: number): boolean => value >= 0 && value <= 86_400_000
  demand(isSpan(barLatenessMs), owner, 'barLatenessMs', barLatenessMs, 'milliseconds from 0 to 86400000')
  demand(maxLateMs >= 0, owner, 'maxLateMs', maxLateMs, 'milliseconds of at least 0')
  demand(isSpan(progressMs), owner, 'progressMs', progressMs, 'milliseconds from 0 to 86400000')
  const isCount = Number.isInteger(maxPending) && maxPending >= 1 && maxPending <= 1e7
  demand(isCount, owner, 'maxPending', maxPending, 'a whole number from 1 to 10000000')
  return { barLatenessMs, maxLateMs, maxAheadMs: isPlayed ? Infinity : AHEAD_MS, maxPending, progressMs }
}

/** Instruments whose funding rates are for the account to judge. */
function fundedOf(
  { account }: { readonly account: Parameters<typeof isAccountModel>[0] },
  instruments: readonly Instrument[],
): ReadonlySet<string> {
  return new Set(isAccountModel(account) ? instruments.map(({ id }) => id) : [])
}

type LiveData = Readonly<Record<string, readonly LiveRows['stream'][]>>

/** The live streams of each need, in the shape in which a backtest takes recorded ones; equal streams are one. */
function liveData(
  owner: string,
  strategy: { readonly data: DataNeeds },
  { data, instruments }: { readonly data?: StreamsByNeed; readonly instruments?: readonly Instrument[] | undefined },
  { streams }: LiveSource,
  rows: Map<string, LiveRows>,
): LiveData {
  const isSaid = [data, instruments].filter((one) => one !== undefined).length
  demand(isSaid < 2, owner, 'data', data, 'instruments or data, not both')
  demand(isSaid === 1 || streams !== undefined, owner, 'instruments', instruments, 'what is to be traded')
  const found =
    data ??
    streamsByNeed(strategy.data, instruments === undefined ? (streams ?? []) : streamsOf(strategy.data, instruments))
  const toStream = (stream: LiveStream): LiveRows['stream'] => {
    const { kind, instrument, timeframe, source = 'live', sync } = stream
    const isComplete = KINDS.includes(kind) && (kind !== 'bars' || timeframe !== undefined)
    demand(isComplete, owner, 'data', kind, `streams of kind ${KINDS.join(', ')}, bars with a timeframe`)
    if (sync !== undefined) checkSync(owner, stream, sync)
    const key = `${instrument.id}|${kind}|${timeframe ?? ''}|${source}`
    const known = rows.get(key) ?? new LiveRows(stream)
    rows.set(key, known)
    return known.stream
  }
  return Object.fromEntries(Object.entries(found).map(([need, streams]) => [need, [streams].flat().map(toStream)]))
}

function isOf(need: string, kind: LiveStream['kind']): boolean {
  return kind === need || (need === 'book' && kind === 'orders')
}

type StreamsByNeed = Readonly<Record<string, LiveStream | readonly LiveStream[]>> | undefined

const KINDS: readonly string[] = ['trades', 'quotes', 'orders', 'book', 'bars']

/** Refuses at once what a synchronised book could not be made with. */
function checkSync(owner: string, { kind, instrument: { id, tickSize } }: LiveStream, sync: BookSynchronisation): void {
  demand(kind === 'book', owner, 'sync', kind, 'a stream of kind book')
  const { snapshots, ...rest } = sync
  const isFunction = snapshots === undefined || typeof snapshots === 'function'
  demand(isFunction, owner, 'sync.snapshots', snapshots, 'a function that fetches a snapshot')
  fullOptions({ ...rest, instrumentId: id, tickSize })
}

/** What of the instruments serves each need: quotes and books for themselves, else prints. */
function streamsOf(needs: DataNeeds, instruments: readonly Instrument[]): LiveStream[] {
  const own = Object.values(needs).map(({ kind }) => (kind === 'bars' ? 'trades' : kind))
  return [...new Set(own)].flatMap((kind) => instruments.map((instrument) => ({ kind, instrument })))
}

/** Bars of the right length where there are any, else prints to build them from; quotes and books, of single orders too, for themselves. */
function streamsByNeed(needs: DataNeeds, streams: readonly LiveStream[]): Record<string, LiveStream[]> {
  return Object.fromEntries(
    Object.entries(needs).map(([name, need]) => {
      const own = streams.filter(({ kind, timeframe }) =>
        need.kind === 'bars' ? kind === 'bars' && timeframe === need.timeframe : isOf(need.kind, kind),
      )
      const isBuilt = need.kind === 'bars' && own.length === 0
      return [name, isBuilt ? streams.filter(({ kind }) => kind === 'trades') : own]
    }),
  )
}

const EVENTS = {
  trades: 'TradeTick',
  quotes: 'QuoteTick',
  orders: 'OrderBookOrders',
  book: 'OrderBookSnapshot',
  bars: 'Bar',
} as const

function eventName({ stream, kind }: LiveRows): string {
  const timeframe = stream.kind === 'bars' ? stream.timeframe : null
  return streamName({ type: EVENTS[kind], instrumentId: stream.instrument.id, timeframe })
}
