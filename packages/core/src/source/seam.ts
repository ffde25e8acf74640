import type { MarketEvent, StreamGap } from '../market/index.js'

/** Where merged events go. */
export type Emit<E> = (event: E | StreamGap) => void

/** How events of one kind are joined: all of history first, then what is live. */
export interface Seam<E extends MarketEvent> {
  /** Takes the next event of history; gives it, unless it came before. */
  past(event: E, emit: Emit<E>): void
  /** Takes the next live event; gives it, unless history had it, after a gap where one cannot be excluded. */
  live(event: E, emit: Emit<E>): void
  readonly counts: SeamCounts
}

/** What a seam did. */
export interface SeamCounts {
  /** Events that came before: in history twice, in history and live, or live twice. */
  duplicates: number
  /** Events older than one that had been given. They are given nevertheless, but bars, of which the newer one stands. */
  late: number
  /** Gaps told of. */
  gaps: number
}

/** Something may be missing between two events. */
export function gapBetween(before: MarketEvent | null, after: MarketEvent, reason: string): StreamGap {
  const { instrumentId, ts, tsRecv } = after
  const from = before === null ? null : before.ts
  const base = { instrumentId, ts, ...(tsRecv === undefined ? {} : { tsRecv }) }
  return { type: 'StreamGap', ...base, from, to: ts, reason }
}
