import { demand } from '../errors/index.js'
import type { BookSideName } from './level-reader.js'

/** Who is told of each change of a level, such as an aggregation. Must not change the book. */
export interface LevelObserver {
  /** A level of size `before` (as the book keeps it) now has `after`; 0 where there is none. */
  changed(side: BookSideName, steps: number, before: number, after: number): void
  /** All levels are gone; where prices are counted in another step from now on, they come again by `changed`. */
  cleared(): void
}

/** The observers of a book. */
export class LevelObservers {
  /** Is there any? */
  isEmpty: boolean = true
  private readonly observers: LevelObserver[] = [] // bound: MOST_OBSERVERS

  /** Tells an observer of each change from now on; the answer ends it. */
  add(observer: LevelObserver): () => void {
    const { observers } = this
    demand(observers.length < MOST_OBSERVERS, 'OrderBook', 'observers', observers.length, `at most ${MOST_OBSERVERS}`)
    observers.push(observer)
    this.isEmpty = false
    return () => {
      const at = observers.indexOf(observer)
      if (at >= 0) observers.splice(at, 1)
      this.isEmpty = observers.length === 0
    }
  }

  /** A level may have changed. */
  changed(side: BookSideName, steps: number, before: number, after: number): void {
    if (before === after) return
    for (const observer of this.observers) observer.changed(side, steps, before, after)
  }

  /** All levels are gone. */
  cleared(): void {
    for (const observer of this.observers) observer.cleared()
  }
}

const MOST_OBSERVERS = 1_000
