import { badParameter, demand, demandKnown } from '../errors/index.js'
import { timeframeMs, type Timeframe } from '../time/index.js'
import { sessionCalendar, type SessionCalendar } from '../time/session-calendar.js'

/** What bars are built from: trades, or one price of quotes, which have no volume. */
export type BarSource = 'trades' | 'mid' | 'bid' | 'ask'

interface AnyBarSpec {
  /** What bars are built from: `trades` unless said; `mid`, `bid` or `ask` is that price of quotes. */
  readonly from?: BarSource | undefined
  /** How far `ts` of an event may be ahead of its `tsRecv`, where it has one, before it is left out and counted, ms; 60000 unless said. */
  readonly maxAheadMs?: number | undefined
}

/** Bars closed by the clock. */
export interface TimeBarSpec extends AnyBarSpec {
  /** Tells this kind from others. */
  readonly kind: 'time'
  /** Length of each bar. */
  readonly timeframe: Timeframe
  /** Sessions that bars keep to; the UTC grid unless said. Trades outside of sessions are left out and counted. */
  readonly calendar?: SessionCalendar | undefined
  /** What becomes of trades of a closed bar: left out and counted, unless said, or they correct it for so long. */
  readonly late?: 'drop' | { readonly correctWithinMs: number } | undefined
  /** How long after its end the clock (not a later trade) waits before it closes a bar, for trades still on their way, ms; 0 unless said. */
  readonly delayMs?: number | undefined
  /** What becomes of intervals without a trade: no bar, unless said, or one that carries the last close, volume 0. */
  readonly empty?: 'none' | 'carry' | undefined
  /** Most empty bars in a row; then none until the next trade. 1000 unless said, at most 1000000. */
  readonly maxEmpty?: number | undefined
}

/** Bars of so many trades. */
export interface TickBarSpec extends AnyBarSpec {
  /** Tells this kind from others. */
  readonly kind: 'tick'
  /** Trades in a bar, from 1. */
  readonly count: number
}

/** Bars of so many base units. */
export interface VolumeBarSpec extends AnyBarSpec {
  /** Tells this kind from others. */
  readonly kind: 'volume'
  /** Base units in a bar, above 0. */
  readonly volume: number
  /** Cut a trade that crosses the threshold, so that bars hold it exactly? Unless said, it goes whole into the bar that it closes. */
  readonly split?: boolean | undefined
}

/** Bars of so many quote units (price x size; "dollar bars"). */
export interface ValueBarSpec extends AnyBarSpec {
  /** Tells this kind from others. */
  readonly kind: 'value'
  /** Quote units in a bar, above 0. */
  readonly value: number
  /** Cut a trade that crosses the threshold, so that bars hold it exactly? Unless said, it goes whole into the bar that it closes. */
  readonly split?: boolean | undefined
}

/** Bars closed by the trade with which high - low reaches a range. */
export interface RangeBarSpec extends AnyBarSpec {
  /** Tells this kind from others. */
  readonly kind: 'range'
  /** The range, quote currency, above 0. */
  readonly range: number
}

/** Renko bricks, drawn by closes: a move of one brick goes on, one of two turns. */
export interface RenkoBarSpec extends AnyBarSpec {
  /** Tells this kind from others. */
  readonly kind: 'renko'
  /** Height of a brick, quote currency, above 0. */
  readonly brick: number
  /** A price from which bricks are counted; the multiple of `brick` nearest to the first price unless said. */
  readonly origin?: number | undefined
}

/** Bars closed when the signed flow exceeds what is expected of a bar. */
export interface ImbalanceBarSpec extends AnyBarSpec {
  /** Tells this kind from others. */
  readonly kind: 'imbalance'
  /** What is summed with its sign: 1 a trade, its size, or its price x size. */
  readonly of: 'tick' | 'volume' | 'value'
  /** Trades expected in the first bar, from 2. */
  readonly expectedTicks: number
  /** Bars over which the expected length is averaged; 3 unless said. */
  readonly barSpan?: number | undefined
  /** Trades over which the expected imbalance of one trade is averaged; `expectedTicks` x `barSpan` unless said. */
  readonly tickSpan?: number | undefined
  /** Least and most trades in a bar; a tenth and ten times `expectedTicks` unless said. */
  readonly ticks?: readonly [least: number, most: number] | undefined
  /** Whose sign: that of the last change of price (the tick rule), unless said, or the aggressor's where it is known. */
  readonly sign?: 'tick_rule' | 'aggressor' | undefined
}

/** What bars to build, as plain data. */
export type BarSpec =
  TimeBarSpec | TickBarSpec | VolumeBarSpec | ValueBarSpec | RangeBarSpec | RenkoBarSpec | ImbalanceBarSpec

/** A spec with every choice settled. */
export type SettledBarSpec = {
  readonly [K in BarSpec['kind']]: SettledFields<Extract<BarSpec, { kind: K }>>
}[BarSpec['kind']]

/** The fields of a spec, none of them left open. */
export type SettledFields<S> = {
  readonly [K in keyof S]-?: K extends 'calendar' | 'origin'
    ? Exclude<S[K], undefined> | null
    : Exclude<S[K], undefined>
}

/** The spec with every choice settled, checked and frozen; `BAD_PARAMETER` names what cannot be. */
export function settleBarSpec(spec: BarSpec): SettledBarSpec {
  const isObject = typeof spec === 'object' && spec !== null
  demand(isObject && Object.hasOwn(OPTIONS, spec.kind), OWNER, 'kind', isObject ? spec.kind : spec, known(OPTIONS))
  demandKnown(OWNER, spec, ['kind', 'from', 'maxAheadMs', ...OPTIONS[spec.kind]])
  const { from = 'trades', maxAheadMs = 60_000 } = spec
  oneOf('from', from, ['trades', 'mid', 'bid', 'ask'])
  demand(maxAheadMs >= 0 && maxAheadMs <= 86_400_000, OWNER, 'maxAheadMs', maxAheadMs, 'from 0 to 86400000 ms')
  const needsVolume =
    spec.kind === 'volume' || spec.kind === 'value' || (spec.kind === 'imbalance' && spec.of !== 'tick')
  if (needsVolume) oneOf('from', from, ['trades'])
  return Object.freeze({ ...settle(spec), from, maxAheadMs }) as SettledBarSpec
}

function settle(spec: BarSpec): object {
  const { kind } = spec
  if (kind === 'time') return settleTime(spec)
  if (kind === 'tick') {
    whole('count', spec.count, 1)
    return { kind, count: spec.count }
  }
  if (kind === 'range') return { kind, range: above0('range', spec.range) }
  if (kind === 'renko') {
    const { origin = null } = spec
    demand(origin === null || Math.abs(origin) <= 1e100, OWNER, 'origin', origin, 'a price')
    return { kind, brick: above0('brick', spec.brick), origin }
  }
  if (kind === 'imbalance') return settleImbalance(spec)
  const { split = false } = spec
  demand(typeof split === 'boolean', OWNER, 'split', split, 'true or false')
  if (kind === 'volume') return { kind, volume: above0('volume', spec.volume), split }
  return { kind, value: above0('value', spec.value), split }
}

function settleTime(spec: TimeBarSpec): object {
  const { kind, timeframe, calendar, late = 'drop', delayMs = 0, empty = 'none', maxEmpty = 1_000 } = spec
  const ms = timeframeMs(timeframe) ?? 28 * 86_400_000
  if (late !== 'drop') {
    const within = (late as { readonly correctWithinMs?: unknown } | null)?.correctWithinMs as number
    const fits = within > 0 && within / ms <= MOST_KEPT
    demand(fits, OWNER, 'late.correctWithinMs', within, `above 0 ms, and at most ${MOST_KEPT} bars long`)
  }
  demand(delayMs >= 0 && delayMs <= 86_400_000, OWNER, 'delayMs', delayMs, 'from 0 to 86400000 ms')
  oneOf('empty', empty, ['none', 'carry'])
  whole('maxEmpty', maxEmpty, 0)
  return {
    kind,
    timeframe,
    calendar: calendar === undefined ? null : sessionCalendar(calendar),
    late: late === 'drop' ? late : Object.freeze({ correctWithinMs: late.correctWithinMs }),
    delayMs,
    empty,
    maxEmpty,
  }
}

function settleImbalance(spec: ImbalanceBarSpec): object {
  const { kind, of, expectedTicks, barSpan = 3, sign = 'tick_rule' } = spec
  oneOf('of', of, ['tick', 'volume', 'value'])
  oneOf('sign', sign, ['tick_rule', 'aggressor'])
  whole('expectedTicks', expectedTicks, 2)
  whole('barSpan', barSpan, 1)
  const { tickSpan = expectedTicks * barSpan } = spec
  const { ticks: [least, most] = [Math.max(1, Math.floor(expectedTicks / 10)), expectedTicks * 10] } = spec
  demand(tickSpan >= 1 && tickSpan <= 1e12, OWNER, 'tickSpan', tickSpan, 'from 1 to 1e12')
  whole('ticks[0]', least, 1)
  demand(most >= least && most <= 1e12, OWNER, 'ticks[1]', most, `from ${least} to 1e12`)
  return { kind, of, expectedTicks, barSpan, tickSpan, ticks: Object.freeze([least, most]), sign }
}

const OWNER = 'barBuilder'
/** Closed bars that may wait for corrections. */
const MOST_KEPT = 10_000
const OPTIONS: Readonly<Record<BarSpec['kind'], readonly string[]>> = {
  time: ['timeframe', 'calendar', 'late', 'delayMs', 'empty', 'maxEmpty'],
  tick: ['count'],
  volume: ['volume', 'split'],
  value: ['value', 'split'],
  range: ['range'],
  renko: ['brick', 'origin'],
  imbalance: ['of', 'expectedTicks', 'barSpan', 'tickSpan', 'ticks', 'sign'],
}

function known(options: object): string {
  return `one of ${Object.keys(options).join(', ')}`
}

function oneOf(parameter: string, value: unknown, choices: readonly unknown[]): void {
  if (choices.includes(value)) return
  throw badParameter({
    owner: OWNER,
    parameter,
    value,
    expected: choices.map((one) => `'${String(one)}'`).join(' or '),
  })
}

function whole(parameter: string, value: number, least: number): void {
  const fits = Number.isInteger(value) && value >= least && value <= 1_000_000
  demand(fits, OWNER, parameter, value, `a whole number from ${least} to 1000000`)
}

function above0(parameter: string, value: number): number {
  demand(value > 0 && value <= 1e100, OWNER, parameter, value, 'above 0')
  return value
}
