import type { InstrumentId } from '../market/index.js'
import type { BookFaultReason } from './level-reader.js'

/** Why a message was refused. */
export type RejectReason = BookFaultReason | 'wrong_instrument' | 'malformed_sequence' | 'malformed_time'

/** What of an event of a book is looked at before its levels. */
export interface BookEventHead {
  /** What it happened to. */
  readonly instrumentId: InstrumentId
  /** The venue's time. */
  readonly ts: number
  /** Ours. */
  readonly tsRecv?: number | undefined
  /** Last update in it. */
  readonly sequence: number
  /** First update in it. */
  readonly firstSequence?: number | undefined
  /** Last update of the delta before. */
  readonly previousSequence?: number | undefined
}

/**
 * What is wrong with an event beside its levels; `null` when nothing is. Beyond 2^53 a number may stand for its
 * neighbour: such an id is refused.
 */
export function bookEventFault(event: BookEventHead, instrumentId: InstrumentId): RejectReason | null {
  if (event.instrumentId !== instrumentId) return 'wrong_instrument'
  if (!isTime(event.ts) || (event.tsRecv !== undefined && !isTime(event.tsRecv))) return 'malformed_time'
  const { sequence, firstSequence = sequence, previousSequence = firstSequence } = event
  const isCounted = isCount(sequence) && isCount(firstSequence) && isCount(previousSequence)
  return isCounted && firstSequence <= sequence ? null : 'malformed_sequence'
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
