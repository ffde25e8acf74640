import type { TickReader, TickView } from './tick-store.js'

/** A statistic over `(now - t1, now - t2]` of the ticks of one store. */
export interface TimeWindow extends TickReader {
  /** Moves it to the view's `now`, which must not go back. */
  update(view: TickView): void
  /** A late tick was put into the store at this place, and those behind it moved up by one: repairs what stood on them. */
  insert(sequence: number, view: TickView): void
}

/** Seconds as the milliseconds that windows count in: whole microseconds. */
export function windowMs(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3
}
