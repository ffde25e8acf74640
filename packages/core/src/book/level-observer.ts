import type { BookSideName } from './level-reader.js'

/** Who is told of each change of a level, such as an aggregation. Must not change the book. */
export interface LevelObserver {
  /** A level of size `before` (as the book keeps it) now has `after`; 0 where there is none. */
  changed(side: BookSideName, ticks: number, before: number, after: number): void
  /** All levels are gone. */
  cleared(): void
}
