import type { OrderBookDelta } from '../market/index.js'

/**
 * What a delta is to a book: `old` (the book has it already), `follows` (apply it), or `gap` (something between is
 * missing).
 */
export type DeltaVerdict = 'old' | 'follows' | 'gap'

/** How a venue numbers its deltas: what follows a snapshot, and what follows a delta. */
export interface BookRule {
  /** Name of the rule, as it stands in records. */
  readonly name: string
  /** Are updates numbered at all? Where not, each delta follows, and a snapshot always replaces. */
  readonly isSequenced: boolean
  /** The delta after a snapshot: `gap` says that the snapshot is older than the deltas. */
  first(snapshotSequence: number, delta: OrderBookDelta): DeltaVerdict
  /** The delta after an applied one that ended with `lastSequence`. */
  next(lastSequence: number, delta: OrderBookDelta): DeltaVerdict
}

/**
 * The arithmetic that most venues share. Updates are counted, and a delta holds those from `firstSequence` to
 * `sequence`: the first one contains the update after the snapshot, each later one begins where the last one ended.
 */
export function countedUpdates(name: string): BookRule {
  return Object.freeze({
    name,
    isSequenced: true,
    first(snapshotSequence: number, { firstSequence, sequence }: OrderBookDelta): DeltaVerdict {
      if (sequence <= snapshotSequence) return 'old'
      return firstSequence <= snapshotSequence + 1 ? 'follows' : 'gap'
    },
    next(lastSequence: number, { firstSequence, sequence }: OrderBookDelta): DeltaVerdict {
      if (sequence <= lastSequence) return 'old'
      return firstSequence === lastSequence + 1 ? 'follows' : 'gap'
    },
  })
}
