import { demand, demandKnown } from '../errors/index.js'
import type { InstrumentId } from '../market/index.js'
import type { BookNotice } from './book-notice.js'
import type { BookRule } from './book-rule.js'
import type { OrderBookOptions } from './order-book-options.js'
import type { FullRetry, SnapshotRetry } from './snapshot-retry.js'

/** What a synchronised book is given. All times are differences of event times. */
export interface BookSyncOptions extends OrderBookOptions {
  /** Which book; events of others are refused. */
  readonly instrumentId: InstrumentId
  /** How the venue numbers its deltas. */
  readonly rule: BookRule
  /** Called with each notice, after the state that it speaks of. */
  readonly onNotice?: ((notice: BookNotice) => void) | undefined
  /** Most deltas kept while a snapshot is awaited, 1 to 100,000; 1,000 unless said. The oldest are lost. */
  readonly maxBuffered?: number | undefined
  /** A book locked or crossed for so long is taken for broken; 5,000 unless said, Infinity never. */
  readonly crossedMs?: number | undefined
  /** A book without an event for so long is `stale`; Infinity (never) unless said. Needs `advance`. */
  readonly staleAfterMs?: number | undefined
  /** How snapshots are asked for. */
  readonly retry?: SnapshotRetry | undefined
}

/** The options with everything said. */
export interface FullBookSyncOptions extends BookSyncOptions {
  readonly maxBuffered: number
  readonly crossedMs: number
  readonly staleAfterMs: number
  readonly retry: FullRetry
}

/** Fills in the defaults and refuses what cannot be. */
export function fullOptions(options: BookSyncOptions): FullBookSyncOptions {
  demandKnown(OWNER, options, KNOWN)
  const { instrumentId, rule, retry = {} } = options
  demand(
    typeof instrumentId === 'string' && instrumentId !== '',
    OWNER,
    'instrumentId',
    instrumentId,
    'an instrument id',
  )
  demand(typeof rule?.next === 'function', OWNER, 'rule', rule, 'a rule such as binanceSpot')
  demandKnown(`${OWNER} retry`, retry, ['attempts', 'baseMs', 'maxMs', 'timeoutMs'])
  return {
    instrumentId,
    rule,
    tickSize: options.tickSize,
    sizeStep: options.sizeStep,
    maxLevels: options.maxLevels,
    onNotice: options.onNotice,
    maxBuffered: whole('maxBuffered', options.maxBuffered ?? 1_000, 100_000),
    crossedMs: positive('crossedMs', options.crossedMs ?? 5_000),
    staleAfterMs: positive('staleAfterMs', options.staleAfterMs ?? Infinity),
    retry: {
      attempts: whole('retry.attempts', retry.attempts ?? 5, 1_000),
      baseMs: positive('retry.baseMs', retry.baseMs ?? 1_000),
      maxMs: positive('retry.maxMs', retry.maxMs ?? 30_000),
      timeoutMs: positive('retry.timeoutMs', retry.timeoutMs ?? 10_000),
    },
  }
}

const OWNER = 'BookSync'
const KNOWN: readonly string[] = [
  'instrumentId',
  'rule',
  'tickSize',
  'sizeStep',
  'maxLevels',
  'onNotice',
  'maxBuffered',
  'crossedMs',
  'staleAfterMs',
  'retry',
]

function whole(parameter: string, value: number, most: number): number {
  const accepted = Number.isInteger(value) && value >= 1 && value <= most
  demand(accepted, OWNER, parameter, value, `a whole number from 1 to ${most}`)
  return value
}

function positive(parameter: string, value: number): number {
  demand(typeof value === 'number' && value > 0, OWNER, parameter, value, 'milliseconds above 0')
  return value
}
